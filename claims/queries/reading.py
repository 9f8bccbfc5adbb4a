"""Claims from rows: everything that belongs to a set of claims, in one query for each table."""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection

from claims.core.status import Status
from claims.core.vocabulary import ActorKind, Kind, LinkKind, LinkState, Modality, Precision, Stance
from claims.core.when import moment
from claims.db.direct import About
from claims.queries.drifted import Found, drifted
from claims.queries.origins import origins
from claims.queries.past import Past, histories, links_then, numbers_then, past
from claims.records import Appearance, Claim, Evidence, Link, Number, Origin

SAID = (
    "statement", "kind", "status", "reviewed", "confidence", "confidence_by", "subject", "due_precision",
    "stands_alone", "withdrawn", "merged_into",
)  # fmt: skip
"""What a claim's state says as the claim does."""

CLAIMS = (
    "SELECT claim.*, source.name AS source, survivor.key AS survivor FROM claim "
    "JOIN source ON source.id = claim.source_id LEFT JOIN claim AS survivor ON survivor.id = claim.merged_into "
)
_claims = About(CLAIMS + "WHERE claim.id {ids}")
_quantities = About("SELECT * FROM quantity WHERE claim_id {ids} ORDER BY claim_id, n")
_tags = About("SELECT claim_id, tag FROM claim_tag WHERE claim_id {ids} ORDER BY claim_id, tag")
_PLACES = (
    "SELECT {owner} AS owner, {way} AS way, appearance.*, source.name AS source, document.key AS document, "
    "document.url AS document_url, document.title, document.published, document.marks, claim.key AS claim_key, "
    "claim.merged_into, claim.changed_at FROM appearance JOIN claim ON claim.id = appearance.claim_id "
    "JOIN source ON source.id = appearance.source_id LEFT JOIN document ON document.id = appearance.document_id "
)
_OWN = _PLACES.format(owner="appearance.claim_id", way=0) + "WHERE appearance.claim_id {ids} "
_ABSORBED = _PLACES.format(owner="claim.merged_into", way=1) + "WHERE claim.merged_into {ids} "
_own = About(_OWN + "ORDER BY claim_id, n")
_absorbed = About(_ABSORBED + "ORDER BY claim_id, n")
_places = About(f"{_OWN} UNION ALL {_ABSORBED} ORDER BY way, claim_id, n")
_by_key = About(_PLACES.format(owner="appearance.claim_id", way=0) + "WHERE claim.key {keys} ORDER BY claim_id, n")
_evidence = About(
    "SELECT evidence.*, document.key AS document FROM evidence "
    "LEFT JOIN document ON document.id = evidence.document_id WHERE claim_id {ids} ORDER BY claim_id, n"
)
_LINKS = (
    "SELECT {owner} AS owner, {way} AS way, link.*, one.key AS one, other.key AS other, one.withdrawn OR "
    "other.withdrawn OR one.merged_into IS NOT NULL OR other.merged_into IS NOT NULL "
    "OR one.status = 'rejected' OR other.status = 'rejected' AS gone FROM link "
    "JOIN claim AS one ON one.id = link.claim_id JOIN claim AS other ON other.id = link.other_id "
)
_links = About(
    _LINKS.format(owner="link.claim_id", way=0) + "WHERE link.claim_id {ids} UNION ALL "
    + _LINKS.format(owner="link.other_id", way=1) + "WHERE link.other_id {ids} ORDER BY way, id"
)  # fmt: skip


def rows_of(connection: Connection, ids: Sequence[int]) -> list[Any]:
    """Return the rows of claims, with the names of what they refer to."""
    return _claims(connection, ids)


