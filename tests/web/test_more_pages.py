"""Taking in, pairs, sources, the log and the dashboard."""

from typing import Any

import pytest

from claims.web.charts import bars
from tests.web.conftest import ARTICLE, Visitor


def test_a_pasted_article_is_shown_with_its_claims(visitor: Visitor) -> None:
    answer = visitor.send("/ingest", text="# On Oslo\r\n\r\nMeta has 4,000 engineers in Oslo.\r\n", source="Wire")
    page = visitor.text(answer.headers["location"])
    assert "Taken in, with 1 new claim" in page and "<h1 dir=\"auto\">On Oslo</h1>" in page  # fmt: skip
    assert visitor.book.documents()[0].source == "Wire"


def test_files_are_taken_in_under_their_names_and_bad_ones_are_told(visitor: Visitor) -> None:
    files = [
        ("files", ("one.md", b"Meta has 4,000 engineers in Oslo.", "text/markdown")),
        ("files", ("../two.bin", b"\x00\x01\x02\x03" * 500, "application/octet-stream")),
    ]
    answer = visitor.client.post(
        "/ingest", data={"token": visitor.token, "source": "Wire"}, files=files, headers={"origin": "http://testserver"}
    )
    assert answer.status_code == 200
    assert "one.md" in answer.text and "1 new claim" in answer.text
    assert "../two.bin" in answer.text and "failed: " in answer.text
    assert visitor.book.documents()[0].path is None


def test_an_article_that_is_known_is_shown_again(visitor: Visitor) -> None:
    sent = ("files", ("again.md", ARTICLE.encode(), "text/markdown"))
    answer = visitor.client.post(
        "/ingest", data={"token": visitor.token}, files=[sent], headers={"origin": "http://testserver"},
        follow_redirects=False,
    )  # fmt: skip
    document = visitor.book.documents()[0].key
    assert answer.headers["location"] == f"/documents/{document}?done=nothing"
    assert len(visitor.book.documents()) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "paste a text"),
        ({"addresses": "/etc/passwd"}, "begin with https"),
        ({"addresses": "file:///etc/passwd"}, "begin with https"),
        ({"addresses": "\n".join(f"https://example.org/{n}" for n in range(30))}, "20 at a time"),
        ({"text": "Meta has 3 sites.", "published": "one day"}, "Meta has 3 sites."),
    ],
)
def test_what_cannot_be_taken_in_is_told(fields: dict[str, str], said: str, visitor: Visitor) -> None:
    answer = visitor.send("/ingest", **fields)
    assert answer.status_code == 422 and said in answer.text
    assert fields.get("addresses", "").splitlines()[:1] == [] or fields["addresses"].splitlines()[0] in answer.text
    assert len(visitor.book.documents()) == 1


def test_an_address_of_this_network_is_not_fetched(visitor: Visitor) -> None:
    answer = visitor.send("/ingest", addresses="http://127.0.0.1:9/secret")
    assert answer.status_code == 422 and "failed: " in answer.text


def test_two_claims_that_conflict_are_decided_about_once(visitor: Visitor) -> None:
    visitor.book.add("Meta is paying $14.3 billion for nearly half of Scale AI.", source="Wire")
    page = visitor.text("/conflicts")
    assert "$300 billion" in page and "$14.3 billion" in page
    (pair,) = visitor.book.conflicts()
    answer = visitor.send(
        f"/claims/{pair.claim.key}/unlink", other=pair.other.key, kind="contradicts", then="/conflicts"
    )
    assert "No conflict waits" in visitor.text(answer.headers["location"])


def test_two_claims_that_are_one_are_merged(visitor: Visitor) -> None:
    visitor.book.add("For nearly half of Scale AI, Meta is paying $300 billion.", source="Wire")
    (pair, *_) = visitor.book.duplicates()
    assert f"/claims/{pair.claim.key}/merge" in visitor.text("/duplicates")
    answer = visitor.send(f"/claims/{pair.claim.key}/merge", other=pair.other.key, then="/duplicates")
    assert "Merged" in visitor.text(answer.headers["location"])
    assert visitor.book.get(pair.claim.key).merged_into == pair.other.key


def test_a_source_is_rated_with_its_history(visitor: Visitor) -> None:
    visitor.book.refute(visitor.key, note="no")
    address = f"/sources/{visitor.book.sources()[0].key}"
    answer = visitor.send(f"{address}/rate", reliability="D", note="Often wrong")
    page = visitor.text(answer.headers["location"])
    assert "Often wrong" in page and "Rated the source" in page
    assert '<rect class="refuted"' in page and ">1</td>" in page
    visitor.send(f"{address}/rate", reliability="none", note="Not enough seen")
    assert [each.reliability for each in visitor.book.sources()[:1]] == [None]
    assert visitor.send(f"{address}/rate", reliability="Z", note="x").status_code == 422


def test_the_log_is_filtered_and_goes_on(visitor: Visitor) -> None:
    with visitor.book.together() as book:
        for number in range(60):
            book.tag(visitor.key, f"tag-{number}")
    first = visitor.text("/log?kind=tagged")
    assert "tag-59" in first and "tag-9 " not in first and "added from" not in first
    following = first.partition('rel="next"')[0].rpartition('href="')[2].rstrip('" ').replace("&amp;", "&")
    assert "tag-0" in visitor.text(following)
    assert "Nothing happened" in visitor.text("/log?actor=nobody")
    assert "/batches/" in visitor.text("/batches")


def test_what_a_command_did_is_shown_and_taken_back(visitor: Visitor) -> None:
    batch = visitor.book.batches()[0]
    page = visitor.text(f"/batches/{batch.key}")
    assert "article.md" in page and "Taken in, with 3 new claims" in page
    visitor.send("/undo", batch=batch.key)
    assert "Taken back" in visitor.text(f"/batches/{batch.key}") and not visitor.book.list().claims


def test_the_dashboard_says_in_a_table_what_it_draws(visitor: Visitor) -> None:
    visitor.book.verify(visitor.key, note="seen")
    page = visitor.text("/dashboard")
    assert page.count("<svg") == page.count("As a table") == 2
    assert '<rect class="verified"' in page and 'style="' not in page
    assert "in 2025" in page.partition("Falls due")[2]


@pytest.mark.parametrize("to_scale", [False, True])
def test_bars_are_as_long_as_their_numbers(to_scale: bool) -> None:
    chart = bars({"a": {"verified": 1, "refuted": 3}, "b": {"unverified": 8}, "c": {}}, to_scale=to_scale)
    assert [status.value for status in chart.statuses] == ["unverified", "verified", "refuted"]
    a, b, c = chart.bars
    whole: Any = 50 if to_scale else 100
    assert [(part.start, part.size) for part in a.parts] == [(0, whole / 4), (whole / 4, whole * 3 / 4)]
    assert (b.parts[0].size, c.parts, c.total) == (100, (), 0)
