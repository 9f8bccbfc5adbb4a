"""Keeping documents on the command line: archived copies, retention, and dropping old bytes."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

COPY = "https://web.archive.org/web/2026/https://example.org/report"


@pytest.fixture
def key(run: Run, article: Path) -> str:
    run("ingest", str(article), "--source", "Notes")
    return str(run("documents", "--json").json[0]["key"])


def test_the_copy_of_an_archive_is_shown(run: Run, key: str) -> None:
    assert run("documents", "archive", key, COPY, "--json").json["archive"]["url"] == COPY
    assert f"{COPY}, said ann" in run("documents", "show", key).out
    assert run("documents", "archive", key, "none").out == f"not archived  {key}\n"
    assert run("documents", "show", key, "--json").json["archive"] is None


def test_how_long_bytes_are_kept_is_set_and_shown(run: Run) -> None:
    assert run("db", "retention").out == "bytes of documents are kept for ever\n"
    assert run("db", "retention", "30").out == "bytes of documents are kept for 30 days\n"
    assert run("db", "retention").out == "bytes of documents are kept for 30 days\n"
    assert run("db", "retention", "forever").out == "bytes of documents are kept for ever\n"
    assert "whole number" in run("db", "retention", "soon", code=1).err


def test_nothing_is_dropped_without_a_yes(run: Run, key: str) -> None:
    assert "would drop  1 document older than 0 days" in run("documents", "prune", "--days", "0", "--dry-run").out
    assert "--yes" in run("documents", "prune", "--days", "0", code=1).err
    assert run("documents", "original", key).out
    assert "dropped  1 document" in run("documents", "prune", "--days", "0", "--yes").out
    assert "only its text" in run("documents", "original", key, code=1).err
    assert run("documents", "prune", "--days", "0", "--yes", "--json").json["documents"] == 0
