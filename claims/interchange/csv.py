"""CSV: one claim a row, for spreadsheets.

What goes out is what a claim says now, with its first appearance and its first figure; histories need JSONL. In
come ready-made claims: the first row names the fields, in any order, separated by commas, semicolons or tabs.

A cell that a spreadsheet would take for a formula goes out with an apostrophe before it, and comes in without.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any

from pydantic import ValidationError

from claims.beside import beside
from claims.core.vocabulary import ActorKind
from claims.errors import ClaimtrackError
from claims.interchange.blocks import MB, STEP, too_long
from claims.interchange.history import Written, loads
from claims.interchange.part import Part
from claims.interchange.ready import FIELDS, claim, explain, no_text, validator
from claims.ledger.entry import enter

if TYPE_CHECKING:
    from claims.book import Book

COLUMNS = (
    "key", "statement", "kind", "status", "confidence", "source", "subject", "due", "due_precision", "tags", "quote",
    "url", "section", "speaker", "modality", "language", "figure", "value", "low", "high", "unit", "comparator",
    "version", "recorded_at", "changed_at", "reviewed", "withdrawn", "merged_into",
)  # fmt: skip
NUMBERS = {"value", "low", "high"}
READ = FIELDS - {"quantities"}
DELIMITERS = ",;\t"
LONGEST = MB
"""The most bytes of a row, whatever its lines; what is longer is passed over."""
ROWS = 2_000
"""Rows that are checked together, fewer where they are long."""
_FORMULA, _GUARDED = re.compile(r"'*[=+\-@\t\r]"), re.compile(r"'+[=+\-@\t\r]")

Given = tuple[int, dict[str, str] | str]


def export(book: "Book", stream: IO[bytes], **filters: Any) -> int:
    """Write claims as rows, oldest first; returns how many."""
    from claims.interchange.writing import chosen, histories  # not for reading, done beside by the process that writes

    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    count = 0
    try:
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        with book.database.read() as connection:
            for ids in chosen(connection, **filters):
                rows.writerows(_row(loads(line.encode())) for line in histories(connection, ids))
                count += len(ids)
    finally:
        text.detach()
    return count


def _row(told: dict[str, Any]) -> list[str]:
    place: dict[str, Any] = next((each for each in told["appearances"] if not each["withdrawn"]), {})
    figure: dict[str, Any] = next(iter(told["quantities"]), {})
    flat = {"figure": figure.get("text")} | figure | place | told | {"tags": ", ".join(told["tags"])}
    return [_cell(name, flat.get(name)) for name in COLUMNS]


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in NUMBERS:
        return value.digits if isinstance(value, Written) else str(value)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def read(stream: IO[bytes], source: str | None, by: ActorKind) -> Iterator[Part]:
    """Yield the rows of a file in parts, read and checked."""
    return beside("claims.interchange.csv:check", _pieces(stream), source, by)


def check(given: Sequence[Given], source: str | None, by: ActorKind) -> Part:
    """Return what rows hold."""
    part = Part(given[-1][0])
    for number, row in given:
        try:
            if isinstance(row, str):
                part.fail(number, row)
                continue
            if (bad := no_text(row)) is not None:
                part.fail(number, f"{bad!r:.60} is no text: it is not UTF-8, or holds a NUL")
                continue
            new, verdict = claim(validator().validate_python(row), source, by)
        except ValidationError as error:
            part.fail(number, explain(error))
        except ClaimtrackError as error:
            part.fail(number, str(error))
        else:
            part.add(number, enter(new, str(new.source)), verdict)
            part.ignored |= row.keys() - READ
    return part


def _pieces(stream: IO[bytes]) -> Iterator[list[Given]]:
    lines, piece, since = _Lines(stream), list[Given](), 0
    for row in _rows(lines):
        piece.append(row)
        if len(piece) == ROWS or lines.size - since > STEP:
            yield piece
            piece, since = [], lines.size
    if piece:
        yield piece


def _rows(lines: "_Lines") -> Iterator[Given]:
    """Yield the rows with the number of the line each starts on; a text says why one cannot be read."""
    try:
        first = next(lines, "")
    except csv.Error as error:
        yield 1, f"the first row must name the columns, one of them `statement`: {error}"
        return
    if not first.strip():
        return
    delimiter = max(DELIMITERS, key=lambda each: (len(FIELDS.intersection(_names(first, each))), first.count(each)))
    names = _names(first, delimiter)
    if "statement" not in names:
        columns = ", ".join(names)[:60]
        yield 1, f"the first row must name the columns, one of them `statement`; it names {columns}"
        return
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        start = lines.start()
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield start, _unread(error)
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names) and any(cells[len(names) :]):
            yield start, f"it has {len(cells)} cells where the first row names {len(names)} columns"
        else:
            yield start, {name: _plain(cell) for name, cell in zip(names, cells, strict=False) if cell}


def _unread(error: csv.Error) -> str:
    """Say why a row cannot be read, and for a cell without end what may be the cause."""
    if "field limit" in str(error):
        return f"a cell has more than {csv.field_size_limit():,} characters: is a quotation mark not closed?"
    return str(error) if isinstance(error, _TooLong) else f"it cannot be read: {error}"


class _TooLong(csv.Error):
    """A row has more bytes than are held."""


class _Lines:
    """The lines of a stream as text, numbered, none of them and no row longer than can be held."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.number = 0
        self.size = self._before = 0

    def __iter__(self) -> "_Lines":
        return self

    def start(self) -> int:
        """Begin a row; returns the number of its first line."""
        self._before = self.size
        return self.number + 1

    def __next__(self) -> str:
        line = self._stream.readline(LONGEST + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.size += len(line)
        if self.number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        rest = line
        while not rest.endswith(b"\n") and (rest := self._stream.readline(LONGEST)):
            self.size += len(rest)
        if self.size - self._before > LONGEST:
            raise _TooLong(too_long(self.size - self._before, LONGEST))
        return line.decode("utf-8", "surrogateescape")


def _names(first: str, delimiter: str) -> list[str]:
    """Return the names of the columns, in order."""
    cells = next(csv.reader([first], delimiter=delimiter), [])
    return ["_".join(re.split(r"[\s\-]+", cell.strip().casefold())) for cell in cells]


def _plain(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
