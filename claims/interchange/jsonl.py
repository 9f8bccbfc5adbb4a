"""JSONL: one JSON object a line."""

from collections.abc import Iterator
from typing import IO, Any

from pydantic import ValidationError

from claims.beside import beside
from claims.core.vocabulary import ActorKind
from claims.errors import ClaimtrackError
from claims.interchange.blocks import Block, blocks, too_long
from claims.interchange.part import Part
from claims.interchange.ready import FIELDS, claim, explain, no_text, validator
from claims.ledger.entry import enter

NUL = rb"\u0000"


def read(stream: IO[bytes], source: str | None, by: ActorKind) -> Iterator[Part]:
    """Yield the lines of a file in parts, read and checked."""
    return beside("claims.interchange.jsonl:check", blocks(stream), source, by)


def check(block: Block, source: str | None, by: ActorKind) -> Part:
    """Return what the lines of a block hold."""
    part = Part(block.first)
    if block.lines is None:
        part.fail(block.first, too_long())
    validate = validator().validate_json
    for number, line in block.numbered():
        part.last = number
        try:
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
