"""Questions asked about what is still to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.note import Task
from crm_desktop.database.models.staff import Staff


@dataclass(frozen=True, slots=True)
class DueTask:
    """One open task that is due; ``staff_name`` is empty where it is anybody's.

    ``customer_id`` is None and the names are empty where the task is about no customer.
    """

    task_id: int
    kind: str
    title: str
    due_on: date
    staff_name: str
    customer_id: int | None
    customer_name: str
    customer_kana: str


def tasks_due(
    session: Session, *, staff_id: int | None, today: date, limit: int = 200
) -> list[DueTask]:
    """Return the open tasks due up to ``today`` that are anybody's or of ``staff_id``.

    The latest first, and on one day the most urgent first.
    """
    statement = (
        select(
            Task.id,
            Task.kind,
            Task.title,
            type_coerce(Task.due_on, Date),
            func.coalesce(Staff.name, ""),
            Task.customer_id,
            func.coalesce(Customer.name, ""),
            func.coalesce(Customer.name_kana, ""),
        )
        .outerjoin(Staff, Staff.id == Task.staff_id)
        .outerjoin(Customer, Customer.id == Task.customer_id)
        .where(Task.state == "open", Task.due_on <= today)
        .where(or_(Task.staff_id.is_(None), Task.staff_id == staff_id))
        .order_by(Task.due_on, Task.priority.desc(), Task.id)
        .limit(limit)
    )
    return [DueTask(*row) for row in session.execute(statement)]
