"""Erasing for good: the words go everywhere, that they were there stays, and the history is still followed."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from claims.book import Book
from claims.core.erasing import BLOCK, MARK
from claims.errors import InvalidValue, NotFound, Refused
from tests.ledger.desk import Taken, kinds, take_in
from tests.ledger.sound import assert_sound

SENTENCES = ("Ann Lee earns $200M at Zyxware.", "It opens in Quuxville.")
WORDS = ("zyxware", "quuxville", "200m")


@pytest.fixture
def taken(ann: Book) -> Taken:
    done = take_in(ann, *SENTENCES, section="Zyxware news", speaker="Bob Ray", subject="Ann Lee", tags=("zyxware",))
    ann.verify(done.added[0], evidence="https://quuxville.example/1", note="as Zyxware told")
    ann.amend(done.added[1], statement="The Quuxville plant opens.", note="clearer")
    return done


@pytest.fixture
def paper(ann: Book, taken: Taken) -> str:
    return ann.documents()[0].key


def everything(book: Book) -> str:
    """Return every value of every table as one text."""
    with book.database.read() as connection:
        names = {
            "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
            "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
        }[connection.dialect.name]
        tables = list(connection.execute(text(names)).scalars())
        return "\n".join(str(row) for each in tables for row in connection.execute(text(f"SELECT * FROM {each}")))


def assert_gone(book: Book, *words: str) -> None:
    held = everything(book).casefold()
    assert [word for word in words if word in held] == []


# ---- documents ---------------------------------------------------------------------------------------------


def test_a_document_loses_what_was_captured_and_its_claims_keep_what_they_state(
    ann: Book, taken: Taken, paper: str
) -> None:
    before = ann.document(paper)
    done = ann.erase_document(paper[:6], reason="withdrawn")
    found = ann.document(paper)
    assert (found.text, found.title, found.byline, found.headers) == (None, None, None, {})
    assert ann.original(paper) is None
    assert (found.sha256, found.retrieved_at, found.erased) == (before.sha256, before.retrieved_at, done.batch)
    assert (done.documents, set(done.claims), done.events) == ((paper,), {*taken.added}, 2)
    for key, sentence in zip(taken.added, SENTENCES, strict=True):
        (place,) = ann.get(key).appearances
        assert (place.quote, place.prefix, place.suffix, place.section) == (BLOCK * len(sentence), None, None, None)
        assert (place.document, place.speaker) == (paper, "Bob Ray")
        assert_sound(ann, key)
    assert ann.get(taken.added[0]).statement == SENTENCES[0]
    assert ann.search("earns zyxware").claims
    assert not ann.search("it quuxville").claims


def test_with_its_statements_no_word_is_left(ann: Book, taken: Taken, paper: str) -> None:
    before = ann.get(taken.added[0])
    ann.erase_document(paper, reason="by order", statements=True)
    assert_gone(ann, *WORDS)
    now = ann.get(taken.added[0])
    assert (now.statement, now.subject, now.quantities, now.tags) == (MARK, None, (), (MARK,))
    assert (now.status, now.reviewed, now.recorded_at) == (before.status, True, before.recorded_at)
    assert [each.actor for each in ann.history(now.key)] == ["ann"] * len(ann.history(now.key))
    for key in taken.added:
        assert_sound(ann, key)


def test_a_claim_that_stands_elsewhere_too_keeps_its_statement(ann: Book, taken: Taken, paper: str) -> None:
    again = take_in(ann, SENTENCES[0], source="Others")
    assert again.appeared == [taken.added[0]]
    done = ann.erase_document(paper, reason="by order", statements=True)
    assert done.kept == (taken.added[0],)
    claim = ann.get(taken.added[0])
    assert claim.statement == SENTENCES[0]
    assert [each.quote for each in claim.appearances] == [BLOCK * len(SENTENCES[0]), SENTENCES[0]]
    assert ann.get(taken.added[1]).statement == MARK
    assert_sound(ann, taken.added[0])


def test_quotes_of_evidence_from_the_document_go_too(ann: Book, paper: str) -> None:
    other = ann.add("Plants pay well.", source="Notes").claim.key
    ann.attach(other, document=paper, quote="earns $200M", note="see there", insist=True)
    ann.erase_document(paper, reason="withdrawn")
    (proof,) = ann.get(other).evidence
    assert (proof.quote, proof.document, proof.note) == (None, paper, "see there")
    assert_sound(ann, other)


def test_its_address_goes_when_that_is_asked_for(ann: Book, paper: str) -> None:
    ann.ingest(b"Quuxville has 7 mayors.", source="Notes", url="https://zyxware.example/quuxville")
    key, copy = ann.documents(limit=1)[0].key, "https://archive.example/zyxware"
    ann.archive(key, copy)
    ann.erase_document(key, reason="by order")
    assert ann.document(key).url is not None
    ann.erase_document(key, paper, reason="by order", url=True, statements=True)
    assert (ann.document(key).url, ann.document(key).archive) == (None, None)
    assert_gone(ann, "zyxware", "quuxville")


def test_erasing_twice_changes_nothing_more(ann: Book, taken: Taken, paper: str) -> None:
    ann.erase_document(paper, reason="withdrawn")
    history = ann.history(taken.added[0])
    again = ann.erase_document(paper, reason="withdrawn")
    assert (again.batch, again.events, again.documents) == (None, 0, ())
    assert ann.history(taken.added[0]) == history


# ---- claims ------------------------------------------------------------------------------------------------


def test_a_claim_loses_every_word_and_keeps_its_life(ann: Book, taken: Taken, paper: str) -> None:
    before = ann.history(taken.added[0])
    done = ann.erase_claim(taken.added[0], reason="private")
    after = ann.history(taken.added[0])
    assert [(e.seq, e.kind, e.recorded_at, e.actor, e.status) for e in after[: len(before)]] == [
        (e.seq, e.kind, e.recorded_at, e.actor, e.status) for e in before
    ]
    assert [each.hash for each in after[: len(before)]] == [each.hash for each in before]
    assert (after[-1].kind, after[-1].reason, after[-1].actor) == ("erased", "private", "ann")
    assert "zyxware" not in str(after).casefold()
    assert done.remains[0].startswith(f"document {paper} still has the words")
    assert ann.get(taken.added[0]).statement == MARK
    assert ann.get(taken.added[1]).statement != MARK
    assert_sound(ann, taken.added[0])


def test_what_was_merged_into_it_goes_too(ann: Book) -> None:
    one = ann.add("Zyxware makes 5 cars.", source="Notes", quote="Zyxware: 5", url="https://zyxware.example").claim.key
    two = ann.add("Zyxware built 5 cars.", source="Others", quote="Zyxware: five").claim.key
    ann.merge(two, one)
    assert set(ann.erase_claim(one, reason="private").claims) == {one, two}
    assert_gone(ann, "zyxware")
    for key in (one, two):
        assert_sound(ann, key)


def test_places_without_a_document_stay_apart(ann: Book) -> None:
    key = ann.add("Zyxware makes 5 cars.", source="Notes", quote="Zyxware: 5").claim.key
    ann.add("Zyxware makes 5 cars.", source="Notes", quote="5, says Zyxware")
    ann.erase_claim(key, reason="private")
    assert [each.quote for each in ann.get(key).appearances] == [MARK, "[erased 2]"]
    assert_sound(ann, key)


def test_two_erased_claims_are_not_taken_for_one(ann: Book, taken: Taken) -> None:
    ann.erase_claim(*taken.added, reason="private")
    assert [ann.get(key).stands_alone for key in taken.added] == [False, False]
    assert ann.add(MARK, source="Notes").claim.key not in taken.added


def test_an_erased_claim_goes_on_living(ann: Book, bob: Book, taken: Taken) -> None:
    key = taken.added[0]
    ann.erase_claim(key, reason="private")
    bob.refute(key, note="seen")
    bob.tag(key, "new")
    ann.erase_claim(key, reason="private again")
    assert kinds(ann, key)[-2:] == ["tagged", "erased"]
    assert ann.get(key).status == "refuted"
    assert_sound(ann, key)


def test_words_that_come_in_again_do_not_bring_it_back(ann: Book) -> None:
    told = {"source": "Notes", "quote": "Zyxware: 5"}
    key = ann.add("Zyxware makes 5 cars.", **told).claim.key
    ann.erase_claim(key, reason="private")
    assert not ann.add("Zyxware makes 5 cars.", **told).changed
    assert_gone(ann, "zyxware")


# ---- the rules of erasing ----------------------------------------------------------------------------------

ERASURES: list[Callable[[Book, Taken, str], object]] = [
    lambda book, taken, paper: book.erase_document(paper, reason="r", statements=True),
    lambda book, taken, paper: book.erase_claim(taken.added[0], reason="r"),
    lambda book, taken, paper: book.erase_person("Ann Lee", reason="r", mentions=True),
]
EACH = pytest.mark.parametrize("erase", ERASURES, ids=("document", "claim", "person"))


@EACH
def test_an_erasure_cannot_be_undone(ann: Book, taken: Taken, paper: str, erase: Callable[..., object]) -> None:
    erase(ann, taken, paper)
    batch = ann.batches(limit=1)[0]
    assert (batch.command, batch.actor, batch.parameters["reason"]) == ("erase", "ann", "r")
    with pytest.raises(Refused, match="erased words for good: that cannot be undone"):
        ann.undo(batch.key)


@EACH
def test_what_came_before_can_be_undone_and_stays_erased(
    ann: Book, taken: Taken, paper: str, erase: Callable[..., object]
) -> None:
    erase(ann, taken, paper)
    for batch in ann.batches()[1:]:
        ann.undo(ann.undo(batch.key).batch)
    for key in taken.added:
        assert_sound(ann, key)
    assert ann.get(taken.added[0]).subject in (None, "Ann Lee") or "person" in str(ann.get(taken.added[0]).subject)


@EACH
def test_the_past_says_no_more_than_now(ann: Book, taken: Taken, paper: str, erase: Callable[..., object]) -> None:
    then = ann.get(taken.added[0]).changed_at
    erase(ann, taken, paper)
    assert "Ann Lee" not in str(ann.get(taken.added[0], as_of=then)).replace(SENTENCES[0], "")
    assert ann.list(as_of=then, tag="[erased]").claims or ann.list(as_of=then, tag="zyxware").claims


@pytest.mark.parametrize("reason", ["", "  ", "x\0"])
def test_a_reason_is_needed(ann: Book, taken: Taken, reason: str) -> None:
    with pytest.raises(InvalidValue):
        ann.erase_claim(taken.added[0], reason=reason)
    assert ann.get(taken.added[0]).statement == SENTENCES[0]


def test_a_dry_run_tells_and_erases_nothing(ann: Book, taken: Taken, paper: str) -> None:
    before = everything(ann)
    told = ann.erase_document(paper, reason="r", statements=True, dry_run=True)
    assert (told.batch, told.documents, set(told.claims)) == (None, (paper,), {*taken.added})
    assert everything(ann) == before


def test_one_that_is_not_there_takes_back_all(ann: Book, taken: Taken) -> None:
    with pytest.raises(NotFound):
        ann.erase_claim(taken.added[0], "ZZZZ", reason="r")
    assert ann.get(taken.added[0]).statement == SENTENCES[0]


# ---- a person ----------------------------------------------------------------------------------------------


def test_a_name_is_replaced_wherever_it_is_a_whole_value(ann: Book, bob: Book, taken: Taken) -> None:
    bob.rate_source("Notes", "B", note="known")
    bob.tag(taken.added[0], "Bob")
    bob.add("Plants pay.", source="BOB", speaker="Bob")
    bob.merge(bob.add("Plants pay well.", source="Wire").claim.key, taken.added[1])
    done = ann.erase_person("bob", reason="asked", pseudonym="[reviewer 2]")
    assert done.pseudonym == "[reviewer 2]"
    assert all("speaker" in each for each in done.mentions)  # it is Bob Ray
    assert "'bob'" not in everything(ann).casefold()
    assert '"bob"' not in everything(ann).casefold()
    assert ann.source("[reviewer 2]").claims == 1
    assert ann.source("Notes").ratings[0].actor == "[reviewer 2]"
    assert ann.get(taken.added[0]).tags == ("[reviewer 2]", "zyxware")
    assert {each.actor for each in ann.log(limit=500)} == {"ann", "[reviewer 2]"}
    for page in (ann.list(everything=True),):
        for claim in page:
            assert_sound(ann, claim.key)


def test_texts_that_mention_a_name_are_told_and_left_alone(ann: Book, taken: Taken, paper: str) -> None:
    done = ann.erase_person("Ann Lee", reason="asked")
    assert f"subject of claim {taken.added[0]}" in done.places
    assert f"statement of claim {taken.added[0]}" in done.mentions
    assert {f"quote of claim {taken.added[0]}", f"text of document {paper}"} <= {*done.mentions}
    assert ann.get(taken.added[0]).statement == SENTENCES[0]
    assert ann.get(taken.added[0]).subject == done.pseudonym


def test_texts_lose_the_name_when_that_is_asked_for_and_places_stay_right(ann: Book, taken: Taken, paper: str) -> None:
    ann.note(taken.added[1], "ANN  LEE wrote to us; Annlee did not")
    done = ann.erase_person("Ann Lee", reason="asked", mentions=True)
    held = everything(ann)
    assert "Ann Lee" not in held
    assert "ANN  LEE" not in held
    assert "Annlee did not" in held
    found, (place,) = ann.document(paper), ann.get(taken.added[0]).appearances
    assert found.text is not None
    assert place.start is not None
    assert found.text[place.start : place.end] == place.quote == BLOCK * 7 + " earns $200M at Zyxware."
    assert ann.get(taken.added[0]).statement == f"{done.pseudonym} earns $200M at Zyxware."
    assert ann.original(paper) is None
    for key in taken.added:
        assert_sound(ann, key)


def test_a_pseudonym_is_drawn_anew_and_says_nothing(ann: Book) -> None:
    drawn = {ann.erase_person("Ann Lee", reason="r", dry_run=True).pseudonym for _ in range(20)}
    assert len(drawn) == 20


def test_whoever_erases_is_not_erased(ann: Book, taken: Taken) -> None:
    with pytest.raises(Refused, match="another name"):
        ann.erase_person("ANN", reason="r")


def test_the_reason_must_not_hold_the_name(ann: Book, taken: Taken) -> None:
    with pytest.raises(Refused, match="reason"):
        ann.erase_person("Ann Lee", reason="request of Ann Lee")


@pytest.mark.parametrize(("name", "stand_in"), [("", None), ("x", None), ("Ann Lee", "was Ann Lee"), ("Ann Lee", " ")])
def test_what_is_no_name_is_refused(ann: Book, name: str, stand_in: str | None) -> None:
    with pytest.raises(InvalidValue):
        ann.erase_person(name, reason="r", pseudonym=stand_in)


# ---- taking it in again ------------------------------------------------------------------------------------


def test_a_document_that_was_erased_is_not_taken_in_again_unawares(ann: Book) -> None:
    body = b"Quuxville has 7 mayors."
    key = str(ann.ingest(body, source="Notes").outcomes[0].document)
    ann.erase_document(key, reason="r", statements=True)
    (outcome,) = ann.ingest(body, source="Notes").outcomes
    assert outcome.outcome == "failed"
    assert "was erased" in str(outcome.detail)
    assert ann.document(key).text is None
    ann.ingest(body, source="Notes", again=True)
    assert ann.document(key).text == body.decode()
    assert ann.document(key).erased is None
    assert [claim.statement for claim in ann.list()] == [MARK]
