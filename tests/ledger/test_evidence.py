"""Evidence: once each, from elsewhere than the claim itself, withdrawn but never lost."""

import pytest

from claims.book import Book
from claims.errors import InvalidValue, NotFound, Refused, UnknownChoice
from claims.records import NewDocument
from tests.ledger.desk import kinds, take_in

OFFER = "Meta offered $200M to a researcher."
PAGE = "https://news.example.com/offers"


@pytest.fixture
def key(ann: Book) -> str:
    return ann.add(OFFER, source="Notes", url=PAGE).claim.key


def test_the_same_evidence_twice_is_one(ann: Book, bob: Book, key: str) -> None:
    ann.attach(key, stance="supports", url="https://x.org/1")
    assert not bob.attach(key, stance="supports", url="https://x.org/1").changed
    assert bob.attach(key, stance="refutes", url="https://x.org/1").changed
    assert [each.n for each in ann.get(key).evidence] == [1, 2]


def test_evidence_leaves_the_status_alone(ann: Book, key: str) -> None:
    done = ann.attach(key, stance="context", quote="They pay well.", note="from a talk")
    (proof,) = done.claim.evidence
    assert (done.claim.status, proof.quote, proof.note, proof.actor) == (
        "unverified",
        "They pay well.",
        "from a talk",
        "ann",
    )


@pytest.mark.parametrize("url", [PAGE, "http://www.news.example.com/offers/?utm_source=x#top"])
def test_a_claims_own_page_proves_nothing(ann: Book, key: str, url: str) -> None:
    for change in (ann.verify, ann.refute):
        with pytest.raises(Refused, match="--insist"):
            change(key, evidence=url)
    assert kinds(ann, key) == ["added"]


def test_whoever_insists_gets_circular_evidence(ann: Book, key: str) -> None:
    assert ann.verify(key, evidence=PAGE, insist=True).claim.evidence[0].circular


def test_a_claims_own_page_may_be_context(ann: Book, key: str) -> None:
    assert not ann.attach(key, stance="context", url=PAGE).claim.evidence[0].circular


def test_a_claims_own_document_proves_nothing(ann: Book) -> None:
    key, document = take_in(ann, OFFER).key, ann.documents()[0].key
    with pytest.raises(Refused, match="cannot prove it"):
        ann.attach(key, stance="supports", document=document[:5])


def test_the_document_of_a_claim_merged_in_proves_nothing(ann: Book, key: str) -> None:
    other = take_in(ann, "A researcher had a $200M offer from Meta.").key
    ann.merge(other, into=key)
    with pytest.raises(Refused, match="cannot prove it"):
        ann.verify(key, evidence=ann.documents()[0].key)


def test_another_document_is_evidence(ann: Book, key: str) -> None:
    take_in(ann, "Something else.", source="Others")
    document = ann.documents()[0].key
    (proof,) = ann.verify(key, evidence=document[:6].lower()).claim.evidence
    assert (proof.document, proof.url) == (document, None)


def test_withdrawn_evidence_stays_in_the_history(ann: Book, key: str) -> None:
    ann.attach(key, stance="supports", url="https://x.org/1")
    done = ann.withdraw_evidence(key, 1, note="the page is a joke")
    assert done.claim.evidence == ()
    assert not ann.withdraw_evidence(key, 1, note="again").changed
    assert kinds(ann, key) == ["added", "evidence", "evidence_withdrawn"]
    assert ann.attach(key, stance="supports", url="https://x.org/1").claim.evidence[0].n == 2


def test_evidence_as_it_was_is_shown_as_it_was(ann: Book, key: str) -> None:
    then = ann.attach(key, stance="supports", url="https://x.org/1").claim
    ann.withdraw_evidence(key, 1)
    assert ann.get(key, as_of=then.changed_at).evidence == then.evidence


@pytest.mark.parametrize(
    ("how", "error"),
    [({"stance": "maybe", "url": "https://x.org"}, UnknownChoice), ({"stance": "supports"}, InvalidValue),
     ({"stance": "supports", "url": "ftp://"}, InvalidValue), ({"stance": "supports", "url": "zzzz"}, InvalidValue),
     ({"stance": "supports", "url": "x.org/1"}, InvalidValue)],
)  # fmt: skip
def test_what_is_no_evidence_is_refused(ann: Book, key: str, how: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        ann.attach(key, **how)  # type: ignore[arg-type]
    assert ann.get(key).version == 1


def test_there_is_no_evidence_by_that_number(ann: Book, key: str) -> None:
    with pytest.raises(NotFound, match="numbers them"):
        ann.withdraw_evidence(key, 1)


def test_a_document_capture_is_kept_whole(ann: Book) -> None:
    from claims.ledger import documents

    with ann.change("ingest") as ledger:
        documents.store(ledger, NewDocument(b"bytes as they came", "text", "Notes", url=PAGE, title="T"))
    (held,) = ann.documents()
    assert (held.title, held.url, ann.document(held.key).text) == ("T", PAGE, "text")
