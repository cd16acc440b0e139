"""髙橋 美智子: the customer whose card has something to show in every place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from crm_desktop.domain.demo_office.calls import answered_call
from crm_desktop.domain.demo_office.cast import SHOWCASE_MOBILE, SHOWCASE_NUMBER
from crm_desktop.domain.demo_office.contacts import new_note
from crm_desktop.domain.demo_office.fulfilment import SLIP_VALID_DAYS, Outcome
from crm_desktop.domain.demo_office.history import Office, told
from crm_desktop.domain.demo_office.letters import letter_row
from crm_desktop.domain.demo_office.names import FullName
from crm_desktop.domain.demo_office.orders import Item, OrderRequest
from crm_desktop.domain.demo_office.people import Habit, Person, Ways
from crm_desktop.domain.demo_office.plan import OfficePlan, in_japan
from crm_desktop.domain.demo_office.rows import (
    AddressRow,
    CustomerTagRow,
    DemoRow,
    MailingRecipientRow,
    PhoneRow,
    SubscriptionRow,
)
from crm_desktop.domain.demo_office.staff import SAEKI_ID, TADOKORO_ID
from crm_desktop.domain.demo_office.subscriptions import months_later
from crm_desktop.domain.order import OrderChannel, OrderStatus, SubscriptionState
from crm_desktop.domain.payment import PaymentMethod

_AGE: Final = 72
_YEARS_A_CUSTOMER: Final = 12
_SLIP_EXPIRED_DAYS: Final = 3
_LETTER_DAYS: Final = 19
_OLD_LETTER_DAYS: Final = 410
_ELEVEN_O_CLOCK_S: Final = 11 * 3600
_NOTES: Final = (
    (
        2,
        "追加注文",
        "青汁をいつもどおり2箱ご注文。お孫様が遊びに来るので早めにとのこと。明日発送とご案内。",
    ),
    (
        20,
        "払込票の再発行",
        "澪の払込票が見当たらないとのこと。お探しいただき、見つからなければ再発行のお約束。",
    ),
    (75, "お褒めの言葉", "青汁のおかげで朝の散歩が楽しみになったとのお話。"),
    (162, "使い方・飲み方", "青汁は温めてよいかとのお尋ね。ぬるめの牛乳をおすすめ。"),
    (
        291,
        "新規注文",
        "妹様へ国産はちみつ。のし「御礼」、お名前の「髙」は はしごだかで。",
    ),
    (
        400,
        "住所・電話の変更",
        "携帯電話を新しくされたとのこと。番号を登録。ご自宅の電話は今までどおり。",
    ),
)


class Wish(NamedTuple):
    """So many of one product, ordered so many days before today."""

    days_ago: int
    channel: OrderChannel
    code: str
    quantity: int


_ON_THE_WAY: Final = Wish(2, OrderChannel.PHONE, "A-0101", 2)
_EXPIRED: Final = Wish(1 + SLIP_VALID_DAYS + _SLIP_EXPIRED_DAYS, OrderChannel.PHONE, "B-0204", 1)
_REPEATED: Final = Wish(40, OrderChannel.SUBSCRIPTION, "B-0203", 1)
_CANCELLED: Final = Wish(118, OrderChannel.POSTCARD, "B-0201", 1)
# Bought about every 32 days.
_RECENT: Final = (
    Wish(66, OrderChannel.PHONE, "A-0101", 2),
    Wish(97, OrderChannel.PHONE, "A-0101", 1),
    Wish(130, OrderChannel.POSTCARD, "A-0101", 2),
    Wish(161, OrderChannel.PHONE, "A-0101", 1),
    Wish(193, OrderChannel.PHONE, "C-0301", 2),
    Wish(226, OrderChannel.WEB, "A-0101", 1),
    Wish(257, OrderChannel.PHONE, "A-0101", 2),
    Wish(290, OrderChannel.PHONE, "C-0306", 1),
    Wish(321, OrderChannel.POSTCARD, "A-0101", 1),
    Wish(354, OrderChannel.PHONE, "A-0101", 2),
)


def showcase_person(plan: OfficePlan, customer_id: int) -> Person:
    """Return who she is."""
    today = plan.today
    since = date(today.year - _YEARS_A_CUSTOMER, today.month, 1)
    return Person(
        customer_id=customer_id,
        name=FullName("髙橋 美智子", "タカハシ ミチコ"),
        birthday=today - timedelta(days=round((_AGE + 0.4) * 365.25)),
        sex="female",
        email="",
        staff_id=SAEKI_ID,
        attention_memo="耳が遠いのでゆっくり",
        phones=(
            PhoneRow(customer_id, SHOWCASE_NUMBER, "home", 0),
            PhoneRow(customer_id, SHOWCASE_MOBILE, "mobile", 1),
        ),
        addresses=tuple(_addresses(customer_id)),
        ways=Ways(
            Habit.REPEATER, OrderChannel.PHONE, PaymentMethod.DEFERRED, pays_late=False, since=since
        ),
    )


def showcase_history(office: Office, person: Person) -> Iterator[DemoRow]:
    """Yield her orders, subscription, letters, calls, notes and mailings."""
    rng = office.plan.random(person.customer_id)
    subscription = _subscription(office, person.customer_id)
    requests = sorted(_requests(office, person, subscription), key=lambda order: order.ordered_at)
    for row in told(office, rng, person, [subscription], requests):
        if not isinstance(row, MailingRecipientRow | CustomerTagRow):
            yield row
    yield CustomerTagRow(person.customer_id, 1)
    for campaign in office.papers.campaigns:
        yield MailingRecipientRow(campaign.row.id, person.customer_id, 1, campaign.dropped_on)
    yield from _letters(office, person.customer_id)
    yield from _contacts(office, person)


def _addresses(customer_id: int) -> Iterator[AddressRow]:
    yield AddressRow(
        customer_id, 0, "home", "1600023", "東京都", "新宿区", "西新宿", "4-99-8",
        "つばきハイツ203", "呼び鈴は長めに",
    )  # fmt: skip
    yield AddressRow(
        customer_id, 1, "delivery", "6048135", "京都府", "京都市中京区",
        "東洞院通三条下る三文字町", "299", "", "妹様(岡﨑様)宅",
    )  # fmt: skip


def _subscription(office: Office, customer_id: int) -> SubscriptionRow:
    started_on = office.plan.today - timedelta(days=40)
    cream = next(row for row in office.products.staples if row.code == "B-0203")
    return SubscriptionRow(
        id=next(office.numbering.subscriptions),
        customer_id=customer_id,
        product_id=cream.id,
        quantity=1,
        interval_days=None,
        interval_months=3,
        next_on=months_later(started_on, 3),
        delivered_count=1,
        state=SubscriptionState.ACTIVE,
        paused_until=None,
        started_on=started_on,
    )


def _requests(
    office: Office, person: Person, subscription: SubscriptionRow
) -> Iterator[OrderRequest]:
    unpaid = Outcome(handling_days=1, transit_days=1, paid_after_days=None)
    yield replace(_request(office, person, _ON_THE_WAY), outcome=unpaid)
    yield replace(
        _request(office, person, _EXPIRED), outcome=unpaid, method=PaymentMethod.PAYMENT_SLIP
    )
    yield replace(_request(office, person, _REPEATED), subscription_id=subscription.id)
    yield replace(
        _request(office, person, _CANCELLED),
        outcome=replace(unpaid, broken_off=OrderStatus.CANCELLED),
    )
    yield from (_request(office, person, wish) for wish in (*_RECENT, *_earlier(office)))


def _earlier(office: Office) -> Iterator[Wish]:
    rng = office.plan.random(_RECENT[-1].days_ago)
    days_ago = _RECENT[-1].days_ago + 31
    while days_ago < (office.plan.today - office.plan.opened_on).days:
        yield Wish(days_ago, OrderChannel.PHONE, "A-0101", rng.choice((1, 1, 2)))
        days_ago += rng.randint(28, 37)


def _request(office: Office, person: Person, wish: Wish) -> OrderRequest:
    day = office.plan.today - timedelta(days=wish.days_ago)
    product = next(row for row in office.products.everything if row.code == wish.code)
    return OrderRequest(
        customer_id=person.customer_id,
        ordered_at=in_japan(day, _ELEVEN_O_CLOCK_S + wish.days_ago * 31),
        channel=wish.channel,
        method=person.ways.method,
        basket=(Item(product, wish.quantity),),
        outcome=Outcome(handling_days=1, transit_days=1, paid_after_days=6),
        staff_id=SAEKI_ID if wish.channel is OrderChannel.PHONE else None,
    )


def _letters(office: Office, customer_id: int) -> Iterator[DemoRow]:
    today = office.plan.today
    for days_ago, which in ((_LETTER_DAYS, 0), (_OLD_LETTER_DAYS, 9)):
        text, document_id = office.letters[which]
        received_on = today - timedelta(days=days_ago)
        letter = letter_row(office.numbering, customer_id, received_on, text, document_id)
        if days_ago == _OLD_LETTER_DAYS:
            letter = letter._replace(
                state="answered",
                thanked_on=received_on + timedelta(days=2),
                thanked_how="お礼状",
                thanked_by_id=SAEKI_ID,
            )
        yield letter


def _contacts(office: Office, person: Person) -> Iterator[DemoRow]:
    rng = office.plan.random(person.customer_id + 1)
    for days_ago, category, body in _NOTES:
        began_at = in_japan(
            office.plan.today - timedelta(days=days_ago), _ELEVEN_O_CLOCK_S + days_ago * 31
        )
        staff = office.desk.staff[(SAEKI_ID if days_ago % 2 else TADOKORO_ID) - 1]
        caller = (person.customer_id, SHOWCASE_NUMBER)
        talk = answered_call(rng, office.numbering, staff, caller, began_at)
        yield talk.call
        yield talk.leg
        yield new_note(office.numbering, office.desk, talk, category, body)
