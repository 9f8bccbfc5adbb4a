"""Anchors: the root that stands for all that was recorded so far, to be kept where nobody can change it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli import options
from claims.cli.group import Command
from claims.cli.opened import with_book
from claims.cli.output import empty, print_object
from claims.core.when import moment

if TYPE_CHECKING:
    from claims.book import Book
    from claims.schemas import AnchorRecord, KeyRecord


@click.command(cls=Command)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--public", is_flag=True, help="Print your public key instead, to be passed on.")
@options.as_json
@with_book
def anchor(book: "Book", file: Path | None, public: bool, as_json: bool) -> None:
    """Print the root that stands for all that was recorded so far.

    One line: the database, when, how many events, the root, and your signature.
    With a FILE the line is also added to its end. Keep it where whoever could
    change the database cannot: in a mail, a repository, a public post.
    `claims audit --anchor FILE` shows later that nothing was lost or changed.

    \b
    Example:
      claims anchor anchors.txt
      claims anchor --public
    """
    if public:
        print_object(_public()) if as_json else click.echo(_public().key)
    elif (line := book.anchor()) is None:
        empty("nothing was recorded yet, so there is nothing to stand for")
    else:
        if file is not None:
            _append(file, line)
        print_object(_told(line)) if as_json else click.echo(line)


def _told(line: str) -> "AnchorRecord":
    from claims.core.note import read
    from claims.schemas import AnchorRecord
    from claims.signing import shown

    seal = read(line)
    return AnchorRecord(
        line=line, origin=seal.origin, sealed_at=moment(seal.sealed_at), size=seal.size, root=shown(seal.root),
        key=None if seal.key is None else shown(seal.key),
        signature=None if seal.signature is None else shown(seal.signature),
    )  # fmt: skip


def _public() -> "KeyRecord":
    from claims import signing
    from claims.errors import Refused
    from claims.schemas import KeyRecord

    found = signing.signer()
    if isinstance(found, signing.Unsigned):
        raise Refused(f"{found.why}: {found.mend}")
    return KeyRecord(key=signing.shown(found.public), path=str(found.path))


def _append(file: Path, line: str) -> None:
    """Add a line to the end of a file, unless it is there already."""
    told = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
    if line not in told.splitlines():
        with file.open("a", encoding="utf-8") as anchors:
            anchors.write(("\n" if told and not told.endswith("\n") else "") + line + "\n")
