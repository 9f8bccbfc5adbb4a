"""The one gate for text: what no database can hold becomes visible, and is counted."""

import re
from typing import Any

from claims.errors import InvalidValue

REPLACEMENT = "\ufffd"
_UNFIT = re.compile("[\0\ud800-\udfff]")


def gate(text: str) -> tuple[str, int]:
    """Return `text` with every NUL and lone surrogate replaced by U+FFFD, and how many there were.

    The length stays the same, so places in the text stay right.
    """
    return _UNFIT.subn(REPLACEMENT, text)


def require_fit(what: str, *given: Any) -> None:
    """Raise InvalidValue for text no database can hold: a person's own words are refused rather than changed.

    Looks into lists and dicts; what is no text is passed over.
    """
    for each in given:
        if isinstance(each, str):
            if _UNFIT.search(each):
                raise InvalidValue(what, each, "it holds characters that are no text (NUL or half a surrogate pair)")
        elif isinstance(each, dict):
            require_fit(what, *each.values())
        elif isinstance(each, list | tuple):
            require_fit(what, *each)
