"""The documentation, held to what the program does: its commands are typed, its words compared."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from claims import errors, schemas
from claims.cli import cli
from claims.cli.reference import reference
from claims.core.events import EventKind
from claims.core.status import MEANING, RATING, Status
from claims.core.vocabulary import (
    COMPARATORS,
    ActorKind,
    Fate,
    Kind,
    LinkKind,
    LinkState,
    Modality,
    Precision,
    SourceKind,
    Stance,
)
from tests.newcomer import BLOCK, Newcomer, follow

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
TYPED = ["README.md", "docs/python.md", "docs/json.md", "docs/faq.md", "docs/search.md", "docs/matching.md"]


@pytest.mark.parametrize("page", [page for page in TYPED if (ROOT / page).exists()])
def test_what_a_page_says_comes_out(page: str, tmp_path: Path) -> None:
    assert not list(follow(ROOT / page, Newcomer(tmp_path)))


def test_what_the_tutorial_says_comes_out(pg_server: Any, tmp_path: Path) -> None:
    with pg_server.database() as name:
        newcomer = Newcomer(tmp_path, pg_server.url(name))
        with newcomer.served():
            assert not list(follow(DOCS / "tutorial.md", newcomer))


@pytest.mark.parametrize(
    ("said", "agrees"),
    [
        ("one\ntwo\nthree", True),
        ("one\n…\nthree", True),
        ("…\nthree", True),
        ("one\n…", True),
        ("…\ntwo\n…", True),
        ("", True),
        ("one\ntwo", False),
        ("one\n…\ntwo", False),
        ("two\n…", False),
        ("…\nthree\n…\ntwo\n…", False),
    ],
)
def test_what_is_left_out_is_marked(said: str, agrees: bool, tmp_path: Path) -> None:
    assert Newcomer(tmp_path).agrees(said.splitlines(), ["one", "two", "three"]) is agrees


def test_keys_of_the_page_stand_for_the_real_ones(tmp_path: Path) -> None:
    newcomer = Newcomer(tmp_path)
    assert newcomer.agrees(["undo with: claims undo 7K2M4QWERTY0"], ["undo with: claims undo 9QXT5ABCDEF1"])
    assert newcomer.translated("claims undo 7K2M --note X") == "claims undo 9QXT --note X"
    assert newcomer.agrees(["verified  7K2M4QWE"], ["verified  9QXT5ABC"])
    assert not newcomer.agrees(["verified  7K2M4QWE"], ["verified  1QXT5ABC"])
    assert not newcomer.agrees(["verified  1K2M4QWE"], ["verified  9QXT5ABC"])
    assert newcomer.retold("in batch 9QXT5ABC") == "in batch 7K2M4QWE"


def test_the_python_of_the_pages_is_typed(tmp_path: Path) -> None:
    """With mypy --strict, as whoever copies it may run it; a misspelt argument is found."""
    for page in ("README.md", "docs/python.md", "docs/search.md"):
        for number, (kind, block) in enumerate(BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))):
            if kind == "python":
                (tmp_path / f"{Path(page).stem.lower()}_{number}.py").write_text(block, encoding="utf-8")
    wrong = 'import claims\n\nwith claims.open() as book:\n    book.verify("7K2M", evidenc="https://example.org")\n'
    (tmp_path / "wrong.py").write_text(wrong, encoding="utf-8")
    options = ["--strict", "--config-file", os.devnull, "--cache-dir", str(tmp_path / "cache"), "--no-error-summary"]
    command = [sys.executable, "-m", "mypy", *options, *sorted(map(str, tmp_path.glob("*.py")))]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert [line.partition("wrong.py")[2] for line in said.splitlines() if "error:" in line] == [
        ':4: error: Unexpected keyword argument "evidenc" for "verify" of "Reviewer"; '
        'did you mean "evidence"?  [call-arg]'
    ]


# ---- what must be named ------------------------------------------------------------------------------------


def public_records() -> list[type[schemas.Record]]:
    found = [getattr(schemas, name) for name in schemas.__all__]
    return [each for each in found if isinstance(each, type) and each is not schemas.Record]


def kind_of(schema: dict[str, Any]) -> str:
    """Return the type of a field in words."""
    if "anyOf" in schema:
        return " or ".join(map(kind_of, schema["anyOf"]))
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return f"[{name}](#{name.lower()})" if name.endswith("Record") else "string"
    if schema.get("type") == "array":
        return f"array of {kind_of(schema['items'])}"
    return str(schema.get("format") or schema.get("type", schema.get("const")))


def table_of(record: type[schemas.Record]) -> str:
    """Return what docs/json.md says of a record."""
    fields = record.model_json_schema(mode="serialization")["properties"]
    rows = [f"| `{name}` | {kind_of(each)} | {each.get('description', '')} |" for name, each in fields.items()]
    return "\n".join(
        [f"## {record.__name__}", "", record.__doc__ or "", "", "| field | type | means |", "|---|---|---|", *rows]
    )


@pytest.mark.parametrize("record", public_records(), ids=lambda record: record.__name__)
def test_every_field_of_the_json_is_told(record: type[schemas.Record]) -> None:
    assert table_of(record) + "\n" in (DOCS / "json.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        Status,
        Kind,
        Modality,
        Stance,
        EventKind,
        Fate,
        LinkKind,
        LinkState,
        ActorKind,
        SourceKind,
        Precision,
        COMPARATORS,
        "ABCDEF",
    ],
)
def test_the_glossary_has_every_word(words: Iterable[str]) -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    assert not [word for word in words if f"`{word}`" not in glossary]


def test_statuses_are_told_with_their_meaning() -> None:
    model, glossary = ((DOCS / name).read_text(encoding="utf-8") for name in ("model.md", "glossary.md"))
    for status, meaning in MEANING.items():
        assert f"| `{status}` | {meaning}" in glossary
        [row] = [line for line in model.splitlines() if line.startswith(f"| `{status}` | {meaning}")]
        assert row.endswith(f"| {RATING.get(status) or '–'} |")


def test_every_error_is_told_with_its_code() -> None:
    told = (DOCS / "errors.md").read_text(encoding="utf-8")
    every: list[type[errors.ClaimtrackError]] = [errors.ClaimtrackError, *below(errors.ClaimtrackError)]
    for error in every:
        assert re.search(rf"^[│ ├└─]*{error.__name__} +{error.exit_code}\b", told, re.MULTILINE), error
        assert f"\n| {error.exit_code} | " in told
    codes = re.findall(r"^ +(\d+) .*?(?: (\d+) .*)?$", str(cli.help).partition("Exit codes:")[2], re.MULTILINE)
    assert not [code for pair in codes for code in pair if code and f"\n| {code} | " not in told]


def below(error: type[Exception]) -> Iterator[type[Any]]:
    for each in error.__subclasses__():
        if each.__module__ == "claims.errors":
            yield each
            yield from below(each)


def test_the_commands_are_told_as_they_are() -> None:
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == reference(), "run make docs"


def every_command(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for below_it in command.list_commands(context):
            found = command.get_command(context, below_it)
            assert found is not None
            yield from every_command(found, f"{name} {below_it}")


@pytest.mark.parametrize(("name", "command"), list(every_command(cli, "claims")), ids=lambda each: str(each))
def test_every_command_and_option_has_help(name: str, command: click.Command) -> None:
    assert command.help
    assert "Example" in command.help
    assert not [each.name for each in command.params if isinstance(each, click.Option) and not each.help]


# ---- the pages themselves ----------------------------------------------------------------------------------

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
ELSEWHERE = re.compile("/wor[k]/|\\.\\./share[d]|/roo[t]/|session[s]? [0-9]|issu[e] [#0-9]|TOD[O]")


def anchors(page: Path) -> set[str]:
    """Return the places a link may point to in a page."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_speaks_of_nothing_but_the_project(page: Path) -> None:
    assert not ELSEWHERE.findall(page.read_text(encoding="utf-8"))


def test_every_page_can_be_found() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")} - {"index.md"}
    assert pages <= set(LINK.findall(index))


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("*.md")), ids=lambda page: page.stem)
def test_a_decision_has_its_three_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert text.startswith(f"# {int(page.stem[:4])}. ")
    assert len(text.splitlines()) <= 40


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(page.stem[:4]) for page in (DOCS / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
