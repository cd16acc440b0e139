from __future__ import annotations

from typing import NamedTuple

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from crm_desktop.database.bulk_load import (
    continue_numbering,
    copy_rows,
    foreign_keys_checked_at_the_end,
    one_record_for_all,
)
from crm_desktop.database.models.audit import AuditEntry
from crm_desktop.database.models.customer import Customer, CustomerPhone
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.schema import differences


class StaffRow(NamedTuple):
    id: int
    login: str
    name: str
    extension: str | None


def test_rows_are_copied_as_they_are(session: Session) -> None:
    rows = [StaffRow(7, "sato", "佐藤\t\\ｻﾄｳ\n", "201"), StaffRow(8, "kato", "", None)]

    copy_rows(session, Staff, rows)

    found = session.execute(
        select(Staff.id, Staff.login, Staff.name, Staff.extension).order_by(Staff.id)
    )
    assert [tuple(row) for row in found] == rows


def test_no_rows_add_nothing(session: Session) -> None:
    copy_rows(session, Staff, [])

    assert session.scalars(select(Staff)).all() == []


def test_next_id_follows_the_copied_ones(session: Session) -> None:
    copy_rows(session, Staff, [StaffRow(7, "sato", "佐藤", None)])
    continue_numbering(session, Staff)

    assert session.scalar(insert(Staff).values(login="k", name="加").returning(Staff.id)) == 8


def test_empty_table_begins_with_one(session: Session) -> None:
    continue_numbering(session, Customer)

    number = session.scalar(insert(Customer).values(code="C-1", name="﨑").returning(Customer.id))
    assert number is not None


def test_references_are_checked_when_the_block_ends(session: Session) -> None:
    with pytest.raises(IntegrityError), foreign_keys_checked_at_the_end(session):
        session.execute(insert(CustomerPhone).values(customer_id=99, number="+81355550100"))


def test_foreign_keys_are_back_after_the_block(session: Session) -> None:
    with foreign_keys_checked_at_the_end(session):
        pass

    assert differences(session.connection()) == []


def test_who_does_not_own_the_tables_has_each_row_checked(session: Session) -> None:
    session.execute(text("CREATE ROLE bulk_guest BYPASSRLS"))
    session.execute(text("GRANT USAGE ON SCHEMA public TO bulk_guest"))
    session.execute(text("GRANT ALL ON ALL TABLES IN SCHEMA public TO bulk_guest"))
    session.execute(text("SET LOCAL ROLE bulk_guest"))

    with foreign_keys_checked_at_the_end(session), pytest.raises(IntegrityError):
        session.execute(insert(CustomerPhone).values(customer_id=99, number="+81355550100"))


def test_load_into_an_empty_office_is_one_record(session: Session) -> None:
    with one_record_for_all(session, "trial"):
        session.execute(insert(Customer).values(code="C-2", name="髙橋"))
    session.execute(insert(Customer).values(code="C-3", name="﨑山"))

    recorded = session.scalars(select(AuditEntry.subject).order_by(AuditEntry.id)).all()
    assert recorded == ["trial", "customer"]
