from __future__ import annotations

from datetime import date

from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.ui.customer_card.payable_orders import likely_meant, payable_orders
from tests.ui.customer_card.cards import a_payment, an_order

CARD_ORDER = an_order(4, payments=(a_payment(method="card"),))
NEW_SLIP = an_order(3, payments=(a_payment(slip_expires_on=date(2026, 12, 20)),))
OLD_SLIP = an_order(2, payments=(a_payment(method="deferred", slip_expires_on=None),))
ORDERS = (CARD_ORDER, NEW_SLIP, OLD_SLIP)


def test_newest_order_with_a_slip_is_likely_meant() -> None:
    meant = likely_meant(payable_orders(ORDERS))

    assert meant is not None
    assert (meant.order_id, meant.method) == (3, PaymentMethod.PAYMENT_SLIP)
    assert meant.slip_expires_on == date(2026, 12, 20)


def test_selected_order_is_meant_whatever_its_way_of_paying() -> None:
    meant = likely_meant(payable_orders(ORDERS), selected_order_id=4)

    assert meant is not None
    assert meant.method is PaymentMethod.CARD


def test_nothing_is_payable_of_what_is_paid_free_or_taken_back() -> None:
    paid = an_order(1, payments=(a_payment(paid_on=date(2026, 11, 1)),))
    free = an_order(2, payments=(a_payment(method="free", amount_yen=0),))
    returned = an_order(3, status="returned", payments=(a_payment(),))

    assert payable_orders((paid, free, returned)) == ()
    assert likely_meant(()) is None
