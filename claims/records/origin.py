"""Where an appearance comes from: what is counted when one asks how many say so."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.core.origins.wires import origin_key
from claims.core.vocabulary import OriginRule


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of an appearance: appearances of one `name` are one voice.

    `rule` tells how it was found; `via` is the outlet, the wire or the source that led there, and `document` the one
    whose text is the same, where that decided.
    """

    name: str
    rule: OriginRule
    via: str
    document: str | None = None


def counted(origins: Iterable[Origin]) -> int:
    """Return how many voices some origins are."""
    return len({origin_key(each.name) for each in origins})
