"""An import of histories is undone like any other command, and the undo too."""

from claims.book import Book
from tests.interchange.conftest import Fresh, exported, loaded
from tests.interchange.lives import everything
from tests.ledger.sound import assert_sound


def moved(fresh: Fresh) -> tuple[Book, str]:
    """Return a book that took in the histories of another, and the batch of it."""
    one, other = fresh(), fresh(actor="importer")
    everything(one)
    batch = loaded(other, exported(one)).batch
    assert batch is not None
    return other, batch


def all_sound(book: Book) -> None:
    for claim in book.all(everything=True):
        assert_sound(book, claim.key)


def test_undoing_an_import_of_histories_takes_its_claims_away(fresh: Fresh) -> None:
    book, batch = moved(fresh)
    before, there = exported(book), {claim.key for claim in book.all()}
    undone = book.undo(batch)
    assert not list(book.all()) and not undone.kept
    assert undone.reverted >= len(there) > 3
    all_sound(book)
    again = book.undo(undone.batch)
    assert {claim.key for claim in book.all()} == there
    all_sound(book)
    book.undo(again.batch)
    assert not list(book.all())
    all_sound(book)
    assert before != exported(book)  # what happened stays in the histories


def test_what_was_undone_can_be_imported_again(fresh: Fresh) -> None:
    one, other = fresh(), fresh(actor="importer")
    everything(one)
    other.undo(str(loaded(other, exported(one)).batch))
    again = loaded(other, exported(one))
    there = {claim.key for claim in one.all()}
    assert {claim.key for claim in other.all()} == there and set(again.outcomes[0].added) >= there
    all_sound(other)
    assert loaded(other, exported(one)).batch is None
    assert not other.undo(str(again.batch)).kept
    assert not list(other.all())
    all_sound(other)


def test_work_on_imported_claims_is_kept(fresh: Fresh) -> None:
    book, batch = moved(fresh)
    reviewed, looked_at, *_ = (claim.key for claim in book.all())
    book.note(reviewed, "I asked them")
    book.undo(str(book.tag(looked_at, "mine").batch))
    undone = book.undo(batch)
    assert [claim.key for claim in book.all()] == [reviewed]
    assert undone.kept == {reviewed: "noted by importer since"}
    all_sound(book)


def test_an_imported_claim_that_another_was_merged_into_stays(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    theirs = one.add("Plant 1 makes 5 cars.", source="S").claim.key
    batch = loaded(other, exported(one)).batch
    mine = other.add("Plant 1 builds 5 cars.", source="S").claim.key
    other.merge(mine, theirs)
    assert other.undo(str(batch)).kept == {theirs: f"{mine} merged into it since"}
    assert [claim.key for claim in other.all()] == [theirs]
    all_sound(other)


def test_claims_that_only_went_on_stay_and_that_is_said(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    key = one.add("Plant 1 makes 5 cars.", source="S").claim.key
    loaded(other, exported(one))
    one.verify(key, note="seen")
    one.add("Plant 2 makes 6 cars.", source="S")
    batch = loaded(other, exported(one)).batch
    assert batch is not None
    assert other.undo(batch).kept == {batch: "1 claims that were here keep what happened to them elsewhere"}
    assert [claim.status for claim in other.all()] == ["verified"]


def test_a_claim_joined_to_one_that_was_here_leaves_it_again(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    mine = other.add("Plant 1 makes 5 cars.", source="Mine").claim.key
    theirs = one.add("Plant 1 makes 5 cars.", source="Theirs").claim.key
    batch = loaded(other, exported(one)).batch
    assert batch is not None and other.get(theirs).merged_into == mine
    undone = other.undo(batch)
    assert not undone.kept
    assert [claim.key for claim in other.all()] == [mine] and len(other.get(mine).appearances) == 1
    all_sound(other)
