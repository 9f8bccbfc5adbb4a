"""Amending: the wording changes with its figures and search words; the quotes stay as they are."""

from datetime import date
from decimal import Decimal

import pytest

from claims.book import Book
from claims.errors import InvalidValue, Refused, UnknownChoice
from claims.records import NewClaim, NewDocument
from tests.ledger.desk import rows, take_in

OFFER = "Meta offered $200M to a researcher."


@pytest.fixture
def key(ann: Book) -> str:
    return take_in(ann, OFFER).key


def found(book: Book, words: str) -> list[str]:
    return [claim.key for claim in book.search(words).claims]


def test_a_new_wording_has_new_figures_and_new_search_words(ann: Book, key: str) -> None:
    done = ann.amend(key, statement="Meta paid $300M and 20% to a scientist.", note="misread")
    assert [(each.value, each.unit) for each in done.claim.quantities] == [
        (Decimal(300_000_000), "USD"), (Decimal(20), "percent"),
    ]  # fmt: skip
    assert (found(ann, "scientist"), found(ann, "paid"), ann.list(amount="=300M USD").claims[0].key) == (
        [key],
        [key],
        key,
    )
    assert ann.list(amount="=200M").claims == ()


def test_the_quote_stays_and_is_still_found(ann: Book, key: str) -> None:
    done = ann.amend(key, statement="Meta paid a lot.", note="misread")
    assert done.claim.appearances[0].quote == OFFER
    assert found(ann, "researcher") == [key]


def test_every_field_is_corrected_with_the_reason(ann: Book, key: str) -> None:
    done = ann.amend(key, kind="forecast", due="2027-06-30", subject=" Meta ", note="it is a plan")
    assert (done.claim.kind, done.claim.due, done.claim.due_precision, done.claim.subject) == (
        "forecast", date(2027, 6, 30), "day", "Meta",
    )  # fmt: skip
    assert ann.history(key)[-1].payload["changes"]["due"] == [None, "2027-06-30"]
    assert ann.history(key)[-1].reason == "it is a plan"
    assert ann.amend(key, due="", subject="", note="no").claim.due is None


def test_an_amendment_needs_a_reason(ann: Book, key: str) -> None:
    with pytest.raises(Refused, match="--note"):
        ann.amend(key, statement="Meta paid.")
    assert ann.get(key).version == 1


@pytest.mark.parametrize(
    ("how", "error"),
    [({"statement": " "}, InvalidValue), ({"kind": "rumour"}, UnknownChoice), ({"due": "2026-02-30"}, InvalidValue),
     ({"statement": "x" * 20_001}, InvalidValue)],
)  # fmt: skip
def test_an_impossible_amendment_is_refused(ann: Book, key: str, how: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        ann.amend(key, **how, note="x")  # type: ignore[arg-type]
    assert ann.get(key).version == 1


def test_a_wording_another_claim_has_is_refused_and_everything_stays(ann: Book, key: str) -> None:
    other = take_in(ann, "Meta offered $300M to a researcher.").key
    before, told = rows(ann), ann.get(other)
    with pytest.raises(Refused, match=f"claims merge {other}"):
        ann.amend(other, statement="Meta offered US$200,000,000 to a researcher", note="misread")
    assert (rows(ann), ann.get(other)) == (before, told)
    assert found(ann, "offered") == [other, key]


def test_a_claim_that_does_not_stand_alone_may_have_any_wording(ann: Book, key: str) -> None:
    other = take_in(ann, "They offered it.", stands_alone=False).key
    assert ann.amend(other, statement=OFFER, note="resolved").claim.statement == OFFER


def test_figures_as_they_were_are_those_that_were_read_then(ann: Book) -> None:
    with ann.change("ingest") as ledger:
        from claims.core.quantity import parse
        from claims.ledger import documents, intake

        held = documents.store(ledger, NewDocument(b"x", OFFER, "Notes"))
        new = NewClaim(OFFER, quote=OFFER, start=0, end=len(OFFER), quantities=tuple(parse("$2B budget")))
        (key,) = intake.take(ledger, [new], held).added
    then = ann.get(key)
    ann.amend(key, statement="Meta paid 5 people.", note="x")
    assert ann.get(key, as_of=then.changed_at).quantities == then.quantities


def test_figures_are_read_in_the_claims_own_language(ann: Book) -> None:
    key = take_in(ann, "Das Budget betrug 5 Mio. Euro.", language="de").key
    done = ann.amend(key, statement="Das Budget betrug 1.234 Euro.", note="x")
    assert [each.value for each in done.claim.quantities] == [Decimal(1234)]
