"""Saying of oneself whether one can take calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Double, Text, cast, func, select
from sqlalchemy.orm import Session

from crm_desktop.domain.availability import Availability


@dataclass(frozen=True, slots=True)
class AvailabilitySaid:
    """What a person says of themselves from ``at`` on.

    ``reason`` counts with AWAY alone; ``call_id`` is the call that AFTER_CALL is about.
    """

    state: Availability
    at: datetime
    reason: str = ""
    call_id: int | None = None
    operation_id: UUID = field(default_factory=uuid4)


def set_availability(session: Session, said: AvailabilitySaid, *, now: datetime) -> None:
    """Store what this login's person says of themselves; the same again changes nothing.

    ``now`` is the time by the clock that gave ``said.at``: only what lies between them is told, so
    a clock that is wrong does no harm.

    Raises:
        RightMissing: the login serves no customers, or may not work yet or any more.
    """
    age_s = (now - said.at).total_seconds()
    session.execute(
        select(
            func.set_availability(
                said.operation_id,
                cast(str(said.state), Text),
                cast(said.reason, Text),
                said.call_id,
                cast(age_s, Double),
            )
        )
    )
