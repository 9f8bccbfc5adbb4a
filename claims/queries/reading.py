"""Claims from rows: everything that belongs to a set of claims, in one query for each table."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, TextClause

from claims.core.events import State
from claims.core.status import Status
from claims.core.vocabulary import ActorKind, Kind, LinkKind, LinkState, Modality, Precision, Stance
from claims.core.when import moment
from claims.queries.past import Past, histories, links_then, numbers_then, of_claims, past
from claims.records import Appearance, Claim, Evidence, Link, Number

_claims = of_claims(
    "SELECT claim.*, source.name AS source, survivor.key AS survivor FROM claim "
    "JOIN source ON source.id = claim.source_id LEFT JOIN claim AS survivor ON survivor.id = claim.merged_into "
    "WHERE claim.id IN :ids"
)
_quantities = of_claims("SELECT * FROM quantity WHERE claim_id IN :ids ORDER BY claim_id, n")
_tags = of_claims("SELECT claim_id, tag FROM claim_tag WHERE claim_id IN :ids ORDER BY claim_id, tag")
_PLACES = (
    "SELECT appearance.*, source.name AS source, document.key AS document, document.url AS document_url, "
    "document.title, document.published, claim.key AS claim_key, claim.merged_into "
    "FROM appearance JOIN claim ON claim.id = appearance.claim_id "
    "JOIN source ON source.id = appearance.source_id LEFT JOIN document ON document.id = appearance.document_id "
)
_own = of_claims(_PLACES + "WHERE appearance.claim_id IN :ids ORDER BY appearance.claim_id, appearance.n")
_by_key = of_claims(_PLACES + "WHERE claim.key IN :ids ORDER BY appearance.claim_id, appearance.n")
_absorbed = of_claims(_PLACES + "WHERE claim.merged_into IN :ids ORDER BY appearance.claim_id, appearance.n")
_evidence = of_claims(
    "SELECT evidence.*, document.key AS document FROM evidence "
    "LEFT JOIN document ON document.id = evidence.document_id WHERE claim_id IN :ids ORDER BY claim_id, n"
)
_LINKS = (
    "SELECT link.*, one.key AS one, other.key AS other FROM link "
    "JOIN claim AS one ON one.id = link.claim_id JOIN claim AS other ON other.id = link.other_id "
)
_links_from = of_claims(_LINKS + "WHERE link.claim_id IN :ids ORDER BY link.id")
_links_to = of_claims(_LINKS + "WHERE link.other_id IN :ids ORDER BY link.id")


def rows_of(connection: Connection, ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Return the rows of claims, with the names of what they refer to."""
    return connection.execute(_claims, {"ids": ids}).all()


def assemble(
    connection: Connection, rows: Sequence[Row[Any]], *, full: bool = False, pasts: Mapping[int, Past] | None = None,
    as_of: int | None = None,
) -> list[Claim]:  # fmt: skip
    """Return the claims in `rows`, in their order, with what belongs to them; a row is as `rows_of` gives it.

    `full` adds evidence and links. `pasts` are what the claims were at `as_of`, where that is asked.
    """
    ids = [row.id for row in rows]
    if not ids:
        return []
    figures = _grouped(connection, _quantities, ids, lambda row: row.claim_id)
    tags = _grouped(connection, _tags, ids, lambda row: row.claim_id)
    places = _grouped(connection, _own, ids, lambda row: row.claim_id)
    if pasts is None or as_of is None:
        for target, more in _grouped(connection, _absorbed, ids, lambda row: row.merged_into).items():
            places[target] += more
    else:
        for target, row in _absorbed_then(connection, pasts, as_of):
            places[target].append(row)
    proofs = _grouped(connection, _evidence, ids, lambda row: row.claim_id) if full else {}
    links = _linked(connection, ids) if full else {}
    made = []
    for row in rows:
        past, linked = pasts[row.id] if pasts is not None else None, links.get(row.id, [])
        if past is not None and as_of is not None:
            linked = links_then(row.key, past, linked, as_of)
        made.append(
            _claim(
                row,
                past,
                as_of,
                numbers=[_number(each) for each in figures.get(row.id, ())],
                tags=[each.tag for each in tags.get(row.id, ())],
                places=places.get(row.id, ()),
                proofs=proofs.get(row.id, ()),
                links=linked,
            )
        )
    return made


