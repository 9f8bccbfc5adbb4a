"""The one gate for text: what no database can hold becomes visible, and is counted."""

import re

REPLACEMENT = "\ufffd"
_UNFIT = re.compile("[\0\ud800-\udfff]")


def gate(text: str) -> tuple[str, int]:
    """Return `text` with every NUL and lone surrogate replaced by U+FFFD, and how many there were.

    The length stays the same, so places in the text stay right.
    """
    return _UNFIT.subn(REPLACEMENT, text)
