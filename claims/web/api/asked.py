"""What can be asked for in an address, with what each value may be."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from claims.core.events import EventKind
from claims.core.status import Status
from claims.core.text import NAME
from claims.core.vocabulary import DRIFTED, Kind

Words = Annotated[list[Annotated[str, Field(min_length=1, max_length=NAME)]], Field(max_length=50)]
Short = Annotated[str, Field(min_length=1, max_length=NAME)]
Sort = Literal[
    "-recorded", "recorded", "-changed", "changed", "-confidence", "confidence", "-due", "due",
    "-origins", "origins",
]  # fmt: skip
Choice = Literal["true", "false"]
MOST = 500


class Asked(BaseModel):
    """What all of them have in common: nothing else may be asked."""

    model_config = ConfigDict(extra="forbid")


class Filters(Asked):
    """Which claims."""

    status: Annotated[list[Status], Field(description="Any of these statuses.", max_length=20)] = []
    source: Annotated[Words, Field(description="Any of these sources, by name or key.")] = []
    kind: Annotated[list[Kind], Field(description="fact, forecast or opinion.", max_length=5)] = []
    text: Annotated[Short | None, Field(description="Words the claim or its quotes hold.")] = None
    confidence: Annotated[Short | None, Field(description="A range.", examples=["60..80", ">=70", "unknown"])] = None
    amount: Annotated[Short | None, Field(description="A number of the claim in a range.", examples=[">=100M"])] = None
    tag: Annotated[Words, Field(description="Any of these tags.")] = []
    section: Annotated[Words, Field(description="Quotes under any of these headings.")] = []
    due_before: Annotated[Short | None, Field(description="Due before this day.", examples=["2027-01-01"])] = None
    reviewed: Annotated[Choice | None, Field(description="Whether a person has decided about it.")] = None
    drift: Annotated[list[Literal[DRIFTED]], Field(description="What became of a quote.", max_length=5)] = []  # type: ignore[valid-type]
    subject: Annotated[Words, Field(description="Naming any of these, by any name.")] = []
    origins: Annotated[Short | None, Field(description="How many origins say so, a range.", examples=[">=2"])] = None

    def chosen(self) -> dict[str, Any]:
        """Return the filters that were given, as the book takes them."""
        names = Filters.model_fields
        given = {name: value for name in names if (value := getattr(self, name)) not in (None, [])}
        return given | ({"reviewed": self.reviewed == "true"} if self.reviewed else {})


class Listed(Filters):
    """Which claims, when, in which order, and from where on."""

    as_of: Annotated[Short | None, Field(description="As it was believed then.", examples=["2026-03-31"])] = None
    sort: Annotated[Sort, Field(description="The order; `-` for descending.")] = "-recorded"
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many at most.")] = 50
    after: Annotated[Short | None, Field(description="`after` of the page before.")] = None
    everything: Annotated[Choice, Field(description="Also claims undone, merged or rejected.")] = "false"

    def listing(self) -> dict[str, Any]:
        more = {"as_of": self.as_of, "sort": self.sort, "limit": self.limit, "after": self.after}
        return self.chosen() | more | {"everything": self.everything == "true"}


class Searched(Filters):
    """What to search for, and from where on."""

    q: Annotated[str, Field(description="The query.", min_length=1, max_length=2000, examples=["offer"])]
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many at most.")] = 20
    after: Annotated[Short | None, Field(description="`after` of the page before.")] = None


class Alike(Asked):
    """Which suggestions."""

    claim: Annotated[Short | None, Field(description="Of this claim alone, by its key.")] = None
    min_score: Annotated[float, Field(ge=0, le=1, description="How alike at least.")] = 0.5
    newest: Annotated[int, Field(ge=1, le=1000, description="Of so many of the newest claims.")] = 200
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many at most.")] = 20


class Logged(Asked):
    """Which changes."""

    actor: Annotated[Short | None, Field(description="By whom.")] = None
    since: Annotated[Short | None, Field(description="From then on.", examples=["2026-03-01"])] = None
    until: Annotated[Short | None, Field(description="Until then.")] = None
    kind: Annotated[EventKind | None, Field(description="Of which kind.")] = None
    claim: Annotated[Short | None, Field(description="Of which claim, by its key.")] = None
    batch: Annotated[Short | None, Field(description="Of which batch, by its key.")] = None
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many at most.")] = 50
    after: Annotated[Short | None, Field(description="`after` of the page before.")] = None


class Moment(Asked):
    """When."""

    as_of: Annotated[Short | None, Field(description="As it was believed then.", examples=["2026-03-31"])] = None


class Many(Asked):
    """How many."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="How many at most, newest first.")] = 50


class Named(Many):
    """Which of what has a name."""

    text: Annotated[Short | None, Field(description="Those with this in the name.")] = None
