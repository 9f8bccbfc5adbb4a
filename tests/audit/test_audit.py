"""The audit: whatever was changed past the program is found; with a root kept elsewhere, so is a rewritten history."""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from claims.audit import audited
from claims.audit.anchors import anchors
from claims.book import Book
from claims.core.note import read
from claims.ledger.rebuilding import rebuild
from tests.audit import forging
from tests.ledger.desk import take_in


@pytest.fixture
def keys(book: Book) -> list[str]:
    return forging.lived(book)


def wrong(connection: Connection, anchor: str = "") -> list[str]:
    """Return what an audit finds but that there are no guards, which a forger takes away."""
    done = audited(connection, anchors(anchor))
    return [point.name for point in done.points if point.ok is False and point.name != "guards"]


class Undone(Exception):
    """Ends a transaction that was only tried."""


# ---- what is sound -----------------------------------------------------------------------------------------


def test_a_sound_database_passes(book: Book, keys: list[str]) -> None:
    anchor = book.anchor() or ""
    done = book.audit(anchors=anchor)
    assert not [point for point in done.points if point.ok is False]
    assert done.events == done.size == sum(1 for _ in forging.leaves(book.database)) >= 12
    assert read(anchor).root.hex() == done.root


def test_an_empty_database_passes(book: Book) -> None:
    assert book.audit().passed
    assert book.anchor() is None


def test_an_older_anchor_leads_to_a_history_that_went_on(book: Book, keys: list[str]) -> None:
    older = book.anchor() or ""
    book.note(keys[0], "more")
    newer = book.anchor() or ""
    assert older != newer
    assert book.audit(anchors=f"# kept\n\n{older}\n{newer}\n").passed


# ---- one character -----------------------------------------------------------------------------------------


def missed(book: Book, samples: int | None, seed: int) -> tuple[int, list[tuple[str, str]]]:
    """Change one character at a time; returns how many changes the database let through, and those not found."""
    forging.unguarded(book)
    chance, tried, unseen = random.Random(seed), 0, []
    with book.database.write() as connection:
        assert wrong(connection) == []
        everything = forging.places(connection)
    chosen = everything if samples is None else chance.choices(everything, k=samples)
    with book.database.write() as connection:
        for table, column, key, value in chosen:
            savepoint = connection.begin_nested()
            try:
                forging.forge(connection, table, column, key, forging.changed(value, chance, column))
            except DBAPIError:  # the database refuses it: a status there is not, an event there is already
                savepoint.rollback()
                continue
            tried += 1
            if not wrong(connection):
                unseen.append((table, column))
            savepoint.rollback()
    return tried, unseen


def test_any_changed_character_of_history_and_seals_is_found(book: Book, keys: list[str]) -> None:
    tried, unseen = missed(book, 250, seed=len(keys))
    assert tried >= 150
    assert Counter(unseen) == Counter()


@pytest.mark.long
def test_every_changed_value_of_history_and_seals_is_found(book: Book, keys: list[str]) -> None:
    for seed in range(20):  # each value there is, each time at another character
        tried, unseen = missed(book, None, seed)
        assert tried >= 150
        assert Counter(unseen) == Counter()


def test_an_audit_that_does_not_follow_hashes_misses_some(
    book: Book, keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: Any) -> Iterator[str]:
        return iter(())

    monkeypatch.setattr("claims.audit.histories._sound", none)
    assert missed(book, 120, seed=1)[1]


# ---- all of it anew ----------------------------------------------------------------------------------------


def drop_last(connection: Connection) -> None:
    """Drop the last event of a claim, and let the claim say so."""
    row_id, seq = connection.execute(
        text("SELECT claim_id, max(seq) FROM event GROUP BY claim_id HAVING max(seq) > 3 ORDER BY 1")
    ).first() or (0, 0)
    connection.execute(text("DELETE FROM event WHERE claim_id = :id AND seq = :seq"), {"id": row_id, "seq": seq})
    rebuild(connection, [row_id])
    forging.reseal(connection)


def swap(connection: Connection) -> None:
    """Let two events have been recorded the other way round."""
    there = list(forging.sealing.placed(connection))
    forging.reseal(connection, [there[1], there[0], *there[2:]])


def change_and_rechain(connection: Connection) -> None:
    """Change what somebody said in the middle of a history, and make every hash since fit it."""
    row_id = connection.execute(text("SELECT claim_id FROM event WHERE reason = 'seen'")).scalar_one()
    connection.execute(text("UPDATE event SET reason = 'unseen' WHERE reason = 'seen'"))
    forging.rechain(connection, row_id)
    forging.reseal(connection)


def cut_off(connection: Connection) -> None:
    """Go back to before the last events were recorded."""
    last = connection.execute(text("SELECT max(first) FROM leaf")).scalar_one()
    forging.reseal(connection, list(forging.sealing.placed(connection))[:last])
    kept = [bytes(each) for each in forging.sealing.placed(connection)]
    for row in connection.execute(text("SELECT claim_id, seq, hash FROM event")).all():
        if row.hash not in kept:
            connection.execute(
                text("DELETE FROM event WHERE claim_id = :id AND seq = :seq"), {"id": row.claim_id, "seq": row.seq}
            )
            rebuild(connection, [row.claim_id])


