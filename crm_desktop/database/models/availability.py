"""Who can take calls: each change of each person, for the desk, the exchange and the floor."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm_desktop.database.models.base import CreatedAt, Id, Kind, Model, OptionalWords, one_of
from crm_desktop.domain.availability import Availability


class AvailabilityChange(Model):
    """From here on a person was so. Rows are only added; the newest of a person is how they are.

    ``reason`` says why somebody is away, in the office's own words; it is empty otherwise.
    ``call_id`` is the call that the after-call work is about, where there is one. The desk gives
    each change its ``operation_id``, so that one sent again is stored once.
    """

    __tablename__ = "availability_change"
    __table_args__ = (
        one_of("state", Availability),
        CheckConstraint("reason = '' OR state = 'away'", name="only_away_has_reason"),
        UniqueConstraint("operation_id"),
        Index("ix_availability_change_staff_id_id", "staff_id", "id"),
        Index("ix_availability_change_changed_at", "changed_at"),
    )

    id: Mapped[Id]
    operation_id: Mapped[uuid.UUID]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    state: Mapped[Availability] = mapped_column(Kind(Availability))
    reason: Mapped[OptionalWords]
    extension: Mapped[OptionalWords]
    call_id: Mapped[int | None] = mapped_column(
        ForeignKey("call.id", ondelete="SET NULL"), index=True
    )
    changed_at: Mapped[CreatedAt]
