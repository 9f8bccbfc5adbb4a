"""What is left of an event when words in it are erased: its place, its time and its outcome, and a mark.

An event that was changed so keeps the commitment to what it said; what is left of it has one of its own, which an
`erased` event further on tells. So nobody can change an erased event again without being found out.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from claims.core.chain import commitment
from claims.core.events import EventKind

MARK = "[erased]"
BLOCK = "█"
"""What stands for each character of a quote, so that places in a text stay right."""
REST = "rest"
"""Where an `erased` event tells what is left of which events."""

Said = tuple[str, str | None, dict[str, Any]]
"""Who did something, why, and what changed."""
Redaction = Callable[[EventKind, Said], Said]

KEPT_OF_A_PLACE = ("document", "end", "extractor", "extractor_version", "modality", "n", "score", "source", "start")
WORDED = ("statement", "subject")


def blocked(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return where a claim stands, without the words that stand there and without who is said to have said them."""
    kept = {name: payload[name] for name in KEPT_OF_A_PLACE if name in payload}
    if "quote" in payload:
        kept["quote"] = covered(payload)
    return kept


def covered(payload: Mapping[str, Any]) -> str:
    """Return what stands for a quote: as long as its span; without one, something that is its own in the claim."""
    if payload.get("document") is None:
        return MARK if payload["n"] == 1 else f"{MARK[:-1]} {payload['n']}]"
    return BLOCK * (int(payload["end"]) - int(payload["start"]))


def stands(quote: str | None) -> bool:
    """Return whether a quote can be looked for in a text: there is one, and nothing of it was erased."""
    return quote is not None and BLOCK not in quote


def quotes_of(sha256: str, key: str) -> Redaction:
    """Return what takes the words of a document out of the events of one claim, given first to last.

    Its quotes, sections, cues and citations go, and what drifted from them or stands there now. The claim keeps what
    it states, and who is said to have said it.
    """
    mine: set[int] = set()

    def redact(kind: EventKind, said: Said) -> Said:
        actor, reason, payload = said
        place = payload.get("appearance") or {}
        if kind is EventKind.DRIFTED and (place["n"] in mine or payload.get("document") == key):
            return actor, reason, _undrifted(payload)
        if kind in (EventKind.ADDED, EventKind.APPEARED) and place.get("document") == sha256:
            mine.add(place["n"])
            speaker = {"speaker": place["speaker"]} if "speaker" in place else {}
            return actor, reason, payload | {"appearance": blocked(place) | speaker}
        if kind is EventKind.EVIDENCE and payload.get("document") == key and "quote" in payload:
            return actor, reason, {name: value for name, value in payload.items() if name != "quote"}
        return said

    return redact


def _undrifted(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return what became of a quote without the words that stand there."""
    return {**payload, **{name: MARK for name in ("words", "was") if payload.get(name) is not None}}


def words(kind: EventKind, said: Said) -> Said:
    """Return an event without anything that was put into words; who did what when stays."""
    actor, reason, payload = said
    if kind is EventKind.ERASED:  # its reason says why the others went
        return said
    left = dict(payload)
    match kind:
        case EventKind.ADDED | EventKind.APPEARED:
            left["appearance"] = blocked(payload["appearance"])
        case EventKind.EVIDENCE:
            left = {name: value for name, value in payload.items() if name not in ("url", "quote", "note")}
            left |= {} if "document" in payload else {"note": MARK}
        case EventKind.TAGGED | EventKind.UNTAGGED:
            left["tag"] = MARK
        case EventKind.DRIFTED:
            left = _undrifted(payload)
        case EventKind.AMENDED:
            left["changes"] = {name: _unworded(name, change) for name, change in payload["changes"].items()}
    if kind is EventKind.ADDED:
        left = {name: value for name, value in left.items() if name not in ("subject", "quantities")}
        left |= {"statement": MARK, "stands_alone": False} | ({"tags": [MARK]} if payload.get("tags") else {})
    return actor, None if reason is None else MARK, left


def _unworded(name: str, change: list[Any]) -> list[Any]:
    left: dict[str, list[Any]] = {
        "statement": [MARK, MARK], "subject": [None, None], "stands_alone": [False, False],
    }  # fmt: skip
    return left.get(name, change)


def of_found(told: Mapping[str, Any], *, everything: bool) -> dict[str, Any]:
    """Return what another reading found, without its quote, or without any words."""
    if everything:
        _, _, left = words(EventKind.ADDED, ("", None, dict(told) | {"appearance": told.get("appearance") or {"n": 1}}))
        return left
    return {**told, "appearance": blocked(told["appearance"])} if told.get("appearance") else dict(told)


Kept = tuple[int, tuple[Any, ...], bytes, bytes | None]
"""The number of an event, its row from seq to payload, its salt, and the commitment to what was erased of it."""


def rest(row: tuple[Any, ...], salt: bytes) -> str:
    """Return what an `erased` event tells of what is left of another one."""
    return commitment(salt, row[4], row[6], row[7]).hex()


def unnamed(events: Iterable[Kept]) -> int | None:
    """Return the first erased event of which is left something else than the last `erased` event about it tells."""
    erased: dict[int, str] = {}
    told: dict[str, str] = {}
    for seq, row, salt, was in events:
        if row[1] == EventKind.ERASED:
            named = json.loads(row[7]).get(REST)
            told |= {n: each for n, each in named.items() if n != str(seq)} if isinstance(named, dict) else {}
        if was is not None:
            erased[seq] = rest(row, salt)
    return next((seq for seq, left in erased.items() if told.get(str(seq)) != left), None)
