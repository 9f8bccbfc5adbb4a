"""Resuming: what is kept with a batch so that it can be gone on with, and what of it is left to do."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.core.text import gate
from claims.errors import NotFound, NothingExtracted, Refused
from claims.ledger import Run, batches
from claims.records import Batch
from ingest.capture import expected, files_of, is_url
from ingest.drafting import Options

if TYPE_CHECKING:
    from claims.book import Book

LOOK = "`claims batches` shows them"
_NO = ("cache", "robots", "match")
"""Options that are done unless somebody says no."""
_NOT_KEPT = ("proxy",)
"""Options that are not kept: the address of a proxy may hold a password."""


def told(inputs: object, options: Options) -> dict[str, Any]:
    """Return what is kept with a batch: its options, and its inputs where they are names that can be read again."""
    kept: dict[str, Any] = {each.name: _plain(options, each.name) for each in fields(Options)}
    kept |= {"extractor": options.extractor}
    names = _names(inputs)
    if names:
        kept |= {"inputs": names, "expected": expected(names)}
        if not all(is_url(each) or os.path.isabs(each) for each in names):
            kept["folder"] = os.getcwd()
    return {name: value for name, value in kept.items() if value is not None}


def _plain(options: Options, name: str) -> Any:
    """Return an option as it is kept, None where it is as it is without being said."""
    value = getattr(options, name)
    if name in _NOT_KEPT or value == getattr(Options(), name):
        return None
    if name in _NO:
        return "no"  # what is false is not kept with a batch
    return list(value) if isinstance(value, tuple) else str(value) if not isinstance(value, bool) else value


def _names(inputs: object) -> list[str]:
    """Return inputs as names, none where not all are names; nothing is taken out of an iterator."""
    given = [inputs] if isinstance(inputs, str | Path) else inputs
    if not isinstance(given, list | tuple) or not all(isinstance(each, str | Path) for each in given):
        return []
    names = [str(each) for each in given]
    return [] if any(gate(each)[1] for each in names) else names


@dataclass(frozen=True, slots=True)
class Rest:
    """A batch that was stopped: its inputs, as they can be reached from here, how to read them, and what is done."""

    batch: Batch
    inputs: tuple[str, ...]
    options: Mapping[str, Any]
    done: Counter[str]

    @property
    def expected(self) -> int:
        """How many documents are left, as far as that can be told before they are opened."""
        done = Counter(self.done)
        return sum(1 for _ in left(self.inputs, done))

    def begin(self, book: "Book", versions: Mapping[str, str]) -> Run:
        """Return the run that goes on with it; what failed counts as not read from now on.

        Raises Refused where its documents would be read otherwise than before.
        """
        key, before = self.batch.key, self.batch.versions
        if dict(before) != dict(versions):
            was, now = (" ".join(map(str, each.values())) for each in (before, versions))
            raise Refused(
                f"batch {key} was read by {was}, and here is {now}: give its inputs to `claims ingest` again; what is "
                "known is read again by the newer one"
            )
        run = Run(book.actor, self.batch.command, dict(self.batch.parameters), versions, book.clock, key=key)
        with book.writing(run) as ledger:
            batches.reopen(ledger)
        return run


def find(book: "Book", key: str | None) -> Rest:
    """Return what is left of a batch, the last one this actor has that was stopped where no key is given.

    Raises NotFound, NothingExtracted, Refused.
    """
    batch = book.batch(key) if key else _last(book)
    if batch.undone_by is not None:
        raise Refused(f"batch {batch.key} was undone: bring it back with `claims undo {batch.undone_by}` first")
    if not batch.inputs:
        raise Refused(f"batch {batch.key} does not know its inputs: {_instead(batch)}")
    if batch.finished_at is not None and not any(item.outcome == "failed" for item in batch.items):
        raise NothingExtracted(
            f"batch {batch.key} is finished, and nothing failed in it: there is nothing to go on with"
        )
    folder = str(batch.parameters.get("folder", ""))
    done = Counter(place(item.name, folder) for item in batch.items if item.outcome != "failed")
    inputs = [each for each in batch.inputs if each != "-"]
    if folder not in ("", os.getcwd()):
        inputs = [place(each, folder) for each in inputs]
    return Rest(batch, tuple(inputs), _options(batch.parameters), done)


def _last(book: "Book") -> Batch:
    for each in book.batches(limit=None):
        if each.stopped and each.inputs and each.actor == book.actor.name:
            return book.batch(each.key)
    raise NotFound("batch", "last", f"nothing of yours was stopped; {LOOK}")


def _instead(batch: Batch) -> str:
    feed = batch.parameters.get("feed")
    return (
        f"`claims feeds poll {feed}` goes on"
        if feed
        else "give them to `claims ingest` again; what is known is passed over"
    )


def _options(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options kept with a batch, to be checked like any others."""
    kept = {each.name: parameters[each.name] for each in fields(Options) if each.name in parameters}
    kept |= {name: False for name in _NO if name in kept}
    return kept | ({"allow_host": tuple(kept["allow_host"])} if "allow_host" in kept else {})


def place(name: str, folder: str | None = None) -> str:
    """Return what an input or a document is known by wherever one stands."""
    return name if is_url(name) else os.path.join(os.getcwd() if folder is None else folder, name)


def left(given: Iterable[Any], done: Counter[str]) -> Iterator[Any]:
    """Yield the inputs that are not done, a folder as the files in it."""
    for each in given:
        inside = files_of(each)
        for path in [str(each)] if inside is None else inside:
            if not passed(done, path):
                yield path


def passed(done: Counter[str], name: str) -> bool:
    """Tell whether a document is done, and count it off."""
    found = done and place(gate(name)[0])
    if not found or not done[found]:
        return False
    done[found] -= 1
    return True
