"""Ready-made claims: what a line or a row of somebody else's may say, checked, as claims to record."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, SchemaValidator
from typing_extensions import TypedDict

from claims.core import confidence as confidences
from claims.core.quantity import Quantity
from claims.core.status import Status
from claims.core.text import NAME, STATEMENT, TAG, TEXT, URL, gate, require_fit
from claims.core.vocabulary import ActorKind, Kind, Modality, Precision
from claims.errors import InvalidValue, UnknownChoice
from claims.records import NewClaim

Name = Annotated[str, Field(max_length=NAME)]
Place = Annotated[str, Field(max_length=URL)]
Words = Annotated[str, Field(max_length=TEXT)]


class ReadyQuantity(TypedDict, total=False):
    """A number in a ready-made claim; exact when written as text, such as "0.10"."""

    text: Annotated[Name, Field(description="The words it is written in, such as $200M.")]
    value: Annotated[Decimal | None, Field(description="The number; none for a range.")]
    low: Annotated[Decimal | None, Field(description="The lower end.")]
    high: Annotated[Decimal | None, Field(description="The upper end.")]
    unit: Annotated[Name | None, Field(description="A currency (ISO 4217), percent, or a unit.")]
    comparator: Annotated[Literal["=", "~", "<", "<=", ">", ">="], Field(description="How it bounds the real one.")]
    measures: Annotated[Name | None, Field(description="What it counts or measures.")]
    per: Annotated[Name | None, Field(description="The unit it is told for, such as year.")]


class Ready(TypedDict, total=False):
    """One ready-made claim; only the statement is needed, and a source where none is given for all."""

    __pydantic_config__ = ConfigDict(extra="allow")  # type: ignore[misc]

    statement: Annotated[str, Field(description="What is claimed, readable alone.")]
    source: Annotated[Name | None, Field(description="Who published it.")]
    quote: Annotated[str | None, Field(description="The exact words.")]
    url: Annotated[Place | None, Field(description="Where it was published.")]
    kind: Annotated[Literal["fact", "forecast", "opinion"] | None, Field(description="What sort of assertion.")]
    confidence: Annotated[Any, Field(description="0 to 100, a percentage, a probability (0.7) or an ICD 203 term.")]
    due: Annotated[str | None, Field(description="By when it comes true or not: 2026-12-31, 2026-12 or 2026.")]
    due_precision: Annotated[Literal["day", "month", "quarter", "half", "year", "decade"] | None, Field()]
    tags: Annotated[list[str] | str | None, Field(description="A list, or text with commas.")]
    speaker: Annotated[Name | None, Field(description="Who is committed to it, where that is not the source.")]
    subject: Annotated[Name | None, Field(description="Whom or what it is about.")]
    section: Annotated[Name | None, Field(description="The heading it stands under.")]
    citations: Annotated[list[Name] | Words | None, Field(description="Citation marks on it.")]
    modality: Annotated[Literal["asserted", "reported", "hedged", "denied"] | None, Field()]
    cue: Annotated[Name | None, Field(description="The words that show the modality.")]
    language: Annotated[Name | None, Field(description="A BCP 47 tag, such as en.")]
    quantities: Annotated[list[ReadyQuantity] | None, Field(description="Its numbers; read from it when left out.")]
    stands_alone: Annotated[bool | None, Field(description="Whether it can be understood without its document.")]
    extractor: Annotated[Name | None, Field(description="What found it; `import` when left out.")]
    extractor_version: Annotated[Name | None, Field(description="And its version.")]
    score: Annotated[float | None, Field(ge=0, le=1, description="How surely it is a claim and was read right.")]
    status: Annotated[str | None, Field(description="What was found when it was checked.")]
    note: Annotated[Words | None, Field(description="Why it has that status, or a remark.")]
    evidence: Annotated[list[Place] | Words | None, Field(description="URLs that show the status.")]


FIELDS = frozenset(Ready.__annotations__)
ALLOWED = {
    "statement": f"give the words of the claim, 1 to {STATEMENT:,} characters",
    "kind": "allowed are " + ", ".join(Kind),
    "modality": "allowed are " + ", ".join(Modality),
    "due_precision": "allowed are " + ", ".join(Precision),
    "due": "give a date such as 2026-12-31, a month such as 2026-12 or a year such as 2026",
    "tags": f"give a list of texts, each of 1 to {TAG} characters without a comma",
    "citations": "give a list of texts",
    "evidence": "give a URL or a list of URLs",
    "quantities": "give a list of objects with text, value (or low and high), unit, comparator (= ~ < <= > >=)",
    "stands_alone": "give true or false",
    "score": "give a number from 0 to 1",
}  # fmt: skip
KINDS = {kind.value: kind for kind in Kind}
_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_TOKENS = re.compile(r"[,;]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a ready-made claim says was found, to be recorded as the importing actor's word."""

    status: Status | None
    note: str | None
    evidence: tuple[str, ...]


