"""What giving claims vectors came to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Embedded:
    """How many claims got a vector of a model, how many have one now, and how many of other models were dropped."""

    model: str
    embedded: int
    claims: int
    dropped: int
