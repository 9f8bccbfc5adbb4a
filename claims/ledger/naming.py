"""Naming: people say which names are one subject, and take that back; every decision stays."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import insert, or_, select, update

from claims.core.groups import Decision, heads, standing
from claims.core.subject import subject_key
from claims.core.text import require_fit
from claims.errors import InvalidValue, NotFound, Refused
from claims.ledger import mentions
from claims.ledger.ledger import Ledger
from claims.models import batch, naming, subject

HINT = "`claims subjects list` shows them"


def find(ledger: Ledger, name: str) -> int:
    """Return the row of a name that claims have or somebody gave; raises NotFound."""
    query = select(subject.c.id).where(subject.c.name_key == checked(name), subject.c.sure)
    row: int | None = ledger.connection.execute(query).scalar()
    if row is None:
        raise NotFound("subject", name, HINT)
    return row


def ensure(ledger: Ledger, name: str) -> int:
    """Return the row of a name, made where no claim has it yet."""
    key = checked(name)
    query = select(subject.c.id).where(subject.c.name_key == key, subject.c.sure)
    row: int | None = ledger.connection.execute(query).scalar()
    if row is not None:
        return row
    written = {key: (" ".join(name.split()), True, ledger.now)}
    return mentions.subjects(ledger.connection, written, ledger.batch_id())[key]


def checked(name: str) -> str:
    """Return the form a name is known by; raises InvalidValue for what is none."""
    require_fit("subject", name)
    if not (key := subject_key(name)):
        raise InvalidValue("subject", name, "give the name of an organisation or a person")
    return key


def alias(ledger: Ledger, name: str, aliases: Iterable[str], note: str | None) -> list[str]:
    """Say that other names mean the same; returns what there is to say. The names need not be in any claim."""
    require_fit("note", note)
    ledger.alone()
    said, row = [], ensure(ledger, name)
    for other in aliases:
        if checked(other) == checked(name):
            said.append(f"{other} is {name} already, written another way")
        elif not decide(ledger, row, ensure(ledger, other), True, note):
            said.append(f"{other} was an alias already")
    return said


def unalias(ledger: Ledger, name: str, aliases: Iterable[str], note: str | None) -> None:
    """Say that names do not mean the same after all; raises NotFound, Refused for one that is no alias of it."""
    require_fit("note", note)
    ledger.alone()
    row = find(ledger, name)
    for other in aliases:
        theirs = find(ledger, other)
        if theirs == row or _head(ledger, theirs) != _head(ledger, row) or not _part(ledger, theirs, note):
            raise Refused(f"{other} is no alias of {name}: `claims subjects show {name!r}` lists those it has")


def merge(ledger: Ledger, name: str, into: str, note: str | None) -> list[str]:
    """Say that two subjects claims name are one, which goes by the second name; raises NotFound."""
    require_fit("note", note)
    ledger.alone()
    one, other = find(ledger, name), find(ledger, into)
    if one == other:
        return [f"{name} is {into} already, written another way"]
    return [] if decide(ledger, other, one, True, note) else ["merged already"]


def unmerge(ledger: Ledger, name: str, note: str | None) -> list[str]:
    """Take a name out of the group it was merged into, with the aliases that are its own; raises NotFound."""
    require_fit("note", note)
    ledger.alone()
    return [] if _part(ledger, find(ledger, name), note) else ["not merged"]


def _head(ledger: Ledger, row: int) -> int:
    found = ledger.connection.execute(select(subject.c.head_id).where(subject.c.id == row)).scalar()
    return row if found is None else int(found)


def _part(ledger: Ledger, row: int, note: str | None) -> bool:
    """Take back that a name is an alias of others; returns whether it was."""
    last = standing(_decisions(ledger, [row]))
    mine = [each for each in last.values() if each.together and each.alias == row]
    return any([decide(ledger, each.name, row, False, note) for each in mine])


def decide(ledger: Ledger, name: int, other: int, together: bool, note: str | None) -> bool:
    """Record a decision about two names, if it is another one than stands; returns whether it is."""
    pair = frozenset((name, other))
    last = standing(_decisions(ledger, [name])).get(pair)
    if (last is None and not together) or (last and last.together == together and (last.name == name or not together)):
        return False
    at = ledger.now if last is None else max(ledger.now, last.at + 1)
    by = {"actor": ledger.actor.name, "actor_kind": ledger.actor.kind, "reason": note, "batch_id": ledger.batch_id()}
    told = {"name_id": name, "alias_id": other, "recorded_at": at, "together": together}
    ledger.connection.execute(insert(naming).values(**told, **by))
    regroup(ledger, pair)
    return True


def _decisions(ledger: Ledger, names: Iterable[int]) -> list[Decision]:
    wanted = list(names)
    query = select(naming).where(or_(naming.c.name_id.in_(wanted), naming.c.alias_id.in_(wanted)))
    rows = ledger.connection.execute(query.order_by(naming.c.recorded_at))
    return [Decision(row.name_id, row.alias_id, bool(row.together), row.recorded_at) for row in rows]


def regroup(ledger: Ledger, names: Iterable[int]) -> None:
    """Note anew which name each of some names, and of all that are or were with them, goes by."""
    seen: set[int] = set()
    fresh, decisions = set(names), set[Decision]()
    while fresh:
        seen |= fresh
        found = _decisions(ledger, fresh)
        decisions.update(found)
        fresh = {name for each in found for name in each.pair} - seen
    query = select(subject.c.id, subject.c.name_key, subject.c.head_id).where(subject.c.id.in_(seen))
    rows = ledger.connection.execute(query).all()
    head = heads(decisions, {row.id: row.name_key for row in rows})
    for row in rows:
        if row.head_id != head.get(row.id):
            changed = update(subject).where(subject.c.id == row.id)
            ledger.connection.execute(changed.values(head_id=head.get(row.id)))


def undo(ledger: Ledger, batch_id: int, reason: str) -> tuple[int, dict[str, str]]:
    """Take back what a batch decided about names; returns how many decisions, and which stay, as others came since."""
    ours = select(naming).where(naming.c.batch_id == batch_id).order_by(naming.c.recorded_at)
    pairs = {frozenset((row.name_id, row.alias_id)): row for row in ledger.connection.execute(ours)}
    reverted, kept = 0, dict[str, str]()
    for pair in pairs:
        rows = _about(ledger, pair)
        first = next(n for n, row in enumerate(rows) if row.batch_id == batch_id)
        later = [row for row in rows[first:] if row.batch_id not in (batch_id, ledger.batch_id()) and _holds(row)]
        if later:
            kept[later[-1].alias] = f"named otherwise by {later[-1].actor} since"
            continue
        before = rows[first - 1] if first else None
        last = before or rows[first]
        reverted += decide(ledger, last.name_id, last.alias_id, bool(before and before.together), reason)
    return reverted, kept


def _about(ledger: Ledger, pair: frozenset[int]) -> Sequence[Any]:
    """Return the decisions about two names, first to last, with what the batches of them were."""
    query = (
        select(naming, subject.c.name.label("alias"), batch.c.command, batch.c.undone_by)
        .join(subject, subject.c.id == naming.c.alias_id)
        .outerjoin(batch, batch.c.id == naming.c.batch_id)
        .where(naming.c.name_id.in_(pair), naming.c.alias_id.in_(pair))
    )
    return ledger.connection.execute(query.order_by(naming.c.recorded_at)).all()


def _holds(row: Any) -> bool:
    return row.command != "undo" and row.undone_by is None
