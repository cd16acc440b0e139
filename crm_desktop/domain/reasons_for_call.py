"""What is likely behind a call, from facts only: at most three, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from crm_desktop.domain.call_facts import CallFacts, PaymentFact
from crm_desktop.domain.order import ShipmentState, SubscriptionState
from crm_desktop.domain.payment import PaymentMethod, PaymentStanding, payment_standing


class ReasonKind(StrEnum):
    """What may be behind a call, in the order of urgency.

    First what went wrong and needs an answer now, then what the customer waits for or was
    promised, then what is about to happen, last what an operator may bring up.
    """

    PARCEL_BROUGHT_BACK = "parcel_brought_back"
    SLIP_EXPIRED = "slip_expired"
    PARCEL_LATE = "parcel_late"
    MISSED_CALL = "missed_call"
    TASK_DUE = "task_due"
    PAYMENT_OVERDUE = "payment_overdue"
    PARCEL_ON_THE_WAY = "parcel_on_the_way"
    SUBSCRIPTION_SOON = "subscription_soon"
    PAYMENT_DUE_SOON = "payment_due_soon"
    MAILING_DROPPED = "mailing_dropped"
    LETTER_NOT_THANKED = "letter_not_thanked"
    SUBSCRIPTION_PAUSED = "subscription_paused"
    CYCLE_OVERDUE = "cycle_overdue"


class ReasonTarget(StrEnum):
    """What a reason leads to; the cycle has no id."""

    ORDER = "order"
    CALL = "call"
    TASK = "task"
    SUBSCRIPTION = "subscription"
    MAILING = "mailing"
    LETTER = "letter"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact. ``happens_on`` is its day, None when not known.

    The day is: of shipping (brought back, on the way), of expected delivery (late), of the slip's
    end, of payment due, of the call, of the task, of the next delivery or the end of the pause, of
    posting, of arrival (letter), of the expected purchase. ``days`` is how far ``happens_on`` lies
    from today, never negative, 0 when it is not known. ``amount_yen`` is 0 where no money is meant;
    ``title`` names the task, the DM or the product.
    """

    kind: ReasonKind
    target: ReasonTarget
    target_id: int = 0
    happens_on: date | None = None
    days: int = 0
    amount_yen: int = 0
    title: str = ""


def reasons_for_call(facts: CallFacts, *, today: date) -> tuple[Reason, ...]:
    """Return at most three reasons, each of another kind, the most urgent first.

    Of several facts of one kind one is told: the newest mailing and missed call, else the one that
    waits longest; what is to be paid is added up. What is so old that nobody calls about it is
    left out, see the limits below.
    """
    found: dict[ReasonKind, Reason] = {}
    for reasons in (
        _parcels(facts, today),
        _payments(facts, today),
        _missed_calls(facts, today),
        _tasks(facts, today),
        _subscriptions(facts, today),
        _mailings(facts, today),
        _letters(facts, today),
        _cycle(facts, today),
    ):
        for reason in reasons:
            first = found.get(reason.kind)
            yen = reason.amount_yen + (first.amount_yen if first else 0)
            found[reason.kind] = replace(first or reason, amount_yen=yen)
    return tuple(found[kind] for kind in ReasonKind if kind in found)[:MOST_REASONS]


def _parcels(facts: CallFacts, today: date) -> Iterator[Reason]:
    for parcel in sorted(facts.parcels, key=lambda parcel: parcel.shipped_on or today):
        shipped_on, expected_on = parcel.shipped_on, parcel.expected_on
        age_days = (today - shipped_on).days if shipped_on else 0
        if parcel.state == ShipmentState.BROUGHT_BACK and age_days <= BROUGHT_BACK_DAYS:
            yield _reason(ReasonKind.PARCEL_BROUGHT_BACK, parcel.order_id, shipped_on, today)
        if parcel.state != ShipmentState.ON_THE_WAY or age_days > ON_THE_WAY_DAYS:
            continue
        if expected_on and expected_on < today:
            yield _reason(ReasonKind.PARCEL_LATE, parcel.order_id, expected_on, today)
        else:
            yield _reason(ReasonKind.PARCEL_ON_THE_WAY, parcel.order_id, shipped_on, today)


def _payments(facts: CallFacts, today: date) -> Iterator[Reason]:
    for payment in sorted(facts.payments, key=lambda payment: payment.due_on or today):
        kind, on = _of_payment(payment, today)
        if kind is not None and payment.amount_yen:
            reason = _reason(kind, payment.order_id, on, today)
            yield replace(reason, amount_yen=payment.amount_yen)


def _of_payment(payment: PaymentFact, today: date) -> tuple[ReasonKind | None, date | None]:
    due_on, slip_expires_on = payment.due_on, payment.slip_expires_on
    standing = payment_standing(
        paid_on=payment.paid_on, due_on=due_on, slip_expires_on=slip_expires_on, today=today
    )
    match standing:
        case PaymentStanding.SLIP_EXPIRED:
            return ReasonKind.SLIP_EXPIRED, slip_expires_on
        case PaymentStanding.OVERDUE:
            return ReasonKind.PAYMENT_OVERDUE, due_on
        case PaymentStanding.OPEN if payment.method not in PAID_WITHOUT_DOING and due_on:
            if (due_on - today).days <= SOON_DAYS:
                return ReasonKind.PAYMENT_DUE_SOON, due_on
    return None, None


