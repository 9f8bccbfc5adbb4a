"""How pages are made: templates, and what they may say about a value. Whatever is not markup of ours is text."""

from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from claims import wording
from claims.core.confidence import WORDS, word
from claims.core.status import MEANING, Status
from claims.core.text import harmless
from claims.core.vocabulary import RELATED, Kind, Stance
from claims.records import Claim, Placed

SYMBOLS = {
    Status.UNVERIFIED: "○",
    Status.VERIFIED: "✓",
    Status.PARTLY_VERIFIED: "◐",
    Status.MISLEADING: "≈",
    Status.DISPUTED: "⇄",
    Status.REFUTED: "✗",
    Status.UNVERIFIABLE: "?",
    Status.RETRACTED: "↩",
    Status.SUPERSEDED: "↗",
    Status.REJECTED: "⊘",
}
"""A sign for each status: with its word it says what the colour says."""


def address(path: str, *query: tuple[str, object]) -> str:
    """Return an address of this desk; what is None or empty is left out."""
    said = urlencode([(name, str(value)) for name, value in query if value not in (None, "")])
    return f"{quote(path)}?{said}" if said else quote(path)


def link(url: str | None) -> str | None:
    """Return an address that may be followed: of the web, and nothing that a browser would run."""
    if not url or not url.casefold().startswith(("http://", "https://")):
        return None
    try:
        return url if urlsplit(url).hostname else None
    except ValueError:
        return None


def lang(tag: str | None) -> Markup:
    """Return the attributes of a text in a language: which one, and that its letters say which way it runs."""
    said = tag if tag and tag.replace("-", "").isalnum() and tag.isascii() else None
    return Markup(' lang="{}" dir="auto"').format(said) if said else Markup(' dir="auto"')


def static(name: str) -> str:
    """Return the address of a file of ours, which changes with it, so that it may be kept for ever."""
    return f"/static/{name}?{_digest(name)}"


@cache
def _digest(name: str) -> str:
    return blake2b((files("claims.web") / "static" / name).read_bytes(), digest_size=6).hexdigest()


def sure(claim: Claim | Placed) -> str:
    """Return how sure we are, in a word too; what a machine estimated begins with ~."""
    if claim.confidence is None:
        return "not assessed"
    return f"{'' if claim.confidence_by == 'person' else '~'}{claim.confidence} % · {word(claim.confidence)}"


def stands_in(claim: Claim) -> str | None:
    """Return the key of the document a claim stands in, of several the first."""
    return next((each.document for each in claim.appearances if each.document), None)


def _plainly(value: object) -> object:
    """Return what is printed: text without characters that turn a line around, whoever wrote it."""
    return harmless(value, keep="\n") if type(value) is str else value


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("claims.web"), autoescape=True, undefined=StrictUndefined, finalize=_plainly,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.globals |= {
        "SYMBOLS": SYMBOLS, "MEANING": MEANING, "STATUSES": list(Status), "KINDS": list(Kind), "WORDS": WORDS,
        "STANCES": list(Stance), "RELATED": RELATED, "address": address, "link": link, "lang": lang,
        "static": static, "stands_in": stands_in,
        "sure": sure, "words": wording,
    }  # fmt: skip
    return made


def render(template: str, context: Mapping[str, Any]) -> str:
    return _environment().get_template(template).render(context)
