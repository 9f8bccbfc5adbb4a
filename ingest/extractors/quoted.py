"""Who speaks beside quotation marks: the words before or after the verb, behind a dash, before a colon."""

from dataclasses import dataclass

from ingest.extractors.clauses import Span
from ingest.extractors.cues import CLOSE_QUOTES, OPEN_QUOTES, QUOTING, REPORTING
from ingest.extractors.words import Sentence

_DASHES = frozenset(("―", "—", "–", "--", "-"))
_SAYS = REPORTING | QUOTING
_REACH = 30
_NAME = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker set beside the words by a mark alone."""

    speaker: Span
    cue: str
    contents: tuple[Span, ...]


def named(s: Sentence) -> Named | None:
    """`“…” ― Jane Doe` and `DOE: …`."""
    size = len(s)
    near, far = max(2, size - _NAME - 1), max(1, min(_NAME, size - 3))
    if _DASHES.isdisjoint(s.lows[near : size - 1]) and ":" not in s.lows[1:far]:
        return None
    dash = next((k for k in range(near, size - 1) if s.lows[k] in _DASHES), None)
    if dash and s.lows[dash - 1] in CLOSE_QUOTES and _is_name(s, dash + 1, size):
        return Named((dash + 1, size), s.words[dash], (stripped(s, 0, dash),))
    colon = next((k for k in range(1, far) if s.lows[k] == ":"), None)
    if colon and _is_name(s, 0, colon) and (s.words[colon - 1].isupper() or s.lows[colon + 1] in OPEN_QUOTES):
        return Named((0, colon), ":", (stripped(s, colon + 1, size),))
    return None


def signed(s: Sentence) -> Span | None:
    """A line that only says whose the quotation before it is: `― Jane Doe`."""
    return (1, len(s)) if s.lows[0] in _DASHES and _is_name(s, 1, len(s)) else None


def _is_name(s: Sentence, first: int, last: int) -> bool:
    if last - first == 1 and len(s.words[first]) < 3:  # `Q:`, `A:` name nobody
        return False
    return 0 < last - first <= _NAME and all(s.words[k][0].isupper() or s.lows[k] in ".," for k in range(first, last))


def follows_quotation(s: Sentence, cue: int) -> bool:
    """Whether a closing quotation mark stands before a cue, a speaker between them: `…,” Mr. Morgan said`."""
    closing = _closing_before(s, cue)
    return closing is not None and (cue - closing <= _NAME or not s.has_verb(closing, cue))


def is_inside(s: Sentence, k: int) -> bool:
    """Whether word `k` stands in quotation marks; those that close before it may have been opened long before."""
    mark = next((i for i in range(k - 1, -1, -1) if s.lows[i] in OPEN_QUOTES or s.lows[i] in CLOSE_QUOTES), None)
    if mark is None or s.lows[mark] not in CLOSE_QUOTES:
        return mark is not None
    if s.lows[mark] not in OPEN_QUOTES:
        return False
    return s.starts[mark + 1] == s.ends[mark] and (mark == 0 or s.starts[mark] > s.ends[mark - 1])


def _closing_before(s: Sentence, cue: int) -> int | None:
    for k in range(cue - 1, max(0, cue - _REACH), -1):
        if s.lows[k] in CLOSE_QUOTES:
            return k if s.lows[k - 1] in (",", "?", "!", ".", "-", "—") else None
    return None


def speaker_at(s: Sentence, cue: int) -> tuple[Span, int, int] | None:
    """The speaker beside a cue that stands behind the words: its span, where the words end, where more may follow."""
    if s.lows[cue - 1] in (",", "-", *CLOSE_QUOTES):
        stop = _name_end(s, cue + 1)
        acts = stop in s.finite  # `Jane Doe, its chief, said the plan is ready`
        if stop > cue + 1 and not acts and s.tags[cue + 1] not in "PTSWCGA" and s.tags[stop - 1] not in "DJ":
            return (cue + 1, stop), cue, stop
    closing = _closing_before(s, cue)
    left = cue
    if closing is None and s.lows[cue - 1] == ",":
        return _behind_office(s, cue)
    if closing is not None:
        left = closing + 1
        if s.tags[cue - 1] == "W" or not _SAYS.isdisjoint(s.lows[left:cue]):
            return None  # `“…,” said Jane Doe, who predicted`, `“…,” Jane Doe said, asked about`
    else:
        while left > 0 and s.lows[left - 1] not in (",", "?", "!", *CLOSE_QUOTES) and cue - left < 14:
            left -= 1
        if s.lows[left - 1] not in (",", "?", "!") or s.tags[cue - 1] == "C":
            return None  # no speaker stands in `promised a "merciless" inquiry and said`
        if left < 2 or any(k in s.finite for k in range(left, cue) if s.tags[k] not in "HMOB"):
            return None
    end = next((k for k in range(left + 1, cue) if s.lows[k] == ","), cue)  # `Jane Doe, its director, said`
    while end > left + 1 and s.tags[end - 1] in "AHMO":
        end -= 1
    return ((left, end), left, cue + 1) if end > left else None


def _behind_office(s: Sentence, cue: int) -> tuple[Span, int, int] | None:
    """`…, its chief, Jane Doe, said`: the name between commas, and where the words for her office begin."""
    comma = next((k for k in range(cue - 2, max(0, cue - _NAME), -1) if s.lows[k] == ","), 0)
    if not 1 < cue - 1 - comma < _NAME or any(s.tags[k] != "E" for k in range(comma + 1, cue - 1)):
        return None
    left = next((k for k in range(comma - 1, max(0, comma - _REACH), -1) if s.lows[k] in (",", *CLOSE_QUOTES)), 0)
    if not left or s.has_verb(left, comma):
        return None
    return (comma + 1, cue - 1), left, cue + 1


def _name_end(s: Sentence, k: int) -> int:
    stop = k
    while stop < len(s) and s.lows[stop] not in (",", ".", ":", ";", *OPEN_QUOTES) and stop not in s.finite:
        if s.tags[stop] in "PWS" and s.lows[stop] not in ("of", "for", "at"):
            break
        stop += 1
    return stop


def stripped(s: Sentence, first: int, last: int) -> Span:
    """Without the quotation marks and commas around."""
    while last > first and (s.lows[last - 1] in CLOSE_QUOTES or s.lows[last - 1] in (",", "'")):
        last -= 1
    while first < last and s.lows[first] in OPEN_QUOTES:
        first += 1
    return first, last
