"""What looking at pages again came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claims.core.vocabulary import Fate


@dataclass(frozen=True, slots=True)
class Finding:
    """What was newly found to have become of the n-th appearance of a claim; `before` is what was known of it.

    `document` is the capture it was found in, None where the page itself is gone, which `page` tells with what the
    server said. `was` and `words` are what stood and stands there, `diff` marks in one text what is not the same.
    """

    claim: str
    n: int
    quote: str
    fate: Fate
    before: Fate
    document: str | None = None
    words: str | None = None
    start: int | None = None
    end: int | None = None
    was: str | None = None
    diff: str | None = None
    page: int | None = None

    def told(self) -> dict[str, object]:
        """Return it as `claims.core.events.DRIFT` tells it."""
        names = ("document", "words", "start", "end", "was", "page")
        found = {name: getattr(self, name) for name in names if getattr(self, name) is not None}
        found.pop("was" if self.fate is not Fate.ALTERED else "", None)
        return {"to": self.fate.value, **found}


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one page: unchanged, changed, gone (its server says so) or failed (`detail` says why).

    `document` is the capture that shows it as it is now, `counts` how many of the quotes from it have which fate, and
    `findings` what of that is new.
    """

    name: str
    outcome: str
    document: str | None = None
    detail: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What looking at pages again came to."""

    batch: str | None
    pages: Sequence[Checked]
    dry_run: bool = False

    def count(self, outcome: str) -> int:
        return sum(each.outcome == outcome for each in self.pages)

    @property
    def flagged(self) -> int:
        """How many quotes were newly found altered or gone."""
        return sum(each.fate in (Fate.ALTERED, Fate.GONE) for page in self.pages for each in page.findings)
