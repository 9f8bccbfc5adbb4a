"""Reading a history back: its chain is followed hash by hash, and what the claim is follows from its events alone."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from pydantic import ValidationError

from claims.core import key as keys
from claims.core.chain import CHAIN_START, chain
from claims.core.erasing import unnamed
from claims.core.events import EventKind, State, added, apply, canonical, digest
from claims.core.place import identity
from claims.core.quantity import Quantity, parse
from claims.core.source import name_key
from claims.core.statement import fingerprint
from claims.core.text import NAME, STATEMENT, TAG
from claims.core.vocabulary import COMPARATORS, ActorKind
from claims.core.when import micros
from claims.core.words import kept, words
from claims.errors import InputFailed, shown
from claims.interchange import told
from claims.interchange.ready import no_text
from claims.ledger.entry import quantity_rows
from claims.ledger.past import Happened, History, Place, Proof, Relation, Row, Stub

PROJECTED = (
    "statement", "kind", "status", "reviewed", "confidence", "confidence_by", "subject", "due", "due_precision",
    "stands_alone", "withdrawn", "merged_into",
)  # fmt: skip
"""Fields of a line that follow from its events."""
GROWING = ("tags", "absorbed", "appearances", "evidence")
"""What of a state may be as long as its history."""
LARGEST_POWER = 300
"""The most digits before the point, or zeros behind it, of a figure."""


class Written(float):
    """A number as it was written, digit for digit."""

    __slots__ = ("digits",)
    digits: str

    def __new__(cls, digits: str) -> "Written":
        made = super().__new__(cls, digits)
        made.digits = digits
        return made


def loads(line: bytes) -> Any:
    """Return what a line of JSON holds, its numbers exact; raises InputFailed."""
    try:
        given = json.loads(line.decode(), parse_float=Written, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise InputFailed(f"it is not UTF-8: byte {error.start + 1} of the line") from None
    except ValueError as error:
        raise InputFailed(f"it is not JSON: {error}") from None
    except RecursionError:
        raise InputFailed("it is nested too deeply to be read") from None
    if b"\\u" in line and (bad := no_text(given)) is not None:
        raise InputFailed(f"{shown(bad)} is no text: it holds a NUL or half a surrogate pair")
    return given


def read(given: dict[str, Any]) -> History:
    """Return the history a line tells; raises InputFailed, saying what was changed in it or cannot be read."""
    claimed = given.pop("digest", None)
    if claimed is not None and claimed != digest(given):
        raise InputFailed("it was changed after it was exported (its digest does not fit): export it again")
    if _is_old(given):
        raise InputFailed("it was exported before events had a salt: export it again with this claimtrack")
    try:
        line = told.line(given)
        happened, state = _follow(line)
        _agree(given, state, len(happened))
        return _history(line, happened, state)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputFailed(f"its field {where} {shown(first['input'])} cannot be read: {first['msg']}") from None


def _is_old(given: Mapping[str, Any]) -> bool:
    """Return whether a line has events from before what they say could be erased."""
    events = given.get("events")
    return isinstance(events, list) and any(isinstance(each, dict) and "salt" not in each for each in events[:1])


def _follow(line: told.Line) -> tuple[list[Happened], State]:
    """Return the events and the state after the last, having checked the chain."""
    events, state, before = list[Happened](), None, CHAIN_START
    for seq, each in enumerate(line["events"], 1):
        kind, by, payload = EventKind(each["kind"]), ActorKind(each["actor_kind"]), each["payload"]
        at, since = stamp(each["recorded_at"]), each["effective_at"]
        effective = stamp(since) if since is not None else None
        head = (seq, kind.value, at, effective, each["actor"], by.value, each["reason"], canonical(payload))
        salt, erased = bytes.fromhex(each["salt"]), bytes.fromhex(each.get("erased") or "") or None
        before = chain(before, line["key"], *head, each["batch"], salt, erased)
        if each["seq"] != seq or before.hex() != each["hash"]:
            raise InputFailed(f"event {seq} was changed after it was recorded: its hash does not fit what it says")
        if events and at < events[-1].recorded_at:
            raise InputFailed(f"event {seq} was recorded before the one before it, which no ledger does")
        try:
            state = _sound(state, _after(state, kind, payload, by), len(line["events"]))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputFailed(f"event {seq} ({kind.value}) cannot be read: {_said(error)}") from None
        events.append(Happened((*head, state.status.value, state.confidence), each["batch"], before, salt, erased))
    if (wrong := unnamed((each.seq, each.row, each.salt, each.erased) for each in events)) is not None:
        raise InputFailed(f"event {wrong} was changed after it was erased: what is left of it is not what was left")
    assert state is not None  # a line has an event at least
    return events, state


def _after(state: State | None, kind: EventKind, payload: Mapping[str, Any], by: ActorKind) -> State:
    if state is not None:
        return apply(state, kind, payload, by)
    if kind is not EventKind.ADDED:
        raise ValueError("the first event must be added")
    return added(told.first(payload))


def _sound(before: State | None, state: State, events: int) -> State:
    """Return the state after an event; raises ValueError for one no claim can be in.

    Of what grows from event to event only what is new is looked at: a long history would be looked at for ever.
    """
    sure = state.confidence
    tags, absorbed, appearances, evidence = (
        getattr(state, name) - getattr(before, name, frozenset()) for name in GROWING
    )
    drifted = state.drift.keys() - (before.drift.keys() if before else ())
    texts = (state.subject, state.due, state.merged_into, *tags, *absorbed)
    numbers = (*appearances, *evidence, *drifted)
    sound = (
        isinstance(state.statement, str) and bool(state.statement)
        and all(each is None or isinstance(each, str) for each in texts)
        and all(type(each) is int and 0 < each <= events for each in numbers)
        and (sure is None or (type(sure) is int and 0 <= sure <= 100))
        and (sure is None) == (state.confidence_by is None)
        and all(type(each) is bool for each in (state.stands_alone, state.reviewed, state.withdrawn))
        and len(state.statement) <= STATEMENT and len(state.subject or "") <= NAME
        and all(tag and len(tag) <= 3 * TAG for tag in tags)
    )  # fmt: skip
    if not sound:
        raise ValueError("what it leads to is no claim")
    if state.due is not None:
        date.fromisoformat(state.due)
    return state


def _agree(given: Mapping[str, Any], state: State, version: int) -> None:
    """Refuse a line whose fields say something else than its events."""
    for name in PROJECTED:
        if name in given and given[name] != getattr(state, name):
            raise InputFailed(
                f"its {name} says {shown(given[name])}, its events say {shown(getattr(state, name))}: it was changed"
            )
    if given.get("version", version) != version or given.get("tags", sorted(state.tags)) != sorted(state.tags):
        raise InputFailed("its version or its tags say something else than its events: it was changed")


def _history(line: told.Line, happened: Sequence[Happened], state: State) -> History:
    first = told.first(line["events"][0]["payload"])
    shown_places = {each["n"]: each for each in line.get("appearances", ()) if each.get("claim") == line["key"]}
    names, documents = {name_key(line["source"]): line["source"]}, dict[bytes, Stub]()
    names |= {name_key(each["source"]): each["source"] for each in shown_places.values()}
    places, proofs = [], []
    shown_proofs = {each["n"]: each for each in line.get("evidence", ())}
    for each, event in zip(line["events"], happened, strict=True):
        if each["kind"] in (EventKind.ADDED, EventKind.APPEARED):
            payload = told.appearance(each["payload"]["appearance"])
            names.setdefault(name_key(payload["source"]), payload["source"])
            place = _place(payload, shown_places.get(payload["n"], {}), event, state)
            places.append(place)
            if place.document is not None:
                documents[place.document] = _stub(place, shown_places.get(place.n, {}), payload)
        elif each["kind"] == EventKind.DRIFTED:
            told.drift(each["payload"])
        elif each["kind"] == EventKind.EVIDENCE:
            proof = _proof(told.evidence(each["payload"]), shown_proofs, event, state)
            proofs.append(proof)
            if proof.sha256 is not None and proof.sha256 not in documents:
                publisher = shown_proofs[proof.n].get("source") or line["source"]
                names.setdefault(name_key(publisher), publisher)
                documents[proof.sha256] = Stub(proof.sha256, name_key(publisher), None, None, None, event.recorded_at)
    if "" in names:
        raise InputFailed("a source in it has no name")
    worded = any(
        each["kind"] == EventKind.AMENDED and "statement" in each["payload"]["changes"] for each in line["events"]
    )
    figures = line.get("quantities") if worded else first.get("quantities", [])
    return History(
        line["key"], name_key(first["appearance"]["source"]), first.get("language"), state,
        fingerprint(state.statement, state.due), tuple(happened), tuple(places), tuple(proofs),
        tuple(_relation(each) for each in line.get("links", ()) if "recorded_at" in each),
        _figures(figures, state.statement), _terms(state.statement, places), names, documents,
    )  # fmt: skip


def _place(payload: told.Appearance, shown: Mapping[str, Any], event: Happened, state: State) -> Place:
    n, document = payload["n"], bytes.fromhex(payload.get("document") or "") or None
    start, end, quote, url = (payload.get(name) for name in ("start", "end", "quote", "url"))
    where = identity(name_key(payload["source"]), document, url, start, end, quote)  # type: ignore[arg-type]
    if document is None:
        start = end = None
    citations, features = payload.get("citations"), shown.get("features")
    row = (
        url, quote, start, end, shown.get("prefix"), shown.get("suffix"), payload.get("section"),
        canonical(citations) if citations else None, payload.get("speaker"), payload["modality"], payload.get("cue"),
        payload["extractor"], payload["extractor_version"], payload.get("score"),
        canonical(features) if features else None,
    )  # fmt: skip
    drift = state.drift[n]["to"] if n in state.drift else None
    return Place(n, where, name_key(payload["source"]), document, event, n not in state.appearances, drift, row)


def _stub(place: Place, shown: Mapping[str, Any], payload: told.Appearance) -> Stub:
    assert place.document is not None
    url = shown.get("url") if payload.get("url") is None else None
    return Stub(
        place.document, place.source, url, shown.get("title"), shown.get("published"), place.happened.recorded_at
    )


def _proof(payload: told.Evidence, shown: Mapping[int, Mapping[str, Any]], event: Happened, state: State) -> Proof:
    n, document = payload["n"], payload.get("document")
    sha256 = bytes.fromhex(shown.get(n, {}).get("sha256") or "") or None
    if document is not None and sha256 is not None and keys.derive("document", sha256) != document:
        raise InputFailed(f"evidence {n} is said to be in document {document}, which has another hash")
    row = (*(payload.get(name) for name in ("stance", "url", "quote", "note")), payload.get("circular", False))
    return Proof(n, row, document, sha256 if document else None, event, n not in state.evidence)


def _relation(given: told.Link) -> Relation:
    decided, recorded, why = given.get("decided_at"), given.get("recorded_at"), given.get("reasons")
    row = (
        given["kind"], given["state"], given.get("score"), canonical(why) if why else None, given.get("decided_by"),
        stamp(decided) if decided else None, stamp(str(recorded)),
    )  # fmt: skip
    return Relation(given["claim"], given["other"], row)


def _figures(given: Sequence[Mapping[str, Any]] | None, statement: str) -> tuple[Row, ...]:
    """Return the rows of a claim's figures: those told, else those read from the statement."""
    if given is None:
        return tuple(quantity_rows(parse(statement)))
    return tuple(quantity_rows(_figure(each) for each in given))