@cache
def validator() -> SchemaValidator:
    """Return what checks a ready-made claim; made once, on first use."""
    made = TypeAdapter(Ready).validator
    assert isinstance(made, SchemaValidator)
    return made


def claim(given: Mapping[str, Any], source: str | None, by: ActorKind) -> tuple[NewClaim, Verdict | None]:
    """Return the claim that a checked line describes, and what it says was found; raises InvalidValue.

    `source` is the publisher of claims that name none, `by` who is behind a confidence.
    """
    get = given.get
    statement = get("statement") or ""
    # Most statements need nothing done; the test for that costs a fifth of doing it.
    if not statement.isprintable() or "  " in statement or statement[:1] in " " or statement[-1] == " ":
        statement = _tidy(statement)
    publisher = get("source") or source
    if not publisher or not publisher.strip():
        raise InvalidValue("source", publisher or "", "every claim needs one: name it in the line, or with --source")
    quote, speaker = get("quote") or None, get("speaker") or None
    if len(statement) > STATEMENT or (quote is not None and len(quote) > STATEMENT):
        require_fit("statement", statement)
        require_fit("quote", quote)
    sure = get("confidence")
    if sure is not None and not (type(sure) is int and 0 <= sure <= 100):
        sure = confidences.parse(sure) if sure != "" else None
    due, precision = _due(str(get("due")), get("due_precision")) if get("due") else (None, None)
    modality, tags, quantities, citations = get("modality"), get("tags"), get("quantities"), get("citations")
    found = None
    if get("status") or get("note") or get("evidence"):
        found = _verdict(given)
    new = NewClaim(
        statement=statement,
        kind=KINDS[get("kind") or "fact"],
        source=publisher,
        quote=quote,
        url=get("url") or None,
        section=get("section") or None,
        citations=_several(citations) if citations else (),
        speaker=speaker,
        modality=Modality(modality) if modality else Modality.REPORTED if speaker else Modality.ASSERTED,
        cue=get("cue") or None,
        subject=get("subject") or None,
        language=get("language") or None,
        quantities=_quantities(quantities, statement) if quantities is not None else None,
        due=due,
        due_precision=precision,
        stands_alone=get("stands_alone") is not False,
        confidence=sure,
        confidence_by=by if sure is not None else None,
        extractor=get("extractor") or "import",
        extractor_version=get("extractor_version") or "1",
        score=get("score"),
        tags=_tags(tags) if tags else (),
    )
    return new, found


def no_text(given: object) -> str | None:
    """Return the first text in `given` that no database can hold: with a NUL or half a surrogate pair."""
    if isinstance(given, str):
        return given if gate(given)[1] else None
    parts = given.items() if isinstance(given, Mapping) else enumerate(given) if isinstance(given, list | tuple) else ()
    return next((bad for name, value in parts if (bad := no_text(name) or no_text(value)) is not None), None)


