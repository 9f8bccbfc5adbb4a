"""Several changes made together: one batch, undone at once, each safe on its own."""

import pytest

from claims.book import Book
from claims.errors import NotFound
from tests.ledger.desk import take_in

SENTENCES = ("Meta offered $200M to a researcher.", "Nimbus Labs hired 50 people.", "Example Labs hired 60 people.")


def test_they_are_one_batch(ann: Book) -> None:
    first, second, third = take_in(ann, *SENTENCES).added
    with ann.together() as several:
        made = [several.tag(first, "a"), several.verify(second, note="x"), several.tag(first, "a")]
    assert [change.changed for change in made] == [True, True, False]
    assert made[0].batch == made[1].batch is not None
    assert made[2].batch is None
    assert (ann.batches()[0].key, ann.batches()[0].counts) == (made[0].batch, {"claims": 2})
    assert ann.undo(ann.batches()[0].key).reverted == 2
    assert ann.tag(third, "b").batch != made[0].batch


def test_one_that_fails_leaves_the_others(ann: Book) -> None:
    first, second, _ = take_in(ann, *SENTENCES).added
    with ann.together() as several:
        with pytest.raises(NotFound):
            several.tag("ZZZZ", "a")
        one = several.tag(first, "a")
        with pytest.raises(NotFound):
            several.tag("ZZZZ", "a")
        other = several.tag(second, "a")
    assert one.batch == other.batch
    assert ann.get(first).tags == ann.get(second).tags == ("a",)


def test_nothing_changed_is_no_batch(ann: Book) -> None:
    (key, *_) = take_in(ann, *SENTENCES).added
    before = ann.batches()
    with ann.together() as several:
        assert several.untag(key, "a").said == ("nothing to change",)
    assert ann.batches() == before
