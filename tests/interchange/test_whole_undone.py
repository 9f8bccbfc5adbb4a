"""A whole database moved: what was undone here or there, and beside what is here already."""

from tests.interchange.around import ARTICLE, full, whole
from tests.interchange.conftest import Fresh, exported, loaded, reasons

# ---- what was undone, here and there ------------------------------------------------------------------------


def test_a_batch_undone_stays_undone(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    report = one.ingest(ARTICLE.format(n=7).encode(), source="Source 0")
    undone = one.undo(str(report.batch))
    loaded(other, whole(one))
    assert not list(other.all()) and not other.documents()
    assert other.batch(str(report.batch)).undone_by == undone.batch
    other.undo(undone.batch)
    assert len(list(other.all())) == len(report.outcomes[0].added) > 0
    assert len(other.documents()) == 1


def test_an_original_batch_can_be_undone_after_the_move(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    report = one.ingest(ARTICLE.format(n=7).encode(), source="Source 0")
    loaded(other, whole(one))
    other.undo(str(report.batch))
    assert not list(other.all()) and not other.documents()


def test_an_import_of_everything_can_be_undone(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    full(one)
    there = {claim.key for claim in one.all()}, {each.key for each in one.documents()}
    report = loaded(other, whole(one))
    undone = other.undo(str(report.batch))
    assert not list(other.all()) and not other.documents()
    other.undo(undone.batch)
    assert ({claim.key for claim in other.all()}, {each.key for each in other.documents()}) == there
    assert all(there)


def test_an_import_of_everything_that_was_undone_can_be_done_again(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    one.ingest(ARTICLE.format(n=7).encode(), source="Source 0")
    other.undo(str(loaded(other, whole(one)).batch))
    again = loaded(other, whole(one))
    assert [each.key for each in other.documents()] == [each.key for each in one.documents()]
    assert len(list(other.all())) == len(list(one.all())) > 0
    other.undo(str(again.batch))
    assert not list(other.all()) and not other.documents()


def test_what_was_undone_elsewhere_since_is_undone_here_too(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    report = one.ingest(ARTICLE.format(n=7).encode(), source="Source 0")
    loaded(other, whole(one))
    undone = one.undo(str(report.batch))
    loaded(other, whole(one))
    assert not list(other.all()) and not other.documents()
    assert whole(other) == whole(one)
    one.undo(undone.batch)
    loaded(other, whole(one))
    assert len(list(other.all())) == len(list(one.all())) > 0 and len(other.documents()) == 1
    assert whole(other) == whole(one)


# ---- beside what is here already ----------------------------------------------------------------------------


def test_claims_that_came_alone_get_their_documents_later(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    full(one)
    loaded(other, exported(one))
    assert reasons(loaded(other, whole(one))) == []
    assert {each.key: other.document(each.key).text for each in other.documents()} == {
        each.key: one.document(each.key).text for each in one.documents()
    }
    assert {each.command for each in other.batches(limit=None)} - {"import"} == {
        each.command for each in one.batches(limit=None)
    }


def test_ratings_that_parted_stay_as_people_here_decided(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    for book, grade in ((one, "B"), (other, "D")):
        book.add(f"Plant {grade} makes 5 cars.", source="S")
        book.rate_source("S", grade, note="so I found")
    assert [reason.partition(":")[0] for reason in reasons(loaded(other, whole(one)))] == [
        "source S was rated here and there, each in its own way"
    ]
    assert other.source("S").reliability == "D" and len(other.source("S").ratings) == 1


def test_ratings_go_on_where_ours_end(fresh: Fresh) -> None:
    one, other = fresh(), fresh()
    one.add("Plant 1 makes 5 cars.", source="S")
    one.rate_source("S", "B", note="so I found")
    loaded(other, whole(one))
    one.rate_source("S", "C", note="another correction")
    assert reasons(loaded(other, whole(one))) == []
    assert other.source("S") == one.source("S")
