"""Extractors: an article in, candidates out. The built-in one reads by rules; others come through entry points."""

from collections.abc import Iterable
from typing import Protocol, cast

from ingest.article import Article
from ingest.extractors.candidate import Candidate

GROUP = "claimtrack.extractors"


class Extractor(Protocol):
    """Anything that proposes candidates; it knows no database."""

    name: str
    version: str

    def extract(self, article: Article) -> Iterable[Candidate]:
        """Yield the candidates of an article, in reading order."""
        ...


def names() -> list[str]:
    """The extractors that can be asked for, the default first."""
    from importlib.metadata import entry_points

    return ["rules", *sorted({point.name for point in entry_points(group=GROUP)} - {"rules"})]


def get(name: str = "rules") -> Extractor:
    """Return an extractor by name; UnknownChoice when there is none."""
    if name == "rules":
        from ingest.extractors.rules import Rules

        return Rules()
    from importlib.metadata import entry_points

    for point in entry_points(group=GROUP, name=name):
        return cast(Extractor, point.load()())
    from claims.errors import UnknownChoice

    raise UnknownChoice("extractor", name, names())
