"""An order as it is taken at a desk: its lines, what they come to, what cannot be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.errors.orders import BadOrder, OrderProblem

MOST_LINES: Final = 50
MOST_PIECES: Final = 999
LARGEST_YEN: Final = 9_999_999


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """So many pieces of one product; ``product_code`` is empty where only a name was said."""

    product_code: str
    product_name: str
    quantity: int
    unit_price_yen: int

    @property
    def amount_yen(self) -> int:
        """What the line costs."""
        return self.quantity * self.unit_price_yen


@dataclass(frozen=True, slots=True)
class OrderTerms:
    """What is ordered and how it is paid; all sums include tax."""

    lines: tuple[OrderedLine, ...]
    shipping_fee_yen: int = 0
    discount_yen: int = 0
    payment_method: PaymentMethod = PaymentMethod.DEFERRED

    @property
    def subtotal_yen(self) -> int:
        """What the goods cost."""
        return sum(line.amount_yen for line in self.lines)

    @property
    def total_yen(self) -> int:
        """What is to be paid."""
        return self.subtotal_yen + self.shipping_fee_yen - self.discount_yen


def order_problems(terms: OrderTerms) -> list[BadOrder]:
    """Return all that cannot be meant, lines first; empty when the order can be taken."""
    return [*_line_problems(terms.lines), *_sum_problems(terms)]


def _line_problems(lines: Sequence[OrderedLine]) -> Iterator[BadOrder]:
    if not lines:
        yield BadOrder(OrderProblem.NO_LINES)
    if len(lines) > MOST_LINES:
        yield BadOrder(OrderProblem.TOO_MANY_LINES)
    for number, line in enumerate(lines, 1):
        if not line.product_name.strip():
            yield BadOrder(OrderProblem.NO_PRODUCT, number)
        if not 1 <= line.quantity <= MOST_PIECES:
            yield BadOrder(OrderProblem.QUANTITY, number)
        if not 0 <= line.unit_price_yen <= LARGEST_YEN:
            yield BadOrder(OrderProblem.PRICE, number)


def _sum_problems(terms: OrderTerms) -> Iterator[BadOrder]:
    if not 0 <= terms.shipping_fee_yen <= LARGEST_YEN:
        yield BadOrder(OrderProblem.SHIPPING_FEE)
    if not 0 <= terms.discount_yen <= max(terms.subtotal_yen + terms.shipping_fee_yen, 0):
        yield BadOrder(OrderProblem.DISCOUNT)
    if terms.total_yen > LARGEST_YEN:
        yield BadOrder(OrderProblem.TOTAL)
    if terms.payment_method is PaymentMethod.FREE and terms.total_yen != 0:
        yield BadOrder(OrderProblem.NOT_FREE)
