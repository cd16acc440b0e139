"""Let who sits down at a telephone wait for nobody whose work names them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Expand only: desks of the previous version go on working.

    What a unique constraint covers could be referred to: whoever changes it, and whoever stores a
    row that names the person, wait for each other. A partial index is unique all the same.
    """
    op.drop_constraint("uq_staff_extension", "staff", type_="unique")
    op.create_index(
        "uq_staff_extension",
        "staff",
        ["extension"],
        unique=True,
        postgresql_where=sa.text("extension IS NOT NULL"),
    )
