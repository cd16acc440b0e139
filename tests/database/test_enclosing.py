from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.database.enclosing import EnclosingResult, apply_enclosure_rules
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.mailing import Mailing, MailingRecipient
from crm_desktop.database.models.order import Order, OrderLine, Product
from crm_desktop.database.models.shipment import (
    Enclosure,
    EnclosureRule,
    Shipment,
    ShipmentEnclosure,
)
from crm_desktop.domain.enclosing import (
    EnclosingRule,
    ParcelFacts,
    RuleTerms,
    enclosed_by_rule,
    nth_order,
    parcel_day,
)
from crm_desktop.domain.order import OrderStatus, ShipmentState
from tests.builders import a_customer, an_order

TODAY = date(2026, 11, 22)


def an_enclosure(session: Session, title: str = "季節の健康レシピ") -> int:
    enclosure = Enclosure(code=f"E-{title}", title=title)
    session.add(enclosure)
    session.flush()
    return enclosure.id


def a_rule(session: Session, enclosure_id: int, **terms: object) -> EnclosureRule:
    rule = EnclosureRule(enclosure_id=enclosure_id, **terms)
    session.add(rule)
    session.flush()
    return rule


def a_parcel(session: Session, customer: Customer | None = None, **facts: object) -> Shipment:
    parcel = Shipment(**facts)
    an_order(session, customer or a_customer(session), shipment=parcel, status="processing")
    return parcel


def apply(session: Session, *parcels: Shipment) -> EnclosingResult:
    return apply_enclosure_rules(session, [one.id for one in parcels], today=TODAY)


def inside(session: Session, parcel: Shipment) -> dict[int, int | None]:
    """Return the enclosures in a parcel, each with the rule that laid it there."""
    statement = select(ShipmentEnclosure.enclosure_id, ShipmentEnclosure.rule_id).where(
        ShipmentEnclosure.shipment_id == parcel.id
    )
    return {row.enclosure_id: row.rule_id for row in session.execute(statement)}


def test_a_rule_lays_its_enclosure_into_a_waiting_parcel(session: Session) -> None:
    rule = a_rule(session, an_enclosure(session), nth_order=1)
    parcel = a_parcel(session)

    assert apply(session, parcel) == EnclosingResult(laid_in=1)
    assert inside(session, parcel) == {rule.enclosure_id: rule.id}
    assert apply(session, parcel) == EnclosingResult()


def test_what_a_person_said_of_a_parcel_is_never_touched(session: Session) -> None:
    by_rule, by_hand = an_enclosure(session), an_enclosure(session, "お詫び状")
    a_rule(session, by_rule)
    parcel = a_parcel(session)
    session.add(ShipmentEnclosure(shipment_id=parcel.id, enclosure_id=by_hand))

    assert apply(session, parcel) == EnclosingResult()
    assert inside(session, parcel) == {by_hand: None}


def test_a_changed_rule_takes_back_what_it_laid_into_a_waiting_parcel(session: Session) -> None:
    rule = a_rule(session, an_enclosure(session))
    parcel = a_parcel(session)
    apply(session, parcel)
    rule.active = False

    assert apply(session, parcel) == EnclosingResult(taken_out=1)
    assert inside(session, parcel) == {}


def test_a_changed_rule_rewrites_no_parcel_that_was_sent(session: Session) -> None:
    rule = a_rule(session, an_enclosure(session))
    parcel = a_parcel(session)
    apply(session, parcel)
    parcel.shipped_on, parcel.state = TODAY, ShipmentState.ON_THE_WAY
    rule.active = False
    a_rule(session, an_enclosure(session, "カタログ"))

    assert apply(session, parcel) == EnclosingResult()
    assert inside(session, parcel) == {rule.enclosure_id: rule.id}


def test_another_rule_takes_over_what_an_old_one_laid_in(session: Session) -> None:
    enclosure_id = an_enclosure(session)
    old, new = a_rule(session, enclosure_id), a_rule(session, enclosure_id)
    parcel = a_parcel(session)
    apply(session, parcel)
    old.active = False

    assert apply(session, parcel) == EnclosingResult(laid_in=1)
    assert inside(session, parcel) == {enclosure_id: new.id}


def test_no_parcels_are_no_work(session: Session) -> None:
    assert apply(session) == EnclosingResult()


