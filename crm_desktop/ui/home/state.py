"""What the home page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm_desktop.database.queries.missed_calls import MissedCalls
from crm_desktop.database.queries.tasks import OpenTask


@dataclass(frozen=True, slots=True)
class HomeRows:
    """What the database says: tasks due up to today, the latest first, and missed calls."""

    tasks: tuple[OpenTask, ...] = ()
    missed: tuple[MissedCalls, ...] = ()


@dataclass(frozen=True, slots=True)
class HomeState:
    """The rows as of ``today``; ``loaded`` is False until they were read once.

    ``settled`` callers were taken off last, and can be put back.
    """

    today: date
    rows: HomeRows = HomeRows()
    loaded: bool = False
    failed: bool = False
    settled: int = 0

    @property
    def tasks_late(self) -> int:
        """How many tasks were due before today."""
        return sum(1 for task in self.rows.tasks if (task.due_on or self.today) < self.today)

    @property
    def tasks_today(self) -> int:
        """How many tasks are due today."""
        return len(self.rows.tasks) - self.tasks_late
