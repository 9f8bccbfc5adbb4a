"""Changes that happen once, however often they are sent: an Idempotency-Key names the batch they make.

The batch is written in the transaction of the change, so whether a change was made is never in doubt.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, TypeVar

from fastapi import Header, Request
from pydantic import BaseModel

from claims.book import Book
from claims.core import key as keys
from claims.once import Once
from claims.records import Batch, Change, Outcome, Report, Undone
from claims.web.api.problems import Reused

R = TypeVar("R")
SAID = "this was done before, with the same Idempotency-Key"
Given = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key", min_length=8, max_length=200, pattern=r"^[!-~]+$",
        examples=["8f14e45f-ceea-4d0c-9e3b-1b2a3c4d5e6f"],
        description="Chosen by whoever sends the change; sent again with the same key, it is not made again.",
    ),
]  # fmt: skip


def once(book: Book, given: str | None, request: Request, body: BaseModel) -> Book:
    """Return the book to change something with, so that the change is known again by its Idempotency-Key."""
    if given is None:
        return book
    asked = "\n".join([request.url.path, request.headers.get("if-match", ""), body.model_dump_json()])
    return Once(book, given, sha256(asked.encode("utf-8", "backslashreplace")).hexdigest()[:32])


def carried_out(
    book: Book, change: Callable[[Book], R], again: Callable[[Book, Batch], R]
) -> tuple[R, dict[str, str]]:  # fmt: skip
    """Make a change, or tell what came of it when it was made; returns that and headers of the answer."""
    if not isinstance(book, Once):
        return change(book), {}
    if (batch := book.made()) is None:
        try:
            return change(book), {}
        except Exception:
            if (batch := book.made()) is None:  # sent twice at once: the other one was first
                raise
    if not book.is_mine(batch):
        raise Reused(book.name)
    return again(book, batch), {"idempotency-replayed": "true"}


# ---- what is told of a change that was made ----------------------------------------------------------------


def changed(book: Book, batch: Batch) -> Change:
    """Return the claim a batch changed, as it is now."""
    events = book.log(batch=batch.key, limit=500).events
    named = str(batch.parameters.get("into") or batch.parameters.get("key") or "")
    key = next(
        (each.claim for each in events if named and each.claim.startswith(keys.readable(named))), events[-1].claim
    )
    return Change(book.get(key), True, batch.key, (SAID,))


def undone(book: Book, batch: Batch) -> Undone:
    """Return what an undoing came to."""
    undid = str(batch.parameters["undid"])
    first = book.batch(undid)
    back = {each.claim for each in book.log(batch=batch.key, limit=100_000)}
    kept = {each.claim: SAID for each in book.log(batch=first.key, limit=100_000) if each.claim not in back}
    return Undone(batch.key, first.key, batch.counts.get("reverted", 0), kept if batch.counts.get("kept") else {})


def taken_in(book: Book, batch: Batch) -> Report:
    """Return what taking a document in came to."""
    events = book.log(batch=batch.key, limit=100_000).events
    added = tuple(dict.fromkeys(each.claim for each in events if each.kind == "added"))
    appeared = tuple(dict.fromkeys(each.claim for each in events if each.kind == "appeared"))
    outcomes = [
        Outcome(each.name, each.outcome, each.document, added, appeared, detail=each.detail, notes=(SAID,))
        for each in batch.items
    ]
    return Report(batch.key, outcomes)
