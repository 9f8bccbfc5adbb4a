"""The pipeline: one bad input never stops the others, nothing is half written, and killed it goes on where it was."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

import claims
from claims.book import Book
from claims.errors import InvalidValue, UnknownChoice
from claims.models import appearance, document
from claims.records import Report
from ingest.capture import Capture
from tests.ledger.desk import rows

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "superintelligence.md"
LINES = '''"""An extractor for tests: every line is a claim; some words in it break things on purpose."""
from claims.core.vocabulary import Kind
from ingest.extractors.candidate import Candidate


class Lines:
    name, version = "lines", "7"

    def extract(self, article):
        start = 0
        for line in article.text.split("\\n"):
            quote = line.swapcase() if "MISQUOTED" in line else line
            score = 2.0 if "BREAKS" in line else 0.5
            if line:
                yield Candidate(quote, start, start + len(line), line, Kind.FACT, score=score)
            start += len(line) + 1
'''


@pytest.fixture(autouse=True)
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An extractor installed beside the built-in one; returns the folder it is in."""
    folder = tmp_path / "site"
    (folder / "linewise-7.dist-info").mkdir(parents=True)
    (folder / "linewise.py").write_text(LINES)
    (folder / "linewise-7.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: linewise\nVersion: 7\n")
    (folder / "linewise-7.dist-info" / "entry_points.txt").write_text(
        "[claimtrack.extractors]\nlines = linewise:Lines\n"
    )
    monkeypatch.syspath_prepend(folder)
    return folder


def ingest(book: Book, *texts: str | bytes | Capture, **options: Any) -> Report:
    inputs = [each.encode() if isinstance(each, str) else each for each in texts]
    return book.ingest(inputs, **{"source": "Notes", "extractor": "lines"} | options)


def outcomes(report: Report) -> list[str]:
    return [each.outcome for each in report.outcomes]


def statements(book: Book) -> list[str]:
    return sorted(claim.statement for claim in book.all())


# ---- outcomes ----------------------------------------------------------------------------------------------


def test_each_input_has_its_outcome(book: Book) -> None:
    report = ingest(book, "It opens.", b"   ", "It closes.", "It opens.", b"\x89PNG\r\n")
    assert outcomes(report) == ["added", "failed", "added", "known", "failed"]
    assert statements(book) == ["It closes.", "It opens."]
    kept = book.batch(str(report.batch))
    assert [(each.outcome, each.document) for each in kept.items] == [
        (each.outcome, each.document) for each in report.outcomes
    ]
    assert dict(kept.counts) == {"claims": 2, "added": 2, "known": 1, "empty": 0, "failed": 2}
    assert dict(kept.versions) == {"extractor": "lines", "version": "7"}


def test_a_document_without_claims_is_empty(book: Book) -> None:
    report = ingest(book, "Hello!", extractor="rules")
    assert outcomes(report) == ["empty"]
    assert len(book.documents()) == 1


