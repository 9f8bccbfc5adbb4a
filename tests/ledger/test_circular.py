"""Circular evidence: what comes from where a claim comes from is refused as proof, and marked where one insists."""

import pytest

from claims.book import Book
from claims.errors import Refused
from claims.ledger import documents
from claims.records import NewDocument
from tests.ledger.test_origins import DEAL, OTHER, STORY, TIMES, Article, told


def paper(book: Book, source: str, text: str, url: str | None = None) -> str:
    """Store a document that tells nothing of the claim itself; returns its key."""
    with book.writing(book.run("ingest")) as ledger:
        held = documents.store(ledger, NewDocument(text.encode(), text, source, url=url))
        ledger.finish({})
    return held.key


def refused(book: Book, key: str, document: str, stance: str = "supports") -> str:
    with pytest.raises(Refused) as error:
        book.attach(key, document=document, stance=stance)
    assert "--insist" in str(error.value)
    assert book.attach(key, document=document, stance=stance, insist=True).claim.evidence[-1].circular
    return str(error.value)


def test_a_copy_of_what_a_claim_stands_in_proves_nothing_either_way(ann: Book) -> None:
    key = told(ann, TIMES).key
    copy = paper(ann, "Herald", f"{DEAL} {STORY} Printed by the Herald.")
    assert "prints the same text as a document that claim" in refused(ann, key, copy)
    assert "prints the same text" in refused(ann, key, copy, "refutes")


def test_another_article_of_the_same_source_supports_nothing_and_may_refute(ann: Book) -> None:
    key = told(ann, TIMES).key
    other = paper(ann, "The Example Times", OTHER, "https://times.example/2")
    assert "is published by The Example Times" in refused(ann, key, other)
    with pytest.raises(Refused, match="is published by"):
        ann.attach(key, url="https://times.example/2/", stance="supports")
    assert not ann.attach(key, document=other, stance="refutes").claim.evidence[-1].circular


def test_a_paper_of_the_same_owner_supports_nothing_while_it_is_so(ann: Book) -> None:
    key, other = told(ann, TIMES).key, paper(ann, "Courier", OTHER)
    assert not ann.attach(key, document=other, quote="a").claim.evidence[-1].circular
    ann.edit_source("Courier", origin="Big {Media}")
    ann.edit_source("Example Times", origin="Big {Media}")
    assert "comes from Big {Media}, as claim" in refused(ann, key, other)


def test_another_story_of_the_wire_a_claim_comes_from_supports_nothing(ann: Book) -> None:
    key = told(ann, Article("Herald", credit="(AP)")).key
    assert "comes from Associated Press, as claim" in refused(ann, key, paper(ann, "Courier", f"{OTHER}\n\n(AP)"))
    assert not ann.attach(key, document=paper(ann, "Post", "A surveyor saw the deed.")).claim.evidence[-1].circular
