"""What several extractors find in the same text, side by side; no database."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from claims.core.pairing import pairs, says_the_same
from claims.core.quantity import canonical
from claims.errors import ClaimtrackError, InputFailed, StorageError
from ingest import drafting, extractors
from ingest.article import Article
from ingest.capture import Capture, captures
from ingest.drafting import Options
from ingest.extractors.candidate import Candidate

COMPARED = ("kind", "modality", "speaker", "due")


@dataclass(frozen=True, slots=True)
class Match:
    """One claim as each extractor reads it, in the order of the extractors; None where one does not find it.

    `differs` names what they do not agree on.
    """

    found: tuple[Candidate | None, ...]
    differs: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        return self.first.start

    @property
    def end(self) -> int:
        return self.first.end

    @property
    def statement(self) -> str:
        return self.first.statement

    @property
    def first(self) -> Candidate:
        return next(each for each in self.found if each is not None)

    @property
    def everywhere(self) -> bool:
        return None not in self.found


@dataclass(frozen=True, slots=True)
class Reader:
    """An extractor as it read a text: how many claims it found, and what it has to say."""

    name: str
    version: str
    claims: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of one input; `failed` says why it could not be read."""

    name: str
    readers: tuple[Reader, ...] = ()
    matches: tuple[Match, ...] = ()
    notes: tuple[str, ...] = ()
    failed: str | None = None

    def count(self, which: str) -> int:
        """Return how many matches are the `same`, or are found everywhere but `differ`."""
        return sum(each.everywhere and bool(each.differs) == (which == "differ") for each in self.matches)

    def only(self, number: int) -> int:
        """Return how many claims this extractor alone found."""
        return sum(
            all((each is not None) == (n == number) for n, each in enumerate(match.found)) for match in self.matches
        )


def compare(
    inputs: Iterable[object], names: Sequence[str], *, title: str | None = None, published: date | None = None,
    language: str | None = None, cache: bool = True,
) -> Iterator[Comparison]:  # fmt: skip
    """Yield what the extractors named find in each input; an input that fails never stops the others.

    Raises UnknownChoice, InvalidValue for an extractor that is not there or not set up, before anything is read.
    """
    names = tuple(dict.fromkeys(names))
    for name in names:
        extractors.get(name, cache=cache)
    for each in inputs:
        for captured in captures(each):
            yield _read(captured, Options(title=title, published=published, language=language), names, cache)


def _read(captured: Capture, options: Options, names: Sequence[str], cache: bool) -> Comparison:
    try:
        if captured.failed:
            raise InputFailed(captured.failed)
        return _compared(captured.name, drafting.article(captured, options), names, cache)
    except StorageError:
        raise
    except ClaimtrackError as error:
        return Comparison(captured.name, failed=str(error))
    except RecursionError:
        return Comparison(captured.name, failed=f"{captured.name} is nested too deeply to be read")


def _compared(name: str, article: Article, names: Sequence[str], cache: bool) -> Comparison:
    rows: list[tuple[Candidate | None, ...]] = []
    told = []
    for number, each in enumerate(names):
        extractor = extractors.get(each, cache=cache)
        found = list(extractor.extract(article))
        told.append(Reader(extractor.name, extractor.version, len(found), extractors.notes(extractor)))
        rows = _joined(rows, found, number)
    matches = tuple(Match(row, _differences([each for each in row if each])) for row in rows)
    return Comparison(name, tuple(told), matches, article.notes)


def _joined(
    rows: Sequence[tuple[Candidate | None, ...]], found: Sequence[Candidate], before: int
) -> list[tuple[Candidate | None, ...]]:
    """Add what a further extractor found to the rows of those before it."""
    held = [Match(row) for row in rows]
    nobody: tuple[Candidate | None, ...] = (None,) * before
    return [(*(match.found if match else nobody), candidate) for match, candidate in pairs(held, found)]


def _differences(found: Sequence[Candidate]) -> tuple[str, ...]:
    one, *others = found
    names = []
    if any((each.start, each.end) != (one.start, one.end) for each in others):
        names.append("quote")
    if not all(says_the_same(one.statement, each.statement) for each in others):
        names.append("statement")
    names += [name for name in COMPARED if any(getattr(each, name) != getattr(one, name) for each in others)]
    if any(_figures(each) != _figures(one) for each in others):
        names.append("quantities")
    return tuple(names)


def _figures(candidate: Candidate) -> set[str]:
    return {canonical(each) for each in candidate.quantities}
