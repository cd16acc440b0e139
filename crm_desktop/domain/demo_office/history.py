"""Everything that happened between the office and one customer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from crm_desktop.domain.demo_office.contacts import Desk, inquiry_contacts, order_contacts
from crm_desktop.domain.demo_office.enclosing import enclosures_of
from crm_desktop.domain.demo_office.fulfilment import draw_outcome
from crm_desktop.domain.demo_office.habits import BuyingYears, buying_days, buying_years
from crm_desktop.domain.demo_office.letter_texts import LetterText
from crm_desktop.domain.demo_office.letters import letters_of
from crm_desktop.domain.demo_office.mailings import mailings_of
from crm_desktop.domain.demo_office.numbering import Numbering
from crm_desktop.domain.demo_office.orders import (
    Item,
    OrderRequest,
    PlacedOrder,
    draw_basket,
    draw_memo,
    place_order,
)
from crm_desktop.domain.demo_office.papers import Papers
from crm_desktop.domain.demo_office.people import Habit, Person
from crm_desktop.domain.demo_office.plan import OfficePlan, in_japan, office_time
from crm_desktop.domain.demo_office.products import Range
from crm_desktop.domain.demo_office.rows import (
    CustomerTagRow,
    DemoRow,
    ProductRow,
    ShopAccountRow,
    SubscriptionRow,
)
from crm_desktop.domain.demo_office.subscriptions import RepeatDelivery, repeat_delivery
from crm_desktop.domain.order import NOT_PURCHASES, OrderChannel

_SECOND_SUBSCRIPTION_CHANCE: Final = 0.15
_LETTER_CHANCE: Final = 0.01
_OTHER_WAY_CHANCE: Final = 0.12
_TAG_CHANCE: Final = 0.6
_TAGS: Final = 10
_BATCH_S: Final = 6 * 3600
_HISTORIES: Final = 10_000_000
_SUMMER: Final = frozenset({5, 6, 7})
_WINTER: Final = frozenset({11, 12})


@dataclass(frozen=True, slots=True)
class Office:
    """What all histories share."""

    plan: OfficePlan
    numbering: Numbering
    products: Range
    papers: Papers
    letters: Sequence[tuple[LetterText, int]]
    desk: Desk


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one customer may buy; ``favourites`` begin with what they like best."""

    products: Range
    favourites: Sequence[ProductRow]
    habit: Habit

    def on(self, day: date) -> Sequence[ProductRow]:
        """Return what comes into question on ``day``."""
        match self.habit:
            case Habit.TRIAL:
                return self.products.trials
            case Habit.SEASONAL if day.month in _SUMMER:
                return self.products.summer_gifts
            case Habit.SEASONAL if day.month in _WINTER:
                return self.products.winter_gifts
            case _:
                return self.favourites


def history(office: Office, person: Person) -> Iterator[DemoRow]:
    """Yield the customer and all that hangs on them."""
    rng = office.plan.random(_HISTORIES + person.customer_id)
    years = buying_years(rng, office.plan, person.ways.habit, person.ways.since)
    repeats = list(_repeats(rng, office, person, years))
    days = buying_days(rng, person.ways.habit, years)
    wishes = Wishes(office.products, _favourites(rng, office.products.staples), person.ways.habit)
    requests = [_single_order(rng, office, person, wishes, day) for day in days]
    for repeat, product in repeats:
        requests += [_repeat_order(rng, person, repeat, product, day) for day in repeat.sent_on]
    requests.sort(key=lambda request: request.ordered_at)
    yield from told(office, rng, person, [repeat.row for repeat, _ in repeats], requests)


def told(
    office: Office,
    rng: Random,
    person: Person,
    subscriptions: Sequence[SubscriptionRow],
    requests: Sequence[OrderRequest],
) -> Iterator[DemoRow]:
    """Yield the customer with these subscriptions and orders (oldest first, at least one)."""
    orders = [place_order(office.plan, office.numbering, request) for request in requests]
    purchases = sum(placed.order.status not in NOT_PURCHASES for placed in orders)
    yield person.customer_row(orders=purchases)
    yield from person.assignment_rows()
    yield from person.phones
    yield from person.addresses
    yield from _marks(rng, person)
    yield from subscriptions
    for position, placed in enumerate(orders):
        yield placed.order
        yield from placed.lines
        yield from filter(None, (placed.payment, placed.parcel))
        yield from enclosures_of(
            rng, office.papers, placed, first=position == 0, birthday=person.birthday
        )
    yield from _correspondence(rng, office, person, orders)


