"""a new normal form of wordings

No table changes: it marks databases whose wordings were made anew by the program, which knows the normal form.
"""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
