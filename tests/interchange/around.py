"""What happens around claims: documents taken in, sources rated, batches undone, all done through the book."""

from hypothesis import strategies as st

from claims import Book
from claims.core.vocabulary import SourceKind
from claims.errors import ClaimtrackError
from claims.ledger import batches, feeds
from claims.queries import feeds as queries
from claims.records import Outcome
from tests.interchange.conftest import exported
from tests.interchange.lives import everything

ARTICLE = "# Results\n\nExample Labs hired {n} people in 2025. Its budget is $2 billion a year. 薪酬 😀\n"
STEPS = "ingest rate edit undo again feed name part nothing".split()
AROUND = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 4)), max_size=8)


def whole(book: Book) -> bytes:
    return exported(book, whole=True)


def surround(book: Book, steps: list[tuple[str, int]]) -> None:
    """Do what brings documents, ratings and batches; what a rule forbids at that point is passed over."""
    for what, n in steps:
        try:
            _do(book, what, n)
        except ClaimtrackError:
            continue


def _do(book: Book, what: str, n: int) -> None:
    if what == "ingest":
        body = ARTICLE.format(n=n + 2).encode()
        # A byte order mark: the bytes are not the text.
        book.ingest(b"\xef\xbb\xbf" + body if n % 2 else body, source=f"Source {n % 2}", url=f"https://example.org/{n}")
    elif what == "rate":
        book.rate_source(f"Source {n % 3}", "ABCD"[n] if n < 4 else None, note=f"because {n}")
    elif what == "edit":
        book.edit_source(f"Source {n % 3}", kind=[*SourceKind][n % 4], homepage="https://example.org", origin="Wire")
    elif what == "undo" and (found := book.batches()):
        book.undo(found[n % len(found)].key)
    elif what == "again":
        _reread(book)
    elif what == "feed":
        _subscribe(book, n)
    elif what == "name":
        book.subjects.alias(f"Name {n % 3}", f"Name {n}", "Example Labs", note=f"because {n}")
    elif what == "part":
        book.subjects.unalias(f"Name {n % 3}", "Example Labs")


def _subscribe(book: Book, n: int) -> None:
    """Subscribe to a feed as if the first document were an entry of it; every other one is left again."""
    feed = book.feeds.add(f"https://example.org/{n}.xml", source="Wire", full=bool(n % 2), every=3600 + n)
    if papers := book.documents():
        with book.writing(book.run("ingest")) as ledger:
            row = queries.find(ledger.connection, feed.key)
            seen = feeds.Seen(f"guid {n}", None, "Ein Titel 薪酬", bytes([n]) * 32)
            feeds.keep(ledger, row.id, [(seen, papers[-1].key)])
            feeds.note(
                ledger.connection, row.id, etag='"7"', failures=n, failure="why" if n else None, gone_at=n or None
            )
    if n % 2:
        book.feeds.remove(feed.key)


def _reread(book: Book) -> None:
    """Pretend that a later version of the rules read the first document again."""
    if not (papers := book.documents()):
        return
    with book.change("ingest") as ledger:
        found = [{"claim": claim.key, "quote": "x", "score": 0.25} for claim in book.list(limit=2).claims]
        ledger.batch_id()
        batches.keep(ledger, [Outcome("a", "known", document=papers[-1].key, found=found)])


def full(book: Book) -> None:
    """Let everything happen around claims, too."""
    everything(book)
    words = "ingest edit name rate ingest undo feed name rate part ingest feed again ingest undo"
    surround(book, [(what, n % 5) for n, what in enumerate(words.split())])
