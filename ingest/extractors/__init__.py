"""Extractors: an article in, candidates out. Rules by default, a language model where one is set up, and others that
come through entry points."""

from collections.abc import Iterable
from typing import Protocol, cast

from ingest.article import Article
from ingest.extractors.candidate import Candidate

GROUP = "claimtrack.extractors"
BUILT_IN = ("rules", "llm")


class Extractor(Protocol):
    """Anything that proposes candidates; it knows no database.

    One that has something to say about an extraction leaves it in `notes`, a tuple of lines.
    """

    name: str
    version: str

    def extract(self, article: Article) -> Iterable[Candidate]:
        """Yield the candidates of an article, in reading order."""
        ...


def names() -> list[str]:
    """The extractors that can be asked for, the default first."""
    from importlib.metadata import entry_points

    return [*BUILT_IN, *sorted({point.name for point in entry_points(group=GROUP)} - {*BUILT_IN})]


def get(name: str = "rules", *, cache: bool = True) -> Extractor:
    """Return an extractor by name; `cache` lets the language model answer from what it answered before.

    Raises UnknownChoice when there is none, InvalidValue when it is not set up.
    """
    if name == "rules":
        from ingest.extractors.rules import Rules

        return Rules()
    if name == "llm":
        from ingest.extractors.llm import LanguageModel

        return LanguageModel(cache=cache)
    from importlib.metadata import entry_points

    for point in entry_points(group=GROUP, name=name):
        return cast(Extractor, point.load()())
    from claims.errors import UnknownChoice

    raise UnknownChoice("extractor", name, names())


def notes(extractor: Extractor) -> tuple[str, ...]:
    """Return what an extractor says about its last extraction; most have nothing to say."""
    return tuple(getattr(extractor, "notes", ()))
