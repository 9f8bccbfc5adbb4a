"""Events and differences as tables."""

from collections.abc import Iterable
from dataclasses import replace

from claims.cli.colours import COLOURS
from claims.cli.tables import Column, print_table
from claims.core.events import EventKind
from claims.records import Difference, Event
from claims.wording import SHORT_KEY, actor_words, event_words, local, status_words, utc


def _what(event: Event) -> str:
    return event_words(event) + (f" “{event.reason}”" if event.reason else "")


EVENTS: tuple[Column[Event], ...] = (
    Column("when", lambda event: local(event.recorded_at), lambda event: utc(event.recorded_at)),
    Column("who", actor_words, lambda event: event.actor, most=16, rank=1),
    Column("claim", lambda event: event.claim[:SHORT_KEY], lambda event: event.claim),
    Column(
        "what",
        _what,
        event_words,
        flexible=True,
        colour=lambda event: COLOURS.get(event.status) if event.kind is EventKind.STATUS else None,
    ),
    Column("reason", lambda _: "", lambda event: event.reason or ""),
    Column("batch", lambda event: (event.batch or "")[:SHORT_KEY], lambda event: event.batch or "", rank=2),
)
"""Piped: time, who, claim, what, reason, batch."""


EVENTS_OF_ONE = tuple(replace(each, cell=lambda _: "") if each.title == "claim" else each for each in EVENTS)
"""For the history of one claim, whose key a person has just typed."""


def print_events(events: Iterable[Event], *, as_json: bool, of_one: bool = False) -> int:
    """Print events, of all claims or `of_one`, and return how many there were."""
    if as_json:
        from claims.cli.output import print_array
        from claims.schemas import EventRecord

        return print_array(EventRecord.of(event) for event in events)
    return print_table(EVENTS_OF_ONE if of_one else EVENTS, events)


def _change(difference: Difference) -> str:
    before, after = difference.before, difference.after
    if before is None:
        return "new" if after.status == "unverified" else f"new, {status_words(after.status)}"
    parts = []
    if before.status != after.status:
        parts.append(f"{status_words(before.status)} → {status_words(after.status)}")
    if before.confidence != after.confidence:
        ends = ("-" if each is None else str(each) for each in (before.confidence, after.confidence))
        parts.append(" → ".join(ends))
    if before.statement != after.statement:
        parts.append("reworded")
    if after.merged_into and not before.merged_into:
        parts.append("merged")
    if after.withdrawn and not before.withdrawn:
        parts.append("withdrawn")
    return ", ".join(parts) or f"{len(difference.events)} events"


DIFFERENCES: tuple[Column[Difference], ...] = (
    Column("key", lambda each: each.key[:SHORT_KEY], lambda each: each.key),
    Column(
        "change",
        _change,
        colour=lambda each: COLOURS.get(each.after.status) if each.before is not None else None,
    ),
    Column("statement", lambda each: each.after.statement, flexible=True),
)
"""Piped: key, change, statement."""


def print_differences(differences: Iterable[Difference], *, as_json: bool) -> int:
    """Print what became of claims and return how many there were."""
    if as_json:
        from claims.cli.output import print_array
        from claims.schemas import DifferenceRecord

        return print_array(DifferenceRecord.of(each) for each in differences)
    return print_table(DIFFERENCES, differences)
