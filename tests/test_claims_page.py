"""The page "What counts as a claim": each example gives exactly the claims it shows."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import extract
from ingest.extractors.candidate import Candidate

PAGE = Path(__file__).resolve().parent.parent / "docs" / "claims.md"
EXAMPLES = re.findall(r"^```claims\n> (.+)\n((?:= .+\n)*)```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
SHOWN = re.compile(r"= (?P<statement>.+?\.)(?: \((?P<about>.+)\))?$")
FIELDS: dict[str, Callable[[Candidate], object]] = {
    "kind": lambda c: c.kind.value,
    "modality": lambda c: c.modality.value,
    "speaker": lambda c: c.speaker,
    "cue": lambda c: c.cue,
    "due": lambda c: c.due,
    "precision": lambda c: c.due_precision.value if c.due_precision else None,
    "alone": lambda c: "yes" if c.stands_alone else "no",
}
USUAL = {"kind": "fact", "modality": "asserted", "speaker": "None", "due": "None", "alone": "yes"}


def test_every_block_of_the_page_is_an_example() -> None:
    assert len(EXAMPLES) == PAGE.read_text(encoding="utf-8").count("```claims")


@pytest.mark.parametrize(("text", "shown"), EXAMPLES, ids=[text[:40] for text, _ in EXAMPLES])
def test_an_example_gives_the_claims_it_shows(text: str, shown: str) -> None:
    found = list(extract(text, published="2026-03-10"))
    lines = [SHOWN.match(line) for line in shown.splitlines()]
    assert [c.statement for c in found] == [line["statement"] for line in lines if line]
    for candidate, line in zip(found, lines, strict=True):
        about = dict(part.split(" ", 1) for part in ((line and line["about"]) or "").split(", ") if part)
        for name, value in (USUAL | about).items():
            assert str(FIELDS[name](candidate)) == value, f"{candidate.statement} {name}"
