"""A statement that reads alone, put together from the words of a sentence."""

import re
from collections.abc import Sequence

from ingest.extractors.reference import Substitution
from ingest.extractors.words import Sentence

_CITATION = re.compile(r"[ \t]*\[\^?[A-Za-z]{0,3}\d{1,4}(?:[ ]?[,–-][ ]?\d{1,4}){0,20}\]")
_SHORT_FORM = re.compile(r" (?=['’](?:s|re|ve|ll|d)\b)")
_FULL_FORMS = {"ll": " will", "ve": " have", "re": " are"}
_MARKS = frozenset("\"“”'")
_LOOSE = frozenset(",;:—–-&")
_JOINERS = frozenset("and or but while whereas".split())


def compose(s: Sentence, parts: Sequence[tuple[int, int] | str], reads: Sequence[Substitution]) -> str:
    """Join words and inserted forms, restore references, capitalise, close with a full stop."""
    if len(parts) == 1:
        return _sentence(_said(s, parts[0], reads))
    pieces: list[str] = []
    for part in _joined(parts):
        words = _said(s, part, reads)
        if words == "," and pieces:
            pieces[-1] += words
        elif words:
            pieces.append(words)
    return _sentence(_SHORT_FORM.sub("", " ".join(pieces)))


def phrase(s: Sentence, span: tuple[int, int], reads: Sequence[Substitution]) -> str:
    """The words of a span as a name: capitalised, no full stop."""
    words = _words(s, *span, reads).strip(" ,;:—–.")
    words = _unquoted(words) if words else words
    return words[0].upper() + words[1:] if words[:1].islower() and not words[1:2].isupper() else words


def _said(s: Sentence, part: tuple[int, int] | str, reads: Sequence[Substitution]) -> str:
    return part if isinstance(part, str) else _words(s, *part, reads)


def _joined(parts: Sequence[tuple[int, int] | str]) -> list[tuple[int, int] | str]:
    """Make one of stretches that follow on each other: the commas between them stay."""
    found: list[tuple[int, int] | str] = []
    held: tuple[int, int] | None = None
    for part in parts:
        if isinstance(part, str):
            held = None
            found.append(part)
        elif held and held[1] == part[0]:
            found[-1] = held = (held[0], part[1])
        elif part[0] < part[1]:
            found.append(part)
            held = part
    return found


def trimmed(s: Sentence, first: int, last: int) -> tuple[int, int]:
    """Cut the comma and conjunction that only lead on to the next clause."""
    while last > first + 1 and (s.words[last - 1] in _LOOSE or s.lows[last - 1] in _JOINERS):
        last -= 1
    while first < last - 1 and (s.words[first] in _LOOSE or s.words[first] in ".)]”"):
        first += 1
    return first, last


def _words(s: Sentence, first: int, last: int, reads: Sequence[Substitution]) -> str:
    first, last = trimmed(s, first, last)
    at = s.starts[first]
    if not reads:
        return clean(s.text[at : s.ends[last - 1]])
    parts: list[str] = []
    for read in reads:
        if first <= read.first and read.last <= last and s.starts[read.first] >= at:
            parts.append(s.text[at : s.starts[read.first]])
            parts.append(read.name)
            at = s.ends[read.last - 1]
            if full := _full_form(s, read.last):
                parts.append(full)
                at = s.ends[read.last]
    parts.append(s.text[at : s.ends[last - 1]])
    return clean("".join(parts))


def _full_form(s: Sentence, k: int) -> str:
    """` would` for the end of `he’d`, which no name takes; empty where word `k` is none, or may be two."""
    if k >= len(s) or s.starts[k] != s.ends[k - 1] or s.lows[k][0] not in "'’":
        return ""
    behind = next((i for i in range(k + 1, len(s)) if s.tags[i] != "A"), k)
    if s.lows[k][1:] == "d":
        return " had" if s.tags[behind] in "dn" or s.lows[behind] in ("been", "better") else " would"
    if s.lows[k][1:] == "s":
        return " has" if s.lows[behind] in ("been", "had", "got") else ""
    return _FULL_FORMS.get(s.lows[k][1:], "")


def clean(words: str) -> str:
    """Drop hidden markup and citation marks, make every gap one blank."""
    if "[" in words:
        words = _CITATION.sub("", words)
    return " ".join(words.replace("\0", "").split())


def _sentence(words: str) -> str:
    words = words.strip(" ,;:—–")
    if not words:
        return words
    words = _closed(_unquoted(words))
    if words[:1].islower() and not words[1:2].isupper():
        words = words[0].upper() + words[1:]
    return words if words[-1:] in ".!?。！？…" or words[-2:] in ('."', ".”", '!"', "!”") else words + "."


def _closed(words: str) -> str:
    """Close quotation marks that are open at the end, and open those that are closed: `called it a “crystal ball`."""
    missing = words.count("“") - words.count("”")
    if missing:
        return words + "”" if missing > 0 else "“" + words
    odd = words.count('"') % 2 and words[words.rindex('"') - 1] == " "  # no inches, which stand behind a number
    return words + '"' if odd else words


def _unquoted(words: str) -> str:
    """Drop quotation marks that hold the whole statement, or whose partner was cut away."""
    if words[0] not in _MARKS and words[-1] not in _MARKS:
        return words
    for opening, closing in (('"', '"'), ("“", "”"), ("''", "''")):
        if words.startswith(opening) and words.endswith(closing) and words.count(closing) <= 1 + (opening == closing):
            return words[len(opening) : -len(closing)].strip()
        odd = words.count(opening) % 2 if opening == closing else words.count(opening) != words.count(closing)
        if odd and words.startswith(opening):
            return words[len(opening) :].lstrip()
        if odd and words.endswith(closing):
            return words[: -len(closing)].rstrip(" ,")
    return words
