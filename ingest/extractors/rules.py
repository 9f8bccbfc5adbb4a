"""The built-in extractor: English grammar as rules, offline, the same answer every time."""

from collections.abc import Generator, Iterator
from dataclasses import replace
from itertools import groupby, islice

from claims.core.quantity import Quantity, parse
from claims.core.vocabulary import Kind, Modality
from ingest.article import Article
from ingest.extractors import boilerplate, plain, score
from ingest.extractors.assertion import Assertion
from ingest.extractors.attribution import Attribution, attribute, reported_tail
from ingest.extractors.candidate import Candidate
from ingest.extractors.clause import Span
from ingest.extractors.clauses import find_clause, independent
from ingest.extractors.commitment import commitment
from ingest.extractors.cues import OPEN_QUOTES
from ingest.extractors.due import due, may_name_a_day
from ingest.extractors.kind import Reading, read, turns_on_date
from ingest.extractors.language import detect
from ingest.extractors.quotation import Quotation, announced
from ingest.extractors.reference import Memory, Substitution
from ingest.extractors.said_dates import resolve_calendar
from ingest.extractors.spans import Due
from ingest.extractors.splitting import said_of, split
from ingest.extractors.standing import is_doubtful, says_something, says_when, stands_alone
from ingest.extractors.statement import clean, compose, phrase, trimmed
from ingest.extractors.words import Sentence
from ingest.segment import LONGEST, Segment, segments

_PARAGRAPH = 500
"""The most sentences read together, so that memory stays small: no paragraph has as many."""
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred "
    "thousand million billion trillion half third quarter dozen double twice triple percent".split()
)


class Rules:
    """Read English by rules; other languages sentence by sentence."""

    name = "rules"
    version = "5"

    def extract(self, article: Article) -> Iterator[Candidate]:
        """Yield the candidates of an article in reading order."""
        text = article.prose
        language = article.language or detect(text)
        if not language.startswith("en"):
            yield from plain.sentences(article, text, language)
            return
        memory = Memory(text)
        speaking: str | None = None
        for _, block in groupby(segments(article), key=lambda segment: segment.block):
            for piece in _pieces(block):
                speaking = yield from _block(article, text, piece, memory, speaking)


def _pieces(block: Iterator[Segment]) -> Iterator[list[Segment]]:
    """Cut what is longer than any paragraph, never right behind a heading inside it."""
    while piece := list(islice(block, _PARAGRAPH)):
        while piece[-1].is_heading and (following := next(block, None)):
            piece.append(following)
        yield piece


def _block(
    article: Article, text: str, block: list[Segment], memory: Memory, speaking: str | None
) -> Generator[Candidate, None, str | None]:
    """Read a paragraph: quotations may run over its sentences, and on from and to the paragraphs beside it."""
    if block[-1].is_heading:
        return announced(Sentence(text, block[-1].start, block[-1].end)) if text[block[-1].end - 1] == ":" else None
    kept = [g for g in block if not g.is_heading and not boilerplate.is_boilerplate(text[g.start : g.end])]
    kept = [g for g in kept if g.end - g.start <= LONGEST]
    sentences = [Sentence(text, g.start, g.end) for g in kept]
    frames = [attribute(s) for s in sentences]
    quotation = Quotation(sentences, frames, speaking)
    for number, (segment, s) in enumerate(zip(kept, sentences, strict=True)):
        reader = _Reader(article, segment, s, memory)
        yield from reader.read(frames[number], quotation.speaker_of(number))
    return quotation.goes_on


