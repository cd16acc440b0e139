"""Invented places around the demo's homes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from crm_desktop.actions.demo_places import store_demo_places
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.models.place import AddressPosition
from crm_desktop.database.queries.places import place_sources, places_to_pay
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.position import Position
from crm_desktop.domain.where_to_pay import SlipTakers, where_to_pay
from tests.builders import a_customer

TODAY = date(2026, 11, 22)
HOMES = (
    ("東京都", "新宿区", "西新宿", Position(35.6907, 139.6921)),
    ("宮崎県", "西都市", "大字妻", Position(32.1089, 131.4015)),
)


def seeded(session: Session) -> None:
    for prefecture, city, town, home in HOMES:
        address = CustomerAddress(
            customer_id=a_customer(session).id, prefecture=prefecture, city=city, town=town
        )
        session.add(address)
        session.flush()
        where = {"latitude": home.latitude, "longitude": home.longitude, "source": "towns"}
        session.add(AddressPosition(address_id=address.id, **where))
    session.flush()
    store_demo_places(session, today=TODAY)


@pytest.mark.parametrize("home", [home for *_, home in HOMES])
def test_every_home_has_places_to_pay(session: Session, home: Position) -> None:
    seeded(session)
    slip = where_to_pay(PaymentMethod.DEFERRED, SlipTakers(), today=TODAY)

    answer = places_to_pay(session, home, slip, within_m=1_400)

    kinds = {one.kind for one in answer.near}
    assert PlaceKind.CONVENIENCE in kinds
    assert all("大字" not in one.name for one in answer.near)


def test_office_without_homes_has_no_places(session: Session) -> None:
    store_demo_places(session, today=TODAY)

    assert place_sources(session) == ()


def test_source_says_that_the_places_are_invented(session: Session) -> None:
    seeded(session)

    (source,) = place_sources(session)

    assert "架空" in source.name
    assert (source.credit, source.fetched_on) == ("デモ用の架空の場所", TODAY)
