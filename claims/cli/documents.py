"""Documents: the captures claims came from."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from claims.cli import card, offers, options
from claims.cli.changes import tell_undo
from claims.cli.group import Noun
from claims.cli.opened import with_book
from claims.cli.output import empty, print_array, print_object
from claims.cli.tables import Column, print_table
from claims.core.binary import kind
from claims.errors import InvalidValue, NotFound
from claims.records import Captured, Document
from claims.wording import SHORT_KEY, counted, local, utc

if TYPE_CHECKING:
    from claims.book import Book

COLUMNS: tuple[Column[Document], ...] = (
    Column("key", lambda document: document.key[:SHORT_KEY], lambda document: document.key),
    Column("taken in", lambda document: local(document.retrieved_at), lambda document: utc(document.retrieved_at)),
    Column("published", lambda document: document.published or "", rank=2),
    Column("source", lambda document: document.source, most=20, rank=1),
    Column("title", lambda document: document.title or document.url or "", flexible=True),
)
key = click.argument("key", metavar="DOCUMENT", shell_complete=offers.document)


@click.group(cls=Noun, default="list")
def documents() -> None:
    """List and show the documents claims came from.

    Bare, it lists them.

    \b
    Example:
      claims documents
      claims documents text 3FQ8
    """


@documents.command("list")
@options.limit(50, "documents")
@options.as_json
@with_book
def list_(book: "Book", limit: int, as_json: bool) -> None:
    """List documents, newest first.

    Piped: key, time taken in, date published, source, title.

    \b
    Example:
      claims documents list --limit 5
    """
    found = book.documents(limit=limit)
    if as_json:
        print_array(_record(document) for document in found)
    else:
        print_table(COLUMNS, found)
    if not found:
        empty("No documents yet. Take in the first with: claims ingest FILE")


@documents.command()
@key
@options.as_json
@with_book
def show(book: "Book", key: str, as_json: bool) -> None:
    """Show what is known of one document.

    \b
    Example:
      claims documents show 3FQ8
    """
    found = book.document(key)
    document = replace(found, captures=book.captures(found.key))
    if as_json:
        return print_object(_record(document))
    card.headline(document.title or document.url or document.key)
    card.field("key", document.key + (", withdrawn" if document.withdrawn else ""))
    for name in ("source", "byline", "published", "url", "language"):
        card.field(name, getattr(document, name) or "")
    card.field("changed", document.modified or "")
    card.field("taken in", local(document.retrieved_at))
    card.field("read as", f"{document.media_type} by {document.reader} {document.reader_version}")
    card.field("noticed", document.noticed or "")
    card.field("sha256", document.sha256)
    card.field("before it", document.previous or "")
    if document.archive:
        said = f"{document.archive.url}, said {document.archive.actor} {local(document.archive.recorded_at)}"
        card.field("archived at", said)
    gone = f"erased (batch {document.erased})" if document.erased else "not kept"
    card.field("text", gone if document.text is None else f"{len(document.text):,} characters")
    if len(document.captures) > 1:
        card.section("Captures")
        for n, each in enumerate(document.captures, 1):
            card.entry(n, [_capture(each)])


@documents.command()
@key
@with_book
def text(book: "Book", key: str) -> None:
    """Print the text of one document as claims point into it.

    \b
    Example:
      claims documents text 3FQ8 > article.txt
    """
    document = book.document(key)
    if document.text is None:
        raise NotFound("text of document", document.key, _why(document, "only its hash is known here; import it or"))
    click.echo(document.text.encode("utf-8", "replace"), nl=not document.text.endswith("\n"))


@documents.command()
@key
@with_book
def original(book: "Book", key: str) -> None:
    """Print the bytes of one document as they came.

    \b
    Example:
      claims documents original 3FQ8 > report.pdf
    """
    body = book.original(key)
    if body is None:
        known = "only its text or its hash is known here;"
        raise NotFound("original of document", key, _why(book.document(key), known))
    if sys.stdout.isatty() and kind(body):
        raise InvalidValue("a terminal", "for these bytes", f"they are {kind(body)}: add > FILE")
    click.echo(body, nl=False)


@documents.command()
@key
@click.argument("url", metavar="URL|none")
@options.as_json
@with_book
def archive(book: "Book", key: str, url: str, as_json: bool) -> None:
    """Note where a public archive keeps a copy of a document.

    Nothing is fetched. `none` takes the address away; both can be undone.

    \b
    Example:
      claims documents archive 3FQ8 https://web.archive.org/web/2026/https://…
    """
    document = book.archive(key, None if url.casefold() == "none" else url)
    if as_json:
        return print_object(_record(document))
    copy = document.archive
    click.echo(f"archived  {document.key}  {copy.url}" if copy else f"not archived  {document.key}")
    tell_undo([copy.batch if copy else None])


@documents.command()
@click.option("--days", type=options.Whole("number of days", 0), metavar="N",
              help="Older than this; without it what `claims db retention` says.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say how many there are and how large, and drop nothing.")
@options.yes
@options.as_json
@with_book
def prune(book: "Book", days: int | None, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Drop the bytes of old documents as they came; texts and quotes stay.

    It cannot be undone. How long bytes are kept is set by `claims db retention`.

    \b
    Example:
      claims documents prune --days 365 --dry-run
      claims documents prune --days 365 --yes
    """
    done = book.prune(days=days, dry_run=True)
    if done.documents and not dry_run:
        options.confirm(f"Drop the bytes of {counted(done.documents, 'document')}? This cannot be undone.", yes)
        done = book.prune(days=days)
    if as_json:
        from claims.schemas import PrunedRecord

        return print_object(PrunedRecord.of(done))
    word = "would drop" if dry_run else "dropped"
    told = f"{counted(done.documents, 'document')} older than {counted(done.days, 'day')}, {done.bytes:,} bytes"
    click.echo(f"{word}  {told}" if done.documents else f"nothing to drop: {told}")


@documents.command()
@key
@click.argument("since", metavar="[EARLIER]", required=False, shell_complete=offers.document)
@options.as_json
@with_book
def diff(book: "Book", key: str, since: str | None, as_json: bool) -> None:
    """Show what changed in a document's text, word by word.

    It is compared with EARLIER, or with the capture of the same page before it:
    `[-gone-]` stood there, `{+new+}` stands there now.

    \b
    Example:
      claims documents diff 3FQ8
    """
    found = book.drift(key, since)
    if as_json:
        from claims.schemas import DriftRecord

        print_array(DriftRecord.of(each) for each in found)
        return
    for each in found:
        click.echo(each.marked() + "\n")
    if not found:
        empty("The same words in both")


def _capture(capture: Captured) -> str:
    """Return one capture of a page, and what had become in it of the quotes from those before."""
    drift = ", ".join(f"{count} {fate}" for fate, count in capture.drift.items() if count)
    return f"{capture.document}, {local(capture.retrieved_at)}" + (f": {drift}" if drift else "")


def _why(document: Document, known: str) -> str:
    """Return why something of a document is not there, and what can be done about it."""
    return f"it was erased (batch {document.erased})" if document.erased else f"{known} ingest it again"


def _record(document: Document) -> Any:
    from claims.schemas import DocumentRecord

    return DocumentRecord.of(document)
