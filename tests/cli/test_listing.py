"""Lists and search."""

import pytest

from tests.cli.conftest import Run


def test_piped_each_line_is_whole_and_in_columns(run: Run, offer: str, tents: str) -> None:
    assert run("list").rows == [
        [tents, "unverified", "-", "forecast", "2026-12-31", "", "AI Weekly 周刊",
         "The tent data centers open in 2026.", "", "1"],
        [offer, "unverified", "70", "fact", "", "$200 million", "The Example Times",
         "Meta offers packages of $200 million.", "", "1"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "filters",
    [
        ("--source", "The Example Times"),
        ("--kind", "fact", "--kind", "opinion"),
        ("--text", "packages"),
        ("--confidence", "60..80"),
        ("--amount", ">=100M"),
        ("--tag", "money"),
        ("--status", "unverified", "--source", "The Example Times"),
        ("--reviewed",),
    ],
)
def test_filters(run: Run, offer: str, tents: str, filters: tuple[str, ...]) -> None:
    run("verify", offer, "--note", "so") if "--reviewed" in filters else None
    assert [row[0] for row in run("list", *filters).rows] == [offer]


@pytest.mark.parametrize(
    "filters",
    [
        ("--due-before", "2027-01-01"),
        ("--kind", "forecast"),
        ("--status", "unverified", "--kind", "forecast", "--sort", "due"),
    ],
)
def test_what_is_due(run: Run, offer: str, tents: str, filters: tuple[str, ...]) -> None:
    assert [row[0] for row in run("list", *filters).rows] == [tents]


def test_pages_go_on_where_the_last_one_ended(run: Run, offer: str, tents: str) -> None:
    first = run("list", "--limit", "1")
    assert [row[0] for row in first.rows] == [tents]
    cursor = first.err.split("--after ")[1].strip()
    second = run("list", "--limit", "1", "--after", cursor)
    assert [row[0] for row in second.rows] == [offer]
    assert second.err == ""


def test_what_was_rejected_comes_with_all(run: Run, offer: str) -> None:
    run("reject", offer, "--note", "A heading")
    assert run("list").out == ""
    assert run("list", "--all").rows[0][:2] == [offer, "rejected"]


def test_nothing_yet_and_nothing_that_fits(run: Run) -> None:
    assert run("list").err == "No claims yet. Add the first with: claims ingest FILE\n"
    assert run("list", "--tag", "x").err.startswith("No claim fits.")
    assert run("list", "--json").out == "[]\n"


def test_search_takes_words_without_quotes(run: Run, offer: str, tents: str) -> None:
    assert [row[0] for row in run("search", "tent", "data").rows] == [tents]
    assert [claim["key"] for claim in run("search", "周刊", "--json").json] in ([], [tents])
    assert run("search", "zebra").err.startswith("Nothing found.")


def test_json_is_the_public_contract(run: Run, offer: str) -> None:
    (claim,) = run("list", "--json").json
    wanted = {"key", "statement", "kind", "status", "confidence", "source", "quantities", "due", "tags", "appearances"}
    assert wanted <= claim.keys()
    assert claim["schema_version"] == 1
    assert claim["recorded_at"].endswith("Z")
    assert claim["quantities"][0]["value"] == 200_000_000
    assert isinstance(claim["quantities"][0]["value"], int)
    assert claim["appearances"][0]["quote"] == "packages of $200 million"


def test_strangers_cannot_steer_the_terminal(run: Run) -> None:
    run("add", "Harmless\x1b[2J \u202etext\u202c\x07 here.", "--source", "Eve\tand\nco")
    (row,) = run("list").rows
    assert "\x1b" not in row[-3] and "\u202e" not in row[-3] and "\x07" not in row[-3]
    assert len(row) == 10
