"""The contract between extractors and everything after them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from claims.core.quantity import Quantity
from claims.core.vocabulary import Kind, Modality, Precision


@dataclass(frozen=True, slots=True)
class Candidate:
    """One assertion an extractor proposes; `text[start:end] == quote`, always, in code points.

    `statement` reads alone unless `stands_alone` is false. `score` (0-1) is how surely this is a claim worth
    tracking, `features` what made it so. `due` is the last day of the span a forecast falls due in.
    """

    quote: str
    start: int
    end: int
    statement: str
    kind: Kind
    modality: Modality = Modality.ASSERTED
    speaker: str | None = None
    cue: str | None = None
    subject: str | None = None
    quantities: tuple[Quantity, ...] = ()
    due: date | None = None
    due_precision: Precision | None = None
    citations: tuple[str, ...] = ()
    section: str | None = None
    score: float = 0.5
    features: Mapping[str, float] = field(default_factory=dict)
    stands_alone: bool = True