def _missed_calls(facts: CallFacts, today: date) -> Iterator[Reason]:
    for call in sorted(facts.missed_calls, key=lambda call: call.happens_on, reverse=True):
        if (today - call.happens_on).days <= MISSED_CALL_DAYS:
            yield _reason(ReasonKind.MISSED_CALL, call.fact_id, call.happens_on, today)


def _tasks(facts: CallFacts, today: date) -> Iterator[Reason]:
    for task in sorted(facts.tasks, key=lambda task: task.happens_on):
        if task.happens_on <= today:
            reason = _reason(ReasonKind.TASK_DUE, task.fact_id, task.happens_on, today)
            yield replace(reason, title=task.title)


def _subscriptions(facts: CallFacts, today: date) -> Iterator[Reason]:
    for one in sorted(facts.subscriptions, key=lambda one: one.next_on or date.max):
        if one.state == SubscriptionState.PAUSED:
            kind, on = ReasonKind.SUBSCRIPTION_PAUSED, one.paused_until
        elif one.next_on and 0 <= (one.next_on - today).days <= SOON_DAYS:
            kind, on = ReasonKind.SUBSCRIPTION_SOON, one.next_on
        else:
            continue
        yield replace(_reason(kind, one.subscription_id, on, today), title=one.product_name)


def _mailings(facts: CallFacts, today: date) -> Iterator[Reason]:
    for mailing in sorted(facts.mailings, key=lambda one: one.happens_on, reverse=True):
        if 0 <= (today - mailing.happens_on).days <= MAILING_DAYS:
            reason = _reason(ReasonKind.MAILING_DROPPED, mailing.fact_id, mailing.happens_on, today)
            yield replace(reason, title=mailing.title)


def _letters(facts: CallFacts, today: date) -> Iterator[Reason]:
    for letter in sorted(facts.letters_not_thanked, key=lambda letter: letter.happens_on):
        if (today - letter.happens_on).days <= LETTER_DAYS:
            yield _reason(ReasonKind.LETTER_NOT_THANKED, letter.fact_id, letter.happens_on, today)


def _cycle(facts: CallFacts, today: date) -> Iterator[Reason]:
    """Tell of a late purchase, unless deliveries come by themselves or the customer has lapsed."""
    cycle = facts.cycle
    if cycle is None or any(one.state == SubscriptionState.ACTIVE for one in facts.subscriptions):
        return
    if max(SOON_DAYS, cycle.every_days // 10) < cycle.days_late <= cycle.every_days:
        yield _reason(ReasonKind.CYCLE_OVERDUE, 0, cycle.next_on, today)


def _reason(kind: ReasonKind, target_id: int, on: date | None, today: date) -> Reason:
    days = abs((today - on).days) if on else 0
    return Reason(kind, _TARGETS[kind], target_id, on, days)


MOST_REASONS: Final = 3
SOON_DAYS: Final = 3
MISSED_CALL_DAYS: Final = 7
MAILING_DAYS: Final = 7
# Nobody tells us of each delivery: a parcel this old has arrived, or was dealt with.
ON_THE_WAY_DAYS: Final = 30
BROUGHT_BACK_DAYS: Final = 60
LETTER_DAYS: Final = 90
PAID_WITHOUT_DOING: Final = frozenset(
    {PaymentMethod.CARD, PaymentMethod.CASH_ON_DELIVERY, PaymentMethod.FREE}
)
_TARGETS: Final = {
    ReasonKind.PARCEL_BROUGHT_BACK: ReasonTarget.ORDER,
    ReasonKind.SLIP_EXPIRED: ReasonTarget.ORDER,
    ReasonKind.PARCEL_LATE: ReasonTarget.ORDER,
    ReasonKind.MISSED_CALL: ReasonTarget.CALL,
    ReasonKind.TASK_DUE: ReasonTarget.TASK,
    ReasonKind.PAYMENT_OVERDUE: ReasonTarget.ORDER,
    ReasonKind.PARCEL_ON_THE_WAY: ReasonTarget.ORDER,
    ReasonKind.SUBSCRIPTION_SOON: ReasonTarget.SUBSCRIPTION,
    ReasonKind.PAYMENT_DUE_SOON: ReasonTarget.ORDER,
    ReasonKind.MAILING_DROPPED: ReasonTarget.MAILING,
    ReasonKind.LETTER_NOT_THANKED: ReasonTarget.LETTER,
    ReasonKind.SUBSCRIPTION_PAUSED: ReasonTarget.SUBSCRIPTION,
    ReasonKind.CYCLE_OVERDUE: ReasonTarget.CYCLE,
}
