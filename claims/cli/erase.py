"""Erasing for good: documents, claims, and a person's name."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.cli import offers, options
from claims.cli.group import Noun
from claims.cli.opened import with_book
from claims.cli.output import empty, print_object
from claims.cli.width import oneline
from claims.records import Erased
from claims.wording import counted

if TYPE_CHECKING:
    from claims.book import Book

SHOWN = 20
reason = click.option("--reason", metavar="TEXT", required=True, help="Why; it stays in the history.")
dry_run = click.option("--dry-run", is_flag=True, help="Show what would be erased, and erase nothing.")
later = click.option("--later", is_flag=True, help="Leave the files as they are: `claims db scrub` cleans them then.")
delete_copies = click.option("--delete-copies", is_flag=True, help="Delete copies of a SQLite file beside it, too.")


def erasing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every erasure takes."""
    for option in (options.as_json, delete_copies, later, options.yes, dry_run, reason):
        command = option(command)
    return command


@click.group(cls=Noun)
def erase() -> None:
    """Erase words for good: nothing brings them back.

    What was done, when, by whom and with what result stays in the history; the
    words go, from the database, its search index and its files. What has left
    the database already cannot be reached: that is said.

    \b
    Example:
      claims erase document 3FQ8 --reason "Withdrawn by its publisher" --dry-run
      claims erase person "Ann Lee" --reason "Request of 3 May"
    """


@erase.command()
@click.argument("keys", metavar="DOCUMENT...", nargs=-1, required=True, shell_complete=offers.document)
@click.option("--claims", "statements", is_flag=True, help="Erase what claims state that stand only there, too.")
@click.option("--url", is_flag=True, help="Erase its address, too.")
@erasing
@with_book
def document(book: "Book", keys: tuple[str, ...], **how: Any) -> None:
    """Erase what was captured of documents: bytes, text, title, byline.

    Claims keep what they state; their quotes go. That the document was here, its
    hash and when it was taken in stay, so that it is not taken in again unawares.

    \b
    Example:
      claims erase document 3FQ8 --reason "Withdrawn by its publisher" --dry-run
      claims erase document 3FQ8 --claims --url --reason "By court order" --yes
    """
    _erase(book, book.erase_document, keys, how)


@erase.command()
@options.keys
@erasing
@with_book
def claim(book: "Book", keys: tuple[str, ...], **how: Any) -> None:
    """Erase what claims say, with quotes, notes, tags and evidence.

    That they were there stays, with their status and who did what when.

    \b
    Example:
      claims erase claim 7K2M --reason "Private, taken in by mistake" --dry-run
      claims erase claim 7K2M --reason "Private, taken in by mistake" --yes
    """
    _erase(book, book.erase_claim, keys, how)


@erase.command()
@click.argument("name", metavar="NAME", shell_complete=offers.source)
@click.option("--pseudonym", metavar="TEXT", help="What stands for the name; without it one is drawn by chance.")
@click.option("--mentions", is_flag=True, help="Take the name out of texts that mention it, too.")
@erasing
@with_book
def person(book: "Book", name: str, **how: Any) -> None:
    """Replace a name wherever it is a whole value.

    As source, speaker, subject, byline, tag, or whoever changed something. Texts
    that mention it are listed, and changed only with --mentions.

    \b
    Example:
      claims erase person "Ann Lee" --reason "Request of 3 May" --dry-run
      claims erase person "Ann Lee" --reason "Request of 3 May" --mentions
    """
    _erase(book, book.erase_person, (name,), how)


def _erase(book: "Book", work: Callable[..., Erased], given: Sequence[str], how: dict[str, Any]) -> None:
    """Show what goes, ask, erase, and tell what came of it."""
    yes, as_json, rehearse = how.pop("yes"), how.pop("as_json"), how.pop("dry_run")
    scrub, drop = not how.pop("later"), how.pop("delete_copies")
    done = work(*given, **how, dry_run=True)
    if done.what == "person":
        how["pseudonym"] = done.pseudonym  # the one that was shown
    if not rehearse and _anything(done):
        if not yes:
            _tell(done, "would erase")
        options.confirm("Erase this for good? It cannot be undone.", yes)
        done = work(*given, **how, scrub=scrub)
        _drop(done.copies, drop)
    if as_json:
        from claims.schemas import ErasedRecord

        print_object(ErasedRecord.of(done))
    else:
        _tell(done, "would erase" if rehearse else "erased")
    _warn(done, rehearse)


def _anything(done: Erased) -> bool:
    return bool(done.events or done.documents or done.places)


def _tell(done: Erased, word: str) -> None:
    parts = [f"words of {counted(done.events, 'event')} of {counted(len(done.claims), 'claim')}"] if done.events else []
    parts += [counted(len(done.documents), "document")] if done.documents else []
    parts += [f"the name in {counted(len(done.places), 'place')}, now {done.pseudonym}"] if done.places else []
    click.echo(f"{word}  {', '.join(parts)}" if parts else "nothing to erase")
    for where in (*done.places, *(f"mentioned: {each}" for each in done.mentions))[:SHOWN]:
        click.echo(f"  {oneline(where)}")
    if (more := len(done.places) + len(done.mentions) - SHOWN) > 0:
        click.echo(f"  and {counted(more, 'place')} more (--json tells all)")


def _warn(done: Erased, rehearse: bool) -> None:
    """Say what is left, and what cannot be reached."""
    for key in done.kept:
        empty(f"claim {key} keeps its statement: it stands elsewhere, too")
    for each in done.remains:
        empty(f"not erased: {each}")
    for each in done.copies:
        empty(f"a copy holds it still: {each} (--delete-copies deletes it)")
    if done.batch or rehearse:
        listed = f" (batches {', '.join(done.exports)})" if done.exports else ""
        empty(
            f"exports, backups and publications made before hold it still{listed}: nobody here can reach those; "
            "answers of language models are kept in your cache folder"
        )


def _drop(copies: Sequence[str], sure: bool) -> None:
    """Delete copies of the database, if that was asked for."""
    for each in copies if sure else ():
        for suffix in ("", "-wal", "-shm"):
            Path(each + suffix).unlink(missing_ok=True)
        empty(f"deleted the copy {each}")
