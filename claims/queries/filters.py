"""Filters of a page: each as a condition on a claim's row, as a check of a claim then, and as a road to the few."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, cast, column, exists, false, or_, select, table

from claims.core import ranges
from claims.core.events import State
from claims.core.source import name_key
from claims.core.status import Status
from claims.core.vocabulary import Kind
from claims.core.when import parse_date
from claims.core.words import words
from claims.errors import UnknownChoice
from claims.models import appearance, claim, claim_tag, event, quantity, source, status_seen
from claims.queries.past import Past, numbers_then

Condition = ColumnElement[bool]
SEARCH = table("claim_search", column("rowid"), column("claim_id"), column("terms"))
STANDING = ("merged", "unmerged", "withdrawn", "restored")
WORDING = ("amended",)
PLACES = ("appearance_withdrawn", "appearance_restored")
TAGS = ("tagged", "untagged")


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter.

    `now` is the condition on the claim's row. `few` selects the rows of all matching claims from an index of their
    own, for when they are few; `few_at` those of all that ever matched.

    As of a time, `at` is the condition where the database can answer it exactly. Otherwise `unchanged_at` (`now`,
    where it is None) is exact for claims without an event of `changes` since; the others are checked one by one:
    by their state then, or where that does not tell, by `told`.
    """

    now: Condition
    few: Select[Any] | None = None
    few_at: Select[Any] | None = None
    at: Callable[[int], Condition] | None = None
    unchanged_at: Callable[[int], Condition] | None = None
    changes: Sequence[str] = ()
    then: Callable[[State], bool] | None = None
    told: Callable[[Connection, int, Past], bool] | None = None

    def possible(self, stamp: int) -> Condition:
        """The claim may have matched at a time."""
        if self.at is not None:
            return self.at(stamp)
        unchanged = self.unchanged_at(stamp) if self.unchanged_at else self.now
        return or_(unchanged, changed_since(stamp, self.changes)) if self.changes else unchanged


def listed(given: str | Sequence[str] | None) -> list[str]:
    """Return one or several words as a list."""
    return [] if given is None else [given] if isinstance(given, str) else list(given)


def chosen(
    dialect: str, *, status: str | Sequence[str] | None = None, source: str | Sequence[str] | None = None,
    kind: str | Sequence[str] | None = None, text: str | None = None, confidence: str | None = None,
    amount: str | None = None, tag: str | Sequence[str] | None = None, section: str | Sequence[str] | None = None,
    due_before: str | date | None = None, reviewed: bool | None = None,
) -> list[Filter]:  # fmt: skip
    """Return the filters a reader asks for; raises InvalidValue, UnknownChoice."""
    words_of: tuple[tuple[str | Sequence[str] | None, Callable[[Sequence[str]], Filter]], ...] = (
        (status, by_status), (source, by_source), (kind, by_kind), (tag, by_tag), (section, by_section),
    )  # fmt: skip
    filters = [make(listed(given)) for given, make in words_of if given]
    filters += [by_text(text, dialect)] if text is not None else []
    filters += [by_confidence(confidence)] if confidence is not None else []
    filters += [by_amount(amount)] if amount is not None else []
    filters += [by_due(due_before)] if due_before is not None else []
    return filters + ([by_reviewed(reviewed)] if reviewed is not None else [])


def by_status(given: Sequence[str]) -> Filter:
    """Claims with one of these statuses; raises UnknownChoice."""
    for word in given:
        if word not in set(Status):
            raise UnknownChoice("status", word, Status)
    now = claim.c.status == given[0] if len(given) == 1 else claim.c.status.in_(given)
    few = None
    if Status.UNVERIFIED not in given:
        few = select(status_seen.c.claim_id).where(status_seen.c.status.in_(given))
    return Filter(
        now,
        few=select(claim.c.id).where(claim.c.status.in_(given)),
        then=lambda state: state.status in given,
        at=lambda stamp: state_then("status", stamp).in_(given),
        few_at=few,
    )


def by_kind(given: Sequence[str]) -> Filter:
    """Claims of one of these kinds; raises UnknownChoice."""
    for word in given:
        if word not in set(Kind):
            raise UnknownChoice("kind", word, Kind)
    return Filter(
        claim.c.kind.in_(given) if len(given) > 1 else claim.c.kind == given[0],
        few=select(claim.c.id).where(claim.c.kind.in_(given)),
        changes=WORDING,
        then=lambda state: state.kind in given,
    )


def by_source(given: Sequence[str]) -> Filter:
    """Claims that appear in one of these sources, by name or key."""
    known = [name_key(name) for name in given]
    of = select(source.c.id).where(or_(source.c.name_key.in_(known), source.c.key.in_([g.upper() for g in given])))
    return _by_place(appearance.c.source_id.in_(of))


def by_section(given: Sequence[str]) -> Filter:
    """Claims that stand under one of these headings."""
    return _by_place(appearance.c.section.in_(given))


