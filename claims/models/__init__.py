"""The tables, typed by the database itself: named constraints, checks and partial unique indexes on both engines.

Times are whole microseconds of UTC; dates of the world are ISO 8601 text with the precision they were given;
`claim_at` repeats the (immutable) time a claim was recorded, so that a page in that order reads one index.
The search index, the triggers and everything else that differs by engine is in `claims.db.ddl`.
"""

from claims.models.base import metadata
from claims.models.claims import appearance, claim, claim_tag, quantity, word
from claims.models.embeddings import embedding, embedding_model
from claims.models.feeds import feed, feed_entry
from claims.models.history import erasure, event, evidence, link, spell
from claims.models.origins import likeness, outline, outline_hash
from claims.models.people import access_token, account, login_failure, session
from claims.models.provenance import batch, batch_item, document, setting, source, source_rating
from claims.models.seals import frontier, leaf, seal
from claims.models.subjects import mention, naming, subject

__all__ = [
    "access_token",
    "account",
    "appearance",
    "batch",
    "batch_item",
    "claim",
    "claim_tag",
    "document",
    "embedding",
    "embedding_model",
    "erasure",
    "event",
    "evidence",
    "feed",
    "feed_entry",
    "frontier",
    "leaf",
    "likeness",
    "link",
    "login_failure",
    "mention",
    "metadata",
    "naming",
    "outline",
    "outline_hash",
    "quantity",
    "seal",
    "session",
    "setting",
    "source",
    "source_rating",
    "spell",
    "subject",
    "word",
]
