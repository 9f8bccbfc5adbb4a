"""The one gate for text: what no database can hold becomes visible or is refused, and so is what is too long."""

import re
from hashlib import blake2b
from typing import Any

from claims.errors import InvalidValue

STATEMENT, NAME, URL, TAG, ACTOR = 20_000, 500, 8_000, 100, 200
"""The most characters of what a claim says, of a name, an address, a tag, and of who changes something."""
TEXT = 100_000
"""The most characters of everything else, such as a note."""
LONGEST = (
    dict.fromkeys(("statement", "quote"), STATEMENT)
    | dict.fromkeys(("url", "homepage", "evidence"), URL)
    | dict.fromkeys(
        ("source", "section", "speaker", "subject", "title", "byline", "language", "origin", "cue", "citations"), NAME
    )
)
"""The most characters of a text by what it is: the same on both engines, whose indexes hold different lengths."""

COMPARED = 2_400
"""Bytes of a text in an index; PostgreSQL takes 2,700 for all that a row has in one."""

REPLACEMENT = "\ufffd"
JOINERS = "\u200c\u200d"
"""Invisible characters that some scripts and emoji need."""
_UNFIT = re.compile("[\0\ud800-\udfff]")


def gate(text: str) -> tuple[str, int]:
    """Return `text` with every NUL and lone surrogate replaced by U+FFFD, and how many there were.

    The length stays the same, so places in the text stay right.
    """
    return _UNFIT.subn(REPLACEMENT, text)


def require_fit(what: str, *given: Any) -> None:
    """Raise InvalidValue for text no database can hold, or that is too long for what it is.

    A person's own words are refused rather than changed. Looks into lists and dicts; what is no text is passed over.
    """
    most = LONGEST.get(what, TEXT)
    for each in given:
        if isinstance(each, str):
            if _UNFIT.search(each):
                raise InvalidValue(what, each, "it holds characters that are no text (NUL or half a surrogate pair)")
            if len(each) > most:
                raise InvalidValue(what, each, f"it has {len(each):,} characters; give at most {most:,}")
        elif isinstance(each, dict):
            require_fit(what, *each.values())
        elif isinstance(each, list | tuple):
            require_fit(what, *each)


def shortened(what: str, given: str | None) -> str | None:
    """Return a text that was found, not given, no longer than it may be: a page-long heading is cut."""
    most = LONGEST.get(what, TEXT)
    return given if given is None or len(given) <= most else given[: most - 1] + "…"


def comparable(given: str) -> str:
    """Return a text that is only compared, short enough for the index of any engine: a long one ends in its hash."""
    if len(given) <= COMPARED // 4 or len(given.encode("utf-8", "surrogatepass")) <= COMPARED:
        return given
    digest = blake2b(given.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return given[: COMPARED // 4 - len(digest)] + digest


def harmless(text: str, *, keep: str = "") -> str:
    """Return a text as it may be shown: nothing in it steers a terminal or turns a line around.

    Blanks of all kinds, also the ends of lines, are blanks, but for those in `keep`. The length stays the same.
    """
    return text if text.isprintable() else "".join(_harmless(each) if each not in keep else each for each in text)


def _harmless(character: str) -> str:
    if character.isprintable() or character in JOINERS:
        return character
    return " " if character.isspace() else REPLACEMENT
