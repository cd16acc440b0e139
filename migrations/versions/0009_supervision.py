"""Who looks after whom, moves between staff, help, approvals, tasks of groups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "customer_move_item",
        sa.Column("move_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_staff_id", sa.BigInteger(), nullable=True),
        sa.Column("to_staff_id", sa.BigInteger(), nullable=False),
        sa.Column("from_move_id", sa.BigInteger(), nullable=True),
        sa.Column("from_assigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("worked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('', 'changed', 'kept')", name=op.f("ck_customer_move_item_outcome_kind")
        ),
        sa.PrimaryKeyConstraint("move_id", "customer_id", name=op.f("pk_customer_move_item")),
    )
    op.create_index(
        "ix_customer_move_item_customer_id", "customer_move_item", ["customer_id"], unique=False
    )
    op.create_index(
        "ix_customer_move_item_to_staff_id",
        "customer_move_item",
        ["to_staff_id", "move_id"],
        unique=False,
        postgresql_where=sa.text("worked_at IS NULL"),
    )
    op.create_table(
        "customer_assignment",
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "assigned_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("move_id", sa.BigInteger(), nullable=True),
        sa.Column("cover_staff_id", sa.BigInteger(), nullable=True),
        sa.Column("cover_from", sa.Date(), nullable=True),
        sa.Column("cover_until", sa.Date(), nullable=True),
        sa.Column("cover_move_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "cover_from <= cover_until", name=op.f("ck_customer_assignment_cover_in_order")
        ),
        sa.CheckConstraint(
            "num_nonnulls(cover_staff_id, cover_from, cover_until) IN (0, 3)",
            name=op.f("ck_customer_assignment_cover_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["cover_staff_id"], ["staff.id"], name=op.f("fk_customer_assignment_cover_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_customer_assignment_customer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_customer_assignment_staff_id")
        ),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_customer_assignment")),
    )
    op.create_index(
        "ix_customer_assignment_cover_staff_id",
        "customer_assignment",
        ["cover_staff_id"],
        unique=False,
        postgresql_where=sa.text("cover_staff_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_customer_assignment_staff_id"), "customer_assignment", ["staff_id"], unique=False
    )
    op.create_table(
        "customer_move",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("made_by_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column(
            "criteria", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column(
            "spread", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("hand_over_note", sa.Text(), server_default="", nullable=False),
        sa.Column("with_tasks", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("cover_until", sa.Date(), nullable=True),
        sa.Column("customers", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("left_out", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.BigInteger(), nullable=True),
        sa.Column("kept", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'planned', 'done', 'undone', 'dropped')",
            name=op.f("ck_customer_move_state_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["staff.id"], name=op.f("fk_customer_move_made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["staff.id"], name=op.f("fk_customer_move_undone_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_move")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_customer_move_operation_id")),
    )
    op.create_index(
        "ix_customer_move_planned_on",
        "customer_move",
        ["planned_on"],
        unique=False,
        postgresql_where=sa.text("state = 'planned'"),
    )
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("criteria", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_saved_filter_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
    )
    op.create_table(
        "moved_task",
        sa.Column("move_id", sa.BigInteger(), nullable=False),
        sa.Column("task_id", sa.BigInteger(), nullable=False),
        sa.Column("from_staff_id", sa.BigInteger(), nullable=False),
        sa.Column("to_staff_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_staff_id"], ["staff.id"], name=op.f("fk_moved_task_from_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["move_id"],
            ["customer_move.id"],
            name=op.f("fk_moved_task_move_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_moved_task_task_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["to_staff_id"], ["staff.id"], name=op.f("fk_moved_task_to_staff_id")
        ),
        sa.PrimaryKeyConstraint("move_id", "task_id", name=op.f("pk_moved_task")),
    )
    op.create_table(
        "whisper_note",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("from_staff_id", sa.BigInteger(), nullable=False),
        sa.Column("to_staff_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "written_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_whisper_note_customer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["from_staff_id"], ["staff.id"], name=op.f("fk_whisper_note_from_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_staff_id"], ["staff.id"], name=op.f("fk_whisper_note_to_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whisper_note")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_whisper_note_operation_id")),
    )
    op.create_index(
        op.f("ix_whisper_note_customer_id"), "whisper_note", ["customer_id"], unique=False
    )
    op.create_index(
        "ix_whisper_note_unseen",
        "whisper_note",
        ["to_staff_id"],
        unique=False,
        postgresql_where=sa.text("seen_at IS NULL"),
    )
    op.create_table(
        "help_request",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("call_id", sa.BigInteger(), nullable=True),
        sa.Column("word", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name=op.f("fk_help_request_call_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
            name=op.f("fk_help_request_customer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_help_request_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_request")),
        sa.UniqueConstraint("operation_id", name=op.f("uq_help_request_operation_id")),
    )
    op.create_index(op.f("ix_help_request_call_id"), "help_request", ["call_id"], unique=False)
    op.create_index(
        op.f("ix_help_request_customer_id"), "help_request", ["customer_id"], unique=False
    )
    op.create_index(
        "ix_help_request_open",
        "help_request",
        ["asked_at"],
        unique=False,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.add_column(
        "contact_note", sa.Column("approval", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "contact_note", sa.Column("approval_word", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "contact_note", sa.Column("approval_asked_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("contact_note", sa.Column("approval_by_id", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_contact_note_approval_asked",
        "contact_note",
        ["approval_asked_at"],
        unique=False,
        postgresql_where=sa.text("approval = 'asked'"),
    )
    op.create_foreign_key(
        op.f("fk_contact_note_approval_by_id"), "contact_note", "staff", ["approval_by_id"], ["id"]
    )
    op.add_column(
        "note_category",
        sa.Column("needs_approval", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("task", sa.Column("for_group", sa.Text(), server_default="", nullable=False))
    op.add_column("task", sa.Column("letter_id", sa.BigInteger(), nullable=True))
    op.add_column("task", sa.Column("move_id", sa.BigInteger(), nullable=True))
    op.add_column("task", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("task", sa.Column("taken_by_id", sa.BigInteger(), nullable=True))
    op.add_column("task", sa.Column("taken_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("task", sa.Column("done_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("task", sa.Column("done_by_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_task_letter_id"), "task", ["letter_id"], unique=False)
    op.create_index(op.f("ix_task_move_id"), "task", ["move_id"], unique=False)
    op.create_foreign_key(op.f("fk_task_done_by_id"), "task", "staff", ["done_by_id"], ["id"])
    op.create_foreign_key(
        op.f("fk_task_move_id"), "task", "customer_move", ["move_id"], ["id"], ondelete="SET NULL"
    )
    op.create_foreign_key(op.f("fk_task_taken_by_id"), "task", "staff", ["taken_by_id"], ["id"])
    op.create_foreign_key(
        op.f("fk_task_letter_id"), "task", "letter", ["letter_id"], ["id"], ondelete="SET NULL"
    )
    op.create_check_constraint(
        op.f("ck_contact_note_approval_kind"),
        "contact_note",
        "approval IN ('', 'asked', 'approved', 'sent_back')",
    )
    op.create_index("ix_contact_note_happened_at", "contact_note", ["happened_at"], unique=False)
    op.create_index(
        "ix_call_leg_answered_at",
        "call_leg",
        ["answered_at"],
        unique=False,
        postgresql_where=sa.text("answered_at IS NOT NULL"),
    )
    op.execute(
        "INSERT INTO customer_assignment (customer_id, staff_id, assigned_at)"
        " SELECT id, staff_id, created_at FROM customer WHERE staff_id IS NOT NULL"
    )
    op.execute("DROP POLICY IF EXISTS own_customer ON customer")
    op.drop_index(op.f("ix_customer_staff_id"), table_name="customer")
    op.drop_constraint(op.f("fk_customer_staff_id"), "customer", type_="foreignkey")
    op.drop_column("customer", "staff_id")
