"""What a line of history must look like: field by field, before a word of it is believed."""

from functools import cache
from typing import Annotated, Any, Literal, NotRequired, cast

from pydantic import FailFast, Field, TypeAdapter
from typing_extensions import TypedDict

from claims.core.events import EventKind
from claims.core.text import ACTOR, NAME, STATEMENT, TEXT, URL
from claims.core.vocabulary import ActorKind, Fate, Kind, LinkKind, LinkState, Modality, Stance

Key = Annotated[str, Field(pattern="^[0-9A-HJKMNP-TV-Z]{12}$")]
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Salt = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
Count = Annotated[int, Field(strict=True, ge=1, lt=2**31)]
Place = Annotated[int, Field(strict=True, ge=0, lt=2**31)]
Statement = Annotated[str, Field(min_length=1, max_length=STATEMENT)]
Name = Annotated[str, Field(min_length=1, max_length=NAME)]
Short = Annotated[str, Field(max_length=NAME)]
Address = Annotated[str, Field(max_length=URL)]
Long = Annotated[str, Field(max_length=TEXT)]
Score = Annotated[float, Field(ge=0, le=1)]
Words = dict[str, Any]


class Appearance(TypedDict):
    """What an event tells of where the claim stands."""

    n: Count
    source: Name
    modality: Literal[tuple(each.value for each in Modality)]  # type: ignore[valid-type]
    extractor: Long
    extractor_version: Long
    document: NotRequired[Hash]
    url: NotRequired[Address]
    quote: NotRequired[Annotated[str, Field(max_length=STATEMENT)]]
    start: NotRequired[Place]
    end: NotRequired[Place]
    section: NotRequired[Short]
    citations: NotRequired[list[Long]]
    speaker: NotRequired[Short]
    cue: NotRequired[Long]
    score: NotRequired[Score]


class First(TypedDict):
    """What the first event tells of the claim."""

    statement: Statement
    kind: Literal[tuple(each.value for each in Kind)]  # type: ignore[valid-type]
    appearance: Appearance
    subject: NotRequired[Short]
    language: NotRequired[Long]
    due: NotRequired[str]
    due_precision: NotRequired[str]
    stands_alone: NotRequired[bool]
    confidence: NotRequired[int]
    confidence_by: NotRequired[str]
    tags: NotRequired[list[str]]
    quantities: NotRequired[list[Words]]


class Evidence(TypedDict):
    """What an event tells of a piece of evidence."""

    n: Count
    stance: Literal[tuple(each.value for each in Stance)]  # type: ignore[valid-type]
    url: NotRequired[Address]
    document: NotRequired[Key]
    quote: NotRequired[Annotated[str, Field(max_length=STATEMENT)]]
    note: NotRequired[Long]
    circular: NotRequired[bool]


class Number(TypedDict):
    """Which appearance an event is about."""

    n: Count


class Drift(TypedDict):
    """What an event tells of what became of an appearance."""

    appearance: Number
    to: Literal[tuple(each.value for each in Fate)]  # type: ignore[valid-type]
    document: NotRequired[Key]
    words: NotRequired[Long]
    start: NotRequired[Place]
    end: NotRequired[Place]
    was: NotRequired[Long]
    page: NotRequired[Count]


class Event(TypedDict):
    """One event of a line."""

    seq: Count
    kind: Literal[tuple(each.value for each in EventKind)]  # type: ignore[valid-type]
    recorded_at: str
    effective_at: str | None
    actor: Annotated[str, Field(min_length=1, max_length=ACTOR)]
    actor_kind: Literal[tuple(each.value for each in ActorKind)]  # type: ignore[valid-type]
    reason: Long | None
    payload: Words
    batch: Key | None
    hash: Hash
    salt: Salt
    erased: NotRequired[Hash | None]


class Link(TypedDict):
    """A link of a line; without the time it was recorded it only follows from the events."""

    kind: Literal[tuple(each.value for each in LinkKind)]  # type: ignore[valid-type]
    state: Literal[tuple(each.value for each in LinkState)]  # type: ignore[valid-type]
    claim: Key
    other: Key
    score: NotRequired[float | None]
    decided_by: NotRequired[str | None]
    decided_at: NotRequired[str | None]
    recorded_at: NotRequired[str]
    reasons: NotRequired[list[str] | None]


class Stood(TypedDict):
    """What a line adds to an appearance that its event tells of."""

    n: Count
    source: Name
    claim: NotRequired[Key]
    url: NotRequired[Address | None]
    title: NotRequired[Short | None]
    published: NotRequired[str | None]
    prefix: NotRequired[str | None]
    suffix: NotRequired[str | None]
    features: NotRequired[dict[str, float]]


class Shown(TypedDict):
    """What a line adds to evidence that its event tells of."""

    n: Count
    sha256: NotRequired[Hash | None]
    source: NotRequired[Name | None]


class Line(TypedDict):
    """A line of history; of a list only what is wrong first is told, however much of it is."""

    key: Key
    source: Name
    events: Annotated[list[Event], Field(min_length=1), FailFast()]
    appearances: NotRequired[Annotated[list[Stood], FailFast()]]
    evidence: NotRequired[Annotated[list[Shown], FailFast()]]
    links: NotRequired[Annotated[list[Link], FailFast()]]
    quantities: NotRequired[Annotated[list[Words], FailFast()]]


def line(given: object) -> Line:
    return cast(Line, _shape(Line).validate_python(given))


def first(payload: object) -> First:
    return cast(First, _shape(First).validate_python(payload))


def appearance(payload: object) -> Appearance:
    return cast(Appearance, _shape(Appearance).validate_python(payload))


def drift(payload: object) -> Drift:
    return cast(Drift, _shape(Drift).validate_python(payload))


def evidence(payload: object) -> Evidence:
    return cast(Evidence, _shape(Evidence).validate_python(payload))


@cache
def _shape(of: Any) -> TypeAdapter[Any]:
    return TypeAdapter(of)
