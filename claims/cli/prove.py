"""Proofs: what somebody without the database can check."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli import options
from claims.cli.group import Command
from claims.cli.opened import with_book

if TYPE_CHECKING:
    from claims.book import Book


@click.command(cls=Command)
@options.key
@click.option(
    "--anchor", "file", metavar="FILE", type=click.Path(path_type=Path),
    help="Also show that the root begins with those in a file that `claims anchor` wrote.",
)  # fmt: skip
@with_book
def prove(book: "Book", key: str, file: Path | None) -> None:
    """Print a proof that the history of a claim was recorded.

    JSON: the events of the claim, and for each the few hashes that lead from it
    to the last root, which `claims anchor` prints. Whoever has that root can
    check it with nothing but Python: examples/check_proof.py does. It holds
    what the history says, names included.

    \b
    Example:
      claims prove 7K2M
      claims prove 7K2M > proof.json
    """
    import json

    anchors = file.read_bytes().decode("utf-8", "replace") if file else ""
    click.echo(json.dumps(book.prove(key, anchors=anchors), ensure_ascii=False, indent=1))
