"""Remember what was imported last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imported_row",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("shop", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('account', 'code', 'order')", name=op.f("ck_imported_row_kind_kind")
        ),
        sa.CheckConstraint("octet_length(digest) = 16", name=op.f("ck_imported_row_digest_length")),
        sa.PrimaryKeyConstraint("kind", "shop", "number", name=op.f("pk_imported_row")),
    )
