"""When the office was last backed up, and whether that could be restored."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import CreatedAt, Id, Model, OptionalWords, UtcTime, Words


class Backup(Model):
    """One backup; without ``ended_at`` it runs, or was broken off.

    ``verified_at`` says when it was restored into a scratch database and compared. ``problem`` is
    "" for one that went well. ``folder_name`` is the name of its folder alone.
    """

    __tablename__ = "backup"

    id: Mapped[Id]
    folder_name: Mapped[Words]
    began_at: Mapped[CreatedAt]
    ended_at: Mapped[UtcTime | None]
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    verified_at: Mapped[UtcTime | None]
    problem: Mapped[OptionalWords]
