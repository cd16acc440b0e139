"""Pages of one original, texts of pages, quarantine, rules for enclosures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quarantined_file",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column(
            "received_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("byte_size", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column(
            "facts", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "octet_length(sha256) = 32", name=op.f("ck_quarantined_file_sha256_length")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_quarantined_file_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantined_file")),
    )
    op.create_table(
        "enclosure_rule",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("enclosure_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=True),
        sa.Column("mailing_id", sa.BigInteger(), nullable=True),
        sa.Column("nth_order", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("from_on <= until_on", name=op.f("ck_enclosure_rule_days_in_order")),
        sa.CheckConstraint("nth_order > 0", name=op.f("ck_enclosure_rule_nth_order_counts")),
        sa.ForeignKeyConstraint(
            ["enclosure_id"],
            ["enclosure.id"],
            name=op.f("fk_enclosure_rule_enclosure_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mailing_id"], ["mailing.id"], name=op.f("fk_enclosure_rule_mailing_id")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_enclosure_rule_product_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enclosure_rule")),
    )
    op.create_index(
        op.f("ix_enclosure_rule_enclosure_id"), "enclosure_rule", ["enclosure_id"], unique=False
    )
    op.create_index(
        op.f("ix_enclosure_rule_mailing_id"), "enclosure_rule", ["mailing_id"], unique=False
    )
    op.create_index(
        op.f("ix_enclosure_rule_product_id"), "enclosure_rule", ["product_id"], unique=False
    )
    op.create_table(
        "page_text",
        sa.Column("document_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("page_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("transcript", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "words", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False
        ),
        sa.Column("vertical", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("search_key", sa.Text(), server_default="", nullable=False),
        sa.Column("corrected", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("corrected_by_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "read_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["corrected_by_id"], ["staff.id"], name=op.f("fk_page_text_corrected_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id", "page_number"],
            ["document_page.document_id", "document_page.page_number"],
            name=op.f("fk_page_text_document_id_page_number"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "page_number", name=op.f("pk_page_text")),
    )
    op.create_index(
        "ix_page_text_search_key",
        "page_text",
        ["search_key"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"search_key": "gin_trgm_ops"},
    )
    op.create_table(
        "letter_tag",
        sa.Column("letter_id", sa.BigInteger(), nullable=False),
        sa.Column("tag_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_letter_tag_letter_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_letter_tag_tag_id")),
        sa.PrimaryKeyConstraint("letter_id", "tag_id", name=op.f("pk_letter_tag")),
    )
    op.create_index(op.f("ix_letter_tag_tag_id"), "letter_tag", ["tag_id"], unique=False)
    op.add_column(
        "document_page",
        sa.Column("source_page", sa.Integer(), server_default=sa.text("1"), nullable=False),
    )
    op.add_column(
        "document_page",
        sa.Column("set_aside", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column(
        "enclosure", sa.Column("conditions", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "image_rendition",
        sa.Column("source_page", sa.Integer(), server_default=sa.text("1"), nullable=False),
    )
    op.add_column("letter", sa.Column("source", sa.Text(), server_default="", nullable=False))
    op.add_column("letter", sa.Column("code_read", sa.Text(), server_default="", nullable=False))
    op.add_column("letter", sa.Column("code_problem", sa.Text(), server_default="", nullable=False))
    op.add_column("letter", sa.Column("mailing_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_letter_mailing_id"), "letter", ["mailing_id"])
    op.create_foreign_key(op.f("fk_letter_mailing_id"), "letter", "mailing", ["mailing_id"], ["id"])
    op.add_column("letter", sa.Column("looks_like_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_letter_looks_like_id"), "letter", ["looks_like_id"])
    op.create_foreign_key(
        op.f("fk_letter_looks_like_id"),
        "letter",
        "letter",
        ["looks_like_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index(op.f("ix_letter_created_at"), "letter", ["created_at"])
    op.add_column("document_page", sa.Column("looks", postgresql.BIT(128), nullable=True))
    op.create_table(
        "office_secret",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_office_secret")),
    )
    op.add_column("mailing", sa.Column("conditions", sa.Text(), server_default="", nullable=False))
    for master in ("mailing", "enclosure"):
        op.add_column(
            master,
            sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        )
    op.create_index(
        "ix_shipment_tracking_number",
        "shipment",
        ["tracking_number"],
        postgresql_where=sa.text("tracking_number <> ''"),
    )
    op.add_column("shipment_enclosure", sa.Column("rule_id", sa.BigInteger(), nullable=True))
    op.create_index(
        op.f("ix_shipment_enclosure_rule_id"), "shipment_enclosure", ["rule_id"], unique=False
    )
    op.create_foreign_key(
        op.f("fk_shipment_enclosure_rule_id"),
        "shipment_enclosure",
        "enclosure_rule",
        ["rule_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.add_column("stored_image", sa.Column("byte_size", sa.BigInteger(), nullable=True))
    op.add_column(
        "stored_image",
        sa.Column("page_count", sa.Integer(), server_default=sa.text("1"), nullable=False),
    )
    op.drop_constraint(op.f("pk_image_rendition"), "image_rendition", type_="primary")
    op.create_primary_key(
        op.f("pk_image_rendition"), "image_rendition", ["sha256", "source_page", "rendition"]
    )
    op.drop_constraint(op.f("ck_image_rendition_rendition_kind"), "image_rendition", type_="check")
    op.create_check_constraint(
        op.f("ck_image_rendition_rendition_kind"),
        "image_rendition",
        "rendition IN ('thumbnail', 'preview', 'full')",
    )
    # Pictures are packed already: trying to pack them again takes a third of the time to store one.
    for table in ("stored_image", "image_rendition", "quarantined_file"):
        op.execute(f"ALTER TABLE {table} ALTER COLUMN content SET STORAGE EXTERNAL")
    op.create_check_constraint(
        op.f("ck_stored_image_sha256_of_content"), "stored_image", "sha256(content) = sha256"
    )
