"""The Python API: what is exported is there, what is typed is true, what is told is all there is."""

import ast
import inspect
import io
import re
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest

import claims
from claims import arguments
from claims.book import Book
from claims.core.vocabulary import Kind
from claims.queries.filters import chosen
from ingest.pipeline import Options

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "python.md").read_text(encoding="utf-8")
UNTOLD = {"prepare", "change", "run", "writing"}
"""What the command line and the pipeline use of a book."""


def test_everything_exported_is_there() -> None:
    assert all(getattr(claims, name) is not None for name in [*claims.__all__, "__version__"])
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        claims.nothing  # noqa: B018


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        (arguments.Filters, set(inspect.signature(chosen).parameters) - {"connection"}),
        (arguments.Listing, set(inspect.signature(Book.list).parameters) - {"self"}),
        (arguments.Finding, set(inspect.signature(Book.mark).parameters) - {"self", "key", "status", "by"}),
        (arguments.Said, {each.name for each in fields(Options)}),
    ],
)
def test_what_is_taken_by_name_is_typed(typed: type, taken: set[str]) -> None:
    assert set(get_type_hints(typed)) == taken


PUBLIC = {
    name: each for name, each in inspect.getmembers(Book, callable) if not name.startswith("_") and name not in UNTOLD
}
TOLD = dict(re.findall(r"`(\w+)\(([^`]*)\)`", PAGE))


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_method_is_told_with_what_it_takes(name: str) -> None:
    assert PUBLIC[name].__doc__
    if name in ("verify", "dispute", "refute", "retract", "reject"):
        assert f"`{name}`" in PAGE
        return
    filters = arguments.Filters.__annotations__ if "**filters" in TOLD[name] else ()
    parameters = inspect.signature(PUBLIC[name]).parameters.values()
    taken = [each for each in parameters if each.name != "self" and each.name not in filters]
    named = {each.name: each.default for each in taken if each.kind is not each.VAR_KEYWORD}
    told = dict(part.lstrip("*").partition("=")[::2] for part in TOLD[name].split(", ") if not part.startswith("**"))
    told.pop("", None)
    assert told.keys() == named.keys()
    defaults = {key: value for key, value in named.items() if value not in (None, inspect.Parameter.empty)}
    assert {key: ast.literal_eval(value) for key, value in told.items() if value} == {
        key: value for key, value in defaults.items() if value not in ((), Kind.FACT, False) or told[key]
    }


def test_every_filter_is_told() -> None:
    told = [set(re.findall(r"`(\w+)`", part)) for part in PAGE.split("\n\n")]
    assert any(set(arguments.Filters.__annotations__) <= part for part in told)
    assert any(set(arguments.Said.__annotations__) <= part for part in told)


def test_a_page_is_gone_through_like_a_list(book: Book) -> None:
    book.add("Nimbus Labs hired 50 people.", source="Nimbus")
    assert [claim.key for claim in book.list()] == [claim.key for claim in book.list().claims]
    assert (len(book.list()), len(book.list(text="nothing")), len(book.log())) == (1, 0, 1)
    assert [event.kind for event in book.log()] == ["added"]


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_out_to_a_file_and_in_again(book: Book, tmp_path: Path, name: str) -> None:
    book.add("Nimbus Labs hired 50 people.", source="Nimbus")
    assert book.export(tmp_path / name, kind="fact") == 1
    with claims.open(tmp_path / "other.db", actor="bob") as other:
        report = other.load(tmp_path / name)
        assert [outcome.outcome for outcome in report.outcomes] == ["added"]
        assert other.list().claims[0].statement == "Nimbus Labs hired 50 people."


def test_out_to_a_stream(book: Book) -> None:
    book.add("Nimbus Labs hired 50 people.", source="Nimbus")
    stream = io.BytesIO()
    assert book.export(stream) == 1
    assert stream.getvalue().startswith(b'{"schema_version":')
