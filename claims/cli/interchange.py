"""Export and import."""

import sys
from typing import TYPE_CHECKING, Any

import click

from claims.cli import offers, options
from claims.cli.group import Command
from claims.cli.opened import with_book, with_new_book
from claims.cli.progress import bar
from claims.cli.report import finish, resumable
from claims.wording import counted

if TYPE_CHECKING:
    from claims.book import Book

FORMATS = click.Choice(["jsonl", "csv"])


@click.command(cls=Command)
@click.option("--format", type=FORMATS, help="Without it, the file's name decides; to stdout it is jsonl.")
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    shell_complete=offers.files,
    default="-",
    help="Where to write; without it stdout.",
)
@click.option("--whole", is_flag=True, help="Also write sources, documents and batches: all there is, to move it.")
@options.filters
@with_book
def export(book: "Book", format: str | None, output: str, whole: bool, **chosen: Any) -> None:
    """Write claims with their history to a file.

    JSONL is one claim a line, with evidence and events; `claims import` takes
    it back whole. CSV is one claim a row, for spreadsheets. Without filters
    nothing is left out. --whole also writes what claims come from: sources with
    their ratings, documents with text and bytes, and what commands did. Taken in
    by an empty database, SQLite or PostgreSQL, it is the same database again.

    \b
    Example:
      claims export -o claims.jsonl
      claims export --whole -o everything.jsonl
      claims export --format csv --status verified > verified.csv
    """
    to = sys.stdout.buffer if output == "-" else output
    count = book.export(to, format=format, whole=whole, **options.given(chosen))
    around = ", with their sources, documents and batches" if whole else ""
    click.echo(f"exported {counted(count, 'claim')}{around}", err=True)


@click.command("import", cls=Command)
@click.argument("file", metavar="FILE|-", shell_complete=offers.files)
@click.option("--format", type=FORMATS, help="Without it, the file's name decides; from stdin it is jsonl.")
@click.option(
    "--source", metavar="NAME", shell_complete=offers.source, help="Who published the claims that do not say so."
)
@click.option("--dry-run", is_flag=True, help="Do everything, and take it back.")
@options.as_json
@with_new_book
def load(book: "Book", file: str, as_json: bool, **how: Any) -> None:
    """Read claims that were exported, or ready-made ones.

    What is known already is not recorded twice. A claim may have 1 MB, with its history 8 MB. See `claims export`.

    \b
    Example:
      claims import claims.jsonl
      claims --db postgresql://localhost/claims import everything.jsonl
      claims import figures.csv --source "The Example Times" --dry-run
      curl https://example.org/claims.csv | claims import - --format csv
    """
    given = sys.stdin.buffer if file == "-" else file
    with resumable(), bar("importing") as progress:
        report = book.load(given, name=file, progress=progress, **how)
    finish(report, each="line", as_json=as_json)
