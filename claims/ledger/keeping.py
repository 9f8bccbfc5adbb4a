"""What is kept of documents: where a public archive has a copy, and for how long the bytes as fetched stay here."""

import json
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from claims.core.text import require_fit
from claims.errors import InvalidValue
from claims.ledger.ledger import Ledger
from claims.models import batch, document, setting
from claims.queries.keys import by_prefix
from claims.records import Pruned

ARCHIVE, PRUNE = "archive", "prune"
DAYS = "keep_bytes_days"
"""The setting that says for how many days the bytes of a document are kept; without it, for ever."""
A_DAY = 24 * 60 * 60 * 1_000_000
LONGEST = 36_500
"""The most days that can be asked for: a hundred years."""


def find(connection: Connection, key: str) -> Row[Any]:
    """Return the document with this key or the start of one; raises NotFound, Ambiguous."""
    return by_prefix(connection, select(document), document.c.key, "document", key, "`claims documents` shows them")


# ---- copies in public archives -----------------------------------------------------------------------------


def archive(ledger: Ledger, key: str, url: str | None) -> str:
    """Note where a public archive keeps a copy of a document, None that it does not; returns the document's key.

    Raises NotFound, Ambiguous, InvalidValue for what is no address of the web.
    """
    require_fit("url", url)
    if url is not None and not (urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc):
        raise InvalidValue("address", url, "give the address of the copy, such as https://web.archive.org/web/2026/…")
    row = find(ledger.connection, key)
    if row.archive_url != url:
        ledger.run.parameters = {"document": row.key, "url": url, "before": row.archive_url}
        _set(ledger, row.id, url)
    return str(row.key)


def _set(ledger: Ledger, row_id: int, url: str | None) -> None:
    ledger.batch_id()
    said = {"archive_url": url, "archive_batch": ledger.run.key}
    ledger.connection.execute(update(document).where(document.c.id == row_id).values(said))


def undo(ledger: Ledger, undone: Row[Any]) -> int:
    """Take back what a batch said of an archive's copy, unless another said something since; returns how many."""
    told, back = json.loads(undone.parameters), "before"
    if undone.command == "undo":  # what was taken back is said again
        command = select(batch.c.command, batch.c.parameters).where(batch.c.key == told["undid"])
        first = ledger.connection.execute(command).one()
        told, back = json.loads(first.parameters), "url"
        if first.command != ARCHIVE:
            return 0
    elif undone.command != ARCHIVE:
        return 0
    mine = (document.c.key == told["document"]) & (document.c.archive_batch == undone.key)
    row_id = ledger.connection.execute(select(document.c.id).where(mine)).scalar()
    if row_id is None:
        return 0
    _set(ledger, row_id, told[back])
    return 1


# ---- how long bytes are kept -------------------------------------------------------------------------------


def days(connection: Connection) -> int | None:
    """Return for how many days the bytes of documents are kept, None for ever."""
    kept = connection.execute(select(setting.c.value).where(setting.c.name == DAYS)).scalar()
    return None if kept is None else int(kept)


def keep(connection: Connection, wanted: int | None) -> None:
    """Set for how many days the bytes of documents are kept, None for ever; drops nothing by itself."""
    if wanted is not None:
        check(wanted)
    connection.execute(delete(setting).where(setting.c.name == DAYS))
    if wanted is not None:
        connection.execute(insert(setting).values(name=DAYS, value=str(wanted)))


def check(wanted: int) -> None:
    if not 0 <= wanted <= LONGEST:
        raise InvalidValue("number of days", wanted, f"give 0 to {LONGEST:,}, or forever")


def prune(ledger: Ledger, older_than: int) -> Pruned:
    """Drop the bytes of documents taken in more than so many days ago; their texts and quotes stay."""
    old = document.c.body.is_not(None) & (document.c.retrieved_at < ledger.now - older_than * A_DAY)
    size = func.coalesce(func.sum(func.length(document.c.body)), 0)
    count, size_of = ledger.connection.execute(select(func.count(), size).where(old)).one()
    if count:
        ledger.run.parameters = {"days": older_than}
        ledger.batch_id()
        ledger.connection.execute(update(document).where(old).values(body=None))
    return Pruned(older_than, int(count), int(size_of))
