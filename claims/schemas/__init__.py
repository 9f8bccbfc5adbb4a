"""The public contract: what `--json` prints and `claims export` writes, field by field.

Fields may be added; none changes its meaning or goes without a new SCHEMA_VERSION. Times are ISO 8601 in UTC,
dates ISO 8601, numbers exact: whole ones are JSON integers.
"""

from claims.schemas.base import SCHEMA_VERSION, Record
from claims.schemas.catalog import (
    ArchivedRecord,
    BatchRecord,
    CapturedRecord,
    DocumentRecord,
    DriftRecord,
    ItemRecord,
    MarkRecord,
    PrunedRecord,
    RatingRecord,
    SourceRecord,
)
from claims.schemas.claim import (
    AppearanceRecord,
    ClaimRecord,
    DifferenceRecord,
    DriftedRecord,
    EventRecord,
    EvidenceRecord,
    FoundRecord,
    HistoryRecord,
    LinkRecord,
    QuantityRecord,
    SnippetRecord,
    record,
)
from claims.schemas.extraction import CandidateRecord, ComparisonRecord, MatchRecord, ReaderRecord
from claims.schemas.feed import FeedRecord, PolledRecord
from claims.schemas.reading import ReadingRecord, RereadingRecord
from claims.schemas.recheck import CheckedRecord, FateRecord, RecheckedRecord
from claims.schemas.result import (
    ChangeRecord,
    ErasedRecord,
    FindingRecord,
    OutcomeRecord,
    PreviewRecord,
    ProposalRecord,
    ReportRecord,
    UndoneRecord,
)
from claims.schemas.subject import NamingRecord, RenamedRecord, SubjectRecord
from claims.schemas.suggestion import SuggestionRecord
from claims.schemas.whole import (
    BatchLine,
    DocumentLine,
    EntryLine,
    FeedLine,
    ItemLine,
    NamingLine,
    PieceLine,
    RatingLine,
    SourceLine,
)

__all__ = [
    "SCHEMA_VERSION",
    "AppearanceRecord",
    "ArchivedRecord",
    "BatchLine",
    "BatchRecord",
    "CandidateRecord",
    "CapturedRecord",
    "ChangeRecord",
    "CheckedRecord",
    "ClaimRecord",
    "ComparisonRecord",
    "DifferenceRecord",
    "DocumentLine",
    "DocumentRecord",
    "DriftRecord",
    "DriftedRecord",
    "EntryLine",
    "ErasedRecord",
    "EventRecord",
    "EvidenceRecord",
    "FateRecord",
    "FeedLine",
    "FeedRecord",
    "FindingRecord",
    "FoundRecord",
    "HistoryRecord",
    "ItemLine",
    "ItemRecord",
    "LinkRecord",
    "MarkRecord",
    "MatchRecord",
    "NamingLine",
    "NamingRecord",
    "OutcomeRecord",
    "PieceLine",
    "PolledRecord",
    "PreviewRecord",
    "ProposalRecord",
    "PrunedRecord",
    "QuantityRecord",
    "RatingLine",
    "RatingRecord",
    "ReaderRecord",
    "ReadingRecord",
    "RecheckedRecord",
    "Record",
    "RenamedRecord",
    "ReportRecord",
    "RereadingRecord",
    "SnippetRecord",
    "SourceLine",
    "SourceRecord",
    "SubjectRecord",
    "SuggestionRecord",
    "UndoneRecord",
    "record",
]
