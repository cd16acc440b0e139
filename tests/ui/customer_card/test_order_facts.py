from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from crm_desktop.domain.payment import PaymentStanding
from crm_desktop.ui.customer_card.order_facts import OrderFacts, order_facts
from tests.ui.customer_card.cards import JAPAN, TODAY, a_parcel, a_payment, an_order


def facts(**given: Any) -> OrderFacts:
    return order_facts(an_order(**given), today=TODAY, zone=JAPAN)


def test_the_day_of_an_order_is_the_day_in_the_office() -> None:
    late_evening_in_utc = datetime(2026, 11, 19, 20, 0, tzinfo=UTC)

    assert facts(ordered_at=late_evening_in_utc).ordered_on == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("payment", "standing", "days_late"),
    [
        ({"due_on": date(2026, 11, 24)}, PaymentStanding.OPEN, 0),
        ({"due_on": date(2026, 11, 21)}, PaymentStanding.OVERDUE, 3),
        (
            {"due_on": date(2026, 11, 1), "slip_expires_on": date(2026, 11, 23)},
            PaymentStanding.SLIP_EXPIRED,
            23,
        ),
        (
            {"due_on": date(2026, 11, 1), "paid_on": date(2026, 11, 2)},
            PaymentStanding.PAID,
            0,
        ),
    ],
)
def test_payment_says_how_late_it_is(
    payment: dict[str, Any], standing: PaymentStanding, days_late: int
) -> None:
    found = facts(payments=(a_payment(**payment),))

    assert (found.standing, found.days_late) == (standing, days_late)


def test_of_two_payments_the_late_one_is_shown() -> None:
    paid = a_payment(paid_on=date(2026, 11, 2), amount_yen=1_000)
    late = a_payment(due_on=date(2026, 11, 20), amount_yen=500)

    found = facts(payments=(paid, late))

    assert (found.payment, found.open_yen) == (late, 500)


@pytest.mark.parametrize("status", ["cancelled", "returned"])
def test_what_is_no_purchase_owes_nothing(status: str) -> None:
    found = facts(status=status, payments=(a_payment(due_on=date(2026, 1, 1)),))

    assert (found.open_yen, found.days_late, found.standing) == (0, 0, None)


def test_nothing_to_pay_is_no_standing() -> None:
    assert facts(payments=(a_payment(method="free", amount_yen=0),)).standing is None


def test_of_several_parcels_the_one_brought_back_is_shown() -> None:
    parcels = (a_parcel("delivered"), a_parcel("brought_back"), a_parcel("on_the_way"))

    found = facts(shipments=parcels)

    assert found.parcel is not None
    assert found.parcel.state == "brought_back"
