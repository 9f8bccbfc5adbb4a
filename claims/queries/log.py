"""What happened: the log of all changes, and what differs between two times."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from claims.core import key as keys
from claims.core.events import EventKind
from claims.errors import InvalidValue, UnknownChoice
from claims.models import batch, claim, event
from claims.queries.keys import claim_id
from claims.queries.past import histories, past, read_event
from claims.queries.reading import assemble, rows_of
from claims.records import Difference, Event, LogPage

EVENTS = (
    select(event, claim.c.key, batch.c.key.label("batch"))
    .join(claim, claim.c.id == event.c.claim_id)
    .outerjoin(batch, batch.c.id == event.c.batch_id)
)
CHUNK = 200


def log(
    connection: Connection, *, actor: str | None = None, since: int | None = None, until: int | None = None,
    kind: str | None = None, key: str | None = None, batch_key: str | None = None, limit: int = 50,
    after: str | None = None,
) -> LogPage:  # fmt: skip
    """Return changes, newest first, at most `limit`, starting after the mark an earlier page ended with.

    Raises UnknownChoice, InvalidValue, NotFound.
    """
    if kind is not None and kind not in set(EventKind):
        raise UnknownChoice("kind of change", kind, EventKind)
    query = EVENTS.order_by(event.c.recorded_at.desc(), event.c.claim_id.desc(), event.c.seq.desc())
    if actor is not None:
        query = query.where(event.c.actor == actor)
    if since is not None:
        query = query.where(event.c.recorded_at >= since)
    if until is not None:
        query = query.where(event.c.recorded_at <= until)
    if kind is not None:
        query = query.where(event.c.kind == kind)
        if kind != EventKind.ADDED:  # only what comes later has an index of its own
            query = query.where(event.c.seq > 1)
    if key is not None:
        query = query.where(event.c.claim_id == claim_id(connection, key))
    if batch_key is not None:
        start = batch_key.strip().upper()
        query = query.where(batch.c.key.between(start, start.ljust(keys.LENGTH, "Z")))
    if after is not None:
        query = query.where(_past(connection, after))
    rows = connection.execute(query.limit(limit + 1)).all()
    events = tuple(read_event(row) for row in rows[:limit])
    return LogPage(events, f"{events[-1].claim}:{events[-1].seq}" if len(rows) > limit else None)


def _past(connection: Connection, mark: str) -> ColumnElement[bool]:
    """The events that come after the one `KEY:SEQ` names."""
    key, _, seq = mark.partition(":")
    if not (seq.isdecimal() and len(seq) < 10):
        raise InvalidValue("mark", mark, "give the one that an earlier page ended with, such as 7K2M4QWERTYU:3")
    row_id = claim_id(connection, key)
    at = select(event.c.recorded_at).where(event.c.claim_id == row_id, event.c.seq == int(seq))
    when = connection.execute(at).scalar()
    if when is None:
        raise InvalidValue("mark", mark, "give the one that an earlier page ended with")
    same_claim = and_(event.c.claim_id == row_id, event.c.seq < int(seq))
    same_time = and_(event.c.recorded_at == when, or_(event.c.claim_id < row_id, same_claim))
    return and_(event.c.recorded_at <= when, or_(event.c.recorded_at < when, same_time))


def diff(
    connection: Connection, start: int, end: int, limit: int | None = None, after: str | None = None
) -> Iterator[Difference]:
    """Yield each claim that changed after `start` until `end`, as it was before and after, in recorded order.

    At most `limit`, starting after the claim with the key `after`.
    """
    within = event.c.recorded_at > start, event.c.recorded_at <= end
    chosen = select(event.c.claim_id).distinct().where(*within).order_by(event.c.claim_id).limit(limit)
    if after is not None:
        chosen = chosen.where(event.c.claim_id > claim_id(connection, after))
    some_of_them = limit is not None or after is not None
    changed = (
        EVENTS.where(*within, *([event.c.claim_id.in_(chosen)] if some_of_them else []))
        .order_by(event.c.claim_id, event.c.seq)
        .execution_options(yield_per=1000)
    )
    found = groupby(connection.execute(changed), key=lambda row: int(row.claim_id))
    part: dict[int, tuple[Event, ...]] = {}
    for row_id, rows in found:
        part[row_id] = tuple(read_event(row) for row in rows)
        if len(part) == CHUNK:
            yield from _differences(connection, part, start, end)
            part = {}
    yield from _differences(connection, part, start, end)


def _differences(
    connection: Connection, part: dict[int, tuple[Event, ...]], start: int, end: int
) -> Iterator[Difference]:
    if not part:
        return
    rows = sorted(rows_of(connection, list(part)), key=lambda row: row.id)
    known = histories(connection, part, end)
    then = {row_id: [each for each in events if each not in part[row_id]] for row_id, events in known.items()}
    before_rows = [row for row in rows if then[row.id]]
    before = assemble(connection, before_rows, pasts={row.id: past(then[row.id]) for row in before_rows}, as_of=start)
    by_key = {each.key: each for each in before}
    after = assemble(connection, rows, pasts={row_id: past(events) for row_id, events in known.items()}, as_of=end)
    for row, each in zip(rows, after, strict=True):
        yield Difference(each.key, by_key.get(each.key), each, part[row.id])
