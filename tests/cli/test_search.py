"""Searching from the command line: the query as shells pass it, and what was found, marked."""

import re

import pytest
from rich.cells import cell_len

from claims.arguments import Filters
from claims.cli import options
from claims.cli.marking import fitted, marked
from claims.core.fields import FIELDS
from tests.cli.conftest import Run
from tests.cli.test_completion import offered
from tests.cli.test_terminal import ANSI, seen


def keys(run: Run, *query: str) -> list[str]:
    return [row[0] for row in run("search", *query).rows]


@pytest.mark.parametrize(
    "query",
    [
        ("tent", "centers"), ("tent data",), ("tent", "data centers"), ('"tent data" -meta',), ("tent", "-meta"),
        ("source:AI Weekly 周刊", "tent"), ('source:"AI Weekly 周刊"',), ("-source:The Example Times", "2026"),
        ("ten*",),
        ("kind:forecast", "due<2027"), ("--kind", "forecast", "tent"), ("-confidence>=60",), ("--", "-packages"),
    ],
)  # fmt: skip
def test_a_query_is_what_was_typed_whatever_the_shell_makes_of_it(
    run: Run, offer: str, tents: str, query: tuple[str, ...]
) -> None:
    assert keys(run, *query) == [tents]


def test_an_option_mistyped_is_no_word(run: Run) -> None:
    assert "--limt" in run("search", "tent", "--limt", "3", code=1).err


def test_piped_what_was_found_comes_last_and_marked(run: Run, offer: str, tents: str) -> None:
    assert run("search", "CENTERS").rows == [[*run("list").rows[0], "The tent data «centers» open in 2026."]]
    run("add", "It opens.", "--source", "Notes", "--quote", "A rumour: it opens.")
    assert run("search", "rumours").rows[0][-1] == "“A «rumour»: it opens.”"
    assert run("search", "kind:forecast").rows == [[*run("list", "--kind", "forecast").rows[0], ""]]


def test_the_snippet_is_told_in_json(run: Run, offer: str) -> None:
    [found] = run("search", '"packages of" $200', "--json").json
    assert found["snippet"] == {
        "text": "Meta offers packages of $200 million.", "marks": [[12, 23], [25, 28]], "of": "statement"
    }  # fmt: skip
    assert [each["snippet"] for each in run("search", "tag:money", "--json").json] == [None]


def test_pages_of_a_search_go_on(run: Run, offer: str, tents: str) -> None:
    run("add", "A tent opens.", "--source", "Notes")
    first = run("search", "tent", "--limit", "1")
    rest = run("search", "tent", "--limit", "1", "--after", first.err.split("--after ")[1].strip())
    assert len({first.rows[0][0], rest.rows[0][0]}) == 2
    assert rest.err == ""


@pytest.mark.parametrize("word", ["packages", "million"])
@pytest.mark.parametrize("width", [40, 60, 120])
def test_a_person_sees_what_was_found_underlined(
    run: Run, offer: str, database_url: str, width: int, word: str
) -> None:
    if not database_url.startswith("postgresql"):
        shown = seen(database_url, width, ("search", word))
        assert re.search(rf"\x1b\[1m\x1b\[4m{word}\x1b\[0m", shown)
        assert all(cell_len(ANSI.sub("", line)) <= width for line in shown.splitlines())


@pytest.mark.parametrize("width", range(4, 60))
def test_a_line_fits_and_shows_the_first_mark(width: int) -> None:
    text, marks = "第一句话很长。 Some offers to top researchers", [(13, 19)]
    shown, taken = fitted(text, marks, width)
    assert cell_len(shown) == taken <= width
    assert "«offers»" in shown or width < 16
    assert marked(text, marks) == "第一句话很长。 Some «offers» to top researchers"


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("search stat", ["status:"]), ("search status:dis", ["disputed"]),
        ("search kind:f", ["fact", "forecast"]), ("search tag:mo", ["money"]), ("search du", [r"due\<"]),
    ],
)  # fmt: skip
def test_fields_and_their_values_are_offered(
    run: Run, offer: str, database_url: str, typed: str, offers: list[str]
) -> None:
    assert offered(f"claims {typed}", database_url) == offers


def test_every_filter_of_a_list_is_a_field() -> None:
    @options.filters
    def command() -> None: ...

    names = {option.name for option in command.__click_params__}  # type: ignore[attr-defined]
    assert names == {field.filter for field in FIELDS.values()} == set(Filters.__annotations__)
