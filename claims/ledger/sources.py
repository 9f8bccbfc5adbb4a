"""Sources: found or made by name, described, and rated with a dated history."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from claims.core import key as keys
from claims.core.source import name_key
from claims.core.text import require_fit
from claims.core.vocabulary import SourceKind
from claims.errors import InvalidValue, NotFound, UnknownChoice
from claims.ledger.ledger import Ledger
from claims.models import batch, source, source_rating

RATINGS = "ABCDEF"
DESCRIBE = "edit source"
BEFORE = "_before"
"""What follows a name among the parameters of a batch, for what was there before."""


def ensure(ledger: Ledger, names: Iterable[str]) -> dict[str, int]:
    """Return the row of each named source, made where there was none; raises InvalidValue for an empty name."""
    wanted = {name_key(name): " ".join(name.split()) for name in names}
    require_fit("source", *wanted.values())
    if "" in wanted:
        raise InvalidValue("source", "", "say who published it with --source NAME")
    query = select(source.c.name_key, source.c.id).where(source.c.name_key.in_(wanted))
    found: dict[str, int] = {row.name_key: row.id for row in ledger.connection.execute(query)}
    for known_as, name in wanted.items():
        if known_as not in found:
            found[known_as] = _make(ledger, known_as, name)
    return found


def _make(ledger: Ledger, known_as: str, name: str) -> int:
    made = insert(source).values(
        key=keys.derive("source", known_as),
        name=name,
        name_key=known_as,
        kind=SourceKind.UNKNOWN,
        recorded_at=ledger.now,
        batch_id=ledger.batch_id(),
    )
    row = ledger.connection.execute(made).inserted_primary_key
    assert row is not None
    return int(row[0])


def find(ledger: Ledger, name: str) -> int:
    """Return the row of the source with this name or key; raises NotFound."""
    known_as = name_key(name)
    query = select(source.c.id).where((source.c.name_key == known_as) | (source.c.key == name.strip().upper()))
    row_id = ledger.connection.execute(query).scalar()
    if row_id is None:
        raise NotFound("source", name, "`claims sources list` shows them")
    return int(row_id)


def describe(
    ledger: Ledger, name: str, *, kind: str | None = None, homepage: str | None = None, origin: str | None = None
) -> bool:
    """Set what is known of a source; returns whether anything changed."""
    require_fit("homepage", homepage)
    require_fit("origin", origin)
    row_id = find(ledger, name)
    if kind is not None and kind not in set(SourceKind):
        raise UnknownChoice("kind of source", kind, SourceKind)
    given = {"kind": kind, "homepage": homepage, "origin": origin}
    values = {column: value for column, value in given.items() if value is not None}
    row = ledger.connection.execute(select(source).where(source.c.id == row_id)).one()
    said = {column: value or None for column, value in values.items() if getattr(row, column) != (value or None)}
    if not said:
        return False
    before = {f"{column}{BEFORE}": getattr(row, column) for column in said}
    ledger.run.parameters = {"source": row.name, **said, **before}
    ledger.batch_id()
    ledger.connection.execute(update(source).where(source.c.id == row_id).values(**said))
    return True


def undescribe(ledger: Ledger, undone: Row[Any]) -> tuple[int, dict[str, str]]:
    """Take back what a batch said of a source, unless it was said otherwise since.

    Returns how many sources that changed, and those left alone, with why. Taking back an undo says it again.
    """
    first, back = undone, True
    while first.command == "undo":
        undid = select(batch).where(batch.c.key == json.loads(first.parameters)["undid"])
        first, back = ledger.connection.execute(undid).one(), not back
    if first.command != DESCRIBE:
        return 0, {}
    told = json.loads(first.parameters)
    found = ledger.connection.execute(select(source).where(source.c.name_key == name_key(told["source"]))).first()
    if found is None:  # forgotten
        return 0, {}
    values, kept = dict[str, str | None](), list[str]()
    for column in ("kind", "homepage", "origin"):
        if f"{column}{BEFORE}" not in told:
            continue
        now, then = told[column], told[f"{column}{BEFORE}"]
        if getattr(found, column) == (now if back else then):
            values[column] = then if back else now
        else:
            kept.append(f"{column} set to {getattr(found, column)} since")
    if values:
        ledger.connection.execute(update(source).where(source.c.id == found.id).values(**values))
    return int(bool(values)), {found.name: ", ".join(kept)} if kept else {}


def rate(ledger: Ledger, name: str, reliability: str | None, note: str | None) -> bool:
    """Append a reliability (A-F on the Admiralty scale, None to withdraw it) to a source's history.

    Returns whether anything changed; raises NotFound, UnknownChoice.
    """
    require_fit("note", note)
    row_id = find(ledger, name)
    letter = reliability.strip().upper() if reliability else None
    if letter is not None and (len(letter) != 1 or letter not in RATINGS):
        raise UnknownChoice("reliability", reliability, RATINGS)
    current = ledger.connection.execute(select(source.c.reliability).where(source.c.id == row_id)).scalar()
    if current == letter:
        return False
    last = select(func.coalesce(func.max(source_rating.c.seq), 0), func.max(source_rating.c.recorded_at))
    seq, recorded_at = ledger.connection.execute(last.where(source_rating.c.source_id == row_id)).one()
    ledger.connection.execute(
        insert(source_rating).values(
            source_id=row_id,
            seq=seq + 1,
            reliability=letter,
            recorded_at=max(ledger.now, recorded_at or 0),
            actor=ledger.actor.name,
            actor_kind=ledger.actor.kind,
            reason=note,
            batch_id=ledger.batch_id(),
        )
    )
    ledger.connection.execute(update(source).where(source.c.id == row_id).values(reliability=letter))
    return True
