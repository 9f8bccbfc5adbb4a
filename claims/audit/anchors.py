"""Anchors: roots that were published or kept elsewhere, and whether the present tree begins with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims import signing
from claims.core.note import Seal, read

if TYPE_CHECKING:
    from claims.audit.seals import Seals

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Anchor:
    """One line of a file of anchors: the seal it tells, or why it tells none."""

    line: int
    seal: Seal | None
    wrong: str = ""


def anchors(text: str) -> list[Anchor]:
    """Return what the lines of a file tell; blank lines and those that start with # are left out."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            found.append(Anchor(number, read(line[:LONGEST])))
        except (ValueError, OverflowError) as error:
            found.append(Anchor(number, None, str(error)))
    return found


def anchored(given: Sequence[Anchor], seals: "Seals") -> Iterator[str]:
    """Yield which anchors do not lead to the present tree."""
    for each in given:
        seal, where = each.seal, f"line {each.line} of the anchors"
        if seal is None:
            yield f"{where} cannot be read: {each.wrong}"
        elif seal.origin != seals.origin:
            yield f"{where} is of another database ({seal.origin}; this one is {seals.origin or 'not sealed yet'})"
        elif seal.key and seal.signature and signing.verifies(seal.key, seal.signature, seal.text) is False:
            yield f"the signature of {where} does not fit it: the line was changed"
        elif seal.size > seals.size:
            yield (
                f"{where} stands for {seal.size:,} events and there are {seals.size:,} here: "
                "this is an older copy, or its end was cut off"
            )
        elif seals.at.get(seal.size) != seal.root:
            yield f"the first {seal.size:,} events are not those of {where}: the history was rewritten"
