"""the whole model: source, document, claim, quantity, appearance, evidence, link, event, batch"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite gives row numbers by itself to an INTEGER key only.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "batch",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("versions", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.Column("counts", sa.Text(), nullable=True),
        sa.Column("undone_by", ID, nullable=True),
        sa.CheckConstraint("actor_kind IN ('person', 'rule', 'model')", name=op.f("ck_batch_actor_kind")),
        sa.ForeignKeyConstraint(["undone_by"], ["batch.id"], name=op.f("fk_batch_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sa.UniqueConstraint("key", name=op.f("uq_batch_key")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "source",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("homepage", sa.Text(), nullable=True),
        sa.Column("reliability", sa.String(length=1), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", ID, nullable=True),
        sa.CheckConstraint(
            "kind IN ('unknown', 'publisher', 'author', 'institution', 'person')", name=op.f("ck_source_kind")
        ),
        sa.CheckConstraint("reliability IN ('A', 'B', 'C', 'D', 'E', 'F')", name=op.f("ck_source_reliability")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_source_name")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_source_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("key", name=op.f("uq_source_key")),
        sa.UniqueConstraint("name_key", name=op.f("uq_source_name_key")),
    )
    op.create_table(
        "claim",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=16), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("due_precision", sa.Text(), nullable=True),
        sa.Column("stands_alone", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("confidence_by", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("merged_into", ID, nullable=True),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", ID, nullable=True),
        sa.CheckConstraint("confidence_by IN ('person', 'rule', 'model')", name=op.f("ck_claim_confidence_by")),
        sa.CheckConstraint(
            "due_precision IN ('day', 'month', 'quarter', 'half', 'year', 'decade')",
            name=op.f("ck_claim_due_precision"),
        ),
        sa.CheckConstraint("kind IN ('fact', 'forecast', 'opinion')", name=op.f("ck_claim_kind")),
        sa.CheckConstraint(
            "status IN ('unverified', 'verified', 'partly_verified', 'misleading', 'disputed', 'refuted', 'unverifiable', 'retracted', 'superseded', 'rejected')",
            name=op.f("ck_claim_status"),
        ),
        sa.CheckConstraint(
            "(confidence IS NULL) = (confidence_by IS NULL)", name=op.f("ck_claim_confidence_has_author")
        ),
        sa.CheckConstraint("confidence BETWEEN 0 AND 100", name=op.f("ck_claim_confidence")),
        sa.CheckConstraint("length(fingerprint) = 16", name=op.f("ck_claim_fingerprint")),
        sa.CheckConstraint("length(statement) > 0", name=op.f("ck_claim_statement")),
        sa.CheckConstraint("merged_into <> id", name=op.f("ck_claim_merged_into")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_claim_version")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_claim_batch_id")),
        sa.ForeignKeyConstraint(["merged_into"], ["claim.id"], name=op.f("fk_claim_merged_into")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_claim_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("key", name=op.f("uq_claim_key")),
    )
    op.create_index("ix_claim_batch_id", "claim", ["batch_id"], unique=False)
    op.create_index("ix_claim_changed_at", "claim", ["changed_at", "id"], unique=False)
    op.create_index("ix_claim_confidence", "claim", ["confidence", "id"], unique=False)
    op.create_index(
        "ix_claim_due",
        "claim",
        ["due", "id"],
        unique=False,
        sqlite_where=sa.text("due IS NOT NULL"),
        postgresql_where=sa.text("due IS NOT NULL"),
    )
    op.create_index("ix_claim_kind", "claim", ["kind", "recorded_at", "id"], unique=False)
    op.create_index(
        "ix_claim_merged_into",
        "claim",
        ["merged_into"],
        unique=False,
        sqlite_where=sa.text("merged_into IS NOT NULL"),
        postgresql_where=sa.text("merged_into IS NOT NULL"),
    )
    op.create_index(
        "ix_claim_recorded_at",
        "claim",
        [
            "recorded_at",
            "id",
            "changed_at",
            "status",
            "kind",
            "confidence",
            "due",
            "reviewed",
            "withdrawn",
            "merged_into",
        ],
        unique=False,
    )
    op.create_index("ix_claim_status", "claim", ["status", "recorded_at", "id"], unique=False)
    op.create_index(
        "uq_claim_fingerprint",
        "claim",
        ["fingerprint"],
        unique=True,
        sqlite_where=sa.text("stands_alone AND NOT withdrawn AND merged_into IS NULL"),
        postgresql_where=sa.text("stands_alone AND NOT withdrawn AND merged_into IS NULL"),
    )
    op.create_table(
        "document",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("canonical_url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("retrieved_at", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("reader_version", sa.Text(), nullable=False),
        sa.Column("batch_id", ID, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(sha256) = 32", name=op.f("ck_document_sha256")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_document_batch_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_document_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("key", name=op.f("uq_document_key")),
        sa.UniqueConstraint("sha256", name=op.f("uq_document_sha256")),
    )
    op.create_index("ix_document_batch_id", "document", ["batch_id"], unique=False)
    op.create_index(op.f("ix_document_canonical_url"), "document", ["canonical_url"], unique=False)
    op.create_index("ix_document_source_id", "document", ["source_id"], unique=False)
    op.create_table(
        "source_rating",
        sa.Column("source_id", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("reliability", sa.String(length=1), nullable=True),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("batch_id", ID, nullable=True),
        sa.CheckConstraint("actor_kind IN ('person', 'rule', 'model')", name=op.f("ck_source_rating_actor_kind")),
        sa.CheckConstraint("reliability IN ('A', 'B', 'C', 'D', 'E', 'F')", name=op.f("ck_source_rating_reliability")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_source_rating_batch_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_source_rating_source_id")),
        sa.PrimaryKeyConstraint("source_id", "seq", name=op.f("pk_source_rating")),
    )
    op.create_table(
        "appearance",
        sa.Column("id", ID, nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("identity", sa.LargeBinary(length=16), nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("batch_id", ID, nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("prefix", sa.Text(), nullable=True),
        sa.Column("suffix", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("citations", sa.Text(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("extractor_version", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("features", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("claim_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "modality IN ('asserted', 'reported', 'hedged', 'denied')", name=op.f("ck_appearance_modality")
        ),
        sa.CheckConstraint(
            "(document_id IS NULL) = (span_start IS NULL)", name=op.f("ck_appearance_span_has_document")
        ),
        sa.CheckConstraint("(span_start IS NULL) = (span_end IS NULL)", name=op.f("ck_appearance_span")),
        sa.CheckConstraint("0 <= span_start AND span_start < span_end", name=op.f("ck_appearance_span_order")),
        sa.CheckConstraint("document_id IS NULL OR quote IS NOT NULL", name=op.f("ck_appearance_quote")),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_appearance_score")),
        sa.CheckConstraint(
            "span_start IS NULL OR length(quote) = span_end - span_start", name=op.f("ck_appearance_quote_fills_span")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_appearance_batch_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_appearance_claim_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_appearance_document_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_appearance_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearance")),
        sa.UniqueConstraint("claim_id", "n", name=op.f("uq_appearance_claim_id")),
    )
    op.create_index("ix_appearance_batch_id", "appearance", ["batch_id"], unique=False)
    op.create_index("ix_appearance_document_id", "appearance", ["document_id", "span_start"], unique=False)
    op.create_index(
        "ix_appearance_section",
        "appearance",
        ["section", "claim_at", "claim_id", "withdrawn", "recorded_at"],
        unique=False,
        sqlite_where=sa.text("section IS NOT NULL"),
        postgresql_where=sa.text("section IS NOT NULL"),
    )
    op.create_index(
        "ix_appearance_source_id",
        "appearance",
        ["source_id", "claim_at", "claim_id", "withdrawn", "recorded_at"],
        unique=False,
    )
    op.create_index(
        "uq_appearance_identity",
        "appearance",
        ["claim_id", "identity"],
        unique=True,
        sqlite_where=sa.text("NOT withdrawn"),
        postgresql_where=sa.text("NOT withdrawn"),
    )
    op.create_table(
        "batch_item",
        sa.Column("batch_id", ID, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.CheckConstraint("outcome IN ('added', 'known', 'empty', 'failed')", name=op.f("ck_batch_item_outcome")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_item_batch_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_batch_item_document_id")),
        sa.PrimaryKeyConstraint("batch_id", "n", name=op.f("pk_batch_item")),
    )
    op.create_table(
        "claim_tag",
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.CheckConstraint("length(tag) > 0", name=op.f("ck_claim_tag_tag")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_tag_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", "tag", name=op.f("pk_claim_tag")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event",
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
        sa.CheckConstraint("actor_kind IN ('person', 'rule', 'model')", name=op.f("ck_event_actor_kind")),
        sa.CheckConstraint(
            "kind IN ('added', 'appeared', 'status', 'confidence', 'amended', 'evidence', 'evidence_withdrawn', 'evidence_restored', 'tagged', 'untagged', 'noted', 'merged', 'unmerged', 'absorbed', 'released', 'linked', 'withdrawn', 'restored', 'appearance_withdrawn', 'appearance_restored')",
            name=op.f("ck_event_kind"),
        ),
        sa.CheckConstraint(
            "status IN ('unverified', 'verified', 'partly_verified', 'misleading', 'disputed', 'refuted', 'unverifiable', 'retracted', 'superseded', 'rejected')",
            name=op.f("ck_event_status"),
        ),
        sa.CheckConstraint("length(hash) = 32", name=op.f("ck_event_hash")),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_event_seq")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_event_batch_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_event_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", "seq", name=op.f("pk_event")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_actor", "event", ["actor", "recorded_at"], unique=False)
    op.create_index("ix_event_batch_id", "event", ["batch_id"], unique=False)
    op.create_index(
        "ix_event_changes",
        "event",
        ["recorded_at", "claim_id", "seq"],
        unique=False,
        sqlite_where=sa.text("seq > 1"),
        postgresql_where=sa.text("seq > 1"),
    )
    op.create_index("ix_event_recorded_at", "event", ["recorded_at", "claim_id", "seq"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", ID, nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("circular", sa.Boolean(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.CheckConstraint("actor_kind IN ('person', 'rule', 'model')", name=op.f("ck_evidence_actor_kind")),
        sa.CheckConstraint("stance IN ('supports', 'refutes', 'context')", name=op.f("ck_evidence_stance")),
        sa.CheckConstraint(
            "coalesce(url, quote, note) IS NOT NULL OR document_id IS NOT NULL", name=op.f("ck_evidence_something")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_evidence_claim_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_evidence_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("claim_id", "n", name=op.f("uq_evidence_claim_id")),
    )
    op.create_table(
        "link",
        sa.Column("id", ID, nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("(state = 'suggested') = (decided_by IS NULL)", name=op.f("ck_link_decided_by")),
        sa.CheckConstraint("kind IN ('duplicate', 'contradicts', 'supports', 'supersedes')", name=op.f("ck_link_kind")),
        sa.CheckConstraint("state IN ('suggested', 'confirmed', 'rejected')", name=op.f("ck_link_state")),
        sa.CheckConstraint("claim_id <> other_id", name=op.f("ck_link_two_claims")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_link_claim_id")),
        sa.ForeignKeyConstraint(["other_id"], ["claim.id"], name=op.f("fk_link_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("claim_id", "other_id", "kind", name=op.f("uq_link_claim_id")),
    )
    op.create_index("ix_link_other_id", "link", ["other_id"], unique=False)
    op.create_table(
        "quantity",
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("low", sa.Text(), nullable=True),
        sa.Column("high", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("comparator", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=True),
        sa.Column("per", sa.Text(), nullable=True),
        sa.Column("low_number", sa.Double(), nullable=True),
        sa.Column("high_number", sa.Double(), nullable=True),
        sa.Column("claim_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("comparator IN ('=', '~', '<', '<=', '>', '>=')", name=op.f("ck_quantity_comparator")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_quantity_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", "n", name=op.f("pk_quantity")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_quantity_low_number",
        "quantity",
        ["low_number", "high_number", "unit", "claim_at", "claim_id"],
        unique=False,
    )
    op.create_index(
        "ix_quantity_ranges",
        "quantity",
        ["high_number", "low_number", "unit", "claim_at", "claim_id"],
        unique=False,
        sqlite_where=sa.text("low_number < high_number"),
        postgresql_where=sa.text("low_number < high_number"),
    )
    op.create_table(
        "spell",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("claim_at", sa.BigInteger(), nullable=False),
        sa.Column("claim_id", ID, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "what IN ('status', 'reviewed', 'tag', 'gone', 'confidence', 'wording', 'places')",
            name=op.f("ck_spell_what"),
        ),
        sa.CheckConstraint("since <= until", name=op.f("ck_spell_order")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_spell_claim_id")),
        sa.PrimaryKeyConstraint(
            "what", "word", "claim_at", "claim_id", "since", name=op.f("pk_spell"), postgresql_include=["until"]
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_spell_claim_id", "spell", ["claim_id"], unique=False)


def downgrade() -> None:
    for table in (
        "event",
        "spell",
        "claim_tag",
        "link",
        "evidence",
        "appearance",
        "quantity",
        "batch_item",
        "source_rating",
        "claim",
        "document",
        "source",
        "setting",
        "batch",
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS claimtrack_refuse, claimtrack_keep")
