"""Tables for what a desk does about calls: availability, dialling, scripts, unwanted callers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "call_source_state",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("gateway", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_event_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "facts", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('connecting', 'connected', 'listening', 'standing_by', 'problem', 'stopped')",
            name=op.f("ck_call_source_state_state_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_source_state")),
        sa.UniqueConstraint("gateway", "name", name=op.f("uq_call_source_state_gateway_name")),
    )
    op.create_table(
        "unwanted_caller",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), server_default="warn", nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "action IN ('warn', 'reject')", name=op.f("ck_unwanted_caller_action_kind")
        ),
        sa.CheckConstraint(
            "pattern ~ '^(\\+[0-9]{3,15}|\\+[0-9]{2,14}\\*|withheld)$'",
            name=op.f("ck_unwanted_caller_form"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_unwanted_caller_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unwanted_caller")),
        sa.UniqueConstraint("pattern", name=op.f("uq_unwanted_caller_pattern")),
    )
    op.create_table(
        "talk_script",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("line_name", sa.Text(), server_default="", nullable=False),
        sa.Column("mailing_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "line_name = '' OR mailing_id IS NULL", name=op.f("ck_talk_script_line_or_mailing")
        ),
        sa.ForeignKeyConstraint(
            ["mailing_id"],
            ["mailing.id"],
            name=op.f("fk_talk_script_mailing_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_script")),
    )
    op.create_index(op.f("ix_talk_script_mailing_id"), "talk_script", ["mailing_id"], unique=False)
    op.create_table(
        "availability_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("extension", sa.Text(), server_default="", nullable=False),
        sa.Column("call_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "reason = '' OR state = 'away'",
            name=op.f("ck_availability_change_only_away_has_reason"),
        ),
        sa.CheckConstraint(
            "state IN ('ready', 'after_call', 'away', 'signed_out')",
            name=op.f("ck_availability_change_state_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id"],
            ["call.id"],
            name=op.f("fk_availability_change_call_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_availability_change_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability_change")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_availability_change_operation_id")),
    )
    op.create_index(
        op.f("ix_availability_change_call_id"), "availability_change", ["call_id"], unique=False
    )
    op.create_index(
        "ix_availability_change_changed_at", "availability_change", ["changed_at"], unique=False
    )
    op.create_index(
        "ix_availability_change_staff_id_id",
        "availability_change",
        ["staff_id", "id"],
        unique=False,
    )
    op.create_table(
        "dial_request",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column("extension", sa.Text(), server_default="", nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_shown", sa.Text(), server_default="as_usual", nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("dialler", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="asked", nullable=False),
        sa.Column("problem", sa.Text(), server_default="", nullable=False),
        sa.Column("call_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.CheckConstraint("number ~ '^\\+[0-9]{3,15}$'", name=op.f("ck_dial_request_e164")),
        sa.CheckConstraint(
            "number_shown IN ('as_usual', 'shown', 'hidden')",
            name=op.f("ck_dial_request_number_shown_kind"),
        ),
        sa.CheckConstraint(
            "state IN ('asked', 'placed', 'failed')", name=op.f("ck_dial_request_state_kind")
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name=op.f("fk_dial_request_call_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_dial_request_customer_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_dial_request_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dial_request")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_dial_request_operation_id")),
    )
    op.create_index(
        "ix_dial_request_asked",
        "dial_request",
        ["id"],
        unique=False,
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.create_index(op.f("ix_dial_request_call_id"), "dial_request", ["call_id"], unique=False)
    op.create_index(
        op.f("ix_dial_request_customer_id"), "dial_request", ["customer_id"], unique=False
    )
    op.create_index(
        "ix_dial_request_number_asked_at", "dial_request", ["number", "asked_at"], unique=False
    )
    op.create_table(
        "received_event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column(
            "received_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "raw", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("understood", sa.Text(), server_default="", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("extension", sa.Text(), server_default="", nullable=False),
        sa.Column("call_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name=op.f("fk_received_event_call_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_event")),
    )
    op.create_index(op.f("ix_received_event_call_id"), "received_event", ["call_id"], unique=False)
    op.create_index(
        "ix_received_event_received_at", "received_event", ["received_at"], unique=False
    )
    # Only what is still to be emptied is looked for by its age.
    op.drop_index("ix_call_report_recorded_at", table_name="call_report")
    op.create_index(
        "ix_call_report_recorded_at",
        "call_report",
        ["recorded_at"],
        unique=False,
        postgresql_where=sa.text("raw IS NOT NULL"),
    )
