"""The examples in the help of every command, typed as they stand; only keys and today's date are put in."""

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

import claims
from claims.cli.reference import helps
from ingest.extractors.rules import Rules
from tests.newcomer import Newcomer

EXAMPLES = {
    name: [line.strip() for line in found[1].splitlines()]
    for name, said in helps()
    for found in [re.search(r"^  Example:\n((?:    .+\n?)+)", said, re.MULTILINE)]
    if found
}
ELSEWHERE = (
    "example.org/claims db check",
    "--extractor llm",
    "ingest https://",
    "documents diff",
    "--retry-failed",
    "--resume",
    "--watch",
    "--model ~/",
    "feeds poll",
    "postgresql://localhost",
    "claims serve",
    "users add ann",
    "users password ann",
)
"""What needs a server, a model, an edited page, a failure, a signal or somebody at it, which a test has not."""
ARTICLE = "## Group 2\n\nNimbus Labs hired 50 researchers in 2025. The budget is 1.5 billion dollars a year.\n"
STANDING_IN = {"pbpaste": "cat ~/pasted.txt", "curl": "cat ~/claims.csv"}
"""Programs a machine may not have, or that would use the network."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder with the files the examples name, a database in a home, and what the keys in the examples stand for."""
    folder = tmp_path_factory.mktemp("desk")
    work, home = folder / "claimtrack", folder / "home"
    data = home / ".local" / "share" / "claimtrack"
    for place in (work / "notes", home / ".config" / "fish" / "completions", home / "bin", data):
        place.mkdir(parents=True)
    (work / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (work / "notes" / "monday.md").write_text("---\nsource: Example Notes\n---\n" + ARTICLE, encoding="utf-8")
    (home / "pasted.txt").write_text("Example Labs hires 10 people a day.\n", encoding="utf-8")
    for file in (work / "figures.csv", home / "claims.csv"):
        file.write_text("statement,source\nOne plant makes 5 cars.,Example Labs\n", encoding="utf-8")
    for name, does in STANDING_IN.items():
        (home / "bin" / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (home / "bin" / name).chmod(0o755)
    with claims.open(data / "claims.db", actor="ann") as book:
        article = ARTICLE.encode() + b"\nMeta offers packages of $200M.\n"
        report = book.ingest(article, source="The Example Times")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Rules, "version", "of another day")
            again = book.ingest(article, source="The Example Times")
        offer = book.add("Meta offers packages of $2 billion.", source="Example Labs").claim.key
        book.add("Yesterday Meta Platforms hired 10 people.", source="Example Labs")
        for address in ("https://example.org/feed.xml", "https://example.com/old.xml"):
            book.feeds.add(address)
        for address in ("https://example.org/a", "https://example.org/b"):
            book.attach(offer, address)
        newer = book.add("Meta offers packages of $3 billion.", source="The Example Times").claim.key
        book.people.add("ann", "contributor")
        token = book.people.grant("ann", "nightly export").token.key
        book.export(work / "claims.jsonl")
        stand_for = {"7K2M": offer, "9QXT": newer, "3FQ8": book.documents()[0].key, "5B2Q": str(report.batch)}
        stand_for |= {"8KX1": str(again.batch), "2MN4": token}
    yield folder, {said: real[: len(said)] for said, real in stand_for.items()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_works_as_it_stands(name: str, desk: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    folder, stand_for = desk
    shutil.copytree(folder, tmp_path / "desk")
    newcomer = Newcomer(tmp_path / "desk", learned=dict(stand_for))
    for line in EXAMPLES[name]:
        if not any(words in line for words in ELSEWHERE):
            today = line.replace("2026-03-31", datetime.now().astimezone().date().isoformat())
            code, printed = newcomer.type(f'PATH="$HOME/bin:$PATH"; {today}')
            assert code == 0, "\n".join([line, *printed])
            assert not any("Error" in each for each in printed)


def test_every_command_has_an_example_of_itself() -> None:
    assert {name for name, lines in EXAMPLES.items() if not any(name in line for line in lines)} == set()
    assert EXAMPLES.keys() == {name for name, _ in helps()}
