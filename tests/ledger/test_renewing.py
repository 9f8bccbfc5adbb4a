"""A database of an older version: its wordings are compared anew, its keys and histories stay."""

from hashlib import blake2b

import pytest
from sqlalchemy import select

import claims
from claims.book import Book
from claims.core.vocabulary import ActorKind
from claims.db import migrate
from claims.models import claim
from tests.ledger.desk import kinds, take_in
from tests.ledger.sound import assert_sound
from tests.test_migrations import move

MONEY, SAME_MONEY = "Meta offered $200M.", "Meta offered 200 million dollars."
OTHER = "It opens in Ohio."


def by_the_letter(statement: str, due: str | None = None, figures: object = None) -> bytes:
    return blake2b(f"{statement}{due}".encode(), digest_size=16).digest()


@pytest.fixture
def old(book: Book, database_url: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A database whose wordings were compared by the letter; returns the keys of its claims."""
    with monkeypatch.context() as patch:
        patch.setattr("claims.ledger.entry.fingerprint", by_the_letter)
        keys = [take_in(book, each, source=str(n)).key for n, each in enumerate((MONEY, SAME_MONEY, OTHER))]
    book.close()
    move(database_url, "0005")
    return keys


def test_an_older_database_is_told_to_upgrade(old: list[str], database_url: str) -> None:
    with pytest.raises(claims.errors.SchemaError, match="claims db upgrade"):
        claims.open(database_url)


def test_after_the_upgrade_repeats_are_found_and_nothing_else_changed(old: list[str], database_url: str) -> None:
    migrate.upgrade(database_url)
    with claims.open(database_url) as book:
        assert take_in(book, "it opens  in Ohio", source="4").appeared == [old[2]]
        assert take_in(book, "Meta offered US$200,000,000", source="4").appeared == [old[0]]
        assert kinds(book, old[2]) == ["added", "appeared"]
        for key in old:
            assert_sound(book, key)


def test_claims_that_turn_out_to_be_one_are_merged_by_the_rule_and_can_be_taken_apart_in_the_log(
    old: list[str], database_url: str
) -> None:
    migrate.upgrade(database_url)
    with claims.open(database_url) as book:
        assert book.get(old[1]).merged_into == old[0]
        last = book.history(old[1])[-1]
        assert (last.kind, last.actor_kind) == ("merged", ActorKind.RULE)
        assert "newer version" in str(last.reason)


def test_the_reviewed_one_of_two_stays(old: list[str], database_url: str) -> None:
    move(database_url, "head")  # by hand, without comparing anew
    with claims.open(database_url) as book:
        book.verify(old[1], note="seen")
    move(database_url, "0005")
    migrate.upgrade(database_url)
    with claims.open(database_url) as book:
        assert book.get(old[0]).merged_into == old[1]
        assert str(book.get(old[1]).status) == "verified"


def test_what_was_merged_before_goes_along(old: list[str], database_url: str) -> None:
    move(database_url, "head")
    with claims.open(database_url) as book:
        book.merge(old[2], old[1])
    move(database_url, "0005")
    migrate.upgrade(database_url)
    with claims.open(database_url) as book:
        assert {book.get(key).merged_into for key in old[1:]} == {old[0]}
        for key in old:
            assert_sound(book, key)


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(old: list[str], database_url: str) -> None:
    migrate.upgrade(database_url)
    with claims.open(database_url) as book, book.database.read() as connection:
        before = connection.execute(select(claim)).all()
    migrate.upgrade(database_url)
    with claims.open(database_url) as book, book.database.read() as connection:
        assert connection.execute(select(claim)).all() == before
