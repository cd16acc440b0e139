"""Create all tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.create_table(
        "document",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_table(
        "note_category",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("label_ja", sa.Text(), nullable=False),
        sa.Column("label_en", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["note_category.id"], name=op.f("fk_note_category_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_category")),
        sa.UniqueConstraint("label_ja", name=op.f("uq_note_category_label_ja")),
    )
    op.create_table(
        "office_setting",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_office_setting")),
    )
    op.create_table(
        "product",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("price_yen", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("code", name=op.f("uq_product_code")),
    )
    op.create_table(
        "schema_compatibility",
        sa.Column("only_row", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("incompatible", sa.Integer(), nullable=False),
        sa.CheckConstraint("only_row", name=op.f("ck_schema_compatibility_one_row")),
        sa.PrimaryKeyConstraint("only_row", name=op.f("pk_schema_compatibility")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_kana", sa.Text(), server_default="", nullable=False),
        sa.Column("extension", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("extension ~ '^[0-9]{1,10}$'", name=op.f("ck_staff_extension_digits")),
        sa.CheckConstraint("login ~ '^[a-z][a-z0-9_]{0,62}$'", name=op.f("ck_staff_login_form")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("extension", name=op.f("uq_staff_extension")),
        sa.UniqueConstraint("login", name=op.f("uq_staff_login")),
    )
    op.create_table(
        "stored_image",
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("location", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("octet_length(sha256) = 32", name=op.f("ck_stored_image_sha256_length")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_image")),
    )
    op.create_table(
        "tag",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("label", name=op.f("uq_tag_label")),
    )
    op.create_table(
        "customer",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_kana", sa.Text(), server_default="", nullable=False),
        sa.Column("name_key", sa.Text(), server_default="", nullable=False),
        sa.Column("kana_key", sa.Text(), server_default="", nullable=False),
        sa.Column("given_name_key", sa.Text(), server_default="", nullable=False),
        sa.Column("given_kana_key", sa.Text(), server_default="", nullable=False),
        sa.Column("birthday", sa.Date(), nullable=True),
        sa.Column("sex", sa.Text(), server_default="unknown", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("rank", sa.Text(), server_default="new", nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("attention_memo", sa.Text(), server_default="", nullable=False),
        sa.Column("restricted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("customer_since", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "rank IN ('new', 'regular', 'best')", name=op.f("ck_customer_rank_kind")
        ),
        sa.CheckConstraint(
            "sex IN ('female', 'male', 'unknown')", name=op.f("ck_customer_sex_kind")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["customer.id"], name=op.f("fk_customer_merged_into_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_customer_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("code", name=op.f("uq_customer_code")),
    )
    op.create_index(
        "ix_customer_code_prefix",
        "customer",
        ["code"],
        unique=False,
        postgresql_ops={"code": "text_pattern_ops"},
    )
    op.create_index(
        "ix_customer_given_kana_key",
        "customer",
        ["given_kana_key"],
        unique=False,
        postgresql_ops={"given_kana_key": "text_pattern_ops"},
    )
    op.create_index(
        "ix_customer_given_name_key",
        "customer",
        ["given_name_key"],
        unique=False,
        postgresql_ops={"given_name_key": "text_pattern_ops"},
    )
    op.create_index(
        "ix_customer_kana_key",
        "customer",
        ["kana_key"],
        unique=False,
        postgresql_ops={"kana_key": "text_pattern_ops"},
    )
    op.create_index(
        "ix_customer_kana_key_trigram",
        "customer",
        ["kana_key"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"kana_key": "gin_trgm_ops"},
    )
    op.create_index(
        op.f("ix_customer_merged_into_id"), "customer", ["merged_into_id"], unique=False
    )
    op.create_index(
        "ix_customer_name_key",
        "customer",
        ["name_key"],
        unique=False,
        postgresql_ops={"name_key": "text_pattern_ops"},
    )
    op.create_index(
        "ix_customer_name_key_trigram",
        "customer",
        ["name_key"],
        unique=False,
        postgresql_using="gin",
        postgresql_ops={"name_key": "gin_trgm_ops"},
    )
    op.create_index(op.f("ix_customer_staff_id"), "customer", ["staff_id"], unique=False)
    op.create_table(
        "document_page",
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("page_number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("rotation_degrees", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_document_page_document_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_image.sha256"], name=op.f("fk_document_page_sha256")
        ),
        sa.PrimaryKeyConstraint("document_id", "page_number", name=op.f("pk_document_page")),
    )
    op.create_index(op.f("ix_document_page_sha256"), "document_page", ["sha256"], unique=False)
    op.create_table(
        "enclosure",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("offer", sa.Text(), server_default="", nullable=False),
        sa.Column("valid_from_on", sa.Date(), nullable=True),
        sa.Column("valid_until_on", sa.Date(), nullable=True),
        sa.Column("document_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_enclosure_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enclosure")),
        sa.UniqueConstraint("code", name=op.f("uq_enclosure_code")),
    )
    op.create_table(
        "image_rendition",
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("rendition", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "rendition IN ('thumbnail', 'preview')", name=op.f("ck_image_rendition_rendition_kind")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["stored_image.sha256"],
            name=op.f("fk_image_rendition_sha256"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sha256", "rendition", name=op.f("pk_image_rendition")),
    )
    op.create_table(
        "mailing",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("offer", sa.Text(), server_default="", nullable=False),
        sa.Column("valid_from_on", sa.Date(), nullable=True),
        sa.Column("valid_until_on", sa.Date(), nullable=True),
        sa.Column("document_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_mailing_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailing")),
        sa.UniqueConstraint("code", name=op.f("uq_mailing_code")),
    )
    op.create_table(
        "call",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_call_id", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("caller_raw", sa.Text(), server_default="", nullable=False),
        sa.Column("caller", sa.Text(), nullable=True),
        sa.Column("no_number_reason", sa.Text(), nullable=True),
        sa.Column("called_raw", sa.Text(), server_default="", nullable=False),
        sa.Column("line_name", sa.Text(), server_default="", nullable=False),
        sa.Column("queue", sa.Text(), server_default="", nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), server_default="", nullable=False),
        sa.Column("recording_url", sa.Text(), server_default="", nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("caller ~ '^\\+[0-9]{3,15}$'", name=op.f("ck_call_e164")),
        sa.CheckConstraint(
            "direction IN ('in', 'out', 'internal')", name=op.f("ck_call_direction_kind")
        ),
        sa.CheckConstraint(
            "ended_by IN ('caller', 'operator', 'pbx', 'outside', 'unknown')",
            name=op.f("ck_call_ended_by_kind"),
        ),
        sa.CheckConstraint(
            "no_number_reason IN ('withheld', 'payphone', 'unavailable', 'service_conflict', 'none')",
            name=op.f("ck_call_no_number_reason_kind"),
        ),
        sa.CheckConstraint(
            "result IN ('answered', 'missed', 'rejected', 'busy', 'unreachable', 'forwarded', 'failed')",
            name=op.f("ck_call_result_kind"),
        ),
        sa.CheckConstraint(
            "(result IS NULL) = (ended_at IS NULL)", name=op.f("ck_call_ended_has_result")
        ),
        sa.CheckConstraint(
            "caller IS NULL OR no_number_reason IS NULL",
            name=op.f("ck_call_withheld_has_no_number"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_call_customer_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint(
            "source",
            "source_call_id",
            "occurrence",
            name=op.f("uq_call_source_source_call_id_occurrence"),
        ),
    )
    op.create_index("ix_call_began_at", "call", ["began_at"], unique=False)
    op.create_index("ix_call_caller_began_at", "call", ["caller", "began_at"], unique=False)
    op.create_index(
        "ix_call_customer_id_began_at", "call", ["customer_id", "began_at"], unique=False
    )
    op.create_index(
        "ix_call_going_on",
        "call",
        ["began_at"],
        unique=False,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "caller_choice",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_caller_choice_customer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_caller_choice_staff_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_caller_choice")),
    )
    op.create_index(
        op.f("ix_caller_choice_customer_id"), "caller_choice", ["customer_id"], unique=False
    )
    op.create_table(
        "customer_address",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("label", sa.Text(), server_default="home", nullable=False),
        sa.Column("postal_code", sa.Text(), server_default="", nullable=False),
        sa.Column("prefecture", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("town", sa.Text(), server_default="", nullable=False),
        sa.Column("block", sa.Text(), server_default="", nullable=False),
        sa.Column("building", sa.Text(), server_default="", nullable=False),
        sa.Column("delivery_note", sa.Text(), server_default="", nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("geocode_level", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "pinned_by_person", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.CheckConstraint(
            "label IN ('home', 'delivery', 'work', 'other')",
            name=op.f("ck_customer_address_label_kind"),
        ),
        sa.CheckConstraint(
            "postal_code ~ '^([0-9]{7})?$'", name=op.f("ck_customer_address_postal_code_digits")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_customer_address_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_address")),
        sa.UniqueConstraint(
            "customer_id", "position", name=op.f("uq_customer_address_customer_id_position")
        ),
    )
    op.create_index(
        "ix_customer_address_postal_code",
        "customer_address",
        ["postal_code"],
        unique=False,
        postgresql_ops={"postal_code": "text_pattern_ops"},
    )
    op.create_table(
        "customer_phone",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("phone_extension", sa.Text(), server_default="", nullable=False),
        sa.Column("label", sa.Text(), server_default="other", nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint(
            "label IN ('home', 'mobile', 'work', 'fax', 'other')",
            name=op.f("ck_customer_phone_label_kind"),
        ),
        sa.CheckConstraint("number ~ '^\\+[0-9]{3,15}$'", name=op.f("ck_customer_phone_e164")),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_customer_phone_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_phone")),
        sa.UniqueConstraint(
            "customer_id",
            "number",
            "phone_extension",
            name=op.f("uq_customer_phone_customer_id_number_phone_extension"),
        ),
    )
    op.create_index(
        "ix_customer_phone_number",
        "customer_phone",
        ["number"],
        unique=False,
        postgresql_ops={"number": "text_pattern_ops"},
    )
    op.create_index(
        "ix_customer_phone_number_reversed",
        "customer_phone",
        [sa.literal_column("reverse(number)").label("number_reversed")],
        unique=False,
        postgresql_ops={"number_reversed": "text_pattern_ops"},
    )
    op.create_table(
        "customer_shop_account",
        sa.Column("shop", sa.Text(), nullable=False),
        sa.Column("shop_customer_number", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_customer_shop_account_customer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "shop", "shop_customer_number", name=op.f("pk_customer_shop_account")
        ),
    )
    op.create_index(
        op.f("ix_customer_shop_account_customer_id"),
        "customer_shop_account",
        ["customer_id"],
        unique=False,
    )
    op.create_table(
        "customer_tag",
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("tag_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_customer_tag_customer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tag.id"], name=op.f("fk_customer_tag_tag_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("customer_id", "tag_id", name=op.f("pk_customer_tag")),
    )
    op.create_index(op.f("ix_customer_tag_tag_id"), "customer_tag", ["tag_id"], unique=False)
    op.create_table(
        "letter",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("way", sa.Text(), server_default="post", nullable=False),
        sa.Column("state", sa.Text(), server_default="scanned", nullable=False),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.Column("transcription", sa.Text(), server_default="", nullable=False),
        sa.Column("thanked_on", sa.Date(), nullable=True),
        sa.Column("thanked_how", sa.Text(), server_default="", nullable=False),
        sa.Column("thanked_by_id", sa.BigInteger(), nullable=True),
        sa.Column("document_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "state IN ('scanned', 'read', 'answered')", name=op.f("ck_letter_state_kind")
        ),
        sa.CheckConstraint(
            "way IN ('post', 'postcard', 'fax', 'email')", name=op.f("ck_letter_way_kind")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_letter_customer_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_letter_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["thanked_by_id"], ["staff.id"], name=op.f("fk_letter_thanked_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index(op.f("ix_letter_customer_id"), "letter", ["customer_id"], unique=False)
    op.create_table(
        "mailing_recipient",
        sa.Column("mailing_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("wave", sa.Integer(), server_default="1", nullable=False),
        sa.Column("dropped_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_mailing_recipient_customer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mailing_id"], ["mailing.id"], name=op.f("fk_mailing_recipient_mailing_id")
        ),
        sa.PrimaryKeyConstraint(
            "mailing_id", "customer_id", "wave", name=op.f("pk_mailing_recipient")
        ),
    )
    op.create_index(
        "ix_mailing_recipient_customer_id", "mailing_recipient", ["customer_id"], unique=False
    )
    op.create_table(
        "subscription",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("interval_days", sa.Integer(), nullable=True),
        sa.Column("interval_months", sa.Integer(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("delivered_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("state", sa.Text(), server_default="active", nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "state IN ('active', 'paused', 'stopped')", name=op.f("ck_subscription_state_kind")
        ),
        sa.CheckConstraint(
            "(interval_days IS NULL) <> (interval_months IS NULL)",
            name=op.f("ck_subscription_one_interval"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_subscription_customer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_subscription_product_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
    )
    op.create_index(
        op.f("ix_subscription_customer_id"), "subscription", ["customer_id"], unique=False
    )
    op.create_index(op.f("ix_subscription_next_on"), "subscription", ["next_on"], unique=False)
    op.create_table(
        "call_leg",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("source_leg_id", sa.Text(), nullable=False),
        sa.Column("extension", sa.Text(), server_default="", nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("rang_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('answered', 'answered_elsewhere', 'transferred', 'missed', 'rejected', 'busy', 'unreachable', 'forwarded', 'failed')",
            name=op.f("ck_call_leg_outcome_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name=op.f("fk_call_leg_call_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_call_leg_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_leg")),
        sa.UniqueConstraint(
            "call_id", "source_leg_id", name=op.f("uq_call_leg_call_id_source_leg_id")
        ),
    )
    op.create_index("ix_call_leg_extension_id", "call_leg", ["extension", "id"], unique=False)
    op.create_index(
        "ix_call_leg_going_on",
        "call_leg",
        ["extension"],
        unique=False,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(op.f("ix_call_leg_staff_id"), "call_leg", ["staff_id"], unique=False)
    op.create_table(
        "call_report",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("event_key", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "recorded_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("raw", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.CheckConstraint(
            "stage IN ('ringing', 'answered', 'ended', 'transferred')",
            name=op.f("ck_call_report_stage_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name=op.f("fk_call_report_call_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_report")),
        sa.UniqueConstraint("call_id", "event_key", name=op.f("uq_call_report_call_id_event_key")),
    )
    op.create_index("ix_call_report_recorded_at", "call_report", ["recorded_at"], unique=False)
    op.create_table(
        "call_step",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("extension", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "recorded_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "outcome IN ('answered', 'answered_elsewhere', 'transferred', 'missed', 'rejected', 'busy', 'unreachable', 'forwarded', 'failed')",
            name=op.f("ck_call_step_outcome_kind"),
        ),
        sa.CheckConstraint(
            "stage IN ('ringing', 'answered', 'ended', 'transferred')",
            name=op.f("ck_call_step_stage_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name=op.f("fk_call_step_call_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_step")),
    )
    op.create_index("ix_call_step_call_id_id", "call_step", ["call_id", "id"], unique=False)
    op.create_table(
        "contact_note",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("call_id", sa.BigInteger(), nullable=True),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("category_id", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="done", nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'in_progress', 'done')", name=op.f("ck_contact_note_state_kind")
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name=op.f("fk_contact_note_call_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["category_id"], ["note_category.id"], name=op.f("fk_contact_note_category_id")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_contact_note_customer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_contact_note_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_note")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_contact_note_operation_id")),
    )
    op.create_index(op.f("ix_contact_note_call_id"), "contact_note", ["call_id"], unique=False)
    op.create_index(
        "ix_contact_note_customer_id_happened_at",
        "contact_note",
        ["customer_id", "happened_at"],
        unique=False,
    )
    op.create_table(
        "customer_order",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("shop", sa.Text(), server_default="office", nullable=False),
        sa.Column("shop_order_number", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="new", nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subtotal_yen", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("shipping_fee_yen", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("discount_yen", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("total_yen", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.BigInteger(), nullable=True),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("memo", sa.Text(), server_default="", nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "channel IN ('phone', 'web', 'postcard', 'fax', 'mall', 'subscription')",
            name=op.f("ck_customer_order_channel_kind"),
        ),
        sa.CheckConstraint(
            "status IN ('new', 'processing', 'shipped', 'completed', 'cancelled', 'returned')",
            name=op.f("ck_customer_order_status_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_customer_order_customer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_customer_order_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscription.id"], name=op.f("fk_customer_order_subscription_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_order")),
        sa.UniqueConstraint("number", name=op.f("uq_customer_order_number")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_customer_order_operation_id")),
        sa.UniqueConstraint(
            "shop", "shop_order_number", name=op.f("uq_customer_order_shop_shop_order_number")
        ),
    )
    op.create_index(
        "ix_customer_order_customer_id_ordered_at",
        "customer_order",
        ["customer_id", "ordered_at"],
        unique=False,
    )
    op.create_index(
        "ix_customer_order_number_prefix",
        "customer_order",
        ["number"],
        unique=False,
        postgresql_ops={"number": "text_pattern_ops"},
    )
    op.create_index(
        "ix_customer_order_shop_order_number_prefix",
        "customer_order",
        ["shop_order_number"],
        unique=False,
        postgresql_ops={"shop_order_number": "text_pattern_ops"},
    )
    op.create_index(
        op.f("ix_customer_order_subscription_id"),
        "customer_order",
        ["subscription_id"],
        unique=False,
    )
    op.create_table(
        "order_line",
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=True),
        sa.Column("product_code", sa.Text(), server_default="", nullable=False),
        sa.Column("product_name", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price_yen", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_line_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["customer_order.id"],
            name=op.f("fk_order_line_order_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_order_line_product_id")
        ),
        sa.PrimaryKeyConstraint("order_id", "position", name=op.f("pk_order_line")),
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("amount_yen", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("slip_number", sa.Text(), server_default="", nullable=False),
        sa.Column("slip_expires_on", sa.Date(), nullable=True),
        sa.Column("slip_issued_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("dunning_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "method IN ('cash_on_delivery', 'deferred', 'payment_slip', 'convenience_store', 'card', 'bank_transfer', 'postal_transfer', 'free')",
            name=op.f("ck_payment_method_kind"),
        ),
        sa.CheckConstraint(
            "dunning_count >= 0", name=op.f("ck_payment_dunning_count_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["customer_order.id"],
            name=op.f("fk_payment_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    op.create_index(op.f("ix_payment_order_id"), "payment", ["order_id"], unique=False)
    op.create_table(
        "shipment",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="preparing", nullable=False),
        sa.Column("carrier", sa.Text(), server_default="", nullable=False),
        sa.Column("tracking_number", sa.Text(), server_default="", nullable=False),
        sa.Column("shipped_on", sa.Date(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state IN ('preparing', 'on_the_way', 'delivered', 'brought_back')",
            name=op.f("ck_shipment_state_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["customer_order.id"],
            name=op.f("fk_shipment_order_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment")),
    )
    op.create_index(op.f("ix_shipment_order_id"), "shipment", ["order_id"], unique=False)
    op.create_table(
        "task",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=True),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("note_id", sa.BigInteger(), nullable=True),
        sa.Column("call_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), server_default="follow_up", nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("priority", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('call_back', 'follow_up', 'letter', 'other')", name=op.f("ck_task_kind_kind")
        ),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name=op.f("ck_task_state_kind")),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name=op.f("fk_task_call_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_task_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["note_id"], ["contact_note.id"], name=op.f("fk_task_note_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_task_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_task_operation_id")),
    )
    op.create_index(op.f("ix_task_call_id"), "task", ["call_id"], unique=False)
    op.create_index(op.f("ix_task_customer_id"), "task", ["customer_id"], unique=False)
    op.create_index(op.f("ix_task_note_id"), "task", ["note_id"], unique=False)
    op.create_index(
        "ix_task_staff_id_due_on",
        "task",
        ["staff_id", "due_on"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "shipment_enclosure",
        sa.Column("shipment_id", sa.BigInteger(), nullable=False),
        sa.Column("enclosure_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enclosure_id"], ["enclosure.id"], name=op.f("fk_shipment_enclosure_enclosure_id")
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"],
            ["shipment.id"],
            name=op.f("fk_shipment_enclosure_shipment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("shipment_id", "enclosure_id", name=op.f("pk_shipment_enclosure")),
    )
    op.create_index(
        op.f("ix_shipment_enclosure_enclosure_id"),
        "shipment_enclosure",
        ["enclosure_id"],
        unique=False,
    )
    op.execute("INSERT INTO schema_compatibility (incompatible) VALUES (1)")
