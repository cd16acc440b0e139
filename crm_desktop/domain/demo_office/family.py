"""Three people on one number: an old couple and a daughter who orders on the web."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from crm_desktop.domain.demo_office.cast import FAMILY_NUMBER
from crm_desktop.domain.demo_office.fulfilment import DUE_DAYS, Outcome
from crm_desktop.domain.demo_office.history import Office, told
from crm_desktop.domain.demo_office.names import FullName
from crm_desktop.domain.demo_office.orders import Item, OrderRequest
from crm_desktop.domain.demo_office.people import Habit, Person, Ways
from crm_desktop.domain.demo_office.plan import OfficePlan, in_japan
from crm_desktop.domain.demo_office.rows import (
    AddressRow,
    CallerChoiceRow,
    DemoRow,
    PhoneRow,
    SubscriptionRow,
)
from crm_desktop.domain.demo_office.staff import TADOKORO_ID
from crm_desktop.domain.demo_office.subscriptions import months_later
from crm_desktop.domain.order import OrderChannel, SubscriptionState
from crm_desktop.domain.payment import PaymentMethod

_TEN_O_CLOCK_S: Final = 10 * 3600
_OVERDUE_DAYS: Final = 8
_CHOSEN_DAYS: Final = 20
_MEMBERS: Final = (
    ("渡邉 正雄", "ワタナベ マサオ", "male", date(1947, 11, 3), OrderChannel.PHONE),
    ("渡邉 ヨシ子", "ワタナベ ヨシコ", "female", date(1950, 2, 28), OrderChannel.PHONE),
    ("渡辺 由美子", "ワタナベ ユミコ", "female", date(1977, 7, 7), OrderChannel.WEB),
)
_FATHER, _MOTHER, _DAUGHTER = range(3)


def family(plan: OfficePlan, ids: tuple[int, ...]) -> list[Person]:
    """Return the three, father, mother and daughter, under ``ids``."""
    return [_member(plan, which, customer_id) for which, customer_id in enumerate(ids)]


def family_history(office: Office, members: list[Person]) -> Iterator[DemoRow]:
    """Yield what the three bought: he owes, hers ships tomorrow, the daughter's is on the way."""
    requests = [
        [*_every(office, member, months=5), *_last(office, member, which)]
        for which, member in enumerate(members)
    ]
    subscription = _ships_tomorrow(office, members[_MOTHER].customer_id)
    repeats = _deliveries(office, members[_MOTHER], subscription)
    requests[_MOTHER] = sorted(
        [*requests[_MOTHER], *repeats], key=lambda request: request.ordered_at
    )
    for which, member in enumerate(members):
        rng = office.plan.random(member.customer_id)
        repeated = [subscription] if which == _MOTHER else []
        yield from told(office, rng, member, repeated, requests[which])
    yield first_guess(office.plan, members[_MOTHER])


def first_guess(plan: OfficePlan, person: Person) -> CallerChoiceRow:
    """Return that ``person`` was the one when their shared number last rang."""
    chosen_on = plan.today - timedelta(days=_CHOSEN_DAYS)
    return CallerChoiceRow(
        number=person.phones[0].number,
        customer_id=person.customer_id,
        chosen_at=in_japan(chosen_on, _TEN_O_CLOCK_S),
        staff_id=TADOKORO_ID,
    )


def _member(plan: OfficePlan, which: int, customer_id: int) -> Person:
    written, kana, sex, birthday, channel = _MEMBERS[which]
    web = channel is OrderChannel.WEB
    method = PaymentMethod.CARD if web else PaymentMethod.PAYMENT_SLIP
    home = AddressRow(
        customer_id, 0, "home", "2310862", "神奈川県", "横浜市中区", "山手町", "999-3", "", ""
    )
    return Person(
        customer_id=customer_id,
        name=FullName(written, kana),
        birthday=birthday,
        sex=sex,
        email="yumiko@example.com" if web else "",
        staff_id=TADOKORO_ID,
        attention_memo="奥様のご注文と間違えやすい。お名前を必ず確認" if which == _FATHER else "",
        phones=(PhoneRow(customer_id, FAMILY_NUMBER, "home", 0),),
        addresses=(home,),
        ways=Ways(Habit.REPEATER, channel, method, pays_late=False, since=plan.opened_on),
    )


def _every(office: Office, member: Person, *, months: int) -> Iterator[OrderRequest]:
    for ago in range(30, 3, -months):
        yield _request(office, member, months_later(office.plan.today, -ago), "A-0105")


def _last(office: Office, member: Person, which: int) -> Iterator[OrderRequest]:
    today = office.plan.today
    if which == _FATHER:
        day = today - timedelta(days=1 + DUE_DAYS + _OVERDUE_DAYS)
        owed = Outcome(handling_days=1, transit_days=1, paid_after_days=None)
        yield replace(_request(office, member, day, "A-0107"), outcome=owed)
    if which == _DAUGHTER:
        yield _request(office, member, today - timedelta(days=2), "B-0202")


def _ships_tomorrow(office: Office, customer_id: int) -> SubscriptionRow:
    product = next(row for row in office.products.everything if row.code == "A-0101")
    tomorrow = office.plan.today + timedelta(days=1)
    return SubscriptionRow(
        id=next(office.numbering.subscriptions),
        customer_id=customer_id,
        product_id=product.id,
        quantity=1,
        interval_days=None,
        interval_months=1,
        next_on=tomorrow,
        delivered_count=6,
        state=SubscriptionState.ACTIVE,
        paused_until=None,
        started_on=months_later(tomorrow, -6),
    )


def _deliveries(
    office: Office, mother: Person, subscription: SubscriptionRow
) -> Iterator[OrderRequest]:
    for ago in range(subscription.delivered_count, 0, -1):
        day = months_later(office.plan.today + timedelta(days=1), -ago)
        yield replace(
            _request(office, mother, day, "A-0101"),
            channel=OrderChannel.SUBSCRIPTION,
            subscription_id=subscription.id,
        )


def _request(office: Office, member: Person, day: date, code: str) -> OrderRequest:
    product = next(row for row in office.products.everything if row.code == code)
    return OrderRequest(
        customer_id=member.customer_id,
        ordered_at=in_japan(day, _TEN_O_CLOCK_S + member.customer_id % 600),
        channel=member.ways.channel,
        method=member.ways.method,
        basket=(Item(product, 1),),
        outcome=Outcome(handling_days=1, transit_days=1, paid_after_days=7),
        staff_id=TADOKORO_ID if member.ways.channel is OrderChannel.PHONE else None,
    )
