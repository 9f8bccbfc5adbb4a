"""What is done at the desk: each verb by its form, locks that are optimistic, and the way back."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.book import Book
from tests.web.conftest import Visitor


def test_a_decision_is_recorded_and_leads_on(visitor: Visitor) -> None:
    answer = visitor.send(
        f"/claims/{visitor.key}/mark", version="1", status="verified", note="Seen in the filing",
        evidence="https://example.org/filing\r\nhttps://example.org/letter", then="/documents/X?claim=Y",
    )  # fmt: skip
    assert answer.status_code == 303
    claim = visitor.book.get(visitor.key)
    assert (claim.status, claim.reviewed, len(claim.evidence)) == ("verified", True, 2)
    batch = visitor.book.batches(limit=1)[0].key
    assert answer.headers["location"] == f"/documents/X?claim=Y&done={batch}"


VERBS: list[tuple[str, dict[str, str], Callable[[Any], object], object]] = [
    ("assess", {"confidence": "very likely"}, lambda claim: claim.confidence, 87),
    ("assess", {"confidence": "", "note": "no idea"}, lambda claim: claim.confidence, None),
    ("attach", {"stance": "refutes", "evidence": "https://example.org/a"}, lambda claim: claim.evidence[0].stance,
     "refutes"),
    ("tag", {"tags": "Money, follow-up"}, lambda claim: claim.tags, ("follow-up", "money")),
    ("amend", {"statement": "Meta pays for Scale AI.", "note": "shorter"}, lambda claim: claim.statement,
     "Meta pays for Scale AI."),
    ("note", {"note": "Ask them"}, lambda claim: claim.version, 2),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "fields", "told", "expected"), VERBS)
def test_a_verb_does_what_it_says(
    verb: str, fields: dict[str, str], told: Callable[[Any], object], expected: object, visitor: Visitor
) -> None:
    answer = visitor.send(f"/claims/{visitor.key}/{verb}", version="1", **fields)
    assert answer.status_code == 303, answer.text
    assert told(visitor.book.get(visitor.key)) == expected


def test_what_was_put_on_is_taken_off(visitor: Visitor) -> None:
    visitor.book.tag(visitor.key, "money", "talks")
    visitor.book.attach(visitor.key, "https://example.org/a")
    visitor.send(f"/claims/{visitor.key}/untag", tag="money")
    visitor.send(f"/claims/{visitor.key}/withdraw", n="1")
    claim = visitor.book.get(visitor.key)
    assert claim.tags == ("talks",) and not claim.evidence


def test_claims_are_related_and_merged_by_key_or_address(visitor: Visitor) -> None:
    one, two, three = (claim.key for claim in visitor.book.list(limit=3))
    visitor.send(f"/claims/{one}/link", other=f"http://testserver/claims/{two}?as_of=x", kind="contradicts")
    assert [(link.kind, link.other) for link in visitor.book.get(one).links] == [("contradicts", two)]
    assert visitor.book.get(two).statement in visitor.text(f"/claims/{one}")
    visitor.send(f"/claims/{one}/unlink", other=two)
    assert [link.state for link in visitor.book.get(one).links] == ["rejected"]
    visitor.send(f"/claims/{three}/merge", other=one)
    assert visitor.book.get(three).merged_into == one
    visitor.send(f"/claims/{three}/unmerge")
    assert visitor.book.get(three).merged_into is None


def test_who_comes_second_is_told_what_changed_and_keeps_what_was_typed(visitor: Visitor) -> None:
    other = Book(visitor.book.database, type(visitor.book.actor)("bob"))
    other.refute(visitor.key, note="The filing says otherwise")
    answer = visitor.send(f"/claims/{visitor.key}/mark", version="1", status="verified", note="I saw <it>")
    assert answer.status_code == 409
    assert visitor.book.get(visitor.key).status == "refuted"
    for told in ("was changed by bob", "The filing says otherwise", "I saw &lt;it&gt;", 'name="version" value="2"'):
        assert told in answer.text, told
    assert 'value="verified" required aria-keyshortcuts="v" checked' in answer.text
    assert visitor.send(f"/claims/{visitor.key}/mark", version="2", status="verified", note="x").status_code == 303


@pytest.mark.parametrize(
    ("verb", "fields", "said"),
    [
        ("mark", {"status": "verified"}, "reason"),
        ("mark", {"note": "x"}, "allowed are"),
        ("mark", {"status": "superseded", "note": "x"}, "newer"),
        ("assess", {"confidence": "140"}, "140"),
        ("attach", {"stance": "supports"}, "evidence"),
        ("tag", {"tags": " , "}, "commas"),
        ("amend", {}, "what is to be corrected"),
        ("link", {"other": ""}, "key"),
        ("mark", {"status": "verified", "note": "x", "version": "one"}, "whole number"),
    ],
)
def test_what_is_refused_is_told_beside_what_was_typed(
    verb: str, fields: dict[str, str], said: str, visitor: Visitor
) -> None:
    answer = visitor.send(f"/claims/{visitor.key}/{verb}", **fields)
    assert answer.status_code == 422
    alert = answer.text.partition('role="alert">')[2].partition("</div>")[0]
    assert said in alert, alert
    assert visitor.book.get(visitor.key).version == 1


def test_the_toast_takes_it_back(visitor: Visitor) -> None:
    answer = visitor.send(f"/claims/{visitor.key}/mark", version="1", status="rejected", note="a heading")
    page = visitor.text(answer.headers["location"])
    assert "Marked rejected" in page and 'action="/undo"' in page
    batch = visitor.book.batches(limit=1)[0].key
    back = visitor.send("/undo", batch=batch, then=f"/claims/{visitor.key}")
    assert visitor.book.get(visitor.key).status == "unverified"
    page = visitor.text(back.headers["location"])
    assert "Taken back: 1 claim" in page and 'action="/undo"' not in page


def test_what_changes_nothing_says_so(visitor: Visitor) -> None:
    visitor.book.tag(visitor.key, "money")
    answer = visitor.send(f"/claims/{visitor.key}/tag", tags="money")
    assert answer.headers["location"].endswith("?done=nothing")
    assert "it was so already" in visitor.text(answer.headers["location"])


def test_an_address_cannot_put_words_into_the_desk(visitor: Visitor) -> None:
    page = visitor.text("/?done=Your+password+is+needed")
    assert "password" not in page and 'role="status"' not in page


@pytest.mark.parametrize("then", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_a_form_never_leads_elsewhere(then: str, visitor: Visitor) -> None:
    answer = visitor.send(f"/claims/{visitor.key}/note", note="x", then=then)
    assert answer.headers["location"].startswith(f"/claims/{visitor.key}?done=")
