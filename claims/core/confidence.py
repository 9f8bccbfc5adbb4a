"""Confidence: how sure we are that a claim is true, as a whole number from 0 to 100."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from claims.core.vocabulary import Kind, Modality
from claims.errors import InvalidValue

# ICD 203 (US Office of the Director of National Intelligence, 2015): term, lowest and highest per cent.
WORDS: tuple[tuple[str, int, int], ...] = (
    ("almost no chance", 1, 5),
    ("very unlikely", 5, 20),
    ("unlikely", 20, 45),
    ("roughly even", 45, 55),
    ("likely", 55, 80),
    ("very likely", 80, 95),
    ("almost certain", 95, 99),
)
ALLOWED = (
    "give 0 to 100, a percentage such as 70%, a probability with a decimal point such as 0.7, or one of "
    + ", ".join(word for word, _, _ in WORDS)
)


def parse(given: str | int | float) -> int:
    """Return the confidence (0-100) that `given` means.

    `70` and `70%` are per cent; a decimal point means a probability, so `0.7` is 70 and `1.0` is 100 while `1`
    is 1. An ICD 203 term stands for the middle of its range.

    Raises InvalidValue for anything else.
    """
    text = str(given).strip().casefold()
    for word, low, high in WORDS:
        if text == word:
            return (low + high) // 2
    percent = text.endswith("%")
    if not text.isascii() or "_" in text:  # Decimal reads more than people mean
        raise InvalidValue("confidence", given, ALLOWED)
    try:
        number = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        raise InvalidValue("confidence", given, ALLOWED) from None
    if not number.is_finite():
        raise InvalidValue("confidence", given, ALLOWED)
    if "." in text and not percent:
        number *= 100
    if not 0 <= number <= 100 or number != int(number):
        raise InvalidValue("confidence", given, ALLOWED)
    return int(number)


def word(confidence: int | None) -> str:
    """Return the ICD 203 term for a confidence, `impossible`/`certain` at the ends, `-` for none."""
    if confidence is None:
        return "-"
    if confidence in (0, 100):
        return "certain" if confidence else "impossible"
    return next(term for term, _, high in WORDS if confidence <= high)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A first estimate by rule, with the reasons that made it."""

    confidence: int
    reasons: tuple[str, ...]


# How far a first estimate lies from "roughly even" for each letter of the Admiralty scale of sources.
RELIABILITY = {"A": 25, "B": 15, "C": 5, "D": -10, "E": -25, "F": 0}
LEAST, MOST = 5, 95
"""A rule is never surer than this."""
MODALITY = {Modality.ASSERTED: 0, Modality.REPORTED: -5, Modality.HEDGED: -10, Modality.DENIED: -20}


def first_estimate(
    reliability: str | None, modality: Modality, kind: Kind, *, attributed: bool, cited: bool
) -> Estimate:
    """Return the rule's first estimate: source reliability, attribution, hedging and kind, from an even 50."""
    points = [(50, "start even")]
    if reliability is not None:
        points.append((RELIABILITY[reliability], f"source reliability {reliability}"))
    if MODALITY[modality]:
        points.append((MODALITY[modality], modality.value))
    if attributed:
        points.append((5, "names its speaker"))
    if cited:
        points.append((5, "cites a reference"))
    if kind is not Kind.FACT:
        points.append((-5, kind.value))
    total = sum(value for value, _ in points)
    if not LEAST <= total <= MOST:  # said, so that the reasons always add up
        kept = max(LEAST, min(MOST, total))
        points.append((kept - total, f"kept within {LEAST} and {MOST}"))
        total = kept
    return Estimate(total, tuple(f"{reason} {value:+d}" for value, reason in points if value))
