"""What the ledger takes and what the queries give: plain frozen values, no database behind them."""

from claims.records.audited import Audit, Point
from claims.records.claim import (
    Appearance,
    Claim,
    Difference,
    Drifted,
    Event,
    Evidence,
    Link,
    LogPage,
    Number,
    Page,
    Snippet,
)
from claims.records.embedded import Embedded
from claims.records.erased import Erased
from claims.records.feed import Feed, Polled
from claims.records.given import Actor, NewClaim, NewDocument
from claims.records.origin import Origin
from claims.records.outcome import Change, Outcome, Report, Undone
from claims.records.people import NewToken, Session, Somebody, Token, User
from claims.records.provenance import Archived, Batch, Captured, Document, Item, Mark, Pruned, Rating, Source
from claims.records.reading import BatchComparison, Reading, Rereading
from claims.records.recheck import Checked, Finding, Rechecked
from claims.records.subject import Naming, Renamed, Subject, SubjectPage
from claims.records.suggestion import Suggested, Suggestion
from claims.records.survey import Facets, Placed

__all__ = [
    "Actor",
    "Appearance",
    "Archived",
    "Audit",
    "Batch",
    "BatchComparison",
    "Captured",
    "Change",
    "Checked",
    "Claim",
    "Difference",
    "Document",
    "Drifted",
    "Embedded",
    "Erased",
    "Event",
    "Evidence",
    "Facets",
    "Feed",
    "Finding",
    "Item",
    "Link",
    "LogPage",
    "Mark",
    "Naming",
    "NewClaim",
    "NewDocument",
    "NewToken",
    "Number",
    "Origin",
    "Outcome",
    "Page",
    "Placed",
    "Point",
    "Polled",
    "Pruned",
    "Rating",
    "Reading",
    "Rechecked",
    "Renamed",
    "Report",
    "Rereading",
    "Session",
    "Snippet",
    "Somebody",
    "Source",
    "Subject",
    "SubjectPage",
    "Suggested",
    "Suggestion",
    "Token",
    "Undone",
    "User",
]
