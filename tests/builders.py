"""Rows with defaults, for tests that name only what they are about."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.database.models.customer import Customer, CustomerAddress, CustomerPhone
from crm_desktop.database.models.order import Order, OrderLine
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.models.shipment import Shipment
from crm_desktop.database.schema import import_models
from crm_desktop.domain.customer_keys import customer_keys

MOBILE = "+819012345678"
HOME = "+81353211111"
_numbers = itertools.count(1)

import_models()  # a test of its own would otherwise lack the tables that foreign keys name


def a_customer(
    session: Session,
    name: str = "髙橋 美智子",
    kana: str = "タカハシ ミチコ",
    *,
    phones: tuple[str, ...] = (),
    postal_code: str = "",
    **facts: Any,
) -> Customer:
    """Add a customer with the search keys of the name, as every writer must."""
    keys = customer_keys(name, kana)
    facts.setdefault("code", f"T-{next(_numbers):06}")
    customer = Customer(
        name=name,
        name_kana=kana,
        name_key=keys.name_key,
        kana_key=keys.kana_key,
        given_name_key=keys.given_name_key,
        given_kana_key=keys.given_kana_key,
        **facts,
    )
    customer.phones = [
        CustomerPhone(number=number, position=position) for position, number in enumerate(phones)
    ]
    if postal_code:
        customer.addresses = [CustomerAddress(postal_code=postal_code, city="新宿区")]
    session.add(customer)
    session.flush()
    return customer


def an_order(
    session: Session,
    customer: Customer,
    day: date = date(2026, 11, 20),
    *,
    items: tuple[tuple[str, int], ...] = (("青汁30包", 1),),
    payment: Payment | None = None,
    shipment: Shipment | None = None,
    **facts: Any,
) -> Order:
    """Add an order of noon of ``day`` in Japan, with what hangs on it."""
    facts = {
        "number": f"J{next(_numbers):06}",
        "channel": "phone",
        "status": "completed",
        "ordered_at": datetime.combine(day, time(3), UTC),
        "total_yen": 3980,
    } | facts
    order = Order(customer_id=customer.id, **facts)
    order.lines = [
        OrderLine(position=position, product_name=name, quantity=quantity, unit_price_yen=1980)
        for position, (name, quantity) in enumerate(items, start=1)
    ]
    session.add(order)
    session.flush()
    for hanging in (payment, shipment):
        if hanging is not None:
            hanging.order_id = order.id
            session.add(hanging)
    session.flush()
    return order
