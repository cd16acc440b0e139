"""Callers whom the office does not want to speak to."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import CreatedAt, Id, Model, Revision, Words, one_of

UNWANTED_ACTIONS = ("warn", "reject")


class UnwantedCaller(Model):
    """One number, or all numbers that begin alike (``+81120*``), or ``withheld``.

    ``action``: the desks warn, or the phone system is also told to reject the call.
    """

    __tablename__ = "unwanted_caller"
    __table_args__ = (
        one_of("action", UNWANTED_ACTIONS),
        CheckConstraint(r"pattern ~ '^(\+[0-9]{3,15}|\+[0-9]{2,14}\*|withheld)$'", name="form"),
        UniqueConstraint("pattern"),
    )

    id: Mapped[Id]
    pattern: Mapped[str] = mapped_column(Text)
    reason: Mapped[Words]
    action: Mapped[str] = mapped_column(Text, server_default="warn")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[CreatedAt]
    revision: Mapped[Revision] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012