def _by_place(where: Condition) -> Filter:
    ever = select(appearance.c.claim_id).where(where)
    now = exists().where(appearance.c.claim_id == claim.c.id, where, ~appearance.c.withdrawn)

    def there(connection: Connection, row_id: int, past: Past) -> bool:
        numbers = select(appearance.c.n).where(appearance.c.claim_id == row_id, where)
        return not past.state.appearances.isdisjoint(connection.execute(numbers).scalars())

    return Filter(
        now,
        few=ever.where(~appearance.c.withdrawn),
        few_at=ever,
        unchanged_at=lambda stamp: now.where(appearance.c.recorded_at <= stamp),
        changes=PLACES,
        told=there,
    )


def by_tag(given: Sequence[str]) -> Filter:
    """Claims that have one of these tags."""
    tags = [" ".join(tag.split()).casefold() for tag in given]
    return Filter(
        exists().where(claim_tag.c.claim_id == claim.c.id, claim_tag.c.tag.in_(tags)),
        few=select(claim_tag.c.claim_id).where(claim_tag.c.tag.in_(tags)),
        changes=TAGS,
        then=lambda state: bool(state.tags & set(tags)),
    )


def by_confidence(given: str) -> Filter:
    """Claims whose confidence is in a range such as `>=60`, `60..80` or `unknown`."""
    range_ = ranges.confidence(given)
    now = _between(range_, claim.c.confidence, claim.c.confidence)
    return Filter(
        now,
        few=select(claim.c.id).where(now),
        then=lambda state: range_.admit(state.confidence, state.confidence),
        at=lambda stamp: _between(range_, state_then("confidence", stamp), state_then("confidence", stamp)),
    )


def by_amount(given: str) -> Filter:
    """Claims that state a figure in a range such as `>=100M` or `'>=1bn USD'`."""
    range_ = ranges.amount(given)
    fits = _between(range_, quantity.c.low_number, quantity.c.high_number)
    if range_.unit is not None:
        fits = and_(fits, quantity.c.unit == range_.unit)

    def stated(_connection: Connection, _row_id: int, past: Past) -> bool:
        return any(range_.covers(each) for each in numbers_then(past))

    few = select(quantity.c.claim_id).where(fits)
    return Filter(exists().where(quantity.c.claim_id == claim.c.id, fits), few=few, changes=WORDING, told=stated)


def by_due(before: str | date) -> Filter:
    """Forecasts that fall due before a day."""
    day = parse_date(before, what="due date").isoformat()
    now = claim.c.due < day
    return Filter(
        now,
        few=select(claim.c.id).where(now),
        changes=WORDING,
        then=lambda state: state.due is not None and state.due < day,
    )


def by_reviewed(reviewed: bool) -> Filter:
    """Claims a person has set a status for, or has not."""
    now = claim.c.reviewed if reviewed else ~claim.c.reviewed
    return Filter(now, changes=("status",), then=lambda state: state.reviewed == reviewed)


def by_text(given: str, dialect: str) -> Filter:
    """Claims whose statement or quote has all these words."""
    wanted = list(dict.fromkeys(words(given)))
    if not wanted:
        return Filter(false())
    said = match(wanted, dialect)
    row = search_row(dialect)

    def told(connection: Connection, row_id: int, past: Past) -> bool:
        quotes = select(appearance.c.n, appearance.c.quote).where(appearance.c.claim_id == row_id)
        missing = set(wanted).difference(words(past.state.statement))
        for n, quote in connection.execute(quotes) if missing else ():
            if n in past.state.appearances:
                missing.difference_update(words(quote or ""))
        return not missing

    return Filter(
        exists().where(row == claim.c.id, said),
        few=select(row).where(said),
        changes=(*WORDING, "appeared", *PLACES),
        told=told,
    )


def search_row(dialect: str) -> ColumnElement[int]:
    """The column of the search index that names the claim."""
    return SEARCH.c.rowid if dialect == "sqlite" else SEARCH.c.claim_id


def match(wanted: Sequence[str], dialect: str) -> Condition:
    """A row of the search index has all the words."""
    if dialect == "sqlite":
        return SEARCH.c.terms.op("MATCH", is_comparison=True)(" ".join(f'"{word}"' for word in wanted))
    from sqlalchemy.dialects import postgresql  # slow to import, and loaded already where it is in use

    query = cast(" & ".join(f"'{word}'" for word in wanted), postgresql.TSQUERY)
    return SEARCH.c.terms.op("@@", is_comparison=True)(query)


def state_then(column: str, stamp: int) -> ColumnElement[Any]:
    """What the status or the confidence of a claim was at a time."""
    return (
        select(event.c[column])
        .where(event.c.claim_id == claim.c.id, event.c.recorded_at <= stamp)
        .order_by(event.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )


def changed_since(stamp: int, kinds: Sequence[str]) -> Condition:
    """The claim has such an event after that time, so that its row may no longer show what it was."""
    return exists().where(
        event.c.claim_id == claim.c.id, event.c.seq > 1, event.c.recorded_at > stamp, event.c.kind.in_(kinds)
    )


def _between(range_: ranges.Bounds, low: ColumnElement[Any], high: ColumnElement[Any]) -> Condition:
    """A stored range overlaps the one asked for."""
    if range_.unknown:
        return low.is_(None)
    parts: list[Condition] = []
    if range_.low is not None:
        least = float(range_.low)
        parts.append(high >= least if range_.low_included else high > least)
    if range_.high is not None:
        most = float(range_.high)
        parts.append(low <= most if range_.high_included else low < most)
    return and_(*parts)
