"""Whose customers they are (担当), and every move of customers between staff."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import (
    CreatedAt,
    Day,
    Id,
    Model,
    OptionalWords,
    Revision,
    UtcTime,
    Words,
    one_of,
)

MOVE_STATES = ("draft", "planned", "done", "undone", "dropped")


class CustomerAssignment(Model):
    """Who looks after a customer; no row, or no ``staff_id``: nobody.

    Apart from the customer, so that half a million can change hands in seconds. From
    ``cover_from`` to ``cover_until`` ``cover_staff_id`` stands in, and then no longer by itself.
    ``move_id`` is the move that brought the customer here, None: none did.
    """

    __tablename__ = "customer_assignment"
    __table_args__ = (
        CheckConstraint(
            "num_nonnulls(cover_staff_id, cover_from, cover_until) IN (0, 3)", name="cover_whole"
        ),
        CheckConstraint("cover_from <= cover_until", name="cover_in_order"),
        Index(
            "ix_customer_assignment_cover_staff_id",
            "cover_staff_id",
            postgresql_where=text("cover_staff_id IS NOT NULL"),
        ),
    )

    customer_id: Mapped[int] = mapped_column(
        ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True
    )
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    assigned_at: Mapped[CreatedAt]
    move_id: Mapped[int | None] = mapped_column(BigInteger)
    cover_staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    cover_from: Mapped[Day | None]
    cover_until: Mapped[Day | None]
    cover_move_id: Mapped[int | None] = mapped_column(BigInteger)


class CustomerMove(Model):
    """One move of customers to others of the staff, from its draft to its undoing.

    ``criteria`` chose the customers, ``spread`` says how they were shared out. With
    ``cover_until`` it is a cover that ends by itself. ``planned_on`` is the day from which it is to
    be done; None: when somebody says so.
    """

    __tablename__ = "customer_move"
    __table_args__ = (
        one_of("state", MOVE_STATES),
        Index(
            "ix_customer_move_planned_on", "planned_on", postgresql_where=text("state = 'planned'")
        ),
    )

    id: Mapped[Id]
    operation_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[CreatedAt]
    state: Mapped[str] = mapped_column(Text, server_default="draft")
    criteria: Mapped[Any] = mapped_column(JSONB, server_default="{}")
    spread: Mapped[Any] = mapped_column(JSONB, server_default="{}")
    hand_over_note: Mapped[OptionalWords]
    with_tasks: Mapped[bool] = mapped_column(server_default=text("true"))
    planned_on: Mapped[Day | None]
    cover_until: Mapped[Day | None]
    customers: Mapped[int] = mapped_column(server_default=text("0"))
    left_out: Mapped[int] = mapped_column(server_default=text("0"))
    done_at: Mapped[UtcTime | None]
    undone_at: Mapped[UtcTime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    kept: Mapped[int] = mapped_column(server_default=text("0"))


class CustomerMoveItem(Model):
    """One customer of one move: from whom, to whom, and what to know.

    ``from_move_id`` and ``from_assigned_at`` are what else an undoing brings back. ``reason`` says
    why just this person (`crm_desktop.domain.spread.SpreadReason`). ``outcome`` is "" for what
    went with the whole; changed: somebody else had moved them before it was done; kept: they were
    moved again since, so that the undoing left them. ``worked_at`` is when the new person said that
    they know the customer.

    Only the functions of ``migrations/guard/64_moving.sql`` write here. There are no foreign keys:
    checking them for half a million customers takes longer than the move.
    """

    __tablename__ = "customer_move_item"
    __table_args__ = (
        one_of("outcome", ("", "changed", "kept")),
        Index("ix_customer_move_item_customer_id", "customer_id"),
        Index(
            "ix_customer_move_item_to_staff_id",
            "to_staff_id",
            "move_id",
            postgresql_where=text("worked_at IS NULL"),
        ),
    )

    move_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    customer_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    from_staff_id: Mapped[int | None] = mapped_column(BigInteger)
    to_staff_id: Mapped[int] = mapped_column(BigInteger)
    from_move_id: Mapped[int | None] = mapped_column(BigInteger)
    from_assigned_at: Mapped[UtcTime | None]
    note: Mapped[OptionalWords]
    reason: Mapped[OptionalWords]
    outcome: Mapped[OptionalWords]
    worked_at: Mapped[UtcTime | None]


class MovedTask(Model):
    """A task that went along with its customer, and whose it was."""

    __tablename__ = "moved_task"

    move_id: Mapped[int] = mapped_column(
        ForeignKey("customer_move.id", ondelete="CASCADE"), primary_key=True
    )
    task_id: Mapped[int] = mapped_column(
        ForeignKey("task.id", ondelete="CASCADE"), primary_key=True
    )
    from_staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    to_staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class SavedFilter(Model):
    """A choice of customers that a supervisor keeps for the next time; all supervisors see it."""

    __tablename__ = "saved_filter"

    id: Mapped[Id]
    name: Mapped[Words]
    criteria: Mapped[Any] = mapped_column(JSONB)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[CreatedAt]
    revision: Mapped[Revision] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012
