"""What changed when an article was read again: `claims diff --batch`, for people and for programs."""

from pathlib import Path

import pytest

from claims.cli import rereading_table
from tests.cli.conftest import Run
from tests.ingest.llm.conftest import Serve, _no_keyring, serve
from tests.ingest.llm.model_server import claims

__all__ = ["_no_keyring", "serve"]
OFFER, HIRED, LAB = "Meta offered packages of $200 million.", "Example Labs hired 50 people.", "OpenAI opened a lab."
TEXT = f"{OFFER} {HIRED} {LAB}"


@pytest.fixture
def batches(run: Run, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """The keys of two batches that read the same article by two models."""
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    serve([
        claims({"quote": OFFER}, {"quote": HIRED}),
        claims({"quote": OFFER, "statement": "Meta offered pay of $200M."}, {"quote": LAB}),
    ])  # fmt: skip
    for model in ("one", "two"):
        monkeypatch.setenv("CLAIMS_LLM_MODEL", model)
        ran = run("ingest", str(article), "--source", "Notes", "--extractor", "llm")
    assert "read again: 0 as before, 1 no longer found, left as they are; what changed: claims diff --batch" in ran.err
    second, first = (each["key"] for each in run("batches", "--json").json)
    assert f"claims diff --batch {first} {second}" in ran.err
    return first, second


def test_piped_it_has_a_line_for_each_difference(run: Run, batches: tuple[str, str]) -> None:
    ran = run("diff", "--batch", *batches)
    assert [(row[0], row[3], *row[5:]) for row in ran.rows] == [
        ("differs", "statement", OFFER, "Meta offered pay of $200M."), ("gone", "", HIRED, ""), ("new", "", "", LAB),
    ]  # fmt: skip
    one, other = (key[:8] for key in batches)
    assert ran.err == (
        f"1 document read by both: 0 the same, 1 different, 1 only in batch {one} (llm 1 one), "
        f"1 only in batch {other} (llm 1 two)\n"
    )


def test_as_json_it_has_both_readings(run: Run, batches: tuple[str, str]) -> None:
    changed, gone, new = run("diff", "--batch", *batches, "--json").json
    assert (changed["differs"], gone["after"], new["before"]) == (["statement"], None, None)
    assert [changed[end]["quantities"][0]["value"] for end in ("before", "after")] == [200_000_000, 200_000_000]
    assert changed["after"]["extractor_version"] == "1 two"


@pytest.mark.parametrize("width", ["40", "80", "140"])
def test_for_people_it_fits_the_terminal(
    run: Run, batches: tuple[str, str], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    run("verify", run("diff", "--batch", *batches, "--json").json[1]["before"]["claim"], "--note", "seen")
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setattr("claims.cli.width.at_terminal", lambda: True)
    monkeypatch.setattr("claims.cli.tables.at_terminal", lambda: True)
    lines = run("diff", "--batch", *batches).out.splitlines()
    assert [line[0] for line in lines[1:]] == [rereading_table.DIFFERS, rereading_table.GONE, rereading_table.NEW]
    assert all(len(line) <= int(width) for line in lines)
    assert ("verified" in lines[2]) == (int(width) > 40)


def test_the_same_batch_differs_in_nothing(run: Run, batches: tuple[str, str]) -> None:
    ran = run("diff", "--batch", batches[1], batches[1])
    assert ran.out == ""
    assert ran.err.endswith("Both found the same.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--batch", "ZZZZ", "ZZZZ"), "no batch 'ZZZZ': `claims batches` shows them"),
        (("2026-01-01", "--batch", "ZZZZ", "ZZZZ"), "leave out dates, --limit and --after"),
        (("--limit", "3", "--batch", "ZZZZ", "ZZZZ"), "leave out dates, --limit and --after"),
        (("--batch", "ZZZZ"), "--batch"),
        ((), "Missing argument 'DATE1'"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(run: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = run("diff", *arguments, code=1)
    assert said in ran.err
    assert len(ran.err.splitlines()) <= 2


def test_a_batch_shows_what_it_read_by(run: Run, batches: tuple[str, str]) -> None:
    assert "llm 1 two" in run("batches", "show", batches[1]).out
