"""Extracting without a database: what each extractor finds, side by side, for people and for programs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.extractors.rules import Rules
from tests.cli.conftest import Ran, run_on
from tests.ingest.llm.conftest import Serve, _no_keyring, serve
from tests.ingest.llm.model_server import claims, refused

__all__ = ["_no_keyring", "serve"]
TEXT = "Meta offered packages of $200 million. Example Labs hired 50 researchers in 2025. OpenAI opened a lab in Oslo."
RULES = f"rules {Rules.version}"
BOTH = ("--extractor", "rules", "--extractor", "llm")


@pytest.fixture
def article(tmp_path: Path) -> str:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


@pytest.fixture
def model(serve: Serve) -> None:
    """A model that agrees with the rules on one claim, words one otherwise, misses one, and finds one more."""
    serve([
        claims(
            {"quote": "Meta offered packages of $200 million.", "statement": "Meta offered packages of $200M."},
            {"quote": "Example Labs hired 50 researchers in 2025.", "statement": "Labs hired 50.", "kind": "opinion"},
            {"quote": "a lab", "statement": "It is a lab."},
        )
    ])  # fmt: skip


def extract(*arguments: str, code: int = 0, stdin: str | None = None) -> Ran:
    return run_on("sqlite:////nowhere/at/all.db", "extract", *arguments, code=code, stdin=stdin)


def test_one_extractor_lists_its_claims(article: str) -> None:
    ran = extract(article)
    assert [row[3:6] + row[8:] for row in ran.rows] == [
        ["same", "", "rules", statement + "."] for statement in TEXT.rstrip(".").split(". ")
    ]
    assert ran.err == f"{article}: 3 claims by {RULES}\n"
    assert [TEXT[int(start) : int(end)] for _, start, end, *_ in ran.rows] == [row[8] for row in ran.rows]


@pytest.mark.usefixtures("model")
def test_several_are_aligned_and_what_differs_is_marked(article: str) -> None:
    ran = extract(article, *BOTH)
    assert [(row[3], row[4], row[5]) for row in ran.rows] == [
        ("same", "", "rules"), ("same", "", "llm"),
        ("differs", "statement,kind", "rules"), ("differs", "statement,kind", "llm"),
        ("differs", "quote,statement", "rules"), ("differs", "quote,statement", "llm"),
    ]  # fmt: skip
    assert ran.err.endswith(f"3 claims by {RULES}, 3 claims by llm 1 scripted; 1 the same, 2 different, "
                            "0 only by rules, 0 only by llm\n")  # fmt: skip
    assert "llm: scripted: 1 request" in ran.err


def test_what_one_alone_found_is_marked(article: str, serve: Serve) -> None:
    serve([claims({"quote": "OpenAI opened a lab in Oslo."})])
    ran = extract(article, *BOTH)
    assert [row[3] for row in ran.rows] == ["only", "only", "same", "same"]
    assert "1 the same, 0 different, 2 only by rules, 0 only by llm" in ran.err


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("width", ["30", "60", "100", "200"])
def test_the_table_fits_any_terminal(article: str, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    ran = extract(article, *BOTH, "--table")
    lines = ran.out.splitlines()
    assert all(len(line) <= int(width) for line in lines)
    assert len(lines) == (4 if int(width) >= 100 else 7)
    assert [line[0] for line in lines if line[0] != " "] == ["=", "≠", "≠"]


@pytest.mark.usefixtures("model")
def test_json_has_it_all(article: str) -> None:
    (record,) = extract(article, *BOTH, "--json").json
    assert [(each["name"], each["version"], each["claims"]) for each in record["readers"]] == [
        ("rules", Rules.version, 3), ("llm", "1 scripted", 3),
    ]  # fmt: skip
    first = record["matches"][0]
    assert first["differs"] == []
    assert [each["quantities"][0]["value"] for each in first["found"]] == [200_000_000, 200_000_000]
    for match in record["matches"]:
        assert [TEXT[each["start"] : each["end"]] for each in match["found"]] == [
            each["quote"] for each in match["found"]
        ]


def test_stdin_several_files_and_a_bad_one(article: str, tmp_path: Path) -> None:
    ran = extract("-", article, str(tmp_path / "missing.txt"), stdin="Nimbus hired 7 people in 2024.", code=2)
    assert [row[0] for row in ran.rows] == ["-", article, article, article]
    assert "is not there: check the path" in ran.err


def test_a_failing_endpoint_fails_the_file_in_one_line(article: str, serve: Serve) -> None:
    serve([refused(401, "bad key")])
    ran = extract(article, *BOTH, code=2)
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert "refused with 401" in ran.err
    assert json.loads(extract(article, *BOTH, "--json", code=2).out)[0]["failed"]


def test_nothing_found_has_its_own_exit_code() -> None:
    assert "no claim was found" in extract("-", stdin="Hello!", code=4).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--extractor", "magic"), "extractor 'magic' is not usable: allowed are rules, llm"),
        (("--extractor", "llm"), "CLAIMS_LLM_URL '' is not usable"),
        (("--published", "2026-13-99"), "publication date '2026-13-99' is not usable"),
    ],
)
def test_a_bad_value_is_said_before_anything_is_read(article: str, arguments: tuple[str, ...], said: str) -> None:
    ran = extract(article, *arguments, code=1)
    assert said in ran.err
    assert ran.out == ""


def test_no_database_is_touched(article: str) -> None:
    script = (
        "import sys\nfrom claims.cli import cli\n"
        "try:\n    cli(['extract', sys.argv[1]])\nexcept SystemExit as end:\n    assert not end.code\n"
        "print({'sqlalchemy', 'openai', 'alembic'} & {*sys.modules}, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", script, article], capture_output=True, text=True, check=True)
    assert ran.stderr.splitlines()[-1] == "set()"
