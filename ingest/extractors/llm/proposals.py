"""From a model's proposals to candidates: only what can be pointed at stays, and what is left out is counted."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from claims.core.quantity import Quantity, parse
from claims.core.text import gate
from claims.core.vocabulary import Kind
from ingest.article import Article
from ingest.extractors import lexicon
from ingest.extractors.candidate import Candidate
from ingest.extractors.due import due
from ingest.extractors.language import detect
from ingest.extractors.llm.answer import Answer, Proposal
from ingest.extractors.llm.locating import Folded, Place, locate, numbers
from ingest.extractors.llm.passages import Passage
from ingest.extractors.statement import clean

LONGEST = 1000
"""Characters of a statement or a name; what is longer is not one."""
SURE = 0.7
"""The score of a proposal whose quote stands in the text exactly; it falls with the likeness, and what is unclear."""
UNCLEAR = 0.8


class Reading:
    """What is made of the answers about one article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.figures: set[object] | None = None
        self.invented = 0
        self.restated = 0
        self._seen: set[tuple[int, int, str]] = set()

    def candidates(self, passage: Passage, answer: Answer) -> Iterator[Candidate]:
        """Yield what an answer proposes and the text has."""
        folded = Folded(passage.text)
        for proposal in answer.claims:
            place = locate(gate(proposal.quote)[0], folded)
            if place is None:
                self.invented += not _stands_before(proposal, passage)
                continue
            made = self._candidate(proposal, place, passage)
            if (made.start, made.end, made.statement) not in self._seen:
                self._seen.add((made.start, made.end, made.statement))
                yield made

    def notes(self) -> tuple[str, ...]:
        """Return what was left out or changed."""
        told = []
        if self.invented:
            what = "1 proposal was" if self.invented == 1 else f"{self.invented} proposals were"
            told.append(f"{what} left out: no such words stand in the text")
        if self.restated:
            what = "1 statement" if self.restated == 1 else f"{self.restated} statements"
            told.append(f"{what} had a figure the text has not: the quote stands instead")
        return tuple(told)

    def _candidate(self, proposal: Proposal, place: Place, passage: Passage) -> Candidate:
        article = self.article
        start, end = passage.span(place.start, place.end)
        segment = passage.sentences[max(0, bisect_right([s.start for s in passage.sentences], start) - 1)]
        words = clean(article.prose[start:end])
        statement, alone = self._statement(proposal, words)
        forecast, language = proposal.kind is Kind.FORECAST, article.language or detect(article.prose)
        day = due(words, article.published, language) if forecast else None
        features = {"likeness": round(place.likeness, 2)} | ({} if alone else {"unclear": 1.0})
        return Candidate(
            quote=article.text[start:end], start=start, end=end, statement=statement, kind=proposal.kind,
            modality=proposal.modality, speaker=self._speaker(proposal), quantities=self._quantities(start, end),
            due=day[0] if day else None, due_precision=day[1] if day else None, citations=segment.citations,
            section=segment.section, score=round(SURE * place.likeness * (1 if alone else UNCLEAR), 2),
            features=features, stands_alone=alone,
        )  # fmt: skip

    def _statement(self, proposal: Proposal, words: str) -> tuple[str, bool]:
        """Return the statement, and whether it stands alone; one with a figure of its own is the quote instead."""
        statement = clean(gate(proposal.statement)[0])
        if not statement or len(statement) > LONGEST:
            return words, False
        if not numbers(parse(statement, self.article.language)) <= self._known_figures():
            self.restated += 1
            return words, False
        first = statement.split()[0].strip("\"'“‘").casefold()
        return statement, proposal.stands_alone and first not in lexicon.UNRESOLVED

    def _known_figures(self) -> set[object]:
        if self.figures is None:
            article = self.article
            head = f"{article.title or ''}\n{article.prose}".replace("\0", "")
            self.figures = numbers(parse(head, article.language))
        return self.figures

    def _speaker(self, proposal: Proposal) -> str | None:
        """Return the speaker where the text names them so."""
        named = clean(gate(proposal.speaker or "")[0])
        known = f"{self.article.byline or ''} {self.article.prose}".casefold()
        return named if named and len(named) <= LONGEST and named.casefold() in known else None

    def _quantities(self, start: int, end: int) -> tuple[Quantity, ...]:
        found = parse(self.article.prose[start:end], self.article.language)
        return tuple(replace(each, start=each.start + start, end=each.end + start) for each in found)


def _stands_before(proposal: Proposal, passage: Passage) -> bool:
    """Whether the quote is from what was shown for understanding only: it is the passage's before this one."""
    return bool(passage.before) and locate(gate(proposal.quote)[0], Folded(passage.before)) is not None