def _correspondence(
    rng: Random, office: Office, person: Person, orders: Sequence[PlacedOrder]
) -> Iterator[DemoRow]:
    plan, numbering, desk = office.plan, office.numbering, office.desk
    for contact in (
        *order_contacts(rng, numbering, desk, person, orders),
        *inquiry_contacts(rng, plan, numbering, desk, person, orders),
    ):
        if contact.call:
            yield contact.call.call
            yield contact.call.leg
        if contact.note:
            yield contact.note
    ordered_on = [placed.order.ordered_at.date() for placed in orders]
    yield from mailings_of(
        rng, office.papers.campaigns, person.customer_id, ordered_on, today=plan.today
    )
    written_on = [
        _later(rng, day, plan.today) for day in ordered_on if rng.random() < _LETTER_CHANCE
    ]
    yield from letters_of(
        rng, numbering, person.customer_id, written_on, office.letters, today=plan.today
    )


def _repeats(
    rng: Random, office: Office, person: Person, years: BuyingYears
) -> Iterator[tuple[RepeatDelivery, ProductRow]]:
    if person.ways.habit is not Habit.SUBSCRIBER:
        return
    for _ in range(2 if rng.random() < _SECOND_SUBSCRIPTION_CHANCE else 1):
        product = rng.choice(office.products.staples)
        began_on = years.first_on + timedelta(days=rng.randint(0, 40))
        yield (
            repeat_delivery(
                rng,
                next(office.numbering.subscriptions),
                person.customer_id,
                product,
                BuyingYears(min(began_on, years.last_on), years.last_on),
                today=office.plan.today,
            ),
            product,
        )


def _single_order(
    rng: Random, office: Office, person: Person, wishes: Wishes, day: date
) -> OrderRequest:
    channel = person.ways.channel if rng.random() > _OTHER_WAY_CHANCE else OrderChannel.PHONE
    by_phone = channel is OrderChannel.PHONE
    return OrderRequest(
        customer_id=person.customer_id,
        ordered_at=office_time(rng, day),
        channel=channel,
        method=person.ways.method,
        basket=draw_basket(rng, wishes.on(day)),
        outcome=draw_outcome(rng, person.addresses[0].prefecture, pays_late=person.ways.pays_late),
        staff_id=office.desk.anyone(rng).id if by_phone else None,
        memo=draw_memo(rng),
    )


def _repeat_order(
    rng: Random, person: Person, repeat: RepeatDelivery, product: ProductRow, day: date
) -> OrderRequest:
    outcome = draw_outcome(rng, person.addresses[0].prefecture, pays_late=person.ways.pays_late)
    return OrderRequest(
        customer_id=person.customer_id,
        ordered_at=in_japan(day, _BATCH_S),
        channel=OrderChannel.SUBSCRIPTION,
        method=person.ways.method,
        basket=(Item(product, repeat.row.quantity),),
        outcome=replace(outcome, handling_days=0),
        subscription_id=repeat.row.id,
    )


def _favourites(rng: Random, staples: Sequence[ProductRow]) -> Sequence[ProductRow]:
    first = int(len(staples) * rng.random() ** 2)
    return [*staples[first:], *staples[:first]]


def _marks(rng: Random, person: Person) -> Iterator[DemoRow]:
    if person.ways.channel is OrderChannel.WEB:
        yield ShopAccountRow("eccube", str(1000 + person.customer_id), person.customer_id)
    if rng.random() < _TAG_CHANCE:
        yield CustomerTagRow(person.customer_id, rng.randint(1, _TAGS))


def _later(rng: Random, day: date, today: date) -> date:
    return min(day + timedelta(days=rng.randint(4, 20)), today)
