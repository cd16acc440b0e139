"""What an office settles about its work to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

MOST_GROUPS: Final = 20
MOST_MINUTES: Final = 1_440
MOST_HOURS: Final = 720


@dataclass(frozen=True, slots=True)
class TaskRules:
    """``groups`` a task can be for; for how many minutes whoever takes one has it to themselves.

    Supervisors hear of what is overdue after ``overdue_hours``.
    """

    groups: tuple[str, ...] = ()
    taken_minutes: int = 15
    overdue_hours: int = 2


def settings_of_tasks(rules: TaskRules) -> Mapping[str, Any]:
    """Return what is kept of ``rules``, by key; empty groups are left out, numbers bounded."""
    groups = dict.fromkeys(group.strip() for group in rules.groups)
    return {
        "task_groups": [group for group in groups if group][:MOST_GROUPS],
        "task_taken_minutes": min(max(rules.taken_minutes, 1), MOST_MINUTES),
        "task_overdue_hours": min(max(rules.overdue_hours, 0), MOST_HOURS),
    }
