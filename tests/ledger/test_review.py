"""Reviews: every status has a reason, a person behind it, and changes nothing where nothing is new."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.book import Book
from claims.core.status import Status
from claims.errors import InvalidValue, NotFound, Refused, UnknownChoice
from claims.records import Change
from tests.ledger.desk import kinds, rows, take_in

OFFER = "Meta offered $200M to a researcher."
FILING = "https://example.com/filing"


@pytest.fixture
def key(ann: Book) -> str:
    return take_in(ann, OFFER).key


@pytest.mark.parametrize("status", [word for word in Status if word not in ("unverified", "superseded")])
def test_a_status_with_a_reason_is_set_and_told(ann: Book, key: str, status: Status) -> None:
    done = ann.mark(key, status, note="looked it up", effective="2026-03-01T12:00Z")
    last = ann.history(key)[-1]
    assert (done.claim.status, done.claim.reviewed, done.claim.version) == (status, True, 2)
    assert (last.reason, last.actor, dict(last.payload)) == (
        "looked it up",
        "ann",
        {"from": "unverified", "to": status},
    )
    assert str(last.effective_at) == "2026-03-01 12:00:00+00:00"


def test_evidence_is_reason_enough(ann: Book, key: str) -> None:
    done = ann.verify(key, evidence=[FILING, "https://example.com/other"])
    assert [(each.stance, each.url) for each in done.claim.evidence] == [
        ("supports", FILING), ("supports", "https://example.com/other"),
    ]  # fmt: skip
    assert kinds(ann, key) == ["added", "evidence", "evidence", "status"]


def test_evidence_for_a_refutation_refutes(ann: Book, key: str) -> None:
    assert [each.stance for each in ann.refute(key, evidence=FILING).claim.evidence] == ["refutes"]


@pytest.mark.parametrize("how", [{}, {"note": ""}, {"note": "  "}, {"evidence": []}])
def test_a_status_without_reason_or_evidence_is_refused(ann: Book, key: str, how: dict[str, Any]) -> None:
    before = rows(ann)
    with pytest.raises(Refused, match=r"--note TEXT or --evidence URL"):
        ann.verify(key, **how)
    assert rows(ann) == before


def test_an_unknown_status_is_refused_with_those_there_are(ann: Book, key: str) -> None:
    with pytest.raises(UnknownChoice, match=r"allowed are unverified, verified, .*rejected"):
        ann.mark(key, "true", note="x")


def test_a_machine_sets_no_status(rule: Book, key: str) -> None:
    with pytest.raises(Refused, match="only a person sets a status"):
        rule.verify(key, note="model says so")
    assert kinds(rule, key) == ["added"]


NOTHING_NEW: dict[str, tuple[Callable[[Book, str], Change], Callable[[Book, str], Change]]] = {
    "status": (lambda book, key: book.verify(key, note="seen"), lambda book, key: book.verify(key, note="seen")),
    "status with evidence": (lambda book, key: book.verify(key, evidence=FILING),) * 2,
    "confidence": (lambda book, key: book.assess(key, "70"), lambda book, key: book.assess(key, "70%")),
    "no confidence": (lambda book, key: book.assess(key, None),) * 2,
    "wording": (lambda book, key: book.amend(key, statement="It did.", note="shorter"),
                lambda book, key: book.amend(key, statement=" It  did. ", note="again")),
    "kind": (lambda book, key: book.amend(key, kind="fact", note="x"),) * 2,
    "due": (lambda book, key: book.amend(key, due="2026-12-31", note="x"),) * 2,
    "no due": (lambda book, key: book.amend(key, due="", note="x"),) * 2,
    "tag": (lambda book, key: book.tag(key, "ai"), lambda book, key: book.tag(key, " AI ", "ai")),
    "no tag": (lambda book, key: book.untag(key, "ai"),) * 2,
    "evidence": (lambda book, key: book.attach(key, stance="supports", url=FILING),) * 2,
    "unmerge": (lambda book, key: book.unmerge(key),) * 2,
}  # fmt: skip


@pytest.mark.parametrize(("first", "again"), NOTHING_NEW.values(), ids=NOTHING_NEW)
def test_a_change_that_changes_nothing_writes_nothing_and_says_so(
    ann: Book, key: str, first: Callable[[Book, str], Change], again: Callable[[Book, str], Change]
) -> None:
    first(ann, key)
    before = rows(ann)
    done = again(ann, key)
    assert (done.changed, done.batch) == (False, None)
    assert done.said
    assert rows(ann) == before


def test_another_reason_for_the_same_status_is_a_remark(ann: Book, bob: Book, key: str) -> None:
    ann.verify(key, note="seen")
    assert bob.verify(key, note="seen").changed
    assert kinds(ann, key) == ["added", "status", "noted"]


def test_superseding_needs_the_newer_claim(ann: Book, key: str) -> None:
    with pytest.raises(Refused, match="--by KEY"):
        ann.mark(key, "superseded", note="newer figure")
    with pytest.raises(Refused, match="cannot supersede itself"):
        ann.mark(key, "superseded", by=key)
    assert kinds(ann, key) == ["added"]


def test_superseding_links_both_claims(ann: Book, key: str) -> None:
    newer = take_in(ann, "Meta offered $300M to a researcher.").key
    done = ann.mark(key, "superseded", by=newer)
    (link,) = done.claim.links
    assert (link.kind, link.state, link.claim, link.other, link.decided_by) == (
        "supersedes", "confirmed", newer, key, "ann",
    )  # fmt: skip
    assert ann.get(newer).links == (link,)
    assert (kinds(ann, key), kinds(ann, newer)) == (["added", "linked", "status"], ["added", "linked"])


def test_a_persons_assessment_replaces_the_rules(ann: Book, rule: Book, key: str) -> None:
    assert rule.assess(key, 40).claim.confidence_by == "rule"
    assert ann.assess(key, 40).claim.confidence_by == "person"
    with pytest.raises(Refused, match="does not overrule"):
        rule.assess(key, 90)
    assert ann.get(key).confidence == 40


def test_a_confidence_can_be_taken_away(ann: Book, key: str) -> None:
    ann.assess(key, "likely")
    done = ann.assess(key, None, note="no idea")
    assert (done.claim.confidence, done.claim.confidence_by) == (None, None)


@pytest.mark.parametrize("given", ["170", "-1", "maybe"])
def test_an_impossible_confidence_is_refused(ann: Book, key: str, given: str) -> None:
    with pytest.raises(InvalidValue, match="0 to 100"):
        ann.assess(key, given)
    assert ann.get(key).version == 1


def test_a_remark_is_kept_in_the_history_alone(ann: Book, key: str) -> None:
    done = ann.note(key, " ask the press office ")
    assert (done.claim.status, done.claim.version) == ("unverified", 2)
    assert ann.history(key)[-1].reason == "ask the press office"
    with pytest.raises(InvalidValue, match="say something"):
        ann.note(key, " ")


UNFIT = ("\0", "\ud800")


@pytest.mark.parametrize("unfit", UNFIT, ids=ascii)
@pytest.mark.parametrize(
    "change",
    [
        lambda book, key, unfit: book.verify(key, note=unfit),
        lambda book, key, unfit: book.note(key, f"a{unfit}"),
        lambda book, key, unfit: book.amend(key, statement=f"a{unfit}", note="x"),
        lambda book, key, unfit: book.amend(key, subject=f"a{unfit}", note="x"),
        lambda book, key, unfit: book.attach(key, stance="supports", quote=f"a{unfit}"),
        lambda book, key, unfit: book.verify(key, evidence=f"https://x.org/{unfit}"),
        lambda book, key, unfit: book.tag(key, f"a{unfit}"),
        lambda book, key, unfit: book.rate_source("Notes", "B", note=unfit),
        lambda book, key, unfit: book.edit_source("Notes", homepage=unfit),
    ],
)
def test_text_no_database_can_hold_is_refused(
    ann: Book, key: str, change: Callable[[Book, str, str], object], unfit: str
) -> None:
    before = rows(ann)
    with pytest.raises(InvalidValue, match="characters that are no text"):
        change(ann, key, unfit)
    assert rows(ann) == before


def test_what_is_not_there_is_not_found(ann: Book, key: str) -> None:
    with pytest.raises(NotFound, match="claims list"):
        ann.verify("ZZZZ", note="x")
    with pytest.raises(InvalidValue, match="first 4 or more"):
        ann.verify(key[:3], note="x")
    assert ann.verify(key[:4].lower(), note="x").claim.key == key
