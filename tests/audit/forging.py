"""What somebody can do who can write to the database past the program: one character, or all of it anew."""

import random
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text

from claims.book import Book
from claims.core.chain import CHAIN_START, chain
from claims.db.engine import Database
from claims.ledger import sealing
from claims.models import metadata
from tests.ledger.desk import take_in

SEALED = {
    "event": ("claim_id", "seq"),
    "seal": ("size",),
    "leaf": ("id",),
}
"""The history and its seals: tables, and what names a row of them."""
NO_MEANING = {("leaf", "id")}
"""Row numbers that only keep rows apart."""


def lived(book: Book) -> list[str]:
    """Give a book a history with something of everything; returns the keys of its claims."""
    keys = take_in(book, "Meta offered $200M to a researcher.", "It opens in 2026.", "Mistral has 60 people.").added
    book.verify(keys[0], evidence="https://x.org/1", note="seen")
    book.assess(keys[1], "70", note="two witnesses")
    book.tag(keys[0], "money")
    book.amend(keys[1], statement="It opens in 2027.", note="as corrected")
    again = take_in(book, "Mistral has 60 people.", "A batch that goes.", source="Other Notes")
    book.undo(again.batch)
    book.erase_claim(keys[2], reason="by request", scrub=False)
    return keys


def unguarded(book: Book) -> None:
    """Take away what makes the database refuse: nobody who can forge would leave it on."""
    with book.database.write() as connection:
        if connection.dialect.name == "sqlite":
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
            for name in names:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            for table in metadata.sorted_tables:
                connection.exec_driver_sql(f"ALTER TABLE {table.name} DISABLE TRIGGER ALL")


def places(connection: Connection) -> list[tuple[str, str, dict[str, Any], Any]]:
    """Return every value of the history and its seals: table, column, what names its row, and the value."""
    found = []
    for table, names in SEALED.items():
        for row in connection.execute(text(f"SELECT * FROM {table}")).mappings():
            key = {name: row[name] for name in names}
            found += [(table, column, key, row[column]) for column in row if (table, column) not in NO_MEANING]
    return found


def changed(value: Any, chance: random.Random, column: str) -> Any:
    """Return a value with one character changed."""
    if value is None:
        return {"batch_id": 1, "confidence": 7, "effective_at": 1, "reason": "x"}.get(column, bytes(32))
    if isinstance(value, int):
        digits = str(value)
        at = chance.randrange(len(digits))
        other = chance.choice([digit for digit in "0123456789" if digit != digits[at]])
        return int(digits[:at] + other + digits[at + 1 :])
    at = chance.randrange(len(value))
    if isinstance(value, bytes):
        return value[:at] + bytes([value[at] ^ 1 << chance.randrange(8)]) + value[at + 1 :]
    return value[:at] + chance.choice([c for c in "aZ7 é" if c != value[at]]) + value[at + 1 :]


def forge(connection: Connection, table: str, column: str, key: dict[str, Any], value: Any) -> None:
    where = " AND ".join(f"{name} = :k_{name}" for name in key)
    given = {f"k_{name}": each for name, each in key.items()} | {"value": value}
    connection.execute(text(f"UPDATE {table} SET {column} = :value WHERE {where}"), given)


# ---- all of it anew ----------------------------------------------------------------------------------------


def rechain(connection: Connection, row_id: int) -> None:
    """Make the hashes of a claim's events fit what they say now."""
    query = (
        "SELECT event.*, claim.key, batch.key AS batch FROM event JOIN claim ON claim.id = event.claim_id "
        "LEFT JOIN batch ON batch.id = event.batch_id WHERE claim_id = :id ORDER BY seq"
    )
    before = CHAIN_START
    for row in connection.execute(text(query), {"id": row_id}).all():
        before = chain(
            before, row.key, row.seq, row.kind, row.recorded_at, row.effective_at, row.actor, row.actor_kind,
            row.reason, row.payload, row.batch, row.salt, row.erased,
        )  # fmt: skip
        forge(connection, "event", "hash", {"claim_id": row_id, "seq": row.seq}, before)


def reseal(connection: Connection, leaves: Sequence[bytes] | None = None) -> None:
    """Make leaves and seals anew, as of the same database."""
    origin = connection.execute(text("SELECT min(origin) FROM seal")).scalar_one()
    for table in ("leaf", "seal", "frontier"):
        connection.execute(text(f"DELETE FROM {table}"))
    if leaves is None:
        sealing.seal_all(connection, 1)
    else:
        sealing.keep(connection, leaves, 1)
    reorigin(connection, origin)


def reorigin(connection: Connection, origin: str) -> None:
    """Let the only seal be of another database."""
    from dataclasses import replace

    from claims import signing
    from claims.core.note import START

    seal = sealing.last(connection)
    signer = signing.signer()
    assert seal is not None
    assert isinstance(signer, signing.Signer)
    seal = replace(seal, origin=origin)
    seal = replace(seal, signature=signer.sign(seal.text))
    given = {"origin": origin, "signature": seal.signature, "hash": seal.after(START)}
    connection.execute(text("UPDATE seal SET origin = :origin, signature = :signature, hash = :hash"), given)


def leaves(database: Database) -> Iterator[bytes]:
    with database.read() as connection:
        yield from list(sealing.placed(connection))