def _grouped(
    connection: Connection, query: TextClause, ids: Sequence[int], by: Any
) -> defaultdict[int, list[Row[Any]]]:
    groups: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query, {"ids": ids}):
        groups[by(row)].append(row)
    return groups


def _claim(
    row: Row[Any], past: Past | None, as_of: int | None, *, numbers: Sequence[Number], tags: Sequence[str],
    places: Sequence[Row[Any]], proofs: Sequence[Row[Any]], links: Sequence[tuple[int, Link]],
) -> Claim:  # fmt: skip
    """Return one claim: from its columns now, or from its state then."""
    state = past.state if past else None
    what = row if state is None else state
    if past is not None and past.last.seq != row.version:
        numbers = numbers_then(past)
    shown = [each for each in places if _stood(each, row.id, state)]
    backed = [each for each in proofs if (not each.withdrawn if state is None else each.n in state.evidence)]
    return Claim(
        key=row.key,
        statement=what.statement,
        kind=Kind(what.kind),
        status=Status(what.status),
        reviewed=bool(what.reviewed),
        confidence=what.confidence,
        confidence_by=ActorKind(what.confidence_by) if what.confidence_by else None,
        subject=what.subject,
        language=row.language,
        due=date.fromisoformat(what.due) if what.due else None,
        due_precision=Precision(what.due_precision) if what.due_precision else None,
        stands_alone=bool(what.stands_alone),
        source=row.source,
        version=past.last.seq if past else row.version,
        recorded_at=moment(row.recorded_at),
        changed_at=past.last.recorded_at if past else moment(row.changed_at),
        withdrawn=bool(what.withdrawn),
        merged_into=row.survivor if state is None else state.merged_into,
        quantities=tuple(numbers),
        tags=tuple(sorted(state.tags)) if state else tuple(tags),
        appearances=tuple(_appearance(each) for each in shown),
        evidence=tuple(_proof(each) for each in backed),
        links=tuple(each for _, each in links),
        as_of=moment(as_of) if as_of is not None else None,
    )


def _stood(row: Row[Any], claim_id: int, state: State | None) -> bool:
    """Return whether an appearance counted, now or at the time of `state`; those of others were chosen before."""
    if state is None:
        return not row.withdrawn
    return row.claim_id != claim_id or row.n in state.appearances


def _absorbed_then(connection: Connection, pasts: Mapping[int, Past], as_of: int) -> Iterator[tuple[int, Row[Any]]]:
    """Yield the appearances of claims that were merged into others at a time, with the row of the survivor."""
    into = {key: row_id for row_id, past in pasts.items() for key in past.state.absorbed}
    if not into:
        return
    rows = connection.execute(_by_key, {"ids": list(into)}).all()
    known = histories(connection, {row.claim_id for row in rows}, as_of)
    there = {row_id: past(events).state.appearances for row_id, events in known.items()}
    yield from ((into[row.claim_key], row) for row in rows if row.n in there.get(row.claim_id, ()))


def _number(row: Row[Any]) -> Number:
    value, low, high = (None if each is None else Decimal(each) for each in (row.value, row.low, row.high))
    return Number(row.text, value, low, high, row.unit, row.comparator, row.measures, row.per)


def _appearance(row: Row[Any]) -> Appearance:
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
    )


def _proof(row: Row[Any]) -> Evidence:
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


def _linked(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[int, Link]]]:
    """Return the links of each claim, from either end, with the time each was recorded."""
    found: defaultdict[int, list[tuple[int, Link]]] = defaultdict(list)
    for query, end in ((_links_from, "claim_id"), (_links_to, "other_id")):
        for row in connection.execute(query, {"ids": ids}):
            made = Link(LinkKind(row.kind), LinkState(row.state), row.one, row.other, row.score, row.decided_by)
            found[row._mapping[end]].append((row.recorded_at, made))
    return found


def as_moment(stamp: int | None) -> datetime | None:
    return None if stamp is None else moment(stamp)
