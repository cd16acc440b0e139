"""A customer before anything was bought: who, since when, with which habits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import Final, TypeVar

from crm_desktop.domain.customer_code import customer_code
from crm_desktop.domain.customer_keys import customer_keys
from crm_desktop.domain.demo_office.names import FullName
from crm_desktop.domain.demo_office.plan import OfficePlan
from crm_desktop.domain.demo_office.rows import AddressRow, AssignmentRow, CustomerRow, PhoneRow
from crm_desktop.domain.order import OrderChannel
from crm_desktop.domain.payment import PaymentMethod

_BEST_FROM_ORDERS: Final = 12
_REGULAR_FROM_ORDERS: Final = 3
_BEFORE_RECORDS_CHANCE: Final = 0.22
_ABOUT_A_YEAR: Final = 365
_METHODS: Final = {
    PaymentMethod.DEFERRED: 30,
    PaymentMethod.PAYMENT_SLIP: 18,
    PaymentMethod.CONVENIENCE_STORE: 10,
    PaymentMethod.CASH_ON_DELIVERY: 14,
    PaymentMethod.CARD: 16,
    PaymentMethod.POSTAL_TRANSFER: 7,
    PaymentMethod.BANK_TRANSFER: 5,
}
_CHANNELS_OF_THE_OLD: Final = {
    OrderChannel.PHONE: 64,
    OrderChannel.POSTCARD: 18,
    OrderChannel.FAX: 4,
    OrderChannel.WEB: 11,
    OrderChannel.MALL: 3,
}
_CHANNELS_OF_THE_YOUNG: Final = {
    OrderChannel.PHONE: 28,
    OrderChannel.POSTCARD: 5,
    OrderChannel.WEB: 52,
    OrderChannel.MALL: 15,
}
_YOUNG_BORN_AFTER: Final = 1965
_CARD_ON_THE_WEB_CHANCE: Final = 0.6
_PAYS_LATE_CHANCE: Final = 0.05
_Choice = TypeVar("_Choice")


class Habit(StrEnum):
    """How somebody buys."""

    SUBSCRIBER = "subscriber"
    REPEATER = "repeater"
    SEASONAL = "seasonal"
    LAPSED = "lapsed"
    TRIAL = "trial"


_HABITS: Final = {
    Habit.SUBSCRIBER: 27,
    Habit.REPEATER: 31,
    Habit.SEASONAL: 13,
    Habit.LAPSED: 13,
    Habit.TRIAL: 16,
}


@dataclass(frozen=True, slots=True)
class Ways:
    """How one customer orders, pays and buys, and from which day on."""

    habit: Habit
    channel: OrderChannel
    method: PaymentMethod
    pays_late: bool
    since: date


@dataclass(frozen=True, slots=True)
class Person:
    """A customer and what the office knows besides orders."""

    customer_id: int
    name: FullName
    birthday: date | None
    sex: str
    email: str
    staff_id: int | None
    attention_memo: str
    phones: tuple[PhoneRow, ...]
    addresses: tuple[AddressRow, ...]
    ways: Ways

    def customer_row(self, *, orders: int) -> CustomerRow:
        """Return the customer, ranked by the number of ``orders``."""
        keys = customer_keys(self.name.written, self.name.kana)
        return CustomerRow(
            id=self.customer_id,
            code=customer_code(self.customer_id),
            name=self.name.written,
            name_kana=self.name.kana,
            name_key=keys.name_key,
            kana_key=keys.kana_key,
            given_name_key=keys.given_name_key,
            given_kana_key=keys.given_kana_key,
            birthday=self.birthday,
            sex=self.sex,
            email=self.email,
            rank=_rank(orders),
            attention_memo=self.attention_memo,
            customer_since=self.ways.since,
        )

    def assignment_rows(self) -> tuple[AssignmentRow, ...]:
        """Return who looks after the customer, nothing for nobody."""
        return () if self.staff_id is None else (AssignmentRow(self.customer_id, self.staff_id),)


def draw_ways(rng: Random, plan: OfficePlan, birth_year: int) -> Ways:
    """Return the habits of somebody born in ``birth_year``."""
    young = birth_year > _YOUNG_BORN_AFTER
    channel = _drawn(rng, _CHANNELS_OF_THE_YOUNG if young else _CHANNELS_OF_THE_OLD)
    web = channel in {OrderChannel.WEB, OrderChannel.MALL}
    method = (
        PaymentMethod.CARD
        if web and rng.random() < _CARD_ON_THE_WEB_CHANCE
        else _drawn(rng, _METHODS)
    )
    return Ways(
        _drawn(rng, _HABITS), channel, method, rng.random() < _PAYS_LATE_CHANCE, _since(rng, plan)
    )


def _since(rng: Random, plan: OfficePlan) -> date:
    if rng.random() < _BEFORE_RECORDS_CHANCE:
        return plan.opened_on - timedelta(days=rng.randrange(14 * _ABOUT_A_YEAR))
    days = (plan.today - plan.opened_on).days
    return plan.opened_on + timedelta(days=rng.randrange(days - 10))


def _rank(orders: int) -> str:
    if orders >= _BEST_FROM_ORDERS:
        return "best"
    return "regular" if orders >= _REGULAR_FROM_ORDERS else "new"


def _drawn(rng: Random, weights: dict[_Choice, int]) -> _Choice:
    return rng.choices(tuple(weights), tuple(weights.values()))[0]
