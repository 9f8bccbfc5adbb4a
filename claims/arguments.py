"""What several methods of a book take by name, for type checkers and editors."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict

Moment = str | date | datetime
"""A time as people give it; a bare day means its end."""
Words = str | Sequence[str] | None
"""One word or several, any of which will do."""


class Filters(TypedDict, total=False):
    """Which claims: `confidence`, `amount` and `origins` are ranges such as `60..80` and `>=100M`."""

    status: Words
    source: Words
    kind: Words
    text: str | None
    confidence: str | None
    amount: str | None
    tag: Words
    section: Words
    due_before: str | date | None
    reviewed: bool | None
    drift: Words
    subject: Words
    origins: str | None


class Listing(Filters, total=False):
    """Which claims, when, and in which order."""

    as_of: Moment | None
    sort: str
    limit: int
    after: str | None
    everything: bool


class Finding(TypedDict, total=False):
    """What comes with a status."""

    note: str | None
    evidence: str | Sequence[str]
    effective: Moment | None
    expect: int | None
    insist: bool


class Network(TypedDict, total=False):
    """How to reach the web."""

    allow_host: Sequence[str]
    proxy: str | None
    robots: bool


class Said(Network, total=False):
    """What is said of documents from outside, which counts more than what they say of themselves; how to read them."""

    source: str | None
    title: str | None
    url: str | None
    published: str | date | None
    byline: str | None
    language: str | None
    confidence: str | float | None
    extractor: str
    cache: bool
    full: bool
    again: bool
    match: bool
