"""Adding: what is new, what is known, and what says the same in another place."""

import pytest

from claims.book import Book
from claims.errors import InvalidValue, NotFound, UnknownChoice
from tests.ledger.desk import kinds, rows, take_in

OFFER = "Meta offered $200M to a researcher."


def test_a_new_claim_is_unverified_and_has_one_event(ann: Book) -> None:
    done = ann.add(OFFER, source="Notes", confidence="70%", tags=["AI"])
    assert (done.claim.status, done.claim.confidence, done.claim.version) == ("unverified", 70, 1)
    assert (done.claim.source, done.claim.tags, done.said) == ("Notes", ("ai",), ())
    assert [(event.actor, event.batch) for event in ann.history(done.claim.key)] == [("ann", done.batch)]


def test_the_same_from_the_same_place_is_known_and_writes_nothing(ann: Book) -> None:
    ann.add(OFFER, source="Notes", note="heard it")
    before = rows(ann)
    again = ann.add(OFFER, source=" NOTES ", note="heard it")
    assert (again.changed, again.batch, again.said) == (False, None, ("known already, from the same place",))
    assert rows(ann) == before


@pytest.mark.parametrize(
    "other", ["Meta offered US$200,000,000 to a researcher", "meta offered $200 million to a researcher."]
)
def test_the_same_from_elsewhere_is_a_further_appearance(ann: Book, other: str) -> None:
    key = ann.add(OFFER, source="Notes").claim.key
    done = ann.add(other, source="Post")
    assert done.claim.key == key
    assert [each.source for each in done.claim.appearances] == ["Notes", "Post"]
    assert kinds(ann, key) == ["added", "appeared"]
    assert "further appearance" in done.said[0]


@pytest.mark.parametrize("other", ["Meta offered $100M to a researcher.", "Meta never offered $200M to a researcher."])
def test_another_figure_or_a_negation_is_another_claim(ann: Book, other: str) -> None:
    assert ann.add(OFFER, source="Notes").claim.key != ann.add(other, source="Post").claim.key


def test_tags_of_a_further_appearance_are_put_on(ann: Book) -> None:
    ann.add(OFFER, source="Notes", tags=["a"])
    done = ann.add(OFFER, source="Post", tags=["a", "B"])
    assert done.claim.tags == ("a", "b")
    assert kinds(ann, done.claim.key) == ["added", "appeared", "tagged"]


def test_a_tag_given_on_adding_comes_off_again(ann: Book) -> None:
    key = ann.add(OFFER, source="Notes", tags=["  Big  Offers "]).claim.key
    assert ann.list(tag="big offers").claims[0].key == key
    assert ann.untag(key, "BIG offers").claim.tags == ()


def test_a_claim_that_does_not_stand_alone_is_never_the_same_as_another(ann: Book) -> None:
    one = take_in(ann, "It pays well.", source="Notes", stands_alone=False)
    other = take_in(ann, "It pays well. ", source="Post", stands_alone=False)
    assert one.key != other.key


def test_a_quote_must_stand_in_the_document_word_for_word(ann: Book) -> None:
    take_in(ann, "First.", OFFER)
    document = ann.documents()[0].key
    done = ann.add("Meta offers millions.", document=document[:6].lower(), quote="offered $200M")
    text = str(ann.document(document).text)
    (place,) = done.claim.appearances
    assert text[place.start : place.end] == place.quote == "offered $200M"
    with pytest.raises(InvalidValue, match="word for word"):
        ann.add("Meta offers millions.", document=document, quote="offered 200M")


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ({"statement": " "}, InvalidValue),
        ({"statement": "x\0y"}, InvalidValue),
        ({"statement": "x\ud800y"}, InvalidValue),
        ({"statement": "x" * 20_001}, InvalidValue),
        ({"source": None}, InvalidValue),
        ({"source": "  "}, InvalidValue),
        ({"source": "a\0b"}, InvalidValue),
        ({"source": "\ud800"}, InvalidValue),
        ({"quote": "\ud800"}, InvalidValue),
        ({"url": "https://x.org/\0"}, InvalidValue),
        ({"speaker": "\ud800"}, InvalidValue),
        ({"confidence": "170"}, InvalidValue),
        ({"due": "2026-02-30"}, InvalidValue),
        ({"kind": "rumour"}, UnknownChoice),
        ({"tags": ["a,b"]}, InvalidValue),
        ({"tags": [""]}, InvalidValue),
        ({"note": "\0"}, InvalidValue),
        ({"document": "7K2M"}, NotFound),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_in_one_line_and_nothing_is_written(
    ann: Book, how: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error) as refused:
        ann.add(**{"statement": OFFER, "source": "Notes"} | how)  # type: ignore[arg-type]
    assert "\n" not in str(refused.value)
    assert set(rows(ann).values()) == {0}
