"""The optional extractor: a language model behind any OpenAI-compatible endpoint proposes, the text disposes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.article import Article
from ingest.extractors.candidate import Candidate

if TYPE_CHECKING:
    from ingest.extractors.llm.endpoint import Endpoint

VERSION = "1"
"""Raised whenever the prompt, the schema or what is made of an answer changes."""


class LanguageModel:
    """Ask a model passage by passage; keep only what can be pointed at in the text.

    `version` names the model too: another model is another reader. `notes` say after an extraction what was asked,
    what it cost and what was left out.
    """

    name = "llm"

    def __init__(self, endpoint: "Endpoint | None" = None, *, cache: bool = True) -> None:
        from ingest.extractors.llm.endpoint import configured

        self.endpoint = endpoint or configured()
        self.version = f"{VERSION} {self.endpoint.model}"
        self.cache = cache
        self.notes: tuple[str, ...] = ()

    def extract(self, article: Article) -> Iterator[Candidate]:
        """Yield the candidates of an article in reading order; raises InputFailed when the endpoint does not answer."""
        from ingest.extractors.llm.asking import ask
        from ingest.extractors.llm.cache import Cache
        from ingest.extractors.llm.passages import passages
        from ingest.extractors.llm.proposals import Reading

        laid = passages(article)
        answers, bill = ask(self.endpoint, article, laid, Cache(self.version) if self.cache else None)
        reading = Reading(article)
        found = [each for passage, answer in answers for each in reading.candidates(passage, answer)]
        self.notes = (*bill.notes(self.endpoint), *reading.notes())
        yield from sorted(found, key=lambda each: (each.start, each.end))
