"""Who called in vain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.database.models.base import Kind
from crm_desktop.domain.no_number import NoNumberReason


@dataclass(frozen=True, slots=True)
class MissedCalls:
    """The calls of one caller that nobody answered, and nobody has spoken to since.

    ``call_id`` is the newest of ``times``; where no number was told, each call stands alone.
    ``customer_id`` is who was chosen for the call or the number, or the only one who has it.
    """

    call_id: int
    caller: str | None
    no_number_reason: NoNumberReason | None
    caller_raw: str
    line_name: str
    queue: str
    times: int
    first_at: datetime
    last_at: datetime
    customer_id: int | None
    customer_name: str
    customer_kana: str


def missed_calls(session: Session, *, since: datetime, limit: int = 200) -> list[MissedCalls]:
    """Return who called since then, was not answered and was not spoken to later; newest first.

    Calls in either direction with the same number that were answered take the caller off.
    ``limit`` is at most 200.
    """
    rows = session.execute(_MISSED_CALLERS, {"since": since, "most": limit})
    return [MissedCalls(*row) for row in rows]


_MISSED_CALLERS: Final = text("""
SELECT call_id, caller, no_number_reason, caller_raw, line_name, queue, times, first_at, last_at,
       customer_id, customer_name, customer_kana
  FROM missed_callers(:since, :most)
""").columns(no_number_reason=Kind(NoNumberReason))
