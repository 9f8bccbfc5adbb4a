"""What an erasure came to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, what it left alone, and what cannot be reached from here.

    `batch` is None where nothing was written. `kept` are claims that keep their statement, as they stand elsewhere
    too. `places` are where a name was a whole value, `mentions` the texts that hold it. `exports` are batches that
    wrote copies, `copies` other databases beside this one that hold it still, `remains` whatever else is left.
    """

    batch: str | None
    what: str
    claims: tuple[str, ...]
    events: int
    documents: tuple[str, ...]
    kept: tuple[str, ...] = ()
    pseudonym: str | None = None
    places: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    exports: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    remains: tuple[str, ...] = ()
