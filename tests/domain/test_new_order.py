from __future__ import annotations

from dataclasses import replace

import pytest

from crm_desktop.domain.new_order import OrderedLine, OrderTerms, order_problems
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.errors.orders import OrderProblem

AOJIRU = OrderedLine("AO-30", "青汁30包", 2, 3980)
TERMS = OrderTerms((AOJIRU, OrderedLine("", "ﾀｵﾙ", 1, 0)), shipping_fee_yen=500, discount_yen=100)


def test_sums_add_up() -> None:
    assert (TERMS.subtotal_yen, TERMS.total_yen) == (7960, 8360)


def test_usual_order_can_be_taken() -> None:
    assert order_problems(TERMS) == []


@pytest.mark.parametrize(
    ("terms", "problem", "line"),
    [
        (OrderTerms(()), OrderProblem.NO_LINES, None),
        (OrderTerms((AOJIRU,) * 51), OrderProblem.TOO_MANY_LINES, None),
        (OrderTerms((AOJIRU, replace(AOJIRU, product_name="　"))), OrderProblem.NO_PRODUCT, 2),
        (OrderTerms((replace(AOJIRU, quantity=0),)), OrderProblem.QUANTITY, 1),
        (OrderTerms((replace(AOJIRU, quantity=1000, unit_price_yen=1),)), OrderProblem.QUANTITY, 1),
        (OrderTerms((AOJIRU, replace(AOJIRU, quantity=-1))), OrderProblem.QUANTITY, 2),
        (OrderTerms((AOJIRU, replace(AOJIRU, unit_price_yen=-1))), OrderProblem.PRICE, 2),
        (replace(TERMS, shipping_fee_yen=-1), OrderProblem.SHIPPING_FEE, None),
        (replace(TERMS, discount_yen=8461), OrderProblem.DISCOUNT, None),
        (replace(TERMS, discount_yen=-1), OrderProblem.DISCOUNT, None),
        (OrderTerms((replace(AOJIRU, unit_price_yen=9_999_999),)), OrderProblem.TOTAL, None),
        (replace(TERMS, payment_method=PaymentMethod.FREE), OrderProblem.NOT_FREE, None),
    ],
)
def test_what_cannot_be_meant_is_told(
    terms: OrderTerms, problem: OrderProblem, line: int | None
) -> None:
    assert [(told.problem, told.line) for told in order_problems(terms)] == [(problem, line)]
