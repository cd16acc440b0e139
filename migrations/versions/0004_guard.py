"""Record what is done and which cards are open; migrations/guard says who may do what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), server_default="", nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), server_default="", nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("before", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("after", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "action IN ('insert', 'update', 'delete', 'open', 'search', 'export', 'history',"
            " 'refuse', 'sign_in', 'staff')",
            name=op.f("ck_audit_entry_action_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index("uq_audit_entry_chain_place", "audit_entry", ["chain", "place"], unique=True)
    op.create_index(
        "ix_audit_entry_customer_id_happened_at",
        "audit_entry",
        ["customer_id", "happened_at"],
        postgresql_where=sa.text("customer_id IS NOT NULL"),
    )
    op.create_index(
        "ix_audit_entry_login_action_happened_at",
        "audit_entry",
        ["login", "action", "happened_at"],
    )
    op.create_table(
        "audit_chain",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("length", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("digest", sa.LargeBinary(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_audit_chain")),
    )
    op.create_index(op.f("ix_audit_chain_login"), "audit_chain", ["login"])
    op.create_table(
        "opened_card",
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "opened_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_in", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("login", "customer_id", name=op.f("pk_opened_card")),
    )
    # What was there is trusted: a default that is the same for all rows rewrites no table.
    op.add_column(
        "call",
        sa.Column("reported_by", sa.Text(), server_default=sa.func.session_user(), nullable=False),
    )
    op.add_column(
        "staff",
        sa.Column("password_due", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("staff", sa.Column("password_changed_at", sa.DateTime(timezone=True)))
    op.add_column("staff", sa.Column("last_signed_in_at", sa.DateTime(timezone=True)))
    op.add_column(
        "schema_compatibility",
        sa.Column("guard_digest", sa.Text(), server_default="", nullable=False),
    )
    for table in ("mailing", "enclosure", "letter"):
        op.create_index(op.f(f"ix_{table}_document_id"), table, ["document_id"])
    # The calls on a card that nobody was chosen for yet: few in a million, so this takes no time.
    op.create_index(
        "ix_call_unassigned_caller",
        "call",
        ["caller", "began_at", "id"],
        postgresql_where=sa.text("customer_id IS NULL"),
    )