@pytest.mark.parametrize("attack", [drop_last, swap, change_and_rechain, cut_off])
def test_a_rewritten_history_is_found_by_a_root_kept_elsewhere_alone(book: Book, keys: list[str], attack: Any) -> None:
    book.note(keys[0], "the last word")
    anchor = book.anchor() or ""
    forging.unguarded(book)
    with book.database.write() as connection:
        attack(connection)
        assert wrong(connection) == [], "the attack left traces, so it shows nothing about anchors"
        assert wrong(connection, anchor) == ["anchors"]


def test_a_leaf_that_is_there_twice_is_found(book: Book, keys: list[str]) -> None:
    forging.unguarded(book)
    with book.database.write() as connection:
        there = list(forging.sealing.placed(connection))
        forging.reseal(connection, [*there, there[-1]])
        assert wrong(connection) == ["sealed"]


def test_a_seal_that_was_dropped_is_found(book: Book, keys: list[str]) -> None:
    forging.unguarded(book)
    with book.database.write() as connection:
        connection.execute(text("DELETE FROM seal WHERE size = (SELECT min(size) FROM seal)"))
        assert wrong(connection) == ["seals"]


def test_an_event_written_past_the_program_is_found(book: Book, keys: list[str]) -> None:
    forging.unguarded(book)
    columns = "kind, recorded_at, actor, actor_kind, payload, status, confidence, batch_id, salt"
    with book.database.write() as connection:
        connection.execute(text(
            f"INSERT INTO event (claim_id, seq, hash, {columns}) SELECT claim_id, 99, hash, {columns} FROM event "
            "WHERE kind = 'tagged'"
        ))  # fmt: skip
        assert "history" in wrong(connection)


def test_a_seal_by_another_key_is_found_where_keys_are_named(
    book: Book, keys: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    from claims import signing

    mine = signing.signer()
    assert isinstance(mine, signing.Signer)
    assert book.audit(keys=[mine.public]).passed
    monkeypatch.setenv("CLAIMS_SIGNING_KEY", str(tmp_path / "other.key"))
    book.note(keys[0], "by another hand")
    assert book.audit().passed
    assert [point.name for point in book.audit(keys=[mine.public]).points if point.ok is False] == ["seals"]


@pytest.mark.parametrize(
    ("line", "said"),
    [("claimtrack", "cannot be read"), ("\0\x07", "cannot be read"), ("{swapped}", "does not fit"),
     ("{other}", "is of another database"), ("{later}", "an older copy, or its end was cut off")],
)  # fmt: skip
def test_anchors_that_are_none_of_this_database_are_found(book: Book, keys: list[str], line: str, said: str) -> None:
    anchor = book.anchor() or ""
    size = str(read(anchor).size)
    unsigned = f"{anchor.partition(' key=')[0]} unsigned"
    given = line.format(
        swapped=anchor.replace(f" {size} events", f" {int(size) - 1} events"),
        other=unsigned.replace(read(anchor).origin, "0123456789AB"),
        later=unsigned.replace(f" {size} events", " 999 events"),
    )
    (found,) = [point for point in book.audit(anchors=given).points if point.ok is False]
    assert found.name == "anchors"
    assert said in found.said


# ---- sealing -----------------------------------------------------------------------------------------------


def test_everything_a_transaction_took_back_is_not_sealed(book: Book, keys: list[str]) -> None:
    before = list(forging.leaves(book.database))
    with pytest.raises(Undone), book.writing(book.run("note")) as ledger:
        from claims.ledger import review

        review.remark(ledger, ledger.stand(keys[0]), "never")
        raise Undone
    with book.writing(book.run("note")) as ledger:
        savepoint = ledger.savepoint()
        review.remark(ledger, ledger.stand(keys[0]), "taken back")
        savepoint.rollback()
        review.remark(ledger, ledger.stand(keys[0]), "kept")
    after = list(forging.leaves(book.database))
    assert after[:-1] == before
    assert book.audit().passed


def test_a_database_whose_leaves_were_changed_takes_claims_and_seals_nothing_on_top(
    book: Book, keys: list[str]
) -> None:
    forging.unguarded(book)
    with book.database.write() as connection:
        connection.execute(text("DELETE FROM frontier"))
        connection.execute(text("DELETE FROM leaf WHERE first = 0"))
        seals = connection.execute(text("SELECT count(*) FROM seal")).scalar_one()
    book.note(keys[0], "still taken")
    with book.database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM seal")).scalar_one() == seals
        assert {"seals", "sealed"} <= set(wrong(connection))


def test_the_edge_of_the_tree_is_made_anew_when_it_is_lost(book: Book, keys: list[str]) -> None:
    with book.database.write() as connection:
        connection.execute(text("DELETE FROM frontier"))
    assert take_in(book, "One more sentence.").added
    assert book.audit().passed
