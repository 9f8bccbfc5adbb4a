"""How a person reads what is recorded: times, due dates, confidence, and each event as a sentence."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from claims.core.confidence import word
from claims.core.events import EventKind
from claims.core.status import MEANING, Status
from claims.core.vocabulary import ActorKind, Fate, LinkKind, LinkState, OriginRule, Precision
from claims.records import Appearance, Claim, Event, Link, Number, Origin

SHORT_KEY = 8
THIRDS = {4: "early ", 8: "mid-"}
"""Spans of a year that are about a quarter long but end in the middle of one."""


def local(moment: datetime) -> str:
    """Return a time as a person's clock shows it."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def utc(moment: datetime | None) -> str:
    """Return a time for programs: ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else ""


def counted(number: int, noun: str) -> str:
    """Return `1 claim`, `2 claims`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def status_words(status: str) -> str:
    return status.replace("_", " ")


def due_words(due: date | None, precision: Precision | None) -> str:
    """Return a due date as exactly as it is known: 2026, 2026 Q3, mid-2026, 2026-09."""
    if due is None:
        return ""
    match precision:
        case Precision.MONTH:
            return f"{due:%Y-%m}"
        case Precision.QUARTER if due.month in THIRDS:
            return f"{THIRDS[due.month]}{due.year}"
        case Precision.QUARTER:
            return f"{due.year} Q{(due.month + 2) // 3}"
        case Precision.HALF:
            return f"{due.year} H{1 if due.month <= 6 else 2}"
        case Precision.YEAR:
            return str(due.year)
        case Precision.DECADE:
            return f"{due.year // 10 * 10}s"
        case _:
            return due.isoformat()


def confidence_cell(claim: Claim) -> str:
    if claim.confidence is None:
        return "-"
    return f"{'' if claim.confidence_by is ActorKind.PERSON else '~'}{claim.confidence}"


def standing_words(claim: Claim) -> str:
    """Return what else one must know of a claim: that it was withdrawn, or merged into another."""
    if claim.merged_into:
        return f"merged into {claim.merged_into}"
    return "withdrawn: the command that recorded it was undone" if claim.withdrawn else ""


def place_words(appearance: Appearance) -> str:
    """Return where a claim stands: source, title, page or time, section, date, address."""
    parts = [appearance.source, appearance.title and f"“{appearance.title}”", appearance.place]
    parts += [appearance.section and f"section “{appearance.section}”", appearance.published, appearance.url]
    return ", ".join(part for part in parts if part)


def origin_words(origin: Origin | None) -> str:
    """Return where an appearance comes from, unless its source speaks for itself."""
    if origin is None or origin.rule is OriginRule.SOURCE:
        return ""
    owner = "" if origin.name == origin.via else f", owned or fed by {origin.name}"
    if origin.rule is OriginRule.COPY:
        return f"copy of document {origin.document} ({origin.via}{owner})"
    led = {OriginRule.OUTLET: f"credits {origin.via}", OriginRule.WIRE: f"credits {origin.via}"}
    return led[origin.rule] + owner if origin.rule in led else f"owned or fed by {origin.name}"


def event_words(event: Event) -> str:
    """Return what one event did, in a few words; the reason is told apart."""
    return _WORDS[event.kind](event.payload)


def _status(payload: Mapping[str, Any]) -> str:
    return f"{status_words(payload['from'])} → {status_words(payload['to'])}"


def _confidence(payload: Mapping[str, Any]) -> str:
    before, after = ("none" if payload.get(end) is None else str(payload[end]) for end in ("from", "to"))
    return f"confidence {before} → {after}"


def _amended(payload: Mapping[str, Any]) -> str:
    changes = payload["changes"].items()
    shown = [(name, change) for name, change in changes if name != "due_precision"] or list(changes)
    return "; ".join(f"{name} {_quoted(before)} → {_quoted(after)}" for name, (before, after) in shown)


def _quoted(value: object) -> str:
    return "none" if value is None else f"“{value}”"


def fate_words(fate: str, page: int | None = None) -> str:
    """Return what became of a quote."""
    return f"page gone ({page})" if page else {"present": "as it was", "gone": "quote gone"}.get(fate, f"quote {fate}")


def _drifted(payload: Mapping[str, Any]) -> str:
    words = f": “{payload['words']}”" if payload["to"] == Fate.ALTERED and payload.get("words") else ""
    where = f" in capture {payload['document']}" if payload.get("document") else ""
    return f"appearance {payload['appearance']['n']}: {fate_words(payload['to'], payload.get('page'))}{where}{words}"


def drift_words(claim: Claim) -> str:
    """Return the worst that became of a claim's quotes; nothing where they are as they were."""
    fates = {each.drift.fate for each in claim.appearances if each.drift}
    return next((word.value for word in (Fate.GONE, Fate.ALTERED, Fate.MOVED) if word in fates), "")


def _evidence(payload: Mapping[str, Any]) -> str:
    what = payload.get("url") or payload.get("document") or payload.get("quote") or payload.get("note") or ""
    circular = " (circular: where the claim itself comes from)" if payload.get("circular") else ""
    return f"evidence {payload['n']} {payload['stance']}: {what}{circular}"


def _place(payload: Mapping[str, Any]) -> str:
    appearance = payload.get("appearance") or {}
    return f"appearance {appearance.get('n', '')} in {appearance.get('source', 'another place')}"


