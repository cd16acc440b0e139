"""Who can take calls now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.database.models.base import Kind
from crm_desktop.domain.availability import Availability


@dataclass(frozen=True, slots=True)
class StaffAvailability:
    """What somebody said of themselves last, and since when it is so.

    ``has_session`` False: nobody is signed in by that login, so what was said last is no longer
    true, whatever it was: the desk broke down.
    """

    staff_id: int
    name: str
    name_kana: str
    extension: str
    state: Availability
    reason: str
    call_id: int | None
    changed_at: datetime
    has_session: bool


@dataclass(frozen=True, slots=True)
class TelephoneAvailability:
    """How the person is whose telephone ``extension`` is."""

    extension: str
    state: Availability
    reason: str


def availability_now(session: Session) -> list[StaffAvailability]:
    """Return everybody who works here and ever said something, by kana.

    Raises:
        RightMissing: whoever asks is no supervisor.
    """
    return [StaffAvailability(*row) for row in session.execute(_AVAILABILITY_NOW)]


def telephones_now(session: Session) -> list[TelephoneAvailability]:
    """Return how the people at the telephones are, for the gateway; by extension.

    Raises:
        RightMissing: whoever asks is not the gateway.
    """
    return [TelephoneAvailability(*row) for row in session.execute(_TELEPHONES_NOW)]


_AVAILABILITY_NOW: Final = text("""
SELECT staff_id, name, name_kana, extension, state, reason, call_id, changed_at, has_session
  FROM availability_now()
""").columns(state=Kind(Availability))

_TELEPHONES_NOW: Final = text("SELECT extension, state, reason FROM telephones_now()").columns(
    state=Kind(Availability)
)
