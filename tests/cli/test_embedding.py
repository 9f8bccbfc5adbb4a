"""Vectors of claims from the command line: made when asked for, told of, and used by what looks for duplicates."""

import json

import pytest

from claims.book import Book
from claims.doctor import Finding, examine
from tests.cli.conftest import run_on
from tests.embedding.vectors import of_another

RISE = "Sales of the Orion phone climbed in the spring."
AGAIN = "In springtime the Orion phone sold better."
NAME = "universal-sentence-encoder"


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_EMBEDDING_MODEL", NAME)


def meaning(url: str) -> Finding | None:
    """Return what the doctor says of vectors."""
    return next((finding for finding in examine(url) if finding.name == "meaning"), None)


def test_claims_are_embedded_and_their_paraphrases_listed(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for n, each in enumerate((RISE, AGAIN)):
        run_on(database_url, "add", each, "--source", str(n))
    told = json.loads(run_on(database_url, "db", "embed", "--model", NAME, "--json").out)
    assert (told["model"].split()[0], told["embedded"], told["claims"], told["dropped"]) == (NAME, 2, 2, 0)
    assert run_on(database_url, "duplicates").out == ""
    monkeypatch.setenv("CLAIMS_EMBEDDING_MODEL", NAME)
    assert "much the same meaning" in run_on(database_url, "duplicates").out


def test_without_a_model_nothing_is_embedded_and_it_says_how(database_url: str) -> None:
    assert "CLAIMS_EMBEDDING_MODEL names it" in run_on(database_url, "db", "embed", code=1).err


@pytest.mark.usefixtures("chosen")
def test_a_model_that_is_none_is_told_before_anything_is_taken_in(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMS_EMBEDDING_MODEL", "no-such-model")
    for command in (["duplicates"], ["conflicts"], ["ingest", "-"]):
        assert "'no-such-model' is not usable" in run_on(database_url, *command, code=1, stdin="It rose.").err
    assert run_on(database_url, "ingest", "-", "--source", "X", "--no-match", stdin="Meta hired 5 people.").out


def test_the_doctor_is_silent_where_no_model_ever_was(database_url: str) -> None:
    assert meaning(database_url) is None


@pytest.mark.usefixtures("chosen")
def test_the_doctor_tells_how_many_wait_and_of_other_models(book: Book, database_url: str) -> None:
    book.add(RISE, source="Notes")
    waiting = meaning(database_url)
    assert waiting is not None
    assert (waiting.ok, waiting.said.partition(" ")[0], waiting.mend) == (None, "1", "`claims db embed`")
    book.embedding_model = NAME
    book.embed()
    assert meaning(database_url).ok is True  # type: ignore[union-attr]
    of_another(book)
    assert meaning(database_url).mend == "`claims db embed --drop-others`"  # type: ignore[union-attr]


def test_the_doctor_tells_of_vectors_nobody_uses(
    book: Book, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.add(RISE, source="Notes")
    of_another(book)
    found = meaning(database_url)
    assert found is not None
    assert (found.ok, found.mend) == (None, "name the model with CLAIMS_EMBEDDING_MODEL")
    monkeypatch.setenv("CLAIMS_EMBEDDING_MODEL", "no-such-model")
    assert meaning(database_url).ok is False  # type: ignore[union-attr]
