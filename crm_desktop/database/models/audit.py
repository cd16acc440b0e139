"""What was done to whom: the record that only grows, and the cards that are open."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Index, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import CreatedAt, Id, Model, OptionalWords, UtcTime, one_of

AUDIT_ACTIONS = (
    "insert",
    "update",
    "delete",
    "open",
    "search",
    "export",
    "history",
    "refuse",
    "sign_in",
    "staff",
)


class AuditEntry(Model):
    """One thing that was done, written by the database itself; never changed, never deleted.

    ``digest`` is over the entry and the digest at the ``place`` before in the same ``chain``, so
    that whoever changes an old entry must change all later ones. ``before`` and ``after`` hold
    what changed, as JSON by column; for other actions ``after`` says more. No reference to the
    customer: the record outlives them.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        one_of("action", AUDIT_ACTIONS),
        Index("uq_audit_entry_chain_place", "chain", "place", unique=True),
        Index(
            "ix_audit_entry_customer_id_happened_at",
            "customer_id",
            "happened_at",
            postgresql_where=text("customer_id IS NOT NULL"),
        ),
        Index("ix_audit_entry_login_action_happened_at", "login", "action", "happened_at"),
    )

    id: Mapped[Id]
    chain: Mapped[str] = mapped_column(Text)
    place: Mapped[int] = mapped_column(BigInteger)
    happened_at: Mapped[UtcTime]
    login: Mapped[str] = mapped_column(Text)
    program: Mapped[OptionalWords]
    action: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[OptionalWords]
    customer_id: Mapped[int | None] = mapped_column(BigInteger)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class AuditChain(Model):
    """Where one chain of entries ends: how many there are, and the last one's digest."""

    __tablename__ = "audit_chain"

    chain: Mapped[str] = mapped_column(Text, primary_key=True)
    login: Mapped[str] = mapped_column(Text, index=True)
    length: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    digest: Mapped[bytes] = mapped_column(LargeBinary, server_default="")


class OpenedCard(Model):
    """A card that somebody has opened and may read until ``expires_at``.

    ``opened_in`` is the transaction that opened it, in which it cannot be read yet: what is rolled
    back leaves no record. No reference to the customer: it would lock that row at each opening, and
    ids do not come back.
    """

    __tablename__ = "opened_card"

    login: Mapped[str] = mapped_column(Text, primary_key=True)
    customer_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    opened_at: Mapped[CreatedAt]
    expires_at: Mapped[UtcTime]
    opened_in: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
