"""What the doctor shows of tasks that the worker does, or has given up."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.database.queries.task_queue import FailedTask, QueueState


@dataclass(frozen=True, slots=True)
class TasksState:
    """``queue`` is None until it was asked once; ``put_back`` is how many were put back last."""

    queue: QueueState | None = None
    failed: tuple[FailedTask, ...] = ()
    trying: bool = False
    put_back: int | None = None
