"""Customers of somebody, and moving them in few words."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any
from uuid import uuid4

from sqlalchemy import select, text

from crm_desktop.actions.customer_moves import MoveWish, draft_move, move_customers
from crm_desktop.database.engine import Database
from crm_desktop.database.models.assignment import CustomerAssignment
from crm_desktop.database.models.staff import Staff
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.spread import Placed, SpreadReason
from tests.builders import a_customer

_numbers = count(1)


def somebody(database: Database, name: str = "佐伯 さくら", *, active: bool = True) -> int:
    with database.writing() as session:
        staff = Staff(login=f"mover_{next(_numbers)}", name=name, active=active)
        session.add(staff)
        session.flush()
        return staff.id


def customers_of(database: Database, staff_id: int | None, number: int) -> list[int]:
    """Add customers that ``staff_id`` looks after; None: nobody does."""
    with database.writing() as session:
        ids = [a_customer(session, name="髙橋 﨑").id for _ in range(number)]
        session.add_all(CustomerAssignment(customer_id=one, staff_id=staff_id) for one in ids)
        return ids


def whose(database: Database, ids: list[int]) -> dict[int, tuple[Any, ...]]:
    """Return the whole assignment of each customer."""
    columns = [
        column for column in CustomerAssignment.__table__.columns if column.key != "customer_id"
    ]
    with database.reading() as session:
        rows = session.execute(
            select(CustomerAssignment.customer_id, *columns).where(
                CustomerAssignment.customer_id.in_(ids)
            )
        )
        return {row[0]: tuple(row[1:]) for row in rows}


def draft(desk: Database, ids: list[int], staff_id: int) -> int:
    placed = [Placed(one, staff_id, SpreadReason.SHARE) for one in ids]
    with desk.writing() as session:
        return draft_move(session, uuid4(), CustomerFilter(), {}, placed)


def moved(desk: Database, ids: list[int], staff_id: int, **wish: Any) -> int:
    move_id = draft(desk, ids, staff_id)
    with desk.writing() as session:
        move_customers(session, move_id, MoveWish(**wish))
    return move_id


def today(database: Database) -> date:
    with database.reading() as session:
        return session.scalar(text("SELECT (now() AT TIME ZONE 'Asia/Tokyo')::date")) or date.min
