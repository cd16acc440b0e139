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
APPROVALS = ("", "asked", "approved", "sent_back")


class NoteCategory(Model):
    """One inquiry category (お問い合わせ区分); a tree by ``parent_id``.

    With ``needs_approval`` (complaints) a supervisor agrees before a note of it is done.
    """

    __tablename__ = "note_category"

    id: Mapped[Id]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("note_category.id"))
    label_ja: Mapped[str] = mapped_column(Text, unique=True)
    label_en: Mapped[OptionalWords]
    position: Mapped[int] = mapped_column(server_default=text("0"))
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    needs_approval: Mapped[bool] = mapped_column(server_default=text("false"))


class ContactNote(Model):
    """What an operator wrote about one contact. ``operation_id`` makes a repeated save one note.

    ``approval`` is "" where none is needed; asked, approved or sent_back, with a supervisor's
    ``approval_word``.
    """

    __tablename__ = "contact_note"
    __table_args__ = (
        one_of("state", NOTE_STATES),
        one_of("approval", APPROVALS),
        Index(
            "ix_contact_note_approval_asked",
            "approval_asked_at",
            postgresql_where=text("approval = 'asked'"),
        ),
        UniqueConstraint("operation_id"),
        Index("ix_contact_note_customer_id_happened_at", "customer_id", "happened_at"),
        Index("ix_contact_note_happened_at", "happened_at"),
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
    approval: Mapped[OptionalWords]
    approval_word: Mapped[OptionalWords]
    approval_asked_at: Mapped[UtcTime | None]
    approval_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[CreatedAt]
    revision: Mapped[Revision] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class Task(Model):
    """Something to be done for a customer by a day; without ``staff_id`` it is anybody's.

    ``for_group`` names who of the office it is for ("" for everybody) where it is nobody's own.
    Whoever takes it (``taken_by_id``) has it to themselves until ``taken_until``. ``due_at`` is a
    time of the day ``due_on``, where one was promised. ``done_at`` and ``done_by_id`` say who
    finished it.
    """

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
    for_group: Mapped[OptionalWords]
    letter_id: Mapped[int | None] = mapped_column(
        ForeignKey("letter.id", ondelete="SET NULL"), index=True
    )
    move_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer_move.id", ondelete="SET NULL"), index=True
    )
    due_at: Mapped[UtcTime | None]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    taken_until: Mapped[UtcTime | None]
    done_at: Mapped[UtcTime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[CreatedAt]
    revision: Mapped[Revision] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012
