"""Homes on the map, places to pay, towns of the office's own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "place_source",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), server_default="", nullable=False),
        sa.Column("credit", sa.Text(), server_default="", nullable=False),
        sa.Column("fetched_on", sa.Date(), nullable=True),
        sa.Column(
            "imported_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("place_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_source")),
        sa.UniqueConstraint("name", name=op.f("uq_place_source_name")),
    )
    op.create_table(
        "town_file",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), server_default="", nullable=False),
        sa.Column("credit", sa.Text(), server_default="", nullable=False),
        sa.Column("fetched_on", sa.Date(), nullable=True),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column(
            "imported_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("ck_town_file_sha256_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_town_file")),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("chain", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("branch", sa.Text(), server_default="", nullable=False),
        sa.Column("opening_hours", sa.Text(), server_default="", nullable=False),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('convenience', 'post_office', 'bank', 'atm')", name=op.f("ck_place_kind_kind")
        ),
        sa.CheckConstraint(
            "latitude BETWEEN 20 AND 46 AND longitude BETWEEN 122 AND 154",
            name=op.f("ck_place_in_japan"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["place_source.id"], name=op.f("fk_place_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint(
            "source_id", "external_id", name=op.f("uq_place_source_id_external_id")
        ),
    )
    op.create_index(
        "ix_place_where",
        "place",
        [sa.literal_column("point(longitude, latitude)")],
        unique=False,
        postgresql_using="gist",
    )
    op.create_table(
        "address_position",
        sa.Column("address_id", sa.BigInteger(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("level", sa.Text(), server_default="", nullable=False),
        sa.Column("accuracy_m", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("found_as", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "located_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("pinned_by_id", sa.BigInteger(), nullable=True),
        sa.Column("address_changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("online_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "level IN ('block', 'town', 'oaza', 'city', 'prefecture', '')",
            name=op.f("ck_address_position_level_kind"),
        ),
        sa.CheckConstraint(
            "source IN ('towns', 'postal_code', 'online', 'person')",
            name=op.f("ck_address_position_source_kind"),
        ),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)",
            name=op.f("ck_address_position_both_or_none"),
        ),
        sa.CheckConstraint(
            "accuracy_m >= 0", name=op.f("ck_address_position_accuracy_not_negative")
        ),
        sa.CheckConstraint(
            "latitude BETWEEN 20 AND 46 AND longitude BETWEEN 122 AND 154",
            name=op.f("ck_address_position_in_japan"),
        ),
        sa.CheckConstraint(
            "(source = 'person') = (pinned_by_id IS NOT NULL)",
            name=op.f("ck_address_position_person_known"),
        ),
        sa.CheckConstraint(
            "source <> 'person' OR latitude IS NOT NULL",
            name=op.f("ck_address_position_pin_is_somewhere"),
        ),
        sa.ForeignKeyConstraint(
            ["address_id"],
            ["customer_address.id"],
            name=op.f("fk_address_position_address_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["pinned_by_id"], ["staff.id"], name=op.f("fk_address_position_pinned_by_id")
        ),
        sa.PrimaryKeyConstraint("address_id", name=op.f("pk_address_position")),
    )
    op.drop_column("customer_address", "latitude")
    op.drop_column("customer_address", "geocode_level")
    op.drop_column("customer_address", "pinned_by_person")
    op.drop_column("customer_address", "longitude")
