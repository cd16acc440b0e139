from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.actions.customers import (
    NewAddress,
    NewCustomer,
    NewPhone,
    attach_phone,
    register_customer,
)
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.customer_card import customer_card
from crm_desktop.database.queries.customers import customers_found
from crm_desktop.domain.customer_code import customer_code
from crm_desktop.errors.database import RecordGone
from tests.builders import HOME, MOBILE, a_customer

TODAY = date(2026, 11, 22)


@pytest.fixture
def staffed(session: Session) -> Session:
    """The session, of whoever works here."""
    session.add(Staff(login=session.scalar(select(func.session_user())), name="田所"))
    session.flush()
    return session


def test_registered_customer_has_a_card_and_is_found(staffed: Session) -> None:
    new = NewCustomer(
        "﨑山 さくら",
        "サキヤマ サクラ",
        date(1960, 2, 29),
        "female",
        phones=(NewPhone(HOME), NewPhone(MOBILE, "mobile")),
        address=NewAddress("1600023", "東京都", "新宿区", "西新宿", "2-8-1"),
    )

    customer_id = register_customer(staffed, new, staff_id=None, today=TODAY)

    card = customer_card(staffed, customer_id)
    assert (card.code, card.customer_since) == (customer_code(customer_id), TODAY)
    assert [(phone.number, phone.label) for phone in card.phones] == [
        (HOME, "home"),
        (MOBILE, "mobile"),
    ]
    assert [one.customer_id for one in customers_found(staffed, "崎山さくら")] == [customer_id]


def test_code_that_an_import_brought_is_not_given_again(staffed: Session) -> None:
    first = register_customer(staffed, NewCustomer("佐藤"), staff_id=None, today=TODAY)
    a_customer(staffed, code=customer_code(first + 2))

    second = register_customer(staffed, NewCustomer("鈴木"), staff_id=None, today=TODAY)

    assert customer_card(staffed, second).code == customer_code(second)


def test_attached_number_comes_last(session: Session) -> None:
    customer = a_customer(session, phones=(HOME,))

    attach_phone(session, customer.id, MOBILE, "mobile")

    card = customer_card(session, customer.id)
    assert [phone.number for phone in card.phones] == [HOME, MOBILE]


def test_number_attached_twice_is_there_once(session: Session) -> None:
    customer = a_customer(session)

    attach_phone(session, customer.id, MOBILE)
    attach_phone(session, customer.id, MOBILE)

    assert len(customer_card(session, customer.id).phones) == 1


def test_nobody_gets_no_number(session: Session) -> None:
    with pytest.raises(RecordGone):
        attach_phone(session, 404, MOBILE)