def _added(payload: Mapping[str, Any]) -> str:
    place = payload.get("appearance") or {}
    parts = [f"added from {place['source']}" if place.get("source") else "added"]
    if payload.get("confidence") is not None:
        parts.append(f"confidence {payload['confidence']}")
    return ", ".join(parts)


REVERSED = {"supersedes": "superseded by", "supports": "supported by"}
"""Links as the other claim of the two tells them."""


def _linked(payload: Mapping[str, Any]) -> str:
    kind, other = payload.get("kind", "linked to"), payload.get("other", "another claim")
    state = "" if payload.get("state") in (None, "confirmed") else f" ({payload['state']})"
    return f"{REVERSED.get(kind, kind) if payload.get('reverse') else kind} {other}{state}"


def _erased(payload: Mapping[str, Any]) -> str:
    of = next((f"{name} {payload[name]}" for name in ("document", "claim", "person") if payload.get(name)), "words")
    return f"erased {of}, in {counted(len(payload.get('rest', ())), 'event')}"


def _other(payload: Mapping[str, Any]) -> str:
    keys = (payload.get(name) for name in ("into", "claim", "other", "key", "from"))
    return next((str(key) for key in keys if key), "another claim")


_WORDS: Mapping[EventKind, Callable[[Mapping[str, Any]], str]] = {
    EventKind.ADDED: _added,
    EventKind.APPEARED: lambda payload: f"further {_place(payload)}",
    EventKind.STATUS: _status,
    EventKind.CONFIDENCE: _confidence,
    EventKind.AMENDED: _amended,
    EventKind.EVIDENCE: _evidence,
    EventKind.EVIDENCE_WITHDRAWN: lambda payload: f"evidence {payload['n']} withdrawn",
    EventKind.EVIDENCE_RESTORED: lambda payload: f"evidence {payload['n']} restored",
    EventKind.TAGGED: lambda payload: f"tagged {payload['tag']}",
    EventKind.UNTAGGED: lambda payload: f"untagged {payload['tag']}",
    EventKind.NOTED: lambda payload: "noted",
    EventKind.MERGED: lambda payload: f"merged into {_other(payload)}",
    EventKind.UNMERGED: lambda payload: "taken out of the merge",
    EventKind.ABSORBED: lambda payload: f"absorbed {_other(payload)}",
    EventKind.RELEASED: lambda payload: f"released {_other(payload)}",
    EventKind.LINKED: _linked,
    EventKind.WITHDRAWN: lambda payload: "withdrawn",
    EventKind.RESTORED: lambda payload: "restored",
    EventKind.APPEARANCE_WITHDRAWN: lambda payload: f"{_place(payload)} withdrawn",
    EventKind.DRIFTED: _drifted,
    EventKind.ERASED: _erased,
    EventKind.APPEARANCE_RESTORED: lambda payload: f"{_place(payload)} restored",
}


# ---- lines of a claim's page ----------------------------------------------------------------------------


def status_line(claim: Claim, events: Sequence[Event]) -> str:
    """Return the status, what it means, and who said so when."""
    return f"{status_words(claim.status)}: {MEANING[Status(claim.status)]}{_by(events, EventKind.STATUS)}"


def confidence_line(claim: Claim, events: Sequence[Event]) -> str:
    """Return how sure we are, in a word too, and who judged."""
    if claim.confidence is None:
        return "not assessed"
    judged = f"{claim.confidence}, {word(claim.confidence)}"
    if claim.confidence_by is not ActorKind.PERSON:
        return f"{judged}, estimated by a {claim.confidence_by or 'machine'}"
    return judged + (_by(events, EventKind.CONFIDENCE) or _by(events, EventKind.ADDED))


def actor_words(event: Event) -> str:
    return event.actor if event.actor_kind is ActorKind.PERSON else f"{event.actor} ({event.actor_kind.value})"


def number_words(number: Number) -> str:
    """Return a number as written and as it was understood."""
    sign = "" if number.comparator == "=" else f"{number.comparator} "
    if number.value is not None:
        value = plain(number.value)
    else:
        value = "…".join("" if end is None else plain(end) for end in (number.low, number.high))
    unit = f" {number.unit}" if number.unit else ""
    per = f" per {number.per}" if number.per else ""
    measures = f", {number.measures}" if number.measures else ""
    return f"{number.text} ({sign}{value}{unit}{per}{measures})"


def plain(number: Decimal) -> str:
    """Return a number in full, in groups of three."""
    return f"{number:,f}"


def _by(events: Sequence[Event], kind: EventKind) -> str:
    last = next((event for event in reversed(events) if event.kind is kind), None)
    return f" ({actor_words(last)}, {local(last.recorded_at)})" if last else ""


SUGGESTED = {LinkKind.DUPLICATE: "may repeat", LinkKind.CONTRADICTS: "may contradict"}


def link_words(link: Link, key: str) -> str:
    """Return a link as seen from the claim `key`."""
    if link.state is LinkState.SUGGESTED:
        word = SUGGESTED.get(link.kind, link.kind.value)
        return f"{word} {link.other if link.claim == key else link.claim} ({'; '.join(link.reasons) or 'suggested'})"
    if link.claim == key:
        return f"{link.kind.value} {link.other}"
    backwards = {LinkKind.SUPERSEDES: "superseded by", LinkKind.SUPPORTS: "supported by"}
    return f"{backwards.get(link.kind, link.kind.value)} {link.claim}"
