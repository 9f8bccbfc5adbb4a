"""An article in passages a model can read at once: whole sentences, cut at sections, each with what stands before."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.article import Article
from ingest.segment import LONGEST, Segment, segments

MOST = 6000
"""Characters of a passage; a new section starts a new passage once a third of that is filled."""
OVERLAP = 600
"""Characters repeated from before a passage, so that a model knows whom `it` means."""
FEWEST = 400
"""A passage this short is not cut further."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences as a model reads them; `offsets[i]` is where character i of `text` stands in the article."""

    sentences: tuple[Segment, ...]
    text: str
    offsets: tuple[int, ...]
    before: str = ""
    section: str | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from `start` to `end` stand in the article."""
        return self.offsets[start], self.offsets[end - 1] + 1


def passages(article: Article, most: int = MOST) -> list[Passage]:
    """Return the passages of an article, in order; what is no sentence (tables, code) is in none."""
    prose = article.prose
    made: list[Passage] = []
    for sentences in _cut([each for each in segments(article) if each.end - each.start <= LONGEST], most):
        made.append(_passage(prose, sentences, made[-1] if made else None))
    return [each for each in made if each.text]


def halves(article: Article, passage: Passage) -> tuple[Passage, ...]:
    """Return a passage in two; nothing when it is too short for that."""
    sentences = passage.sentences
    if len(sentences) < 2 or len(passage.text) < FEWEST:
        return ()
    prose, middle = article.prose, len(sentences) // 2
    first = _passage(prose, sentences[:middle], None)
    first = Passage(first.sentences, first.text, first.offsets, passage.before, first.section)
    return first, _passage(prose, sentences[middle:], first)


def _cut(sentences: list[Segment], most: int) -> Iterator[tuple[Segment, ...]]:
    held: list[Segment] = []
    size = 0
    for each in sentences:
        length = each.end - each.start + 1
        turns = bool(held) and each.section != held[-1].section and size * 3 > most
        if held and (turns or size + length > most):
            yield tuple(held)
            held, size = [], 0
        held.append(each)
        size += length
    if held:
        yield tuple(held)


def _passage(prose: str, sentences: tuple[Segment, ...], previous: Passage | None) -> Passage:
    characters: list[str] = []
    offsets: list[int] = []
    block = sentences[0].block
    for each in sentences:
        if characters:
            characters.append(" " if each.block == block else "\n")
            offsets.append(each.start)
        block = each.block
        kept = [at for at in range(each.start, each.end) if prose[at] != "\0"]
        characters += [prose[at] for at in kept]
        offsets += kept
    text = "".join(characters)
    before = _tail(previous.text) if previous else ""
    return Passage(sentences, text if text.strip() else "", tuple(offsets), before, sentences[0].section)


def _tail(text: str) -> str:
    """Return the last sentences or words of a text."""
    if len(text) <= OVERLAP:
        return text
    tail = text[-OVERLAP:]
    cut = max(tail.find(stop) for stop in (". ", "。", "\n"))
    return tail[cut + 1 :].strip() if 0 <= cut < OVERLAP // 2 else tail.partition(" ")[2] or tail
