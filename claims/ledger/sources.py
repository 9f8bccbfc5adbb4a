"""Sources: found or made by name, described, and rated with a dated history."""

from collections.abc import Iterable

from sqlalchemy import func, insert, select, update

from claims.core import key as keys
from claims.core.source import name_key
from claims.core.text import require_fit
from claims.core.vocabulary import SourceKind
from claims.errors import InvalidValue, NotFound, UnknownChoice
from claims.ledger.ledger import Ledger
from claims.models import source, source_rating

RATINGS = "ABCDEF"


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
    if all(getattr(row, column) == value for column, value in values.items()):
        return False
    ledger.connection.execute(update(source).where(source.c.id == row_id).values(**values))
    return True


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
