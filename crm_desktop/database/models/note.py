"""What was said, and what is still to be done."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
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

NOTE_STATES = ("open", "in_progress", "done")
TASK_KINDS = ("call_back", "follow_up", "letter", "other")
TASK_STATES = ("open", "done", "dropped")


class NoteCategory(Model):
    """One inquiry category (お問い合わせ区分); a tree by ``parent_id``."""

    __tablename__ = "note_category"

    id: Mapped[Id]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("note_category.id"))
    label_ja: Mapped[str] = mapped_column(Text, unique=True)
    label_en: Mapped[OptionalWords]
    position: Mapped[int] = mapped_column(server_default=text("0"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))


class ContactNote(Model):
    """What an operator wrote about one contact. ``operation_id`` makes a repeated save one note."""

    __tablename__ = "contact_note"
    __table_args__ = (
        one_of("state", NOTE_STATES),
        UniqueConstraint("operation_id"),
        Index("ix_contact_note_customer_id_happened_at", "customer_id", "happened_at"),
    )

    id: Mapped[Id]
    operation_id: Mapped[uuid.UUID]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    call_id: Mapped[int | None] = mapped_column(
        ForeignKey("call.id", ondelete="SET NULL"), index=True
    )
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("note_category.id"))
    body: Mapped[Words]
    state: Mapped[str] = mapped_column(Text, server_default="done")
    happened_at: Mapped[UtcTime]
    created_at: Mapped[CreatedAt]
    revision: Mapped[Revision] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class Task(Model):
    """Something to be done for a customer by a day; without ``staff_id`` it is anybody's."""

    __tablename__ = "task"
    __table_args__ = (
        one_of("kind", TASK_KINDS),
        one_of("state", TASK_STATES),
        UniqueConstraint("operation_id"),
        Index(
            "ix_task_staff_id_due_on",
            "staff_id",
            "due_on",
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[Id]
    operation_id: Mapped[uuid.UUID | None]
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", ondelete="CASCADE"), index=True
    )
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    note_id: Mapped[int | None] = mapped_column(
        ForeignKey("contact_note.id", ondelete="SET NULL"), index=True
    )
    call_id: Mapped[int | None] = mapped_column(
        ForeignKey("call.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[str] = mapped_column(Text, server_default="follow_up")
    title: Mapped[Words]
    due_on: Mapped[Day | None]
    priority: Mapped[int] = mapped_column(server_default=text("0"))
    state: Mapped[str] = mapped_column(Text, server_default="open")
    outcome: Mapped[OptionalWords]
    created_at: Mapped[CreatedAt]
    revision: Mapped[Revision] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012
