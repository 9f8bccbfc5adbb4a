"""erasures

The hash of an event holds a commitment to what can be erased of it, so every hash is made anew.
"""

import json
from hashlib import sha256
from os import urandom

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHUNK = 1000
KINDS = (
    "added", "appeared", "status", "confidence", "amended", "evidence", "evidence_withdrawn", "evidence_restored",
    "tagged", "untagged", "noted", "merged", "unmerged", "absorbed", "released", "linked", "withdrawn", "restored",
    "appearance_withdrawn", "appearance_restored", "drifted",
)  # fmt: skip
STATUSES = (
    "unverified", "verified", "partly_verified", "misleading", "disputed", "refuted", "unverifiable", "retracted",
    "superseded", "rejected",
)  # fmt: skip
COLUMNS = (
    "claim_id", "seq", "kind", "recorded_at", "effective_at", "actor", "actor_kind", "reason", "payload", "status",
    "confidence", "batch_id",
)  # fmt: skip
FUNCTIONS = (
    "event", "source_rating", "appearance", "evidence", "document", "erasure", "event_done", "source_rating_done",
    "document_done",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", ID, nullable=False),
        sa.Column("batch_id", ID, nullable=False),
        sa.Column("claim_id", ID, nullable=True),
        sa.Column("source_id", ID, nullable=True),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("pending", ID, nullable=True),
        sa.CheckConstraint("pending < 0", name=op.f("ck_erasure_pending")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_erasure_batch_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_erasure_claim_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_erasure_document_id")),
        sa.ForeignKeyConstraint(
            ["pending"], ["batch.id"], name=op.f("fk_erasure_pending"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_erasure_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index(
        "ix_erasure_pending",
        "erasure",
        ["claim_id", "seq"],
        unique=False,
        sqlite_where=sa.text("pending IS NOT NULL"),
        postgresql_where=sa.text("pending IS NOT NULL"),
    )
    op.add_column("document", sa.Column("erased_batch", sa.Text()))
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        _rebuild(bind, (*KINDS, "erased"), salted=True)
    else:
        _change(bind, (*KINDS, "erased"), salted=True)


def downgrade() -> None:
    bind = op.get_bind()
    if bind.exec_driver_sql("SELECT count(*) FROM event WHERE kind = 'erased'").scalar():
        raise ValueError("something was erased here: the schema before cannot tell that, so it cannot go back")
    if bind.dialect.name == "sqlite":
        for table in ("appearance", "evidence", "source_rating", "document"):
            for name in _triggers(bind, table):
                op.execute(f"DROP TRIGGER {name}")
        _rebuild(bind, KINDS, salted=False)
    else:
        _change(bind, KINDS, salted=False)
        for name in FUNCTIONS:
            op.execute(f"DROP FUNCTION IF EXISTS claimtrack_erase_{name}() CASCADE")
    op.execute("ALTER TABLE document DROP COLUMN erased_batch")
    op.drop_table("erasure")


def _triggers(bind: sa.Connection, table: str) -> list[str]:
    named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
    return list(bind.exec_driver_sql(named, (table,)).scalars())


def _rebuild(bind: sa.Connection, kinds: tuple[str, ...], *, salted: bool) -> None:
    """Write the table of events anew: SQLite changes no check of a table that is there."""
    more = [
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("erased", sa.LargeBinary(length=32), nullable=True),
        sa.CheckConstraint("length(salt) = 16", name=op.f("ck_event_salt")),
        sa.CheckConstraint("length(erased) = 32", name=op.f("ck_event_erased")),
    ]
    op.create_table(
        "event_anew",
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("batch_id", ID, nullable=True),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        *(more if salted else ()),
        sa.CheckConstraint("actor_kind IN ('person', 'rule', 'model')", name=op.f("ck_event_actor_kind")),
        sa.CheckConstraint(_one_of("kind", kinds), name=op.f("ck_event_kind")),
        sa.CheckConstraint(_one_of("status", STATUSES), name=op.f("ck_event_status")),
        sa.CheckConstraint("length(hash) = 32", name=op.f("ck_event_hash")),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_event_seq")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_event_batch_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_event_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", "seq", name=op.f("pk_event")),
        sqlite_with_rowid=False,
    )
    columns = (*COLUMNS, "hash", "salt") if salted else (*COLUMNS, "hash")
    insert = f"INSERT INTO event_anew ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    for rows in _chained(bind, salted=salted):
        bind.exec_driver_sql(insert, [(*row, *hashed) for row, hashed in rows])
    op.drop_table("event")
    op.rename_table("event_anew", "event")
    op.create_index("ix_event_actor", "event", ["actor", "recorded_at"], unique=False)
    op.create_index("ix_event_batch_id", "event", ["batch_id"], unique=False)
    op.create_index(
        "ix_event_changes", "event", ["recorded_at", "claim_id", "seq"], unique=False, sqlite_where=sa.text("seq > 1")
    )
    op.create_index("ix_event_recorded_at", "event", ["recorded_at", "claim_id", "seq"], unique=False)


def _change(bind: sa.Connection, kinds: tuple[str, ...], *, salted: bool) -> None:
    """Change the table of events where it is."""
    guards = "SELECT tgname FROM pg_trigger WHERE tgrelid = 'event'::regclass AND NOT tgisinternal"
    for name in bind.exec_driver_sql(guards).scalars().all():
        op.execute(f"DROP TRIGGER {name} ON event")
    op.execute("ALTER TABLE event DROP CONSTRAINT ck_event_kind")
    if salted:
        op.add_column("event", sa.Column("salt", sa.LargeBinary()))
        op.add_column("event", sa.Column("erased", sa.LargeBinary()))
    for rows in _chained(bind, salted=salted):
        given = (
            [row[0] for row, _ in rows],
            [row[1] for row, _ in rows],
            *zip(*(hashed for _, hashed in rows), strict=True),
        )
        arrays = "%s::bigint[], %s::int[], %s::bytea[]" + (", %s::bytea[]" if salted else "")
        bind.exec_driver_sql(
            f"UPDATE event SET hash = made.hash{', salt = made.salt' if salted else ''} FROM unnest({arrays}) "
            f"AS made(claim_id, seq, hash{', salt' if salted else ''}) "
            "WHERE event.claim_id = made.claim_id AND event.seq = made.seq",
            tuple(list(each) for each in given),
        )
    op.create_check_constraint(op.f("ck_event_kind"), "event", _one_of("kind", kinds))
    if salted:
        op.alter_column("event", "salt", nullable=False)
        op.create_check_constraint(op.f("ck_event_salt"), "event", "length(salt) = 16")
        op.create_check_constraint(op.f("ck_event_erased"), "event", "length(erased) = 32")
    else:
        op.drop_column("event", "salt")
        op.drop_column("event", "erased")


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


def _chained(bind, *, salted):  # type: ignore[no-untyped-def]
    """Yield all events, some at a time, each with its new hash (and salt), claim by claim."""
    ordered = (
        f"SELECT c.key, b.key, {', '.join('e.' + name for name in COLUMNS)} FROM event e "
        "JOIN claim c ON c.id = e.claim_id LEFT JOIN batch b ON b.id = e.batch_id ORDER BY e.claim_id, e.seq"
    )
    before, streamed = b"", bind.execute(sa.text(ordered), execution_options={"yield_per": CHUNK})
    start = b"claimtrack history 2" if salted else b"claimtrack history 1"
    for part in streamed.partitions():
        rows, salts = [], urandom(16 * len(part))
        for at, (claim, batch, *row) in enumerate(part):
            _, seq, kind, recorded_at, effective_at, actor, actor_kind, reason, payload, *_ = row
            before = start if seq == 1 else before
            if salted:
                salt = salts[16 * at : 16 * at + 16]
                said = sha256(salt + _json([actor, reason, payload])).digest()
                line = _json([claim, seq, kind, recorded_at, effective_at, actor_kind, batch])
                before = sha256(before + line + said).digest()
                rows.append((row, (before, salt)))
            else:
                line = [claim, seq, kind, recorded_at, effective_at, actor, actor_kind, reason, payload, batch]
                before = sha256(before + _json(line)).digest()
                rows.append((row, (before,)))
        yield rows


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
