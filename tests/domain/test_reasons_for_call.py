from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from crm_desktop.domain.call_facts import (
    CallFacts,
    DatedFact,
    ParcelFact,
    PaymentFact,
    SubscriptionFact,
)
from crm_desktop.domain.purchase_cycle import PurchaseCycle
from crm_desktop.domain.reasons_for_call import (
    Reason,
    ReasonKind,
    ReasonTarget,
    reasons_for_call,
)

TODAY = date(2026, 11, 22)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def unpaid(order_id: int = 1, yen: int = 4980, **facts: Any) -> PaymentFact:
    values: dict[str, Any] = {"due_on": None, "slip_expires_on": None, "paid_on": None} | facts
    return PaymentFact(order_id, values.pop("method", "payment_slip"), yen, **values)


def parcel(state: str = "on_the_way", shipped: int = -1, expected: int | None = 1) -> ParcelFact:
    return ParcelFact(1, state, day(shipped), None if expected is None else day(expected))


def repeat(state: str, next_on: date | None, paused_until: date | None = None) -> SubscriptionFact:
    return SubscriptionFact(5, "青汁30包", state, next_on, paused_until)


def cycle(every: int, late: int) -> PurchaseCycle:
    return PurchaseCycle((day(-2 * every), day(-every)), every, day(-late), late)


def kinds(facts: CallFacts) -> list[ReasonKind]:
    return [reason.kind for reason in reasons_for_call(facts, today=TODAY)]


def test_nothing_known_is_no_reason() -> None:
    assert reasons_for_call(CallFacts(), today=TODAY) == ()


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (
            CallFacts(payments=(unpaid(due_on=day(-17), slip_expires_on=day(-3)),)),
            Reason(ReasonKind.SLIP_EXPIRED, ReasonTarget.ORDER, 1, day(-3), 3, 4980),
        ),
        (
            CallFacts(payments=(unpaid(due_on=day(-1), slip_expires_on=day(9)),)),
            Reason(ReasonKind.PAYMENT_OVERDUE, ReasonTarget.ORDER, 1, day(-1), 1, 4980),
        ),
        (
            CallFacts(payments=(unpaid(due_on=day(3)),)),
            Reason(ReasonKind.PAYMENT_DUE_SOON, ReasonTarget.ORDER, 1, day(3), 3, 4980),
        ),
        (
            CallFacts(parcels=(parcel(),)),
            Reason(ReasonKind.PARCEL_ON_THE_WAY, ReasonTarget.ORDER, 1, day(-1), 1),
        ),
        (
            CallFacts(parcels=(parcel(shipped=-4, expected=-2),)),
            Reason(ReasonKind.PARCEL_LATE, ReasonTarget.ORDER, 1, day(-2), 2),
        ),
        (
            CallFacts(parcels=(parcel("brought_back", -9, -7),)),
            Reason(ReasonKind.PARCEL_BROUGHT_BACK, ReasonTarget.ORDER, 1, day(-9), 9),
        ),
        (
            CallFacts(missed_calls=(DatedFact(8, day(-1)), DatedFact(9, day(0)))),
            Reason(ReasonKind.MISSED_CALL, ReasonTarget.CALL, 9, day(0), 0),
        ),
        (
            CallFacts(tasks=(DatedFact(4, day(0), "折り返し"), DatedFact(3, day(-2), "見積"))),
            Reason(ReasonKind.TASK_DUE, ReasonTarget.TASK, 3, day(-2), 2, 0, "見積"),
        ),
        (
            CallFacts(subscriptions=(repeat("active", day(1)),)),
            Reason(
                ReasonKind.SUBSCRIPTION_SOON, ReasonTarget.SUBSCRIPTION, 5, day(1), 1, 0, "青汁30包"
            ),
        ),
        (
            CallFacts(subscriptions=(repeat("paused", None),)),
            Reason(
                ReasonKind.SUBSCRIPTION_PAUSED, ReasonTarget.SUBSCRIPTION, 5, None, 0, 0, "青汁30包"
            ),
        ),
        (
            CallFacts(mailings=(DatedFact(2, day(-30), "夏号"), DatedFact(3, day(-3), "秋号"))),
            Reason(ReasonKind.MAILING_DROPPED, ReasonTarget.MAILING, 3, day(-3), 3, 0, "秋号"),
        ),
        (
            CallFacts(letters_not_thanked=(DatedFact(6, day(-2)), DatedFact(7, day(-19)))),
            Reason(ReasonKind.LETTER_NOT_THANKED, ReasonTarget.LETTER, 7, day(-19), 19),
        ),
        (
            CallFacts(cycle=cycle(every=30, late=12)),
            Reason(ReasonKind.CYCLE_OVERDUE, ReasonTarget.CYCLE, 0, day(-12), 12),
        ),
    ],
)
def test_fact_becomes_a_reason(facts: CallFacts, reason: Reason) -> None:
    assert reasons_for_call(facts, today=TODAY) == (reason,)


@pytest.mark.parametrize(
    "facts",
    [
        CallFacts(payments=(unpaid(due_on=day(-9), paid_on=day(-1)),)),
        CallFacts(payments=(unpaid(due_on=day(4)),)),
        CallFacts(payments=(unpaid(due_on=day(-9), yen=0),)),
        CallFacts(payments=(unpaid(due_on=day(1), method="card"),)),
        CallFacts(payments=(unpaid(method="cash_on_delivery"),)),
        CallFacts(parcels=(parcel("delivered"), parcel("preparing"))),
        CallFacts(parcels=(parcel(shipped=-31, expected=-29),)),
        CallFacts(parcels=(parcel("brought_back", shipped=-61),)),
        CallFacts(missed_calls=(DatedFact(1, day(-8)),)),
        CallFacts(tasks=(DatedFact(1, day(1), "明日"),)),
        CallFacts(subscriptions=(repeat("active", day(4)), repeat("active", day(-1)))),
        CallFacts(mailings=(DatedFact(1, day(-8)), DatedFact(2, day(1)))),
        CallFacts(letters_not_thanked=(DatedFact(1, day(-91)),)),
        CallFacts(cycle=cycle(every=30, late=3)),
        CallFacts(cycle=cycle(every=30, late=31)),
        CallFacts(cycle=cycle(every=30, late=12), subscriptions=(repeat("active", day(9)),)),
    ],
)
def test_what_nobody_calls_about_is_left_out(facts: CallFacts) -> None:
    assert reasons_for_call(facts, today=TODAY) == ()


def test_most_urgent_three_are_told() -> None:
    facts = CallFacts(
        payments=(unpaid(due_on=day(-20), slip_expires_on=day(-3)),),
        parcels=(parcel(),),
        letters_not_thanked=(DatedFact(7, day(-19)),),
        mailings=(DatedFact(3, day(-3), "秋号"),),
        cycle=cycle(every=30, late=12),
    )

    assert kinds(facts) == [
        ReasonKind.SLIP_EXPIRED,
        ReasonKind.PARCEL_ON_THE_WAY,
        ReasonKind.MAILING_DROPPED,
    ]


def test_several_open_payments_are_one_reason() -> None:
    facts = CallFacts(payments=(unpaid(2, 1000, due_on=day(-2)), unpaid(1, 4980, due_on=day(-9))))

    assert reasons_for_call(facts, today=TODAY) == (
        Reason(ReasonKind.PAYMENT_OVERDUE, ReasonTarget.ORDER, 1, day(-9), 9, 5980),
    )