class _Reader:
    """One sentence on its way to candidates."""

    def __init__(self, article: Article, segment: Segment, s: Sentence, memory: Memory) -> None:
        self.article = article
        self.segment = segment
        self.s = s
        self.memory = memory
        self.scorer = score.Scorer(s)
        self.quantities = _quantities(s, article.language)
        self.dates, self.undated = resolve_calendar(s, article.published)

    def read(self, frames: list[Attribution], quoted_by: str | None) -> Iterator[Candidate]:
        """Yield the candidates of the sentence, frame by frame, and remember whom it names."""
        self.memory.mention(self.s)
        if not frames:
            speaker = self.memory.speaker(quoted_by) if quoted_by else None
            yield from self._stretch(0, len(self.s), None, speaker)
        for frame in frames:
            if frame.speaker is None:
                yield from self._stretch(*frame.contents[0], None, None)
                continue
            speaker = self.memory.speaker(self._owned(frame) or self._words(frame.speaker))
            before = self.memory.subject
            self.memory.note(self.s, frame.speaker, speaking=True)
            if frame.contents and frame.contents[0][0] < frame.speaker[0]:
                self.memory.subject = before  # `It has signed a deal, Moe said`: it was named before her
            if frame.joined:
                yield from self._joined(frame, speaker)
                continue
            for first, last in frame.contents:
                yield from self._stretch(first, last, frame, speaker)
            if not any(f.speaker is None and f.contents[0][0] <= frame.speaker[1] < f.contents[0][1] for f in frames):
                yield from self._of_speaker(frame.speaker)

    def _owned(self, frame: Attribution) -> str | None:
        """`Acme sold it, according to its own paper`: Acme's own paper says so."""
        s, speaker = self.s, frame.speaker
        if speaker is None or s.lows[speaker[0]] != "its" or not frame.contents:
            return None
        clause = find_clause(s, *frame.contents[0])
        owner = self.memory.named(s, clause.subject) if clause and clause.subject[1] <= speaker[0] else None
        return f"{owner}'s {clean(s.text[s.starts[speaker[0] + 1] : s.ends[speaker[1] - 1]])}" if owner else None

    def _of_speaker(self, speaker: Span) -> Iterator[Candidate]:
        """What the author says of the speaker in passing: `the state, which owns 9% of it, said …`."""
        s = self.s
        first, k = speaker[1] + 1, speaker[1]
        if s.lows[k : k + 1] != [","] or s.lows[first : first + 1] not in (["which"], ["who"]):
            return
        last = next(
            (i for i in range(first, len(s)) if s.lows[i] in (",", ".", ";") or s.lows[i] in OPEN_QUOTES), len(s)
        )
        reads = sorted([*self.memory.resolve(s, [speaker]), *self.dates], key=lambda read: read.first)
        for assertion in said_of(s, speaker, first, last, first + 1):
            candidate = self._candidate(assertion, reads, None, None)
            if candidate:
                yield candidate

    def _joined(self, frame: Attribution, speaker: str | None) -> Iterator[Candidate]:
        """`If A, she said, B`: B holds only with its condition; `A, she said, doing B`."""
        (first, middle), (resumed, last) = frame.contents
        tail = self.s.tags[resumed] == "G"
        clause = find_clause(self.s, first, middle) if tail else find_clause(self.s, resumed, last)
        subject, verb = (clause.subject, clause.verb) if clause else ((first, middle), resumed)
        parts: list[Span | str] = [(first, middle), *("," if clause else ""), (resumed, last)]
        candidate = self._candidate(Assertion(first, last, parts, "main", subject, verb), self.dates, frame, speaker)
        if candidate:
            yield candidate

    def _words(self, span: Span) -> str:
        return phrase(self.s, span, ())

    def _stretch(self, first: int, last: int, frame: Attribution | None, speaker: str | None) -> Iterator[Candidate]:
        s = self.s
        subjects = _subjects(s, first, last)
        reads = self._references(subjects, first, frame, speaker)
        for assertion in split(s, first, last):
            tail = reported_tail(s, assertion.first, assertion.last) if assertion.role == "tail" else None
            if tail and assertion.subject:
                said_by = self.memory.speaker(self._words(assertion.subject))
                inner = Attribution(assertion.subject, s.words[assertion.first], (tail,))
                yield from self._stretch(*tail, inner, said_by)
                continue
            candidate = self._candidate(assertion, reads, frame, speaker)
            if candidate:
                yield candidate
        for subject in subjects:
            self.memory.note(s, subject, read=_read_as(subject, reads))

    def _references(
        self, subjects: list[Span], first: int, frame: Attribution | None, speaker: str | None
    ) -> list[Substitution]:
        """Who and when is meant; in direct speech `she` is anybody but the speaker."""
        s = self.s
        direct = speaker is not None and (frame is None or (first > 0 and s.lows[first - 1] in OPEN_QUOTES))
        own = self.memory.own(s, subjects, speaker, _opens(s, frame)) if frame and not direct else []
        found = own or self.memory.resolve(s, subjects)
        if direct:
            found = [read for read in found if read.name != speaker]
        return sorted([*found, *self.dates], key=lambda read: read.first)

    def _candidate(
        self, assertion: Assertion, reads: list[Substitution], frame: Attribution | None, speaker: str | None
    ) -> Candidate | None:
        s = self.s
        first, last = trimmed(s, assertion.first, assertion.last)
        if assertion.role == "fragment" and not says_something(s, first, last):
            return None
        if s.words[last - 1] == "?" or first >= last:
            return None
        start, end = s.starts[first], s.ends[last - 1]
        statement = compose(s, assertion.parts, reads)
        reading, day = self._dated(assertion)
        inside = self._figures(assertion) if self.quantities else ()
        alone = stands_alone(s, assertion, reads) and not (self.undated and says_when(s, first, last, reads))
        modality = _modality(reading, frame, speaker)
        cue = frame.cue if frame else reading.cue
        if speaker is None:
            speaker, cue = self._committed(assertion, cue)
        found = self.scorer.features(first, last, reading.kind, dated=day is not None)
        return Candidate(
            quote=self.article.text[start:end], start=start, end=end, statement=statement, kind=reading.kind,
            modality=modality, speaker=speaker, cue=cue,
            subject=_subject(s, assertion, reads), quantities=inside,
            due=day[0] if day else None, due_precision=day[1] if day else None,
            citations=self.segment.citations, section=self.segment.section,
            score=score.score(found), features=found, stands_alone=alone,
        )  # fmt: skip

    def _figures(self, assertion: Assertion) -> tuple[Quantity, ...]:
        """The figures of a statement: of `Acme, which has 9 yards, sold 2` it is the two that were sold."""
        s = self.s
        held = [(s.starts[a], s.ends[b - 1]) for a, b in assertion.stretches()]
        return tuple([q for q in self.quantities if any(a <= q.start and q.end <= b for a, b in held)])

    def _committed(self, assertion: Assertion, cue: str | None) -> tuple[str | None, str | None]:
        """Who takes a stand by what is told of them, `the union rejected the offer`, and the verb that says so."""
        at = commitment(self.s, assertion)
        if at is None or assertion.subject is None:
            return None, cue
        return self.memory.speaker(self._words(assertion.subject)), cue or self.s.words[at]

    def _dated(self, assertion: Assertion) -> tuple[Reading, Due | None]:
        """How an assertion is meant, and when it falls due: only forecasts do."""
        s = self.s
        reading = read(s, assertion, dated=False)
        if reading.kind is not Kind.FORECAST and not turns_on_date(s, assertion):
            return reading, None
        held = assertion.stretches()  # `Rama, who came on Sunday, promised it`: it is not due on Sunday
        if not may_name_a_day([low for a, b in held for low in s.lows[a:b]]):
            return reading, None
        words = " ".join(s.text[s.starts[a] : s.ends[b - 1]] for a, b in held)
        day = due(clean(words), self.article.published)
        if day:
            reading = read(s, assertion, dated=True)
        return reading, day if reading.kind is Kind.FORECAST else None


