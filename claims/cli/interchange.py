"""Export and import."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from claims.cli import options
from claims.cli.group import Command
from claims.cli.opened import with_book
from claims.cli.progress import bar
from claims.cli.report import finish
from claims.cli.wording import counted

if TYPE_CHECKING:
    from claims.book import Book

FORMATS = click.Choice(["jsonl", "csv"])


@click.command(cls=Command)
@click.option("--format", type=FORMATS, default="jsonl", show_default=True, help="JSONL carries the whole history.")
@click.option("--output", "-o", metavar="FILE", default="-", help="Where to write; without it stdout.")
@click.option("--documents", is_flag=True, help="Also the stored documents and the sources (JSONL).")
@options.filters
@with_book
def export(book: "Book", format: str, output: str, documents: bool, **chosen: Any) -> None:
    """Write claims with their history to a file.

    JSONL is one claim a line, with evidence and events; `claims import` takes
    it back whole. CSV is one claim a row, for spreadsheets. Without filters
    nothing is left out.

    \b
    Example:
      claims export -o claims.jsonl
      claims export --format csv --status verified > verified.csv
    """
    from claims.interchange import export

    with writing(output) as stream:
        count = export(book, stream, format=format, documents=documents, **options.given(chosen))
    click.echo(f"exported {counted(count, 'claim')}", err=True)


@click.command("import", cls=Command)
@click.argument("file", metavar="FILE|-")
@click.option("--format", type=FORMATS, help="Without it, the file's name decides; from stdin it is jsonl.")
@click.option("--source", metavar="NAME", help="Who published the claims that do not say so.")
@click.option("--dry-run", is_flag=True, help="Do everything, and take it back.")
@options.as_json
@with_book
def load(book: "Book", file: str, as_json: bool, **how: Any) -> None:
    """Read claims that were exported, or ready-made ones.

    What is known already is not recorded twice. See `claims export`.

    \b
    Example:
      claims import claims.jsonl
      claims import figures.csv --source "The Example Times" --dry-run
      curl https://example.org/claims.csv | claims import - --format csv
    """
    from claims.interchange import load

    with reading(file) as stream, bar("importing") as progress:
        report = load(book, stream, name=file, progress=progress, **how)
    finish(report, each="line", as_json=as_json)


@contextmanager
def reading(file: str) -> Iterator[IO[bytes]]:
    """Yield a file, or stdin for `-`, as bytes."""
    if file == "-":
        yield sys.stdin.buffer
        return
    with Path(file).open("rb") as stream:
        yield stream


@contextmanager
def writing(file: str) -> Iterator[IO[bytes]]:
    """Yield a file that is there when it is complete, or not at all; stdout for `-`."""
    if file == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    half = Path(f"{file}.{os.getpid()}.part")
    try:
        with half.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)
