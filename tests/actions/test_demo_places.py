"""Invented places around the demo's homes."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from crm_desktop.actions.demo_places import store_demo_places
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.queries.places import place_sources, places_to_pay
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.where_to_pay import SlipTakers, where_to_pay
from crm_desktop.maps.town_directory import TownDirectory
from tests.builders import a_customer

TODAY = date(2026, 11, 22)
HOMES = (("東京都", "新宿区", "西新宿", "2-8-1"), ("宮崎県", "西都市", "大字妻", "10番地"))


def seeded(session: Session) -> None:
    for prefecture, city, town, block in HOMES:
        parts = {"prefecture": prefecture, "city": city, "town": town, "block": block}
        customer = a_customer(session)
        session.add(CustomerAddress(customer_id=customer.id, position=0, **parts))
    session.flush()
    store_demo_places(session, today=TODAY)


def test_every_home_has_places_to_pay(session: Session) -> None:
    seeded(session)
    slip = where_to_pay(PaymentMethod.DEFERRED, SlipTakers(), today=TODAY)

    with TownDirectory() as towns:
        for parts in HOMES:
            home = towns.locate(*parts)
            assert home is not None
            answer = places_to_pay(session, home.position, slip, within_m=1_400)
            kinds = {one.kind for one in answer.near}
            assert PlaceKind.CONVENIENCE in kinds


def test_source_says_that_the_places_are_invented(session: Session) -> None:
    seeded(session)

    (source,) = place_sources(session)

    assert "架空" in source.name
    assert (source.credit, source.fetched_on) == ("デモ用の架空の場所", TODAY)