def _quantities(s: Sentence, language: str | None) -> tuple[Quantity, ...]:
    if "#" not in s.tags and _NUMBER_WORDS.isdisjoint(s.lows):
        return ()
    return _parsed(s.text, s.start, s.end, language or "en")


def _parsed(text: str, start: int, end: int, language: str | None) -> tuple[Quantity, ...]:
    """Quantities with offsets into the whole text."""
    found = parse(text[start:end], language)
    return tuple(replace(q, start=q.start + start, end=q.end + start) for q in found)


def _read_as(subject: Span, reads: list[Substitution]) -> str | None:
    return next((read.name for read in reads if (read.first, read.last) == subject), None)


def _opens(s: Sentence, frame: Attribution) -> bool:
    """Whether no clause stands before the speaker."""
    return frame.speaker is not None and not any(k < frame.speaker[0] for k in s.finite)


def _subjects(s: Sentence, first: int, last: int) -> list[Span]:
    clauses = (find_clause(s, *span) for span in independent(s, first, last))
    return [clause.subject for clause in clauses if clause]


def _subject(s: Sentence, assertion: Assertion, reads: list[Substitution]) -> str | None:
    if assertion.subject is None or is_doubtful(s, assertion.subject, assertion.verb):
        return None
    first, last = assertion.subject
    named = phrase(s, assertion.subject, reads)
    if last - first == 1 and s.tags[first] == "R" and named.casefold() == s.lows[first]:
        return None  # a pronoun for which nothing stands names nobody
    return named or None


def _modality(reading: Reading, frame: Attribution | None, speaker: str | None) -> Modality:
    if frame and frame.modality is Modality.DENIED:
        return Modality.DENIED
    if reading.modality in (Modality.HEDGED, Modality.DENIED):
        return reading.modality
    return Modality.REPORTED if frame or speaker else reading.modality
