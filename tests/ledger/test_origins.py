"""Origins: who says so, however many print it, in whichever order they were taken in."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claims
from claims.book import Book
from claims.ledger import documents, intake
from claims.records import Claim, NewClaim, NewDocument

DEAL = "Northwind buys the Ohio mill for $200 million."
STORY = (
    "The seller is the family that built it ninety years ago and ran it until last spring. Workers keep their jobs "
    "for at least three years under the terms, and the town gets a new road to the river."
)
OTHER = (
    "Filings at the county court show the sum in a single line on the ninth page. Nobody at the company wished to "
    "speak about it, while the mayor called it a good day for everybody who lives there."
)


@dataclass(frozen=True)
class Article:
    """An article that tells of the deal; `credit` is how it ends."""

    source: str
    body: str = STORY
    day: int | None = None
    credit: str = ""
    speaker: str | None = None


def take(book: Book, article: Article) -> str:
    """Take in an article; returns the key of the claim."""
    text = f"{DEAL} {article.body} Printed by {article.source}.\n\n{article.credit}"
    new = NewClaim(DEAL, quote=DEAL, start=0, end=len(DEAL), speaker=article.speaker)
    published = date(2026, 3, article.day) if article.day else None
    with book.writing(book.run("ingest")) as ledger:
        held = documents.store(ledger, NewDocument(text.encode(), text, article.source, published=published))
        taken = intake.take(ledger, [new], held)
        ledger.finish({})
    return (taken.added + taken.appeared)[0]


def told(book: Book, *articles: Article) -> Claim:
    (key,) = {take(book, each) for each in articles}
    return book.get(key)


def rules(claim: Claim) -> list[tuple[str, str]]:
    return [(each.origin.rule.value, each.origin.name) for each in claim.appearances if each.origin]


TIMES = Article("Example Times", day=1)
POST = Article("Morning Post", day=2)
COURIER = Article("Courier", OTHER, day=2)


def test_three_articles_on_one_deal_of_which_one_copies_another_come_from_two_origins(ann: Book) -> None:
    claim = told(ann, TIMES, POST, COURIER)
    assert (len(claim.appearances), claim.origins) == (3, 2)
    assert rules(claim) == [("source", "Example Times"), ("copy", "Example Times"), ("source", "Courier")]
    assert claim.appearances[1].origin is not None
    assert claim.appearances[1].origin.document == claim.appearances[0].document
    assert next(iter(ann.list())).origins == 2


def test_a_copy_taken_in_before_its_original_is_the_copy_still(ann: Book) -> None:
    claim = told(ann, POST, TIMES)
    assert rules(claim) == [("copy", "Example Times"), ("source", "Example Times")]


def test_stories_of_one_wire_are_one_voice_though_each_is_told_otherwise(ann: Book) -> None:
    claim = told(ann, Article("Courier", credit="(Reuters)"), Article("Herald", OTHER, credit="Source: Reuters"))
    assert rules(claim) == [("wire", "Reuters"), ("wire", "Reuters")]
    assert claim.origins == 1


def test_a_copy_of_a_wire_story_that_credits_nobody_comes_from_the_wire(ann: Book) -> None:
    claim = told(ann, Article("Herald", day=1), Article("Courier", day=2, credit="(Reuters)"))
    assert rules(claim) == [("copy", "Reuters"), ("wire", "Reuters")]


def test_the_wire_itself_and_who_prints_it_are_one_voice(ann: Book) -> None:
    assert told(ann, Article("AP", OTHER), Article("Herald", credit="(AP)")).origins == 1


def test_who_names_another_outlet_says_what_that_one_says(ann: Book) -> None:
    claim = told(ann, Article("The Example Times", OTHER), Article("Herald", speaker="Example Times"))
    assert rules(claim)[1] == ("outlet", "Example Times")
    assert claim.origins == 1


def test_a_speaker_who_is_no_source_leaves_the_paper_its_own_voice(ann: Book) -> None:
    assert rules(told(ann, Article("Herald", speaker="the mayor"))) == [("source", "Herald")]


def test_a_change_of_owner_changes_the_count_at_once(ann: Book) -> None:
    key = told(ann, TIMES, COURIER).key
    assert ann.get(key).origins == 2
    ann.edit_source("Courier", origin="Big Media")
    ann.edit_source("Example Times", origin="Times Group")
    assert ann.get(key).origins == 2
    ann.edit_source("Example Times", origin="big media")
    assert ann.get(key).origins == 1
    assert [rule for rule, _ in rules(ann.get(key))] == ["owner", "owner"]


def test_who_owns_the_owner_is_followed_and_a_ring_of_owners_is_one(ann: Book) -> None:
    key = told(ann, TIMES, COURIER).key
    ann.edit_source("Courier", origin="Example Times")
    assert ann.get(key).origins == 1
    ann.edit_source("Example Times", origin="Courier")
    assert ann.get(key).origins == 1


def test_an_undone_original_leaves_what_copied_it_alone(ann: Book) -> None:
    told(ann, TIMES, POST, COURIER)
    key = told(ann, Article("Herald", day=3)).key
    assert ann.get(key).origins == 2
    ann.undo(ann.batches()[-1].key)
    assert ("copy", "Morning Post") in rules(ann.get(key))
    assert ann.get(key).origins == 2


ARTICLES = st.lists(
    st.builds(
        Article,
        st.sampled_from(["Times", "Post", "Courier", "AP", "The Herald"]),
        st.sampled_from([STORY, OTHER, STORY[:90], f"{OTHER} Nothing else is known of it."]),
        st.sampled_from([None, 1, 2]),
        st.sampled_from(["", "", "(AP)", "dpa/AFP"]),
        st.sampled_from([None, None, "Herald", "Times", "the mayor"]),
    ),
    min_size=2,
    max_size=5,
    unique_by=lambda each: (each.source, each.body, each.credit),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(articles=ARTICLES, data=st.data())
def test_the_order_of_taking_in_changes_no_number_of_origins(
    articles: list[Article], data: st.DataObject, sqlite_template: Path, tmp_path: Path
) -> None:
    counts = []
    for n, ordered in enumerate((articles, data.draw(st.permutations(articles)))):
        path = tmp_path / f"{n}.db"
        path.write_bytes(sqlite_template.read_bytes())
        with closing(claims.open(path, actor="ann")) as book:
            claim = told(book, *ordered)
            found = {each.source: each.origin.name for each in claim.appearances if each.origin}
            counts.append((claim.origins, len(claim.appearances), found.keys()))
    assert counts[0] == counts[1]


def test_fields_at_the_beginning_of_a_text_make_no_copy_another_story(book: Book) -> None:
    def take_in(source: str, title: str, credit: str = "") -> Claim:
        fields = f"---\ntitle: {title}\nurl: https://{source}.example/2026/{title}\n---\n"
        text = f"{fields}\n{credit}{DEAL} Workers keep their jobs."
        new = NewClaim(DEAL, quote=DEAL, start=text.index(DEAL), end=text.index(DEAL) + len(DEAL))
        with book.writing(book.run("ingest")) as ledger:
            held = documents.store(ledger, NewDocument(text.encode(), text, source))
            taken = intake.take(ledger, [new], held)
            ledger.finish({})
        return book.get((taken.added + taken.appeared)[0])

    assert rules(take_in("Times", "A mill for two hundred million")) == [("source", "Times")]
    assert {each.origin.rule for each in take_in("Post", "Northwind goes shopping").appearances if each.origin} == {
        "source", "copy"
    }  # fmt: skip
    assert ("wire", "Reuters") in rules(take_in("Mail", "Sold", "LONDON (Reuters) - "))
