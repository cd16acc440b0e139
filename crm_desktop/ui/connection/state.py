"""What a desk knows of its connection to the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crm_desktop.errors.base import CrmError


class Link(StrEnum):
    """How the connection is; BACK for a short while after it was lost."""

    FINE = "fine"
    LOST = "lost"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class ConnectionState:
    """``lost_at`` is aware, and there while ``link`` is LOST.

    ``waiting`` savings could not be done yet; ``went_in`` is how many did a moment ago.
    ``problem`` is why the server refuses this desk, or why its database is of no use to it.
    """

    link: Link = Link.FINE
    lost_at: datetime | None = None
    waiting: int = 0
    went_in: int = 0
    problem: CrmError | None = None
