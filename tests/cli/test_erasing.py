"""Erasing on the command line: shown, asked, done, and what is left is said."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def key(run: Run, article: Path) -> str:
    run("ingest", str(article), "--source", "Notes", "--byline", "Ann Lee")
    return str(run("documents", "--json").json[0]["key"])


def test_a_dry_run_shows_what_would_go(run: Run, key: str) -> None:
    ran = run("erase", "document", key, "--reason", "r", "--dry-run")
    assert ran.out == "would erase  words of 2 events of 2 claims, 1 document\n"
    assert "nobody here can reach those" in ran.err
    assert run("documents", "text", key).out


def test_nothing_is_erased_without_a_yes(run: Run, key: str) -> None:
    assert "cannot be undone" in run("erase", "document", key, "--reason", "r", code=1).err
    assert run("documents", "text", key).out


@pytest.mark.parametrize("what", [("document", "ZZZZ"), ("claim", "ZZZZ"), ("person", "Ann Lee")])
def test_a_reason_must_be_given(run: Run, what: tuple[str, str]) -> None:
    assert "--reason" in run("erase", *what, "--yes", code=1).err
    assert "say why" in run("erase", *what, "--yes", "--reason", " ", code=1).err


def test_a_document_is_erased_and_says_so(run: Run, key: str) -> None:
    assert run("erase", "document", key, "--reason", "r", "--yes").out.startswith("erased  words of 2 events")
    assert "erased (batch" in run("documents", "show", key).out
    assert "was erased" in run("documents", "text", key, code=1).err
    assert "was erased" in run("documents", "original", key, code=1).err
    batch = run("batches", "--json").json[0]
    assert (batch["command"], batch["counts"]) == ("erase", {"documents": 1, "events": 2})
    assert "cannot be undone" in run("undo", batch["key"], code=1).err
    assert run("erase", "document", key, "--reason", "r", "--yes").out == "nothing to erase\n"


def test_the_log_tells_an_erasure_without_the_words(run: Run, key: str) -> None:
    claim = run("list", "--json").json[0]
    done = run("erase", "claim", claim["key"], "--reason", "private", "--yes", "--json").json
    assert done["claims"] == [claim["key"]]
    log = run("log", "--kind", "erased", "--json").json
    assert [(each["claim"], each["reason"], each["actor"]) for each in log] == [(claim["key"], "private", "ann")]
    assert claim["statement"] not in run("history", claim["key"], "--json").out
    assert run("show", claim["key"]).out.startswith("[erased]\n")


def test_a_person_gets_the_pseudonym_that_was_shown(run: Run, key: str) -> None:
    done = run("erase", "person", "ann lee", "--reason", "r", "--pseudonym", "[author 1]", "--yes", "--json").json
    assert f"byline of document {key}" in done["places"]
    assert run("documents", "show", key, "--json").json["byline"] == "[author 1]"


def test_copies_are_named_and_deleted_when_asked(run: Run, key: str, tmp_path: Path, engine_name: str) -> None:
    if engine_name == "postgresql":
        assert "a copy" not in run("erase", "document", key, "--reason", "r", "--yes", "--later").err
        return
    copy = tmp_path / "copy.db"
    run("db", "backup", str(copy))
    assert f"a copy holds it still: {copy}" in run("erase", "document", key, "--reason", "r", "--dry-run").err
    assert copy.exists()
    run("erase", "document", key, "--reason", "r", "--yes", "--delete-copies")
    assert not copy.exists()


def test_the_files_can_be_cleaned_later(run: Run, key: str) -> None:
    assert "claims db scrub" in run("erase", "document", key, "--reason", "r", "--yes", "--later").err
    assert run("db", "scrub").out == "scrubbed\n"


def test_an_erased_document_comes_in_again_only_when_asked(run: Run, key: str, article: Path) -> None:
    run("erase", "document", key, "--reason", "r", "--yes")
    assert "--again" in run("ingest", str(article), "--source", "Notes", code=2).err
    run("ingest", str(article), "--source", "Notes", "--again")
    assert run("documents", "text", key).out
