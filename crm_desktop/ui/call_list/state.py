"""What the left column shows."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.ui.incoming_call.state import DeskCall


@dataclass(frozen=True, slots=True)
class RecentCustomer:
    """A customer whose card was open at this desk today."""

    customer_id: int
    name: str
    name_kana: str


@dataclass(frozen=True, slots=True)
class CallListState:
    """``calls`` newest first, ``recent`` the last opened first; 0 missed, today, late, new: none.

    ``unwanted`` has the ids of the calls from unwanted callers. ``front_call_id`` and
    ``open_customer_id`` say what the middle of the window is about.
    """

    calls: tuple[DeskCall, ...] = ()
    unwanted: frozenset[int] = frozenset()
    front_call_id: int | None = None
    missed: int = 0
    tasks_today: int = 0
    tasks_late: int = 0
    new_customers: int = 0
    recent: tuple[RecentCustomer, ...] = ()
    open_customer_id: int | None = None
