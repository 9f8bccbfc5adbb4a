"""Who may work here: accounts, what they show to be let in, and how often that failed."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, String, Table, Text

from claims.core.people import Role
from claims.models.base import Key, metadata, one_of, refers, row_id, stamp

account = Table(
    "account",
    metadata,
    row_id(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("password", Text),
    stamp("password_at", nullable=True),
    stamp("added_at"),
    Column("added_by", Text, nullable=False),
    stamp("changed_at"),
    Column("changed_by", Text, nullable=False),
    stamp("disabled_at", nullable=True),
    one_of("role", Role),
    CheckConstraint("length(name) > 0", name="name"),
)

session = Table(
    "session",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    refers("account_id", "account"),
    stamp("started_at"),
    stamp("expires_at"),
    CheckConstraint("length(hash) = 32", name="hash"),
    Index("ix_session_account_id", "account_id"),
)

access_token = Table(
    "access_token",
    metadata,
    row_id(),
    Column("key", Key, nullable=False, unique=True),
    Column("hash", LargeBinary(32), nullable=False, unique=True),
    refers("account_id", "account"),
    Column("name", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    stamp("added_at"),
    Column("added_by", Text, nullable=False),
    stamp("used_at", nullable=True),
    stamp("expires_at", nullable=True),
    stamp("revoked_at", nullable=True),
    CheckConstraint("length(hash) = 32", name="hash"),
    Index("ix_access_token_account_id", "account_id"),
)

login_failure = Table(
    "login_failure",
    metadata,
    Column("who", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    stamp("failed_at"),
    CheckConstraint("failures > 0", name="failures"),
)
