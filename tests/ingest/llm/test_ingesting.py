"""A language model behind the same door: its claims are recorded like any other, and named after the model."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from claims.book import Book
from ingest.extractors.llm.cache import Cache
from tests.cli.conftest import run_on
from tests.ingest.llm.conftest import Serve
from tests.ingest.llm.model_server import Question, Reply, claims, refused
from tests.ledger.desk import rows

ROOT = Path(__file__).resolve().parents[3]
TEXT = "Meta offered packages of $200 million. It is raining."
FINE = claims(
    {"quote": "Meta offered packages of $200 million.", "statement": "Meta offered packages of $200M."},
    {"quote": "The moon is made of cheese."},
)


def article(folder: Path) -> str:
    path = folder / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_every_appearance_and_the_batch_name_the_model(book: Book, serve: Serve) -> None:
    serve([FINE])
    report = book.ingest(TEXT.encode(), source="Notes", extractor="llm")
    (claim,) = book.list().claims
    (place,) = claim.appearances
    assert (place.extractor, place.extractor_version, place.score) == ("llm", "1 scripted", 0.7)
    assert (claim.status, claim.reviewed, claim.confidence_by) == ("unverified", False, "rule")
    assert dict(book.batch(str(report.batch)).versions) == {"extractor": "llm", "version": "1 scripted"}


def test_requests_tokens_and_what_was_left_out_are_said(database_url: str, serve: Serve, tmp_path: Path) -> None:
    server = serve([FINE])
    ran = run_on(database_url, "ingest", article(tmp_path), "--source", "Notes", "--extractor", "llm")
    assert "scripted: 1 request, 100 tokens in, 20 out" in ran.err
    assert "1 proposal was left out: no such words stand in the text" in ran.err
    run_on(database_url, "ingest", article(tmp_path), "--extractor", "llm", "--source", "Notes", "--dry-run")
    assert len(server.questions) == 1
    assert ran.out.startswith("added  ")


def test_no_cache_asks_again(database_url: str, serve: Serve, tmp_path: Path) -> None:
    server = serve([FINE])
    for _ in range(2):
        run_on(database_url, "ingest", article(tmp_path), "--extractor", "llm", "--source", "X", "--dry-run",
               "--no-cache")  # fmt: skip
    assert len(server.questions) == 2


def test_a_document_the_model_fails_on_leaves_nothing_and_the_others_go_on(book: Book, serve: Serve) -> None:
    def script(question: Question) -> Reply:
        return refused(400, "too odd") if "odd" in question["messages"][1]["content"] else FINE

    serve(script)
    report = book.ingest([b"An odd article is here.", TEXT.encode()], source="Notes", extractor="llm")
    assert [each.outcome for each in report.outcomes] == ["failed", "added"]
    assert "refused with 400" in str(report.outcomes[0].detail)
    assert len(book.documents()) == 1


def test_what_is_not_set_up_is_usage_and_nothing_is_written(database_url: str, tmp_path: Path) -> None:
    ran = run_on(database_url, "ingest", article(tmp_path), "--source", "X", "--extractor", "llm", code=1)
    assert ran.err.startswith("Error: CLAIMS_LLM_URL '' is not usable: set it to an OpenAI-compatible endpoint")
    assert len(ran.err.splitlines()) == 1


def test_ctrl_c_leaves_nothing_half(book: Book, database_url: str, serve: Serve, tmp_path: Path) -> None:
    server = serve([Reply(hold=True)])
    command = [sys.executable, "-c", "from claims.cli import main; main()", "--db", database_url, "ingest",
               article(tmp_path), "--source", "X", "--extractor", "llm"]  # fmt: skip
    before = rows(book)
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as ran:
        assert server.asked.wait(60)
        ran.send_signal(signal.SIGINT)
        _, said = ran.communicate(timeout=60)
    assert ran.returncode == 130 and said.startswith("what was taken in is safe") and said.endswith("Stopped.\n")
    assert rows(book) == before
    assert not list(Cache("1").folder.rglob("*.*"))


def test_only_asking_loads_what_asking_needs() -> None:
    script = (
        "import sys\nfrom claims.cli import cli\n"
        "try:\n    cli(['ingest', '--help'])\nexcept SystemExit:\n    pass\n"
        "import ingest, ingest.extractors, ingest.extractors.llm\n"
        "print({'openai', 'rapidfuzz', 'keyring', 'genai_prices', 'asyncio', 'pydantic'} & {*sys.modules})"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.splitlines()[-1] == "set()"
