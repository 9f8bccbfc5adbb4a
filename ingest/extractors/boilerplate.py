"""Sentences that assert nothing about the world: questions, bylines, captions, site furniture."""

import re

_FURNITURE = re.compile(
    r"all rights reserved|subscribe|newsletter|sign up|log in|cookie|privacy policy|terms of (?:use|service)"
    r"|click here|read more|share this|follow us|advertisement|©|photo(?:graph)? by|image credit|photo credit"
    r"|getty images|related articles?|continue reading|originally published|download the app|leave a comment",
    re.IGNORECASE,
)
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
    return _FURNITURE.search(words) is not None
