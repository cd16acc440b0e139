"""What is typed into the sheets of tasks, as drafts and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import uuid4

from crm_desktop.actions.tasks import NewTask, TaskPlan
from crm_desktop.database.queries.tasks import OpenTask
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.ui.shared.form_codec import form_as_json, form_of_json


class TaskDeed(StrEnum):
    """What saving a sheet does."""

    ADD = "add"
    FINISH = "finish"
    DROP = "drop"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class SaidOfTask:
    """What a person said in a sheet when it was to be saved.

    ``words`` are the title of a new task, or what came of one; ``plan`` is None where nothing is
    planned.
    """

    deed: TaskDeed
    words: str
    plan: TaskPlan | None


def draft_of_task(new: NewTask, about: str, now: datetime) -> Draft:
    """Return what the sheet of a new task is for: of which call or letter, and its heading.

    With a ``customer_id`` it came from their card, which is open: saving may open it again.
    """
    fields = {
        "deed": str(TaskDeed.ADD),
        "call_id": new.call_id,
        "letter_id": new.letter_id,
        "task_kind": new.kind,
        "about": about,
    }
    return Draft(new.operation_id, DraftKind.TASK, new.customer_id, fields, now)


def draft_of_open_task(deed: TaskDeed, task: OpenTask, now: datetime) -> Draft:
    """Return what a sheet about a task is for that is there already."""
    fields: dict[str, Json] = {"deed": str(deed), "task": form_as_json(task), "title": task.title}
    return Draft(uuid4(), DraftKind.TASK, None, fields, now)


def deed_of_draft(draft: Draft) -> TaskDeed:
    """Return what saving the sheet does; one about a task may still become another.

    Raises:
        ValueError: no such deed is known here.
    """
    return TaskDeed(str(draft.fields.get("deed", TaskDeed.ADD)))


def task_of_draft(draft: Draft) -> tuple[NewTask, str]:
    """Return the task that ``draft_of_task`` made a draft of, and the words of its heading."""
    call_id, letter_id = draft.fields.get("call_id"), draft.fields.get("letter_id")
    new = NewTask(
        draft.draft_id,
        "",
        None,
        customer_id=draft.customer_id,
        call_id=call_id if isinstance(call_id, int) else None,
        letter_id=letter_id if isinstance(letter_id, int) else None,
        kind=str(draft.fields.get("task_kind")),
    )
    return new, str(draft.fields.get("about"))


def open_task_of_draft(draft: Draft) -> OpenTask:
    """Return the task that ``draft_of_open_task`` made a draft of.

    Raises:
        ValueError, TypeError: it holds no such task.
    """
    return form_of_json(_NO_TASK, _mapping(draft, "task"))


def with_said(draft: Draft, said: SaidOfTask) -> Draft:
    """Return ``draft`` with all that saving it needs."""
    plan = None if said.plan is None else form_as_json(said.plan)
    saving = {"deed": str(said.deed), "words": said.words, "plan": plan}
    return replace(draft, fields={**draft.fields, **saving})


def said_of_draft(draft: Draft) -> SaidOfTask:
    """Return what ``with_said`` put into it.

    Raises:
        ValueError, TypeError: it holds no such thing.
    """
    plan = None
    if draft.fields.get("plan") is not None:
        plan = form_of_json(TaskPlan(None), _mapping(draft, "plan"))
    return SaidOfTask(deed_of_draft(draft), str(draft.fields.get("words")), plan)


def planned(new: NewTask, said: SaidOfTask) -> NewTask:
    """Return ``new`` as it was said in its sheet."""
    plan = said.plan or TaskPlan(None)
    return replace(
        new,
        title=said.words,
        due_on=plan.due_on,
        staff_id=plan.staff_id,
        priority=plan.priority,
        due_at=plan.due_at,
        for_group=plan.for_group,
    )


def _mapping(draft: Draft, name: str) -> Mapping[str, Json]:
    value = draft.fields.get(name)
    if not isinstance(value, Mapping):
        raise ValueError(name)
    return value


_NO_TASK: Final = OpenTask(0, "", "", None, "", None, "", "")
