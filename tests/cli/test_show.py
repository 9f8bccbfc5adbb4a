"""One claim on a page, and its history."""

from tests.cli.conftest import Run


def test_the_page_of_a_claim(run: Run, offer: str) -> None:
    run("verify", offer, "--evidence", "https://example.com/filing", "--note", "The filing says so")
    page = run("show", offer[:4]).out
    for told in (
        "Meta offers packages of $200 million.", offer, "verified: checked and found true (ann, ", "70, likely (ann, ",
        "$200 million (200,000,000 USD)", "The Example Times, https://example.org/a", "[packages of $200 million]",
        "supports: https://example.com/filing", "unverified → verified", "“The filing says so”", "money",
    ):  # fmt: skip
        assert told in page
    assert "\x1b" not in page


def test_the_quote_stands_in_its_context(run: Run, article: object) -> None:
    run("ingest", str(article), "--source", "Example Labs")
    key = run("list", "--text", "budget").rows[0][0]
    page = run("show", key, "--explain").out
    assert "2025. [Its budget is $2 billion a year.]" in page.replace(
        "[Its budget is $2 billion a year]", "[Its budget is $2 billion a year.]"
    )
    assert "estimated by a rule" in page
    assert "extract 1" in page and "start even +50" in page


def test_before_the_review(run: Run, offer: str) -> None:
    before = run("show", offer, "--json").json["changed_at"]
    run("refute", offer, "--note", "No")
    then = run("show", offer, "--as-of", before, "--json").json
    assert (then["status"], then["as_of"]) == ("unverified", before)
    assert len(then["events"]) < len(run("show", offer, "--json").json["events"])
    assert "as of" in run("show", offer, "--as-of", before).out


def test_before_it_was_there(run: Run, offer: str) -> None:
    assert run("show", offer, "--as-of", "2001-01-01", code=1).err.startswith(f"Error: no claim '{offer}'")


def test_history_first_to_last(run: Run, offer: str) -> None:
    run("assess", offer, "20", "--note", "Doubtful")
    rows = run("history", offer).rows
    assert [row[3] for row in rows][-1] == "confidence 70 → 20"
    assert rows[-1][1:3] == ["ann", offer] and rows[-1][4] == "Doubtful"
    assert [event["seq"] for event in run("history", offer, "--json").json] == list(range(1, len(rows) + 1))
