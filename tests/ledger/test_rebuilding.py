"""What follows from the history: noticed when it does not, and made anew; never a false alarm."""

from random import Random

import pytest
from sqlalchemy import text

from claims.book import Book
from claims.ledger import rebuilding
from tests.ledger.desk import Clock, rows, take_in
from tests.ledger.operations import OPERATIONS, Work
from tests.ledger.sound import assert_sound

TAMPERED = [
    ("UPDATE claim SET status = 'refuted' WHERE key = :key", ("status",)),
    ("UPDATE claim SET confidence = 3, confidence_by = 'rule' WHERE key = :key", ("confidence", "confidence_by")),
    ("UPDATE claim SET statement = 'It closed.' WHERE key = :key", ("statement",)),
    ("UPDATE claim SET version = 1, changed_at = 0 WHERE key = :key", ("changed_at", "version")),
    ("UPDATE claim SET withdrawn = true, reviewed = false WHERE key = :key", ("reviewed", "withdrawn")),
    ("UPDATE claim SET due = '2030-01-01', due_precision = 'day' WHERE key = :key", ("due", "due_precision")),
    ("UPDATE claim SET merged_into = (SELECT max(id) FROM claim WHERE key <> :key) WHERE key = :key", ("merged_into",)),
    ("INSERT INTO claim_tag (claim_id, tag) SELECT id, 'forged' FROM claim WHERE key = :key", ("tags",)),
    ("DELETE FROM claim_tag WHERE claim_id = (SELECT id FROM claim WHERE key = :key)", ("tags",)),
    ("DELETE FROM spell WHERE claim_id = (SELECT id FROM claim WHERE key = :key) AND what = 'status'", ("spells",)),
    ("UPDATE spell SET until = until - 1 WHERE claim_id = (SELECT id FROM claim WHERE key = :key)", ("spells",)),
    ("UPDATE appearance SET withdrawn = true WHERE claim_id = (SELECT id FROM claim WHERE key = :key)",
     ("appearances",)),
    ("UPDATE appearance SET drift = 'gone' WHERE claim_id = (SELECT id FROM claim WHERE key = :key)", ("drift",)),
    ("UPDATE evidence SET withdrawn = true WHERE claim_id = (SELECT id FROM claim WHERE key = :key)", ("evidence",)),
    ("DELETE FROM claim_search WHERE {row} = (SELECT id FROM claim WHERE key = :key)", ("search words",)),
    ("UPDATE claim_search SET terms = 'other' WHERE {row} = (SELECT id FROM claim WHERE key = :key)",
     ("search words",)),
]  # fmt: skip


def wrong(book: Book) -> dict[str, tuple[str, ...]]:
    """Return the claims that do not say what their history says, and in what."""
    found = {}
    with book.database.read() as connection:
        for ids in rebuilding.chunks(connection):
            found |= {each.key: each.what for each in rebuilding.parted(connection, ids).values()}
    return found


@pytest.mark.parametrize("seed", range(6))
def test_whatever_people_do_nothing_parts_from_its_history(ann: Book, clock: Clock, seed: int) -> None:
    work = Work(ann, Random(seed), clock)
    work.take_in()
    for name in work.dice.choices([*OPERATIONS], k=60):
        work.do(name)
    assert wrong(ann) == {}
    before = rows(ann)
    assert rebuilding.rebuild_all(ann.database)[0] == 0
    assert rows(ann) == before


@pytest.mark.parametrize(("statement", "what"), TAMPERED, ids=[f"{n}-{each[1][0]}" for n, each in enumerate(TAMPERED)])
def test_what_was_changed_past_the_ledger_is_noticed_and_put_right(
    ann: Book, engine_name: str, statement: str, what: tuple[str, ...]
) -> None:
    key = take_in(ann, "Acme opened a plant with 40 robots.").key
    ann.add("Acme pays $5M.", source="Talk")
    ann.tag(key, "ai")
    ann.verify(key, evidence="https://example.com/filing")
    ann.assess(key, 90)
    tampering = text(statement.format(row="rowid" if engine_name == "sqlite" else "claim_id"))
    with ann.database.write() as connection:
        connection.execute(tampering, {"key": key})
    assert wrong(ann) == {key: what}
    assert rebuilding.rebuild_all(ann.database) == (1, 2)
    assert wrong(ann) == {}
    assert_sound(ann, key)
    assert ann.search("plant robots").claims[0].key == key


def test_a_claim_merged_comes_back_to_where_it_was_merged(ann: Book) -> None:
    first, second = take_in(ann, "Acme opened a plant.").key, take_in(ann, "Acme opened one plant.").key
    ann.merge(second, first, note="the same")
    with ann.database.write() as connection:
        connection.execute(text("UPDATE claim SET merged_into = NULL WHERE key = :key"), {"key": second})
    assert wrong(ann) == {second: ("merged_into",)}
    rebuilding.rebuild_all(ann.database)
    assert assert_sound(ann, second).merged_into == first
