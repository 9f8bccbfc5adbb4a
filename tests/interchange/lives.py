"""Claims with a life behind them: everything that can happen to one, done through the book."""

from typing import Any

from hypothesis import strategies as st

from claims import Book
from claims.core.status import Status
from claims.core.vocabulary import LinkKind, LinkState
from claims.errors import ClaimtrackError
from claims.ledger import documents, drifting, intake, linking
from claims.records import NewClaim, NewDocument

WORDS = (
    "Plant 1 makes 5 cars.",
    "Ökostrom kostet 2,5 Cent.",
    "薪酬为2亿美元。",
    '"Quoted" 😀 text, 12% of it.',
    "No number",
)
TEXT = "Acme says: Plant 7 makes 0.1 cars a day. Nobody else does. Then 3 of them left."

STEP = st.tuples(
    st.sampled_from(
        "add document mark supersede assess amend tag untag attach attach_document withdraw note merge unmerge undo "
        "reject repeat drift erase".split()
    ),
    st.integers(0, 9),
    st.integers(0, 9),
)
LIFE = st.lists(STEP, min_size=1, max_size=14)


def live(book: Book, steps: list[tuple[str, int, int]]) -> None:
    """Do what the steps say; what a rule forbids at that point is passed over."""
    keys: list[str] = []
    batches: list[str] = []
    for n, (what, a, b) in enumerate(steps):
        try:
            change = _do(book, what, keys, batches, a, b, n)
        except ClaimtrackError:
            continue
        if change is not None and getattr(change, "batch", None):
            batches.append(change.batch)


def _do(book: Book, what: str, keys: list[str], batches: list[str], a: int, b: int, n: int) -> Any:
    if what == "add" or not keys:
        change = book.add(
            f"{WORDS[a % len(WORDS)]} ({n})", source=f"Source {b % 3}", url=f"https://example.com/{b}",
            tags=("x", f"t{b}"), confidence=a * 11 if a % 2 else None, kind=("fact", "forecast")[b % 2],
            due="2026-12-31" if b % 2 else None, speaker="Ann" if a > 5 else None,
            quote=f"as told {a}" if b > 5 else None,
        )  # fmt: skip
        keys.append(change.claim.key)
        return change
    key, other = keys[a % len(keys)], keys[b % len(keys)]
    if what == "document":
        return _read(book, f"{TEXT} {b}", keys)
    if what == "attach_document":
        return book.attach(key, stance="context", document=_document(book, f"proof {b}"), quote="proof")
    if what == "undo":
        return book.undo(batches[a % len(batches)]) if batches else None
    if what == "repeat":
        return book.add(book.get(key).statement, source=f"Again {b}", url="https://example.org/again")
    word = [each for each in Status if each not in (Status.SUPERSEDED, Status.REJECTED)][b % 8]
    steps = {
        "mark": lambda: book.mark(key, word, note=f"because {n}", evidence=[f"https://example.net/{b}"]),
        "supersede": lambda: book.mark(key, "superseded", by=other),
        "reject": lambda: book.reject(key, note="no claim"),
        "assess": lambda: book.assess(key, b * 10, note="I think"),
        "amend": lambda: book.amend(key, statement=f"Amended {b} costs $0.10 ({n})", due="2027-01-31", note="clearer"),
        "tag": lambda: book.tag(key, f"tag {b}"),
        "untag": lambda: book.untag(key, "x", f"tag {b}"),
        "attach": lambda: book.attach(key, stance="supports", url=f"https://example.net/{b}", quote="q", note=str(n)),
        "withdraw": lambda: book.withdraw_evidence(key, 1, note="wrong"),
        "drift": lambda: _drift(book, key, ("present", "moved", "altered", "gone")[b % 4], a),
        "note": lambda: book.note(key, f"a remark: {n}"),
        "merge": lambda: book.merge(key, other, note="the same"),
        "erase": lambda: book.erase_claim(key, reason=f"private {n}"),
        "unmerge": lambda: book.unmerge(key, note="not the same"),
    }
    return steps[what]()


def _read(book: Book, text: str, keys: list[str]) -> None:
    """Take in a document with two claims, as the pipeline does."""
    with book.change("ingest") as ledger:
        held = documents.store(ledger, NewDocument(text.encode(), text, "Acme Daily", url="https://acme.example/a"))
        quotes = ("Plant 7 makes 0.1 cars a day.", "Nobody else does.")
        spans = [(quote, text.index(quote)) for quote in quotes]
        new = [
            NewClaim(
                quote, quote=quote, start=start, end=start + len(quote), section="News", citations=("[1]",), score=0.85,
                features={"figure": 0.5, "verb": 1.0}, extractor="rules", stands_alone=start < 20,
            )
            for quote, start in spans
        ]  # fmt: skip
        keys += intake.take(ledger, new, held).added


def _drift(book: Book, key: str, fate: str, n: int) -> None:
    """Find what became of the quote of a claim, as looking at its page again does."""
    with book.change("recheck") as ledger:
        told = {"to": fate, "document": "0123456789AB", "words": f"other {n} words"}
        drifting.drift(ledger, ledger.stand(key, merged=True), 1, told if fate != "gone" else {"to": fate, "page": 404})


def _document(book: Book, text: str) -> str:
    with book.change("ingest") as ledger:
        return documents.store(ledger, NewDocument(text.encode(), text, "Proof Press")).key


def everything(book: Book) -> None:
    """Let every kind of event happen."""
    keys: list[str] = []
    _read(book, TEXT, keys)
    for n in range(4):
        keys.append(book.add(f"Plant {n} makes {n}.5 cars.", source="Source A", tags=("x",), confidence=40).claim.key)
    one, two, three, four = keys[-4:]
    book.verify(one, note="seen", evidence=["https://example.net/1"], effective="2026-01-31")
    book.assess(one, 90, note="sure")
    book.amend(two, statement="Plant 1 made 1.25 cars.", due="2027-01-31", subject="Plant 1", note="clearer")
    book.undo(str(book.withdraw_evidence(one, 1, note="wrong").batch))
    book.attach(one, stance="context", document=_document(book, "proof"), quote="proof", note="see there")
    book.tag(two, "y")
    book.untag(two, "x")
    book.note(two, "a remark")
    book.merge(three, two, note="the same")
    book.merge(four, two)
    book.unmerge(four, note="not the same")
    book.mark(two, "superseded", by=one)
    again = book.add("Plant 0 makes 0.5 cars.", source="Source B", url="https://example.org/again")
    undone = book.undo(str(again.batch))
    gone = book.undo(str(book.add("Gone for good, 3 of them.", source="Source C").batch))
    book.undo(undone.batch)
    book.undo(gone.batch)
    book.undo(str(book.add("Gone again, 4 of them.", source="Source C").batch))
    _drift(book, one, "altered", 1)
    book.erase_claim(book.add("Secret, 5 of them.", source="Source D").claim.key, reason="private")
    with book.change("link") as ledger:
        linking.decide(ledger, ledger.stand(one).id, ledger.stand(four).id, LinkKind.CONTRADICTS, LinkState.CONFIRMED)