def _figure(given: Mapping[str, Any]) -> Quantity:
    value, low, high = (_exact(given.get(name)) for name in ("value", "low", "high"))
    rest = [given.get(name) for name in ("unit", "measures", "per")]
    comparator = given.get("comparator", "=")
    if comparator not in COMPARATORS or not isinstance(given.get("text"), str):
        raise InputFailed(f"its quantity {shown(given)} cannot be read")
    if not all(each is None or (isinstance(each, str) and len(each) <= NAME) for each in rest):
        raise InputFailed(f"its quantity {shown(given)} cannot be read")
    return Quantity(given["text"], 0, 0, value, low, high, rest[0], comparator, rest[1], rest[2])


def _exact(number: Any) -> Decimal | None:
    if number is None:
        return None
    try:
        exact = Decimal(number.digits if isinstance(number, Written) else str(number))
        if not exact.is_finite() or (exact and abs(exact.adjusted()) > LARGEST_POWER):
            raise InvalidOperation
    except InvalidOperation:
        raise InputFailed(f"its figure {shown(number)} is no number that can be kept") from None
    return exact


def _terms(statement: str, places: Sequence[Place]) -> str:
    """Return the words a claim is found by: those of its statement, then those only its quotes have."""
    terms = words(statement)
    have = set(terms)
    for place in places:
        if not place.withdrawn and place.row[1] and place.row[1] not in statement:
            terms += [word for word in words(place.row[1]) if word not in have]
            have.update(terms)
    return " ".join(kept(terms))


def stamp(given: str) -> int:
    """Return a time of a line as it is recorded; raises InputFailed."""
    try:
        read = datetime.fromisoformat(given)
        return micros(read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise InputFailed(f"its time {shown(given)} cannot be read") from None


def _said(error: Exception) -> str:
    return f"it has no {error}" if isinstance(error, KeyError) else " ".join(str(error).split())[:120]


def _no_number(written: str) -> NoReturn:
    raise ValueError(f"{written} is no number")
