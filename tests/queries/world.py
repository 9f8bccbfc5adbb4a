"""A small world of claims that much was done to, and an oracle that answers for any time from their histories alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from claims.book import Book
from claims.core.events import EventKind, State, fold
from claims.core.quantity import parse
from claims.core.vocabulary import ActorKind, Kind
from claims.core.words import words
from claims.errors import ClaimtrackError
from claims.ledger import documents, intake
from claims.records import Event, NewClaim, NewDocument
from tests.ledger.desk import Clock
from tests.ledger.operations import ASIDE, OPERATIONS, Work

LABS = ("Meta", "OpenAI", "Zoë 薪酬", "Anthropic")
SOURCES = ("Notes", "Post", "Daily 日报")
Predicate = Callable[["Then"], bool]


@dataclass(frozen=True)
class Then:
    """What one claim was at a time, by its history alone."""

    key: str
    state: State
    sources: frozenset[str]
    sections: frozenset[str | None]
    words: frozenset[str]
    figures: tuple[tuple[Decimal | None, Decimal | None, str | None], ...]
    recorded: int
    changed: int

    @property
    def shown(self) -> bool:
        return not (self.state.withdrawn or self.state.merged_into)


@dataclass
class World:
    """The book, every claim's history, and the times at which something was done."""

    book: Book
    histories: dict[str, tuple[Event, ...]] = field(default_factory=dict)
    times: list[int] = field(default_factory=list)

    def then(self, time: int | None = None) -> Iterator[Then]:
        """Yield every claim that was there at a time, in the order they were recorded."""
        for key, events in self.histories.items():
            known = [event for event in events if time is None or micros(event) <= time]
            if known:
                yield told(key, known)


def micros(event: Event) -> int:
    from claims.core.when import micros

    return micros(event.recorded_at)


def told(key: str, events: list[Event]) -> Then:
    """Return what the events of a claim say of it."""
    state = fold((event.kind, event.payload, event.actor_kind) for event in events)
    places = [event.payload["appearance"] for event in events if event.kind in (EventKind.ADDED, EventKind.APPEARED)]
    there = [place for place in places if place["n"] in state.appearances]
    said = {word for text in (state.statement, *(place.get("quote", "") for place in there)) for word in words(text)}
    return Then(
        key, state, frozenset(place["source"] for place in there), frozenset(place.get("section") for place in there),
        frozenset(said), tuple(figures(state, events)), micros(events[0]), micros(events[-1]),
    )  # fmt: skip


def figures(state: State, events: list[Event]) -> Iterator[tuple[Decimal | None, Decimal | None, str | None]]:
    """Yield the lowest and highest value and the unit of each figure a claim stated."""
    if any("statement" in event.payload["changes"] for event in events if event.kind is EventKind.AMENDED):
        stated = [(each.value, each.low, each.high, each.unit) for each in parse(state.statement)]
    else:
        stated = [
            (*(Decimal(each[name]) if name in each else None for name in ("value", "low", "high")), each.get("unit"))
            for each in events[0].payload.get("quantities", ())
        ]
    for value, low, high, unit in stated:
        yield (low if value is None else value, high if value is None else value, unit)


def build(book: Book, seed: int, documents_: int = 20, operations: int = 350, *, mixed: bool = True) -> World:
    """Fill a book: claims of all kinds, then a long random history of everything that can be done to them.

    In a `mixed` one the clock steps back at times, so that claims are not recorded in the order of their rows.
    """
    book.clock = clock = Clock()
    dice, world = Random(seed), World(book)
    work = Work(book, dice, clock)
    for number in range(documents_):
        _take_in(work, number)
    of_claims = [name for name in OPERATIONS if name not in ASIDE]  # what stands aside is in no history to ask
    names = [*of_claims, "undo", "undo", "read again", "read again"]
    names.remove("step back") if not mixed else None
    for _ in range(operations):
        name = dice.choice(names)
        if name == "read again":
            _take_in(work, dice.randrange(documents_))
        else:
            work.do(name)
        world.times.append(clock.now)
    for key in [claim.key for claim in book.all(sort="recorded", everything=True)]:
        world.histories[key] = book.history(key)
    return world


def _take_in(work: Work, number: int) -> None:
    """Take in document `number`, always the same one: sentences with quotes longer than the statements."""
    dice = Random(number)
    text, new = "", []
    for _ in range(3):
        amount = f"{dice.choice(['$', '€', ''])}{dice.randint(1, 12)}0M"
        statement = f"{dice.choice(LABS)} offered {amount} to {dice.randint(2, 5)} people."
        quote = f"{dice.choice(['Rumour has it:', 'Officially,', '据说'])} {statement}"
        start = len(text) + 1 if text else 0
        text = f"{text} {quote}" if text else quote
        due, by = dice.choice([None, "2026-12-31", "2027-06-30"]), dice.choice([None, ActorKind.RULE])
        new.append(
            NewClaim(
                statement, Kind(dice.choice([*Kind])), quote=quote, start=start, end=start + len(quote),
                section=dice.choice([None, "Pay", "Places"]), due=_day(due), stands_alone=dice.random() < 0.8,
                confidence=dice.randint(0, 100) if by else None, confidence_by=by,
            )
        )  # fmt: skip
    run = work.book.run("ingest")
    try:
        with work.book.writing(run) as ledger:
            held = documents.store(ledger, NewDocument(text.encode(), text, dice.choice(SOURCES)))
            taken = intake.take(ledger, new, held)
    except ClaimtrackError:
        return
    work.keys += [key for key in taken.added if key not in work.keys]
    work.batches += [run.key] if run.row_id is not None else []


def _day(text: str | None) -> Any:
    from datetime import date

    return date.fromisoformat(text) if text else None