def assemble(
    connection: Connection, rows: Sequence[Any], *, full: bool = False, pasts: Mapping[int, Past] | None = None,
    as_of: int | None = None,
) -> list[Claim]:  # fmt: skip
    """Return the claims in `rows`, in their order, with what belongs to them; a row is as `rows_of` gives it.

    `full` adds evidence and links. `pasts` are what claims were at `as_of`; those without one had not changed since.
    """
    ids = [row.id for row in rows]
    if not ids:
        return []
    pasts = pasts or {}
    figures, tags = _grouped(_quantities(connection, ids)), _grouped(_tags(connection, ids))
    if as_of is None:
        places = _grouped([row for row in _places(connection, ids) if not row.withdrawn], "owner")
    else:
        places = _grouped(_own(connection, ids))
        for target, row in _absorbed_then(connection, rows, pasts, as_of):
            places[target].append(row)
    gone = drifted(connection, [each for listed in places.values() for each in listed], as_of)
    told = origins(connection, [each for listed in places.values() for each in listed])
    proofs = _grouped(_evidence(connection, ids)) if full else {}
    links = _linked(connection, ids, as_of) if full else {}
    made = []
    for row in rows:
        then, linked = pasts.get(row.id), links.get(row.id, [])
        if as_of is not None and linked:
            events = then.events if then else histories(connection, [row.id], as_of)[row.id]
            linked = links_then(row.key, events, linked, as_of)
        parts = Parts(
            [_number(each) for each in figures.get(row.id, ())] if then is None else numbers_then(then),
            [each.tag for each in tags.get(row.id, ())] if then is None else sorted(then.state.tags),
            [_appearance(each, gone, told) for each in places.get(row.id, ()) if _stood(each, row.id, then)],
            [each for each in proofs.get(row.id, ()) if _proved(each, then)],
            [link for _, link in linked],
        )
        made.append(_claim(row, parts, as_of) if then is None else _claim_then(row, then, parts, as_of))
    return made


@dataclass(slots=True)
class Parts:
    """What belongs to one claim."""

    numbers: Sequence[Number]
    tags: Sequence[str]
    places: Sequence[Appearance]
    proofs: Sequence[Any]
    links: Sequence[Link]


def _grouped(rows: Sequence[Any], by: str = "claim_id") -> defaultdict[int, list[Any]]:
    owner = attrgetter(by)
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[owner(row)].append(row)
    return groups


def _claim(row: Any, parts: Parts, as_of: int | None) -> Claim:
    """Return a claim by its columns."""
    return Claim(
        key=row.key,
        statement=row.statement,
        kind=Kind(row.kind),
        status=Status(row.status),
        reviewed=bool(row.reviewed),
        confidence=row.confidence,
        confidence_by=ActorKind(row.confidence_by) if row.confidence_by else None,
        subject=row.subject,
        language=row.language,
        due=date.fromisoformat(row.due) if row.due else None,
        due_precision=Precision(row.due_precision) if row.due_precision else None,
        stands_alone=bool(row.stands_alone),
        source=row.source,
        version=row.version,
        recorded_at=moment(row.recorded_at),
        changed_at=moment(row.changed_at),
        withdrawn=bool(row.withdrawn),
        merged_into=row.survivor,
        quantities=tuple(parts.numbers),
        tags=tuple(parts.tags),
        appearances=tuple(parts.places),
        evidence=tuple([_proof(each) for each in parts.proofs]),
        links=tuple(parts.links),
        as_of=as_moment(as_of),
    )


def _claim_then(row: Any, then: Past, parts: Parts, as_of: int | None) -> Claim:
    """Return a claim by what its history says it was."""
    state = then.state
    told: dict[str, Any] = {name: getattr(state, name) for name in SAID}
    due = date.fromisoformat(state.due) if state.due else None
    told |= {"version": then.last.seq, "changed_at": then.last.recorded_at, "due": due}
    return replace(_claim(row, parts, as_of), **told)


def _stood(row: Any, claim_id: int, then: Past | None) -> bool:
    """Return whether an appearance counted, now or then; those of claims merged into it were chosen before."""
    if row.claim_id != claim_id:
        return True
    return not row.withdrawn if then is None else row.n in then.state.appearances


def _proved(row: Any, then: Past | None) -> bool:
    return not row.withdrawn if then is None else row.n in then.state.evidence


