"""search index"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# The words come normalised; the tokenizer only has to split at spaces and keep letters, digits and marks together.
SQLITE = """
CREATE VIRTUAL TABLE claim_search USING fts5(terms, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'")
"""
POSTGRESQL = (
    "CREATE TABLE claim_search (claim_id bigint NOT NULL, terms tsvector NOT NULL, "
    "CONSTRAINT pk_claim_search PRIMARY KEY (claim_id), "
    "CONSTRAINT fk_claim_search_claim_id FOREIGN KEY (claim_id) REFERENCES claim (id))",
    "CREATE INDEX ix_claim_search_terms ON claim_search USING gin (terms)",
)


def upgrade() -> None:
    for statement in (SQLITE,) if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE claim_search")
