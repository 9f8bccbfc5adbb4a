"""What a line of history must look like: field by field, before a word of it is believed."""

from functools import cache
from typing import Annotated, Any, Literal, NotRequired, cast

from pydantic import Field, TypeAdapter
from typing_extensions import TypedDict

from claims.core.events import EventKind
from claims.core.vocabulary import ActorKind, Kind, LinkKind, LinkState, Modality, Stance

Key = Annotated[str, Field(pattern="^[0-9A-HJKMNP-TV-Z]{12}$")]
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Count = Annotated[int, Field(strict=True, ge=1, lt=2**31)]
Place = Annotated[int, Field(strict=True, ge=0, lt=2**31)]
Text = Annotated[str, Field(min_length=1)]
Score = Annotated[float, Field(ge=0, le=1)]
Words = dict[str, Any]


class Appearance(TypedDict):
    """What an event tells of where the claim stands."""

    n: Count
    source: Text
    modality: Literal[tuple(each.value for each in Modality)]  # type: ignore[valid-type]
    extractor: str
    extractor_version: str
    document: NotRequired[Hash]
    url: NotRequired[str]
    quote: NotRequired[str]
    start: NotRequired[Place]
    end: NotRequired[Place]
    section: NotRequired[str]
    citations: NotRequired[list[str]]
    speaker: NotRequired[str]
    cue: NotRequired[str]
    score: NotRequired[Score]


class First(TypedDict):
    """What the first event tells of the claim."""

    statement: Text
    kind: Literal[tuple(each.value for each in Kind)]  # type: ignore[valid-type]
    appearance: Appearance
    subject: NotRequired[str]
    language: NotRequired[str]
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
    url: NotRequired[str]
    document: NotRequired[Key]
    quote: NotRequired[str]
    note: NotRequired[str]
    circular: NotRequired[bool]


class Event(TypedDict):
    """One event of a line."""

    seq: Count
    kind: Literal[tuple(each.value for each in EventKind)]  # type: ignore[valid-type]
    recorded_at: str
    effective_at: str | None
    actor: Text
    actor_kind: Literal[tuple(each.value for each in ActorKind)]  # type: ignore[valid-type]
    reason: str | None
    payload: Words
    batch: Key | None
    hash: Hash


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
    reasons: NotRequired[str | None]


class Stood(TypedDict):
    """What a line adds to an appearance that its event tells of."""

    n: Count
    source: Text
    claim: NotRequired[Key]
    url: NotRequired[str | None]
    title: NotRequired[str | None]
    published: NotRequired[str | None]
    prefix: NotRequired[str | None]
    suffix: NotRequired[str | None]
    features: NotRequired[dict[str, float]]


class Shown(TypedDict):
    """What a line adds to evidence that its event tells of."""

    n: Count
    sha256: NotRequired[Hash | None]
    source: NotRequired[Text | None]


class Line(TypedDict):
    """A line of history."""

    key: Key
    source: Text
    events: Annotated[list[Event], Field(min_length=1)]
    appearances: NotRequired[list[Stood]]
    evidence: NotRequired[list[Shown]]
    links: NotRequired[list[Link]]
    quantities: NotRequired[list[Words]]


def line(given: object) -> Line:
    return cast(Line, _shape(Line).validate_python(given))


def first(payload: object) -> First:
    return cast(First, _shape(First).validate_python(payload))


def appearance(payload: object) -> Appearance:
    return cast(Appearance, _shape(Appearance).validate_python(payload))


def evidence(payload: object) -> Evidence:
    return cast(Evidence, _shape(Evidence).validate_python(payload))


@cache
def _shape(of: Any) -> TypeAdapter[Any]:
    return TypeAdapter(of)
