"""What a page tells about many claims at once: how many there are of each sort, and where they stand in a document."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.core.status import Status
from claims.core.vocabulary import ActorKind, Fate, Kind


@dataclass(frozen=True, slots=True)
class Facets:
    """How many claims there are of each word of a field, such as status, with all other filters as they are.

    Where there were more claims than were counted the field is in `more`, and its numbers are the least there are.
    """

    counts: Mapping[str, Mapping[str, int]]
    more: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim at one of its places in a document's text; of a merged claim it is the one that stays."""

    claim: str
    start: int
    end: int
    statement: str
    kind: Kind
    status: Status
    reviewed: bool
    confidence: int | None
    confidence_by: ActorKind | None
    drift: Fate | None
