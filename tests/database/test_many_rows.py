from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from crm_desktop.database.many_rows import (
    insert_new_rows,
    insert_rows,
    replace_rows,
    update_rows,
)
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.imports import ImportedRow
from crm_desktop.database.models.order import Product

ROW = {"kind": "code", "shop": "x", "number": "1", "digest": b"1" * 16}
NAMED = select(Customer.name, Customer.birthday, Customer.revision).order_by(Customer.code)


def test_rows_come_back_as_they_went_in(session: Session) -> None:
    rows: list[dict[str, Any]] = [
        {"code": "a", "name": "髙橋\n'\"\\{},", "birthday": date(1950, 3, 5)},
        {"code": "b", "name": "", "birthday": None},
    ]

    insert_rows(session, Customer, rows)

    assert session.execute(NAMED).all() == [
        ("髙橋\n'\"\\{},", date(1950, 3, 5), 1),
        ("", None, 1),
    ]


def test_no_rows_are_no_statement(session: Session) -> None:
    insert_rows(session, Customer, [])
    update_rows(session, Customer, [])

    assert session.scalar(select(func.count(Customer.id))) == 0


def test_only_the_named_rows_are_updated(session: Session) -> None:
    insert_rows(session, Customer, [{"code": code, "name": code} for code in "abc"])
    middle = session.scalar(select(Customer.id).where(Customer.code == "b"))

    update_rows(session, Customer, [{"id": middle, "name": "B"}], revision=Customer.revision + 1)

    assert session.execute(
        select(Customer.name, Customer.revision).order_by(Customer.code)
    ).all() == [
        ("a", 1),
        ("B", 2),
        ("c", 1),
    ]


def test_rows_that_are_there_already_are_left_or_replaced(session: Session) -> None:
    insert_new_rows(session, Product, [{"code": "x", "name": "old"}])
    insert_new_rows(session, Product, [{"code": "x", "name": "new"}])
    replace_rows(session, ImportedRow, [ROW])
    replace_rows(session, ImportedRow, [ROW | {"digest": b"2" * 16}])

    assert session.scalars(select(Product.name)).all() == ["old"]
    assert session.scalars(select(ImportedRow.digest)).all() == [b"2" * 16]


def test_rules_of_the_table_hold(session: Session) -> None:
    with pytest.raises(IntegrityError):
        replace_rows(session, ImportedRow, [ROW | {"digest": b"short"}])
