"""Languages without a grammar here: each sentence is a candidate as it stands; German ones know their speaker."""

from collections.abc import Iterator
from dataclasses import replace

from claims.core.quantity import parse
from claims.core.vocabulary import Kind, Modality
from ingest.article import Article
from ingest.extractors import boilerplate, german, outlook, score
from ingest.extractors.candidate import Candidate
from ingest.extractors.statement import clean
from ingest.segment import LONGEST, Segment, segments

_ANY = -0.6
_FIGURE = 1.3
_LEAST = 6


def sentences(article: Article, text: str, language: str) -> Iterator[Candidate]:
    """Yield the sentences of an article that assert something."""
    speaker: str | None = None
    block, is_quoted = -1, False
    for segment in segments(replace(article, language=language)):
        words = clean(text[segment.start : segment.end])
        if segment.block != block:
            block, is_quoted, speaker = segment.block, False, None
        if segment.is_heading:
            continue
        told = german.said(words) if language.startswith("de") and len(words) <= LONGEST else None
        was_quoted, is_quoted = is_quoted, _is_open(words, is_quoted)
        if told:
            speaker = told.speaker
        elif not german.goes_on(words, was_quoted or words.startswith("„")):
            speaker = None
        if len(words) >= _LEAST and words[-1] not in "?？" and not boilerplate.is_boilerplate(words):
            yield _candidate(article, text, segment, words, language, speaker, told.cue if told else None)


def _candidate(
    article: Article, text: str, segment: Segment, words: str, language: str, speaker: str | None, cue: str | None
) -> Candidate:
    found = parse(text[segment.start : segment.end], language)
    inside = tuple(replace(q, start=q.start + segment.start, end=q.end + segment.start) for q in found)
    reading, day = outlook.read(words, language, article.published)
    points = {"other words": _ANY} | ({"figure": _FIGURE} if inside else {})
    if reading.kind is Kind.FORECAST:
        points |= {"forecast": score.FORECAST} | ({"due date": score.DATED} if day else {})
    elif reading.kind is Kind.OPINION:
        points["opinion"] = score.OPINION
    reported = speaker is not None and reading.modality is Modality.ASSERTED
    return Candidate(
        quote=article.text[segment.start : segment.end], start=segment.start, end=segment.end, statement=words,
        kind=reading.kind, modality=Modality.REPORTED if reported else reading.modality, speaker=speaker,
        cue=cue or reading.cue, quantities=inside, due=day[0] if day else None, due_precision=day[1] if day else None,
        citations=segment.citations, section=segment.section,
        score=score.score(points), features=points, stands_alone=False,
    )  # fmt: skip


def _is_open(words: str, before: bool) -> bool:
    """Whether a quotation mark is still open after these words."""
    opened, closed = words.rfind("„"), max(words.rfind("“"), words.rfind("”"))
    return before if opened < 0 > closed else opened > closed
