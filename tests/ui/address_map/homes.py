"""Homes and what is near them, invented; and questions that answer with them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from crm_desktop.database.queries.places import NearPlace, PlacesAnswer, SourceOfPlaces
from crm_desktop.domain.home import Home, HomePlace, HomeSource
from crm_desktop.domain.map_settings import MapSettings
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.position import Compass, Position, PositionLevel
from crm_desktop.domain.where_to_pay import SlipTakers, WhereToPay, where_to_pay
from crm_desktop.errors.database import RecordChanged
from crm_desktop.ui.address_map.delivery_notes import TypedDeliveryNote
from crm_desktop.ui.address_map.pins import PinWork
from crm_desktop.ui.address_map.presenter import MapQuestions
from crm_desktop.ui.address_map.state import CustomerHomes, Surroundings
from crm_desktop.ui.customer_card.payable_orders import PayableOrder
from crm_desktop.ui.customer_card.state import CustomerCardState
from tests.ui.customer_card.cards import TODAY, a_card, a_payment, an_order

AT_HOME = Position(35.6896, 139.6917)
ELSEWHERE = Position(35.6905, 139.6925)
LAST_DAY = date(2026, 11, 27)
OSM = SourceOfPlaces(
    "osm-2026.pbf",
    "ODbL",
    "© OpenStreetMap contributors",
    date(2026, 11, 1),
    datetime(2026, 11, 2, tzinfo=UTC),
    224,
)


def a_place(**given: Any) -> HomePlace:
    values: dict[str, Any] = {
        "position": AT_HOME,
        "level": PositionLevel.TOWN,
        "accuracy_m": 300,
        "source": HomeSource.TOWNS,
        "found_as": "東京都新宿区西新宿二丁目",
        "located_at": datetime(2026, 11, 20, 3, tzinfo=UTC),
    }
    return HomePlace(**values | given)


def a_pin(position: Position = ELSEWHERE, by: str = "田所", **given: Any) -> HomePlace:
    values = {"level": None, "accuracy_m": 0, "source": HomeSource.PERSON, "found_as": ""}
    return a_place(position=position, pinned_by=by, **values | given)


def a_home(address_id: int = 7, **given: Any) -> Home:
    values: dict[str, Any] = {
        "customer_id": 4182,
        "label": "home",
        "postal_code": "1600023",
        "prefecture": "東京都",
        "city": "新宿区",
        "town": "西新宿",
        "block": "2-8-1",
        "building": "﨑荘 ２０３",
        "delivery_note": "",
        "place": a_place(),
    }
    return Home(address_id, **values | given)


def near(place_id: int = 1, **given: Any) -> NearPlace:
    values: dict[str, Any] = {
        "kind": PlaceKind.CONVENIENCE,
        "chain": "seven_eleven",
        "name": "セブン-イレブン 西新宿二丁目店",
        "opening_hours": "24/7",
        "position": ELSEWHERE,
        "distance_m": 238.0,
        "minutes": 3,
        "direction": Compass.NE,
    }
    return NearPlace(place_id, **values | given)


def a_slip(**given: Any) -> PayableOrder:
    values: dict[str, Any] = {
        "order_id": 2,
        "number": "D-000002",
        "method": PaymentMethod.PAYMENT_SLIP,
        "amount_yen": 4_980,
        "due_on": LAST_DAY,
        "slip_expires_on": LAST_DAY,
    }
    return PayableOrder(**values | given)


def where(payment: PayableOrder | None, today: date = TODAY) -> WhereToPay:
    if payment is None:
        return WhereToPay()
    return where_to_pay(
        payment.method, SlipTakers(), today=today, slip_expires_on=payment.slip_expires_on
    )


def surroundings(payment: PayableOrder | None = None, **given: Any) -> Surroundings:
    values: dict[str, Any] = {
        "where": where(payment),
        "near": (near(1), near(2, name="新宿郵便局")),
        "beyond": None,
        "sources": (OSM,),
    }
    return Surroundings(payment, PlacesAnswer(**values | given))


def card_of(customer_id: int = 4182, **given: Any) -> CustomerCardState:
    late = a_payment(slip_expires_on=LAST_DAY, amount_yen=4_980)
    orders = (an_order(2, payments=(late,)), an_order(1))
    return CustomerCardState(a_card(customer_id=customer_id, orders=orders, **given), today=TODAY)


@dataclass
class Answers:
    """Answers every question from what it holds; keeps what it was asked and told."""

    homes: dict[int, tuple[Home, ...]] = field(default_factory=lambda: {4182: (a_home(),)})
    settings: MapSettings = field(default_factory=MapSettings)
    asked: list[Any] = field(default_factory=list)
    written: list[TypedDeliveryNote] = field(default_factory=list)
    refusing: Exception | None = None

    def questions(self) -> MapQuestions:
        pins = PinWork(self.move, self.release, self.read)
        return MapQuestions(self.load, self.surroundings, self.look_up, pins, self.write)

    def load(self, customer_id: int) -> CustomerHomes:
        self.asked.append(customer_id)
        self.refuse()
        return CustomerHomes(self.homes.get(customer_id, ()), self.settings)

    def surroundings(
        self, position: Position | None, payment: PayableOrder | None, today: date
    ) -> Surroundings:
        self.asked.append((position, payment))
        return surroundings(payment, near=(near(1), near(2)) if position else ())

    def look_up(self, home: Home) -> Home:
        self.refuse()
        return replace(home, place=a_place(source=HomeSource.ONLINE, accuracy_m=40))

    def move(self, home: Home, position: Position) -> Home:
        self.refuse()
        return self._store(replace(home, place=a_pin(position)))

    def release(self, home: Home) -> Home:
        self.refuse()
        return self._store(replace(home, place=a_place()))

    def read(self, home: Home) -> Home:
        return next(one for one in self.homes[home.customer_id] if one.address_id == 7)

    def write(self, note: TypedDeliveryNote) -> None:
        self.refuse()
        self.written.append(note)

    def refuse(self) -> None:
        if self.refusing is not None:
            raise self.refusing

    def _store(self, home: Home) -> Home:
        self.homes[home.customer_id] = (home,)
        return home


def changed_by_others(**now_stored: object) -> RecordChanged:
    return RecordChanged("customer_address", 7, now_stored=now_stored)