def explain(error: ValidationError) -> str:
    """Return what is wrong with a line: the field, its value, and what is allowed."""
    first: ErrorDetails = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        return f"it is not JSON: {_said(first['ctx']['error'])}"
    if not first["loc"]:
        return 'it is no claim: give one JSON object a line, such as {"statement": …, "source": …}'
    field = str(first["loc"][0])
    allowed = ALLOWED.get(field, "give text")
    if first["type"] == "string_too_long":
        allowed = f"it has {len(first['input']):,} characters; give at most {first['ctx']['max_length']:,}"
    where = ".".join(str(part) for part in first["loc"] if isinstance(part, int | str) and not _is_branch(part))
    return str(InvalidValue(where, first["input"], allowed))


def _said(by_the_parser: str) -> str:
    """Return what the parser says, without the line it always calls 1, and with what to do about half a character."""
    said = by_the_parser.replace(" at line 1 column", " at column")
    half = "hex escape" in said or "surrogate" in said
    return f"{said} (half a surrogate pair: write the character itself, or both halves)" if half else said


def _is_branch(part: int | str) -> bool:
    """Return whether a part of a place names a branch of the schema, not of the data."""
    return isinstance(part, str) and ("[" in part or part in ("str", "none"))


def _tidy(statement: str) -> str:
    text = " ".join(statement.split())
    if not text:
        raise InvalidValue("statement", statement, ALLOWED["statement"])
    return text


def _due(given: str, precision: str | None) -> tuple[date, Precision]:
    """Return the last day of what is given, and how exactly that is known."""
    text = given.strip()
    try:
        if _YEAR.fullmatch(text):
            return date(int(text), 12, 31), Precision(precision or "year")
        if _MONTH.fullmatch(text):
            year, month = int(text[:4]), int(text[5:])
            after = date(year + month // 12, month % 12 + 1, 1)
            return after - timedelta(days=1), Precision(precision or "month")
        return date.fromisoformat(text), Precision(precision or "day")
    except ValueError:
        raise InvalidValue("due", given, ALLOWED["due"]) from None


def _tags(given: list[str] | str) -> tuple[str, ...]:
    listed = _TOKENS.split(given) if isinstance(given, str) else given
    tags = [" ".join(tag.split()) for tag in listed]
    if isinstance(given, str):
        tags = list(filter(None, tags))
    if any(not tag or len(tag) > TAG or "," in tag for tag in tags):
        raise InvalidValue("tags", given, ALLOWED["tags"])
    return tuple(dict.fromkeys(map(str.casefold, tags)))


def _quantities(given: list[dict[str, Any]], statement: str) -> tuple[Quantity, ...]:
    made = []
    for each in given:
        value, low, high = each.get("value"), each.get("low"), each.get("high")
        ends = [number for number in (value, low, high) if number is not None]
        text = each.get("text") or ""
        if not text or not ends or any(abs(number.adjusted()) > 300 for number in ends):
            raise InvalidValue("quantities", each, ALLOWED["quantities"])
        start = max(0, statement.find(text))
        made.append(
            Quantity(
                text, start, start + len(text), value, low, high, each.get("unit") or None,
                each.get("comparator") or "=", each.get("measures") or None, each.get("per") or None,
            )
        )  # fmt: skip
    return tuple(made)


def _several(given: list[str] | str | None) -> tuple[str, ...]:
    """Return what is given as a list, or as text with spaces."""
    listed = given.split() if isinstance(given, str) else (each.strip() for each in given or ())
    return tuple(filter(None, listed))


def _verdict(given: Mapping[str, Any]) -> Verdict | None:
    word, note, proofs = (given.get("status") or "").strip(), given.get("note"), given.get("evidence")
    if word and word not in set(Status):
        raise UnknownChoice("status", word, Status)
    status = Status(word) if word and word != Status.UNVERIFIED else None
    shown = _several(proofs)
    if status is Status.SUPERSEDED:
        raise InvalidValue("status", word, "the newer claim is not known here: import the claim, then `claims mark` it")
    if shown and status is None:
        raise InvalidValue("evidence", shown[0], "say with status what it shows")
    if any("://" not in proof for proof in shown):
        raise InvalidValue("evidence", next(proof for proof in shown if "://" not in proof), ALLOWED["evidence"])
    note = (note or "").strip() or None
    return Verdict(status, note, shown) if status or note else None
