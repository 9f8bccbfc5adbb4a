"""What is sent to change something: each value as it is, none guessed from another type, and nothing else."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from claims.core.status import Status
from claims.core.text import NAME, STATEMENT, TAG, TEXT, URL
from claims.core.vocabulary import RELATED, Kind, SourceKind, Stance
from claims.web.api.answers import KEY

Said = Annotated[str, Field(min_length=1, max_length=TEXT)]
Name = Annotated[str, Field(min_length=1, max_length=NAME)]
Url = Annotated[str, Field(min_length=1, max_length=URL)]
ClaimKey = Annotated[str, Field(pattern=KEY)]
Tags = Annotated[list[Annotated[str, Field(min_length=1, max_length=TAG)]], Field(min_length=1, max_length=50)]
Note = Annotated[Said | None, Field(description="Why, in a sentence; it stays in the history.")]
Day = Annotated[str, Field(min_length=1, max_length=100)]
Sure = Annotated[
    int | float | Annotated[str, Field(min_length=1, max_length=50)],
    Field(description="0 to 100 as a whole number, a probability such as 0.7, or an ICD-203 term."),
]
Own = Annotated[bool, Field(description="Take what comes from where the claim does as proof; it is marked circular.")]


class Body(BaseModel):
    """What all of them have in common."""

    model_config = ConfigDict(extra="forbid", strict=True)

    def given(self, *but: str) -> dict[str, Any]:
        """Return the values, for a method that takes them by name."""
        return {name: getattr(self, name) for name in type(self).model_fields if name not in but}


def example(**values: Any) -> ConfigDict:
    return ConfigDict(extra="forbid", strict=True, json_schema_extra={"examples": [values]})


class NewClaim(Body):
    """A claim to record by hand."""

    model_config = example(
        statement="Nimbus Labs hired 50 people in 2025.", source="Nimbus press office", quote="hired 50 people",
        url="https://example.org/a", confidence=70, tags=["hiring"],
    )  # fmt: skip
    statement: Annotated[str, Field(min_length=1, max_length=STATEMENT, description="What is claimed, readable alone.")]
    source: Annotated[Name | None, Field(description="Who says so.")] = None
    quote: Annotated[Said | None, Field(description="The exact words.")] = None
    url: Annotated[Url | None, Field(description="Where.")] = None
    document: Annotated[ClaimKey | None, Field(description="The stored document that the quote stands in.")] = None
    confidence: Sure | None = None
    due: Annotated[Day | None, Field(description="By when it comes true or not.", examples=["2026-12-31"])] = None
    kind: Annotated[Kind, Field(strict=False)] = Kind.FACT
    speaker: Annotated[Name | None, Field(description="Who is committed to it, if not the source.")] = None
    tags: Annotated[list[Annotated[str, Field(min_length=1, max_length=TAG)]], Field(max_length=50)] = []
    note: Note = None


class Finding(Body):
    """What was found when a claim was checked."""

    model_config = example(status="verified", note="Table 3 says so", evidence=["https://example.org/report"])
    status: Annotated[Status, Field(strict=False)]
    note: Note = None
    evidence: Annotated[list[Url], Field(max_length=50, description="URLs, or keys of documents.")] = []
    effective: Annotated[Day | None, Field(description="When it came to be so in the world, if not now.")] = None
    by: Annotated[ClaimKey | None, Field(description="The newer claim, for superseded.")] = None
    insist: Own = False


class Assessment(Body):
    """How sure somebody is; null takes it away."""

    model_config = example(confidence="likely", note="Two filings agree")
    confidence: Sure | None
    note: Note = None


class Amendment(Body):
    """A correction of how a claim is put; what is left out stays, an empty due or subject clears it."""

    model_config = example(statement="Nimbus Labs hired 50 researchers in 2025.", note="As the quote has it")
    statement: Annotated[str | None, Field(min_length=1, max_length=STATEMENT)] = None
    kind: Annotated[Kind | None, Field(strict=False)] = None
    due: Annotated[str | None, Field(max_length=100)] = None
    subject: Annotated[str | None, Field(max_length=NAME)] = None
    note: Note = None


class Proof(Body):
    """What speaks for or against a claim: an address, a stored document, a quote or a note."""

    model_config = example(url="https://example.org/filing", stance="supports", note="Page 12")
    url: Url | None = None
    document: ClaimKey | None = None
    stance: Annotated[Stance, Field(strict=False)] = Stance.SUPPORTS
    quote: Said | None = None
    note: Note = None
    insist: Own = False


class Reason(Body):
    """Why; it may be left out."""

    model_config = example(note="It was the wrong page")
    note: Note = None


class Remark(Body):
    """A remark for the history."""

    model_config = example(text="Asked the press office on Monday.")
    text: Said


class Words(Body):
    """Tags."""

    model_config = example(tags=["hiring", "to check"])
    tags: Tags


class Merger(Body):
    """The claim that stays."""

    model_config = example(into="7K2M4QWERTY0", note="The same figure")
    into: ClaimKey
    note: Note = None


class Relation(Body):
    """How a claim stands to another one; `rejected` says that it does not stand so."""

    model_config = example(other="7K2M4QWERTY0", kind="contradicts", state="confirmed")
    other: ClaimKey
    kind: Annotated[Literal[tuple(str(each) for each in RELATED)], Field()] = "contradicts"  # type: ignore[valid-type]
    state: Literal["confirmed", "rejected"] = "confirmed"
    note: Note = None


class Paper(Body):
    """A document to take in, as text; its claims are found in it."""

    model_config = example(
        text="Nimbus Labs hired 50 people in 2025. Its budget is $2 billion a year.", source="The Example Times",
        title="Hiring", url="https://example.org/hiring", published="2026-03-01",
    )  # fmt: skip
    text: Annotated[str, Field(min_length=1, max_length=10_000_000)]
    source: Annotated[Name, Field(description="Who publishes it.")]
    title: Name | None = None
    url: Url | None = None
    published: Day | None = None
    byline: Name | None = None
    language: Annotated[str | None, Field(min_length=2, max_length=35)] = None
    match: Annotated[bool, Field(description="Look for claims that the new ones may repeat or contradict.")] = True
    dry_run: Annotated[bool, Field(description="Record nothing.")] = False


class Rating(Body):
    """How reliable a source is; null takes it back."""

    model_config = example(reliability="B", note="Corrects itself in public")
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None
    note: Note = None


class Description(Body):
    """What is known of a source; what is left out stays."""

    model_config = example(kind="publisher", homepage="https://example.org")
    kind: Annotated[SourceKind | None, Field(strict=False)] = None
    homepage: Url | None = None
    origin: Name | None = None