class _Office:
    """A random office; everything in it is small, so that rules often meet parcels."""

    def __init__(self, session: Session, seed: int) -> None:
        self.rng = Random(seed)
        self.session = session
        self.products = [Product(code=f"P{seed}-{one}", name="青汁") for one in range(3)]
        self.mailings = [Mailing(code=f"M{seed}-{one}", title="秋の感謝祭") for one in range(2)]
        self.enclosures = [Enclosure(code=f"E{seed}-{one}", title="﨑の便り") for one in range(3)]
        session.add_all([*self.products, *self.mailings, *self.enclosures])
        session.flush()
        self.rules = [self._rule() for _ in range(8)]
        self.orders = [order for _ in range(4) for order in self._orders_of(a_customer(session))]
        self.parcels = [self._parcel(order) for order in self.orders for _ in range(2)]
        session.flush()

    def facts(self, parcel: Shipment) -> ParcelFacts:
        """Return what rules ask about a parcel, read row by row."""
        order = self.session.get_one(Order, parcel.order_id)
        theirs = select(Order.id, Order.ordered_at, Order.status)
        orders = self.session.execute(theirs.where(Order.customer_id == order.customer_id))
        lines = select(OrderLine.product_id).where(OrderLine.order_id == order.id)
        mailed: dict[int, date] = {}
        got = select(MailingRecipient).where(MailingRecipient.customer_id == order.customer_id)
        for one in self.session.scalars(got):
            mailed[one.mailing_id] = min(one.dropped_on, mailed.get(one.mailing_id, date.max))
        return ParcelFacts(
            parcel_day(
                ShipmentState(parcel.state),
                parcel.shipped_on,
                parcel.delivered_on,
                ordered_at=order.ordered_at,
                today=TODAY,
            ),
            nth_order(order.id, [(row[0], row[1], OrderStatus(row[2])) for row in orders]),
            frozenset(one for one in self.session.scalars(lines) if one is not None),
            mailed,
        )

    def _day(self) -> date:
        return TODAY + timedelta(days=self.rng.randint(-6, 6))

    def _maybe(self, value: object) -> object:
        return value if self.rng.random() < 0.4 else None

    def _rule(self) -> EnclosingRule:
        days = sorted((self._day(), self._day()))
        terms = RuleTerms(
            product_id=self._maybe(self.rng.choice(self.products).id),  # type: ignore[arg-type]
            mailing_id=self._maybe(self.rng.choice(self.mailings).id),  # type: ignore[arg-type]
            nth_order=self._maybe(self.rng.randint(1, 3)),  # type: ignore[arg-type]
            from_on=self._maybe(days[0]),  # type: ignore[arg-type]
            until_on=self._maybe(days[1]),  # type: ignore[arg-type]
        )
        enclosure_id, active = self.rng.choice(self.enclosures).id, self.rng.random() < 0.8
        rule = a_rule(self.session, enclosure_id, active=active, **asdict(terms))
        return EnclosingRule(rule.id, enclosure_id, terms, active)

    def _orders_of(self, customer: Customer) -> list[Order]:
        for mailing in self.rng.sample(self.mailings, self.rng.randint(0, 2)):
            for wave in range(1, self.rng.randint(1, 2) + 1):
                recipient = MailingRecipient(
                    mailing_id=mailing.id,
                    customer_id=customer.id,
                    wave=wave,
                    dropped_on=self._day(),
                )
                self.session.add(recipient)
        moments = [datetime(2026, 11, 15, 15, tzinfo=UTC), datetime(2026, 11, 16, 3, tzinfo=UTC)]
        orders = [
            an_order(
                self.session,
                customer,
                ordered_at=self.rng.choice(moments),
                status=self.rng.choice(list(OrderStatus)),
            )
            for _ in range(self.rng.randint(0, 4))
        ]
        for order in orders:
            (line,) = order.lines
            line.product_id = self._maybe(self.rng.choice(self.products).id)  # type: ignore[assignment]
        return orders

    def _parcel(self, order: Order) -> Shipment:
        parcel = Shipment(
            order_id=order.id,
            state=self.rng.choice(list(ShipmentState)),
            shipped_on=self._maybe(self._day()),
            delivered_on=self._maybe(self._day()),
        )
        self.session.add(parcel)
        return parcel


@pytest.mark.parametrize("seed", range(25))
def test_the_database_lays_in_what_the_rules_mean(session: Session, seed: int) -> None:
    office = _Office(session, seed)

    apply(session, *office.parcels)

    found = [inside(session, parcel) for parcel in office.parcels]
    meant = [enclosed_by_rule(office.rules, office.facts(parcel)) for parcel in office.parcels]
    assert found == meant
