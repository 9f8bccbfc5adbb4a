"""What came of the last change: told on the page that follows, with the way to take it back."""

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from claims.book import Book
from claims.errors import ClaimtrackError
from claims.records import Batch
from claims.wording import counted, status_words

NOTHING = "nothing"
DONE = {
    "assess": "Set how sure we are",
    "amend": "Corrected",
    "attach": "Attached evidence",
    "withdraw": "Withdrew evidence",
    "tag": "Tagged",
    "untag": "Took off tags",
    "note": "Wrote a remark",
    "merge": "Merged",
    "unmerge": "Took out of the merge",
    "link": "Confirmed the relation",
    "unlink": "Said that it is not so",
    "rate": "Rated the source",
    "add": "Recorded",
}


@dataclass(frozen=True, slots=True)
class Flash:
    """One line about a change, and the key of its batch while that can be taken back."""

    said: str
    batch: str | None = None


def flash(book: Book, done: str | None) -> Flash | None:
    """Return what is to be told of a batch by its key; nothing of one there is not.

    It is read from the database, so that whatever an address says, only what happened is told.
    """
    if done is None:
        return None
    if done == NOTHING:
        return Flash("Nothing to change: it was so already")
    try:
        batch = book.batch(done)
    except ClaimtrackError:
        return None
    undoable = batch.undone_by is None and batch.command != "undo"
    said = f"{words(batch)}{'; it was taken back since' if batch.undone_by else ''}"
    return Flash(said, batch.key if undoable else None)


def words(batch: Batch) -> str:
    """Return what a batch did, in a few words."""
    several = batch.counts.get("claims", 0)
    of = f" ({counted(several, 'change')})" if several > 1 else ""
    if batch.command == "mark":
        return f"Marked {status_words(str(batch.parameters.get('status', '')))}{of}"
    if batch.command == "undo":
        kept = batch.counts.get("kept", 0)
        told = f"Taken back: {counted(batch.counts.get('reverted', 0), 'claim')}"
        return told + (f"; {counted(kept, 'claim')} kept, as somebody worked on since" if kept else "")
    if batch.command == "ingest":
        return f"Taken in, with {counted(batch.counts.get('claims', 0), 'new claim')}"
    return DONE.get(batch.command, batch.command.capitalize()) + of


def with_done(address: str, done: str | None) -> str:
    """Return an address that also says which batch is to be told of."""
    parts = urlsplit(address)
    query = [each for each in parts.query.split("&") if each and not each.startswith("done=")]
    return urlunsplit(parts._replace(query="&".join([*query, f"done={done or NOTHING}"])))
