"""Reading documents: ours beside the bare library it stands on, and beside itself with two processes."""

import logging
from collections.abc import Iterator

from benchmarks import corpus
from benchmarks.measure import Ratio, at_least, in_turn, seconds
from ingest import readers
from ingest.capture import Capture
from ingest.drafting import Options
from ingest.found import Found
from ingest.guard import Guard
from tests.ingest import made

PAGES = 150
AROUND = (
    "<nav>" + "<a href=/x>Section</a> " * 40 + "</nav>",
    "<aside>" + "<p>Most read: another story</p>" * 20 + "</aside>",
)


def measure(runs: int) -> Iterator[Ratio]:
    """Yield how many documents a second are read, as ratios."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    for name, documents, bare in (("HTML", list(pages()), _bare_html), ("PDF", list(pdfs()), _bare_pdf)):
        texts = [each.body for each in documents]
        ours, peer = in_turn(
            lambda documents=documents: seconds(lambda: [_read(each) for each in documents]),  # type: ignore[misc]
            lambda texts=texts, bare=bare: seconds(lambda: [bare(each) for each in texts]),  # type: ignore[misc]
            runs,
        )
        yield at_least(f"{name}: {PAGES} documents read / bare library", ours, peer, "s", 0.8)
    documents = list(pages()) * 2
    two, one = in_turn(
        lambda: seconds(lambda: _guarded(documents, 2)), lambda: seconds(lambda: _guarded(documents, 1)), runs
    )
    yield at_least(f"HTML: {len(documents)} documents to claims, two processes / one", two, one, "s", 1.6)


def pages() -> Iterator[Capture]:
    """Yield pages with an article of some forty sentences among what pages have."""
    for n, sentences in enumerate(_articles()):
        paragraphs = "".join(f"<p>{' '.join(sentences[at : at + 4])}</p>" for at in range(0, len(sentences), 4))
        body = f"{AROUND[0]}<article><h1>Report {n}</h1>{paragraphs}</article>{AROUND[1]}"
        yield Capture(f"{n}.html", made.page(body, f"<title>Report {n}</title>"))


def pdfs() -> Iterator[Capture]:
    """Yield PDFs of three pages."""
    for n, sentences in enumerate(_articles()):
        lines = [sentence[at : at + 90] for sentence in sentences for at in range(0, len(sentence), 90)]
        yield Capture(f"{n}.pdf", made.pdf([lines[at : at + 45] for at in range(0, len(lines), 45)]))


def _articles() -> Iterator[list[str]]:
    found = [str(each["statement"]) for each in corpus.claims(PAGES * 40)]
    return (found[at : at + 40] for at in range(0, len(found), 40))


def _read(captured: Capture) -> object:
    return readers.read(captured.body, name=captured.name)


def _guarded(documents: list[Capture], processes: int) -> None:
    options = Options(source="Benchmark")
    with Guard("ingest.drafting:beside", Found, at_once=processes) as guard:
        coming = [guard.submit((each, options)) for each in documents]
        assert all(isinstance(each.result(), Found) for each in coming)


def _bare_html(body: bytes) -> object:
    from trafilatura import bare_extraction

    return bare_extraction(body, include_comments=False, with_metadata=True)


def _bare_pdf(body: bytes) -> object:
    from pypdfium2 import PdfDocument

    document = PdfDocument(body)
    return document.get_metadata_dict(), [page.get_textpage().get_text_range() for page in document]
