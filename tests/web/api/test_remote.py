"""A book at a server is a book: the same operations, with the same answers and the same refusals."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from inspect import signature
from pathlib import Path
from random import Random
from typing import Any

import pytest
import uvicorn

import claims
from claims.book import Book
from claims.core.people import Right
from claims.errors import (
    ClaimtrackError,
    Conflict,
    InvalidValue,
    LoginFailed,
    NotAllowed,
    NotFound,
    Refused,
    StorageError,
    UnknownChoice,
)
from claims.records import Claim
from claims.remote.asking import Asking
from claims.remote.book import RemoteBook
from claims.web.app import create_app
from tests.ledger.desk import take_in
from tests.ledger.operations import ASIDE, OPERATIONS, Work
from tests.site import Site

ONE = pytest.mark.parametrize("engine_name", ["sqlite"])
"""On one engine: what is looked at here is the way between, and the API is tested on both."""
SENTENCES = ("Meta offered $200M to a researcher.", "It opens in 2027.", "Nimbus hired 50 people.")


@contextmanager
def serving(book: Book) -> Iterator[str]:
    """Serve the desk of a book in a thread; yields its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(book), log_config=None, lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture
def served(desk: Book) -> Iterator[str]:
    with serving(desk) as address:
        yield address


@pytest.fixture
def remote(served: str) -> Iterator[Book]:
    with closing(claims.open(served)) as book:
        yield book


def said(act: Callable[[], Any]) -> Any:
    """Return what an operation gives, or how it is refused."""
    try:
        return act()
    except ClaimtrackError as error:
        return type(error), {name: str(value) for name, value in vars(error).items()}


# ---- asking ------------------------------------------------------------------------------------------------

ASKED: list[Callable[[Book, str], Any]] = [
    lambda book, key: book.get(key),
    lambda book, key: book.get(key.lower()[:6], as_of="2999-01-01"),
    lambda book, key: book.history(key),
    lambda book, key: book.list(status="unverified", amount=">=100M", sort="changed"),
    lambda book, key: [claim.key for claim in book.all(limit=1)],
    lambda book, key: book.search("researcher -status:refuted").claims[0].snippet,
    lambda book, key: book.log(limit=2),
    lambda book, key: book.log(claim=key, kind="added", since="2020-01-01", until="2999-01-01"),
    lambda book, key: book.counts(),
    lambda book, key: book.counts("2020-01-01"),
    lambda book, key: book.sources(text="times"),
    lambda book, key: book.source(" the example  times "),
    lambda book, key: book.source(book.sources()[0].key),
    lambda book, key: book.documents(),
    lambda book, key: book.document(book.documents()[0].key),
    lambda book, key: book.batches(limit=None),
    lambda book, key: book.batch(book.batches()[0].key),
    lambda book, key: [(each.claim.key, each.other.key, each.reasons) for each in book.duplicates()],
    lambda book, key: [(each.claim.key, each.other.key) for each in book.conflicts(key)],
    lambda book, key: book.get("ZZZZZZZZ"),
    lambda book, key: book.get("x"),
    lambda book, key: book.get(key, as_of="2020-01-01"),
    lambda book, key: book.source("nobody"),
    lambda book, key: book.list(status="true"),
    lambda book, key: book.list(confidence="much"),
    lambda book, key: book.list(due_before="whenever"),
    lambda book, key: book.log(kind="x"),
    lambda book, key: book.search('"'),
]


@ONE
def test_a_server_answers_as_the_database_does(desk: Book, remote: Book, key: str) -> None:
    desk.attach(key, "https://example.org/1", note="seen")
    desk.rate_source("The Example Times", "B", note="x")
    desk.add("Meta offered $300M to a researcher.", source="Notes")
    for n, ask in enumerate(ASKED):
        here, there = (said(lambda book=book, ask=ask: ask(book, key)) for book in (desk, remote))  # type: ignore[misc]
        assert there == here, n


def test_an_export_is_the_same_file(desk: Book, remote: Book, tmp_path: Path) -> None:
    assert [book.export(tmp_path / name) for book, name in ((desk, "a"), (remote, "b"))] == [2, 2]
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


# ---- changing ----------------------------------------------------------------------------------------------


def seen(claim: Claim) -> Any:
    """Return what is the same in two databases: no times, no batches."""
    proofs = [(each.n, each.url, each.stance, each.note, each.circular) for each in claim.evidence]
    return (
        claim.key, claim.statement, claim.kind, claim.status, claim.confidence, claim.subject, claim.due, claim.tags,
        claim.version, claim.merged_into, claim.withdrawn, proofs,
    )  # fmt: skip


