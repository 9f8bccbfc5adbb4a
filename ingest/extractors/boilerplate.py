"""Sentences that assert nothing about the world: questions, bylines, captions, site furniture."""

import re

# looked for as they stand in the lower-case sentence: twenty such tests cost a tenth of one pattern
_FURNITURE = (
    "all rights reserved|subscribe|newsletter|sign up|log in|cookie|privacy policy|terms of use|terms of service|"
    "click here|read more|share this|follow us|advertisement|©|photo by|photograph by|image credit|photo credit|"
    "getty images|related article|continue reading|originally published|download the app|leave a comment"
).split("|")
_BYLINE = re.compile(r"(?:By|From|Written by|Reporting by|Editing by|Updated|Published|Posted)[ :]")
_SHORT = 140


def is_boilerplate(words: str) -> bool:
    """Whether a sentence is a question, a byline, a caption or an invitation to subscribe."""
    if words.endswith(("?", "？", '?"', "?”")):
        return True
    if len(words) > _SHORT:
        return False
    if _BYLINE.match(words) and not words.endswith("."):
        return True
    low = words.casefold()
    return any(map(low.__contains__, _FURNITURE))
