"""Lines that are not claims: each read and checked, and documents put together from the pieces they come in."""

from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from claims.core import key as keys
from claims.core.events import canonical, digest
from claims.core.source import name_key
from claims.errors import InputFailed, shown
from claims.interchange.part import Part
from claims.ledger.captures import Capture
from claims.schemas.whole import LINES, DocumentLine, EntryLine, ItemLine, Line, PieceLine, SourceLine


def told(given: object) -> bool:
    """Return whether a line of JSON is one of ours that is no claim."""
    return isinstance(given, dict) and given.get("type") in LINES and "schema_version" in given


def read(given: dict[str, Any]) -> Line:
    """Return what a line tells; raises InputFailed, saying what was changed in it or cannot be read."""
    claimed = given.pop("digest", None)
    if claimed != digest(given):
        raise InputFailed("it was changed after it was exported (its digest does not fit): export it again")
    try:
        line = LINES[given["type"]].model_validate_json(canonical(given))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputFailed(f"its field {where} {shown(first['input'])} cannot be read: {first['msg']}") from None
    if isinstance(line, SourceLine) and keys.derive("source", name_key(line.name)) != line.key:
        raise InputFailed(f"its key {line.key} is not that of the source {shown(line.name)}")
    if isinstance(line, DocumentLine) and keys.derive("document", bytes.fromhex(line.sha256)) != line.key:
        raise InputFailed(f"its key {line.key} is not that of a document with its hash")
    return line


@dataclass(slots=True)
class _Coming:
    """A document of which pieces are still to come."""

    number: int
    line: DocumentLine
    text: list[str] = field(default_factory=list)
    body: list[bytes] = field(default_factory=list)
    have: int = 0


class Assembly:
    """Puts documents together, one at a time, over the parts of a file."""

    def __init__(self) -> None:
        self._coming: _Coming | None = None
        self._failed: str | None = None  # the document whose pieces are passed over

    def take(self, part: Part) -> None:
        """Fill in what of a part can be written: lines that stand alone, and documents that are complete by now."""
        for number, line in part.lines:
            if isinstance(line, PieceLine):
                self._piece(part, number, line)
                continue
            self.finish(part)
            if isinstance(line, DocumentLine):
                self._coming = _Coming(number, line)
                self._complete(part)
            else:
                (part.items if isinstance(line, ItemLine | EntryLine) else part.settled).append((number, line))

    def finish(self, part: Part) -> None:
        """Fail the document that is not complete, if there is one: nothing more of it comes."""
        if self._coming is not None:
            line = self._coming.line
            part.fail(
                self._coming.number,
                f"document {line.key} has {line.pieces} pieces, and only the first {self._coming.have} are whole: "
                "export it again",
            )
            self._failed = line.key
        self._coming = None

    def rest(self) -> Iterator[Part]:
        """Yield, at the end of a file, the document that is not complete as failed."""
        if self._coming is not None:
            part = Part(self._coming.number)
            self.finish(part)
            yield part

    def _piece(self, part: Part, number: int, line: PieceLine) -> None:
        coming = self._coming
        if coming is None or line.document != coming.line.key or line.n != coming.have + 1:
            self.finish(part)
            if line.document != self._failed:
                part.fail(number, f"it is a piece of document {line.document}, whose line before it is not whole")
            return
        try:
            coming.body.append(b64decode(line.bytes or "", validate=True))
        except NoBase64:
            self.finish(part)
            return
        coming.text.append(line.text or "")
        coming.have += 1
        self._complete(part)

    def _complete(self, part: Part) -> None:
        coming = self._coming
        if coming is None or coming.have < coming.line.pieces:
            return
        self._coming = None
        line, text, body = coming.line, "".join(coming.text), b"".join(coming.body)
        if line.bytes_are_text:
            body = text.encode()
        captured = Capture(
            line, text if line.text_length is not None else None, body if line.bytes_length is not None else None
        )
        if why := _unlike(captured):
            part.fail(coming.number, why)
        else:
            part.settled.append((coming.number, captured))


def _unlike(captured: Capture) -> str | None:
    """Return what is wrong with a document whose pieces are all there, if something is."""
    line, text, body = captured.line, captured.text, captured.body
    if text is not None and len(text) != line.text_length:
        return f"document {line.key} has not the text it is said to have: export it again"
    if body is not None and sha256(body).hexdigest() != line.sha256:
        return f"document {line.key} has not the bytes it is said to have: export it again"
    return None