def test_a_source_is_needed(book: Book) -> None:
    (outcome,) = ingest(book, "It opens.", source=None).outcomes
    assert (outcome.outcome, "--source NAME" in str(outcome.detail)) == ("failed", True)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: folder / "missing.md", "is not there: check the path"),
        (lambda folder: f"{folder}/a\0b", "is not a path: it holds a NUL"),
        (lambda folder: f"{folder}/\udcff.md", "is not there"),
        (lambda folder: _file(folder, b""), "is empty: there is nothing to read"),
        (lambda folder: _file(folder, b" \n "), "is empty: there is nothing to read"),
        (lambda folder: _file(folder, b"%PDF-1.7 ..."), "the PDF is damaged: open it elsewhere"),
        (lambda folder: _file(folder, bytes(1000)), "is binary, not text"),
    ],
)
def test_what_cannot_be_read_fails_in_one_line_and_the_others_go_on(
    book: Book, tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    report = book.ingest([make(tmp_path), b"It opens."], source="Notes", extractor="lines")
    assert outcomes(report) == ["failed", "added"]
    assert said in str(report.outcomes[0].detail)
    assert "\n" not in str(report.outcomes[0].detail)
    assert [each.outcome for each in book.batch(str(report.batch)).items] == ["failed", "added"]


def _file(folder: Path, body: bytes) -> Path:
    path = folder / "given.txt"
    path.write_bytes(body)
    return path


def test_a_file_may_have_any_name(book: Book, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:
        file.write(b"It opens.")
    report = book.ingest(os.fsdecode(path), source="Notes", extractor="lines")
    assert outcomes(report) == ["added"]
    assert book.batch(str(report.batch)).items[0].name.endswith("/caf\ufffd.txt")


def test_progress_is_told_once_it_is_safe(book: Book, database_url: str) -> None:
    seen: list[int] = []
    with claims.open(database_url, actor="bob") as other:
        ingest(book, "One.", "Two.", progress=lambda _: seen.append(len(other.list().claims)))
    assert seen == [2, 2]


def test_known_documents_leave_no_trace(book: Book) -> None:
    ingest(book, "It opens.", "It closes.")
    before = rows(book)
    report = ingest(book, "It opens.", "It closes.", source="Post")
    assert (outcomes(report), report.batch) == (["known", "known"], None)
    assert rows(book) == before


def test_known_documents_open_no_transaction(book: Book) -> None:
    ingest(book, "It opens.")
    begun: list[object] = []
    note = begun.append
    event.listen(Engine, "begin", note)
    try:
        ingest(book, "It opens.")
        assert not begun
        ingest(book, "It closes.")
        assert begun
    finally:
        event.remove(Engine, "begin", note)


# ---- a failure takes back one document alone ---------------------------------------------------------------


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_document_whose_write_fails_leaves_the_others(book: Book, place: int) -> None:
    texts = ["It opens.", "It closes."]
    texts.insert(place, "It is fine.\nIt BREAKS here.")
    report = ingest(book, *texts)
    assert [each.outcome for each in report.outcomes if each.outcome != "failed"] == ["added", "added"]
    assert "ck_appearance_score" in str(report.outcomes[place].detail)
    assert statements(book) == ["It closes.", "It opens."]
    assert rows(book, ("document", "event", "source", "batch", "batch_item")) == {
        "document": 2, "event": 2, "source": 1, "batch": 1, "batch_item": 3,
    }  # fmt: skip


def test_when_every_write_fails_only_that_is_kept(book: Book) -> None:
    report = ingest(book, "It BREAKS.", "This BREAKS.")
    assert outcomes(report) == ["failed", "failed"]
    assert rows(book, ("document", "claim", "batch_item")) == {"document": 0, "claim": 0, "batch_item": 2}


def test_a_quote_that_is_not_in_the_text_is_left_out_and_counted(book: Book) -> None:
    report = ingest(book, "It opens.\nThis is MISQUOTED.")
    (outcome,) = report.outcomes
    assert report.batch and outcome.document and outcome.outcome == "added"
    assert outcome.notes == ("1 left out: the quote does not stand in the text, word for word",)
    assert statements(book) == ["It opens."]
    kept = [book.batch(report.batch).items[0].detail, book.document(outcome.document).noticed]
    assert kept == [outcome.notes[0]] * 2


# ---- options and rehearsals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "error"),
    [({"published": "2026-02-30"}, InvalidValue), ({"confidence": "170"}, InvalidValue),
     ({"extractor": "magic"}, UnknownChoice), ({"source": "\ud800"}, InvalidValue), ({"title": "\0"}, InvalidValue)],
)  # fmt: skip
def test_an_impossible_option_is_refused_before_anything_is_read(
    book: Book, options: dict[str, str], error: type[Exception]
) -> None:
    def never() -> Any:
        raise AssertionError("read")
        yield

    with pytest.raises(error):
        book.ingest(never(), **{"source": "Notes"} | options)
    assert set(rows(book).values()) == {0}


def test_options_count_more_than_what_a_document_says(book: Book) -> None:
    ingest(book, "It opens.", title="T", url="https://x.org/1", published="2026-03-31", byline="Ann", confidence="70%")
    (held,), (claim,) = book.documents(), book.list().claims
    assert (held.title, held.url, held.published, held.byline) == ("T", "https://x.org/1", "2026-03-31", "Ann")
    assert (claim.confidence, claim.confidence_by) == (70, "person")


def test_the_first_estimate_is_the_rules_and_says_why(book: Book) -> None:
    ingest(book, "It opens.")
    book.rate_source("Notes", "B")
    ingest(book, "It closes.")
    opens, closes = sorted(book.list().claims, key=lambda claim: claim.statement, reverse=True)
    assert (opens.confidence, closes.confidence, closes.confidence_by) == (50, 65, "rule")
    reasons = book.history(closes.key)[0].payload["confidence_reasons"]
    assert reasons == ["start even +50", "source reliability B +15"]


@pytest.mark.parametrize("way", ["dry run", "preview"])
def test_a_rehearsal_says_what_would_be_and_writes_nothing(book: Book, way: str) -> None:
    ingest(book, "It opens.")
    before = rows(book)
    inputs = [b"It opens.", b"It closes.", b""]
    if way == "preview":
        told = list(book.preview(inputs, source="Notes", extractor="lines"))
        assert [[new.statement for new in found] for _, found in told] == [[], ["It closes."], []]
        said = [outcome.outcome for outcome, _ in told]
    else:
        report = ingest(book, *inputs, dry_run=True)
        said = outcomes(report)
        assert (report.batch, report.dry_run) == (None, True)
    assert said == ["known", "added", "failed"]
    assert rows(book) == before


# ---- exact spans -------------------------------------------------------------------------------------------


def spans_are_exact(book: Book) -> int:
    """Assert for every appearance in the database that its quote is where it says; returns how many there are."""
    found = select(appearance.c.quote, appearance.c.span_start, appearance.c.span_end, document.c.text)
    with book.database.read() as connection:
        stored = connection.execute(found.join(document, document.c.id == appearance.c.document_id)).all()
    assert all(text[start:end] == quote for quote, start, end, text in stored)
    return len(stored)


def test_every_span_in_the_database_is_exact(book: Book) -> None:
    book.ingest(EXAMPLE, source="Notes")
    assert spans_are_exact(book) >= 10


@pytest.mark.parametrize(
    "body",
    [b"It \0opens" + b" and opens" * 20 + b".\nIt closes.", b"It opens \xed\xa0\x80.\nIt closes.",
     "😀 It opens.\n薪酬很高。".encode(), "\ufeffIt opens.\r\nIt closes.\r\n".encode(),
     "It opens.\nIt closes.".encode("utf-16"), b"caf\xe9 opens.\nIt closes.",
     "e\u0301 opens.\u2028It\u0085closes.\n\x0c\x0bAgain.".encode()],
)  # fmt: skip
def test_spans_are_exact_in_any_text(book: Book, body: bytes) -> None:
    report = ingest(book, body)
    assert outcomes(report) == ["added"]
    assert spans_are_exact(book) >= 2
    assert "\0" not in str(book.document(book.documents()[0].key).text)


def test_a_document_is_stored_as_it_came(book: Book) -> None:
    import zlib

    body = "\ufeffIt \0opens.\r\n".encode()
    ingest(book, body)
    with book.database.read() as connection:
        held = connection.execute(select(document.c.body, document.c.text)).one()
    assert zlib.decompress(held.body) == body
    assert held.text != body.decode()


# ---- killed ------------------------------------------------------------------------------------------------

INTAKE = """
import sys, claims
with claims.open(sys.argv[1], actor="tester") as book:
    inputs = (f"Lab {n} opens.\\nLab {n} closes.\\nIt is known.".encode() for n in range(100))
    book.ingest(inputs, source="Notes", extractor="lines", progress=lambda _: print(flush=True))
"""


def test_killed_and_run_again_it_has_the_same_claims_none_twice(
    book: Book, database_url: str, empty_url: str, lines: Path
) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(lines)])}

    def start(url: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", INTAKE, url], stdout=subprocess.PIPE, env=environment)

    with start(database_url) as killed:
        assert killed.stdout is not None
        for _ in range(30):
            killed.stdout.readline()
        killed.kill()
    done = len(book.documents())
    assert done >= 20
    for url in (database_url, empty_url):
        with start(url) as again:
            again.communicate(timeout=60)
        assert again.returncode == 0
    with claims.open(empty_url, actor="tester") as whole:
        assert {claim.key for claim in book.all()} == {claim.key for claim in whole.all()}
        counted = ("document", "claim", "appearance", "event")
        assert rows(book, counted) == rows(whole, counted)
