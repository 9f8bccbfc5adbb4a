"""Interchange: claims out to a file and in from one, one module a format, known by name.

`export` writes what a book holds, `load` takes in what was exported or ready-made claims of others. JSONL carries
whole histories and goes round byte for byte; CSV is for spreadsheets.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any

from claims.core.text import require_fit
from claims.errors import InvalidValue, UnknownChoice
from claims.records import Outcome, Report

if TYPE_CHECKING:
    from claims.book import Book

FORMATS = {"jsonl": "claims.interchange.jsonl", "csv": "claims.interchange.csv"}
SUFFIXES = {".csv": "csv", ".tsv": "csv"}
Progress = Callable[[int, int | None, Outcome], None]


def export(book: "Book", stream: IO[bytes], *, format: str = "jsonl", whole: bool = False, **filters: Any) -> int:
    """Write the claims that pass `filters` (as for `Reader.list`) to a stream of bytes; returns how many.

    Without filters nothing is left out: claims undone, merged or rejected come too. With `whole` (JSONL, no filters)
    batches, sources and documents come as lines of their own. Raises UnknownChoice, InvalidValue.
    """
    if whole and (format != "jsonl" or filters):
        given = f"format {format}" if format != "jsonl" else f"only {', '.join(filters)}"
        raise InvalidValue("whole", given, "whole means all there is, as jsonl: leave filters and other formats out")
    options = {"whole": True} if whole else filters
    written: int = _module(format).export(book, stream, **options)
    return written


def load(
    book: "Book", stream: IO[bytes], *, format: str | None = None, name: str = "-", source: str | None = None,
    progress: Progress | None = None, dry_run: bool = False,
) -> Report:  # fmt: skip
    """Take in claims from a stream of bytes, as one batch; one bad line never stops the others.

    `name` is what the report calls the stream; without a `format` its ending decides. `source` is the publisher of
    ready-made claims that name none. `progress` is called with what is safe in the database. With `dry_run`
    everything is done and taken back. Raises UnknownChoice, StorageError.
    """
    from claims.interchange import loading

    require_fit("source", source)
    chosen = format or format_of(name)
    parts = _module(chosen).read(stream, source, book.actor.kind)
    return loading.load(book, parts, name=name, format=chosen, source=source, progress=progress, dry_run=dry_run)


def format_of(name: str) -> str:
    """Return the format that the ending of a file's name stands for; JSONL for any other."""
    return SUFFIXES.get(PurePath(name).suffix.casefold(), "jsonl")


def _module(format: str) -> Any:
    if format not in FORMATS:
        raise UnknownChoice("format", format, FORMATS)
    return import_module(FORMATS[format])
