"""The field's closed word lists, each stored by value and checked by the database."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of assertion a claim is."""

    FACT = "fact"
    FORECAST = "forecast"
    OPINION = "opinion"


class Modality(StrEnum):
    """How firmly a document puts a claim forward."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    HEDGED = "hedged"
    DENIED = "denied"


class Stance(StrEnum):
    """What a piece of evidence does to a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class SourceKind(StrEnum):
    """What sort of source stands behind a document."""

    UNKNOWN = "unknown"
    PUBLISHER = "publisher"
    AUTHOR = "author"
    INSTITUTION = "institution"
    PERSON = "person"


class ActorKind(StrEnum):
    """Who recorded an event: a person decides, a rule or a model only proposes."""

    PERSON = "person"
    RULE = "rule"
    MODEL = "model"


class LinkKind(StrEnum):
    """How one claim stands to another."""

    DUPLICATE = "duplicate"
    CONTRADICTS = "contradicts"
    SUPPORTS = "supports"
    SUPERSEDES = "supersedes"


BOTH_WAYS = frozenset({LinkKind.DUPLICATE, LinkKind.CONTRADICTS})
"""What one claim is to another, the other is to it."""
RELATED = (LinkKind.CONTRADICTS, LinkKind.DUPLICATE, LinkKind.SUPPORTS)
"""The links people make; what supersedes a claim comes with its status."""


class LinkState(StrEnum):
    """Whether a link was only suggested or somebody decided."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Fate(StrEnum):
    """What became of a quote in a later capture of its page."""

    PRESENT = "present"  # the same words at the place
    MOVED = "moved"  # the same words elsewhere
    ALTERED = "altered"  # other words at the place, or nearly the same ones elsewhere
    GONE = "gone"  # nothing of it, or the page itself is not there any more


DRIFTED = (Fate.MOVED, Fate.ALTERED, Fate.GONE)
"""What is recorded of a quote that is not as it was."""


class Precision(StrEnum):
    """How exactly a date is known; the date itself is the last day of that span."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"


COMPARATORS = ("=", "~", "<", "<=", ">", ">=")
"""How a stated figure bounds the real one: exact, about, under, at most, over, at least."""


class OriginRule(StrEnum):
    """How the origin of an appearance was found, the first that holds."""

    OUTLET = "outlet"
    WIRE = "wire"
    COPY = "copy"
    OWNER = "owner"
    SOURCE = "source"
