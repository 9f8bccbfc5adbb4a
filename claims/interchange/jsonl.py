"""JSONL: one JSON object a line."""

from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

from pydantic import ValidationError

from claims.beside import beside
from claims.core.vocabulary import ActorKind
from claims.errors import ClaimtrackError, InputFailed
from claims.interchange.blocks import MB, Block, blocks, too_long
from claims.interchange.history import loads
from claims.interchange.history import read as history
from claims.interchange.part import Part
from claims.interchange.ready import FIELDS, claim, explain, no_text, validator
from claims.ledger.entry import enter

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from claims.book import Book
    from claims.schemas.whole import Line

NUL = rb"\u0000"
LONGEST = MB
"""The most bytes of a ready-made claim; only histories are longer."""
MANY = 500_000
"""The most values of a history, twice those of ten thousand events: each takes many times its room once it is read."""


def export(book: "Book", stream: IO[bytes], *, whole: bool = False, **filters: Any) -> int:
    """Write claims with their whole history, one a line, oldest first; returns how many.

    `whole` also writes the lines of batches, sources and documents.
    """
    from claims.interchange import provenance  # not for reading, done beside by the process that writes

    count = 0
    with book.database.read() as connection:
        for line in provenance.before(connection) if whole else ():
            stream.write(line.encode() + b"\n")
        for told in _lines(connection, filters):
            stream.write(told)
            count += 1
        for line in provenance.after(connection) if whole else ():
            stream.write(line.encode() + b"\n")
    return count


def lines(book: "Book", **filters: Any) -> Iterator[bytes]:
    """Yield claims with their whole history, one a line, oldest first, all as they are at one moment."""
    with book.database.read() as connection:
        yield from _lines(connection, filters)


def _lines(connection: "Connection", filters: Mapping[str, Any]) -> Iterator[bytes]:
    from claims.interchange.writing import chosen, histories

    for ids in chosen(connection, **filters):
        for line in histories(connection, ids):
            yield line.encode() + b"\n"


def read(stream: IO[bytes], source: str | None, by: ActorKind) -> Iterator[Part]:
    """Yield the lines of a file in parts, read and checked."""
    return beside("claims.interchange.jsonl:check", blocks(stream), source, by)


def check(block: Block, source: str | None, by: ActorKind) -> Part:
    """Return what the lines of a block hold."""
    part = Part(block.first)
    if block.passed:
        part.fail(block.first, too_long(block.passed))
    validate = validator().validate_json
    for number, line in block.numbered():
        part.last = number
        try:
            if b'"events"' in line and isinstance((told := _told(line)), dict) and "events" in told:
                part.histories.append((number, history(told)))
                continue
            if b'"type"' in line and (around := _around(line)) is not None:
                part.lines.append((number, around))
                continue
            if len(line) > LONGEST:
                part.fail(number, too_long(len(line), LONGEST))
                continue
            given: dict[str, Any] = validate(line)
            if NUL in line and (bad := no_text(given)) is not None:
                part.fail(number, f"{bad!r:.60} is no text: it holds a NUL")
                continue
            new, verdict = claim(given, source, by)
        except ValidationError as error:
            part.fail(number, explain(error))
        except ClaimtrackError as error:
            part.fail(number, str(error))
        else:
            part.add(number, enter(new, str(new.source)), verdict)
            if not given.keys() <= FIELDS:
                part.ignored |= given.keys() - FIELDS
    return part


def _around(line: bytes) -> "Line | None":
    """Return what a line that is no claim tells; None for a claim."""
    from claims.interchange import assembly  # it needs the tables, which a process that reads claims does without

    told = _told(line)
    return assembly.read(told) if assembly.told(told) else None


def _told(line: bytes) -> Any:
    """Return what a line of JSON holds; raises InputFailed."""
    if len(line) > LONGEST and (values := sum(map(line.count, b",[{"))) > MANY:
        raise InputFailed(
            f"it has {values:,} values where a claim with its history may have {MANY:,}: is it one claim?"
        )
    return loads(line)
