"""Orders that cannot be taken as they stand."""

from __future__ import annotations

from enum import StrEnum

from crm_desktop.errors.base import CrmError


class OrderProblem(StrEnum):
    """What is wrong with an order."""

    NO_LINES = "no_lines"
    TOO_MANY_LINES = "too_many_lines"
    NO_PRODUCT = "no_product"
    QUANTITY = "quantity"
    PRICE = "price"
    SHIPPING_FEE = "shipping_fee"
    DISCOUNT = "discount"
    TOTAL = "total"
    NOT_FREE = "not_free"


class BadOrder(CrmError):
    """An order holds something that cannot be meant."""

    def __init__(self, problem: OrderProblem, line: int | None = None) -> None:
        """Remember what, and in which line, counted from 1; None for the order as a whole."""
        super().__init__(f"the order cannot be taken: {problem}, line {line}")
        self.problem = problem
        self.line = line