def test_the_same_work_comes_to_the_same_over_http(desk: Book, served: str, tmp_path: Path) -> None:
    """Random operations, one book beside a served one: each gives the same or is refused the same."""
    with closing(claims.open(tmp_path / "other.db", actor="root")) as here, closing(claims.open(served)) as there:
        for book in (here, desk):
            taken = take_in(book, *SENTENCES, source="Notes")
        works = [
            Work(book, Random(7), lambda: 0, [*taken.added], [], number=1)  # type: ignore[arg-type]
            for book in (here, there)
        ]
        names = [name for name in OPERATIONS if name not in ("take in", "drift", "step back", "undo", *ASIDE)]
        dice, refused = Random(11), 0
        for _ in range(60):
            name = dice.choice(names)
            outcomes = [said(lambda work=work, name=name: OPERATIONS[name](work)) for work in works]  # type: ignore[misc]
            if isinstance(outcomes[0], tuple):
                refused += 1
                assert outcomes[0] == outcomes[1], name
                continue
            assert seen(outcomes[1].claim) == seen(outcomes[0].claim), name
            assert (outcomes[1].changed, outcomes[1].said) == (outcomes[0].changed, outcomes[0].said)
            for work, outcome in zip(works, outcomes, strict=True):
                work.keys += [outcome.claim.key] if outcome.claim.key not in work.keys else []
        assert 5 < refused < 50
        batch = there.batches(limit=1)[0].key
        assert there.undo(batch, note="x").undid == batch == desk.batches(limit=2)[1].key


def test_a_change_needs_the_version_that_was_read(desk: Book, remote: Book, key: str) -> None:
    desk.note(key, "in between")
    with pytest.raises(Conflict) as why:
        remote.verify(key, note="x", expect=1)
    assert (why.value.expected, why.value.current, why.value.by) == (1, 2, "root")
    assert remote.verify(key, note="x", expect=2).claim.version == 3
    assert remote.assess(key, None).changed is False


def test_a_change_whose_answer_was_lost_is_sent_again_and_made_once(
    desk: Book, remote: Book, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from urllib3.connection import HTTPConnection

    answered, lost = HTTPConnection.getresponse, []

    def lose(self: HTTPConnection) -> Any:
        answer = answered(self)
        if not lost:
            lost.append(answer.read())
            raise ConnectionResetError("gone")
        return answer

    monkeypatch.setattr(HTTPConnection, "getresponse", lose)
    done = remote.note(key, "once")
    assert lost and done.changed
    assert [each.kind for each in desk.history(key)] == ["added", "noted"]


@ONE
def test_a_source_is_rated_and_described(remote: Book) -> None:
    assert remote.rate_source("The Example Times", "B", note="x").reliability == "B"
    assert remote.rate_source("The Example Times", None, note="y").reliability is None
    assert remote.edit_source("The Example Times", kind="publisher").kind == "publisher"


REFUSED: list[tuple[Callable[[Book, str], Any], type[ClaimtrackError]]] = [
    (lambda book, key: book.mark(key, "true", note="x"), UnknownChoice),
    (lambda book, key: book.verify(key), Refused),
    (lambda book, key: book.assess(key, "much"), InvalidValue),
    (lambda book, key: book.verify("ZZZZZZZZ", note="x"), NotFound),
    (lambda book, key: book.amend(key, kind="x"), UnknownChoice),
    (lambda book, key: book.link(key, key, "x"), UnknownChoice),
    (lambda book, key: book.undo("ZZZZZZZZ"), NotFound),
    (lambda book, key: book.erase_claim(key, reason="x"), Refused),
    (lambda book, key: book.people.list(), Refused),
    (lambda book, key: book.export("x.csv", format="csv"), Refused),
]


@ONE
def test_what_cannot_be_is_refused_as_anywhere(remote: Book, key: str) -> None:
    before = remote.log(limit=500)
    for n, (act, why) in enumerate(REFUSED):
        try:
            act(remote, key)
        except ClaimtrackError as error:
            assert isinstance(error, why), n
        else:
            pytest.fail(f"{n} was not refused")
    assert remote.log(limit=500) == before


# ---- who -------------------------------------------------------------------------------------------------


@ONE
def test_whose_the_token_is_makes_the_changes(
    desk: Book, served: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.people.add("Ann", "contributor")
    secret = desk.people.grant("Ann", "x", [Right.READ, Right.CONTRIBUTE]).secret
    with closing(claims.open(served, token=secret)) as book:
        assert book.actor.name == "Ann" and book.note(key, "hm").changed
        with pytest.raises(NotAllowed) as why:
            book.verify(key, note="x")
        assert why.value.right == "review"
    assert desk.history(key)[-1].actor == "Ann"
    with pytest.raises(LoginFailed):
        claims.open(served)
    monkeypatch.setenv("CLAIMS_TOKEN", secret)
    claims.open(served).close()


@pytest.mark.parametrize(
    "url", ["http://example.org", "https://", "https://ann:secret@example.org", "https://x.org/?a=1"]
)
def test_an_address_that_would_give_the_token_away_is_refused(url: str) -> None:
    with pytest.raises(InvalidValue):
        claims.open(url, token="claims_x")


def test_a_server_that_is_not_there_is_told() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(StorageError, match="does not answer"):
        claims.open(f"http://127.0.0.1:{port}")


def test_a_server_that_is_another_one_is_told(site: Site) -> None:
    with pytest.raises(StorageError, match="not as claimtrack does"):
        claims.open(site.url("/nothing"))


def test_methods_take_what_those_of_any_book_take() -> None:
    own = {name for cls in (Asking, RemoteBook) for name in vars(cls) if not name.startswith("_")} - {"close"}
    assert len(own) > 20
    for name in own:
        assert str(signature(getattr(RemoteBook, name))) == str(signature(getattr(Book, name))), name