def _absorbed_then(
    connection: Connection, rows: Sequence[Any], pasts: Mapping[int, Past], as_of: int
) -> Iterator[tuple[int, Any]]:
    """Yield the appearances of claims that were merged into others at a time, with the row of the survivor."""
    into = {key: row_id for row_id, past in pasts.items() for key in past.state.absorbed}
    found = [(into[row.claim_key], row) for row in _by_key(connection, list(into))] if into else []
    same = [row.id for row in rows if row.id not in pasts]
    found += [(row.merged_into, row) for row in _absorbed(connection, same)] if same else []
    changed = {row.claim_id for _, row in found if row.changed_at > as_of}
    known = histories(connection, changed, as_of) if changed else {}
    there = {row_id: past(events).state.appearances for row_id, events in known.items()}
    for target, row in found:
        if row.n in there.get(row.claim_id, ()) if row.claim_id in changed else not row.withdrawn:
            yield target, row


def _number(row: Any) -> Number:
    value, low, high = (None if each is None else Decimal(each) for each in (row.value, row.low, row.high))
    return Number(row.text, value, low, high, row.unit, row.comparator, row.measures, row.per)


def _appearance(row: Any, gone: Found, told: Mapping[tuple[int, int], Origin]) -> Appearance:
    return Appearance(
        n=row.n,
        source=row.source,
        quote=row.quote,
        document=row.document,
        url=row.url or row.document_url,
        title=row.title,
        published=row.published,
        start=row.span_start,
        end=row.span_end,
        prefix=row.prefix,
        suffix=row.suffix,
        section=row.section,
        citations=tuple(json.loads(row.citations)) if row.citations else (),
        speaker=row.speaker,
        modality=Modality(row.modality),
        cue=row.cue,
        extractor=row.extractor,
        extractor_version=row.extractor_version,
        score=row.score,
        features=json.loads(row.features) if row.features else {},
        recorded_at=moment(row.recorded_at),
        withdrawn=False,  # those that do not stand are not shown
        claim=row.claim_key,
        place=_place(row.marks, row.span_start),
        drift=gone.get((row.claim_id, row.n)),
        origin=told[row.claim_id, row.n],
    )


def _place(marks: str | None, start: int | None) -> str | None:
    """Return the page or the time a span begins at."""
    if marks is None or start is None:
        return None
    starts, names = _marks(marks)
    found = bisect_right(starts, start) - 1
    return names[found] if found >= 0 else None


@lru_cache(maxsize=64)
def _marks(marks: str) -> tuple[list[int], list[str]]:
    """Return where the pages or times of a document begin, and their names; a page of claims asks it often."""
    told = json.loads(marks)
    return [int(at) for at, _ in told], [str(name) for _, name in told]


def _proof(row: Any) -> Evidence:
    return Evidence(
        n=row.n,
        stance=Stance(row.stance),
        url=row.url,
        document=row.document,
        quote=row.quote,
        note=row.note,
        circular=bool(row.circular),
        actor=row.actor,
        recorded_at=moment(row.recorded_at),
        withdrawn=False,
    )


def _linked(connection: Connection, ids: Sequence[int], as_of: int | None) -> dict[int, list[tuple[int, Link]]]:
    """Return the links of each claim, from either end, with the time each was recorded.

    What is only suggested about a claim that does not stand any more is left out, now.
    """
    found: defaultdict[int, list[tuple[int, Link]]] = defaultdict(list)
    for row in _links(connection, ids):
        state, reasons = LinkState(row.state), tuple(json.loads(row.reasons)) if row.reasons else ()
        if as_of is None and row.gone and state is LinkState.SUGGESTED:
            continue
        made = Link(LinkKind(row.kind), state, row.one, row.other, row.score, row.decided_by, reasons)
        found[row.owner].append((row.recorded_at, made))
    return found


def as_moment(stamp: int | None) -> datetime | None:
    return None if stamp is None else moment(stamp)
