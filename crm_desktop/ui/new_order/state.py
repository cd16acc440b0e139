"""What the form of an order shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from crm_desktop.database.queries.products import ProductRow
from crm_desktop.domain.new_order import OrderedLine, OrderTerms
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.errors.base import CrmError


class Part(StrEnum):
    """The fields of the form."""

    PRODUCT = "product"
    QUANTITY = "quantity"
    PRICE = "price"
    SHIPPING_FEE = "shipping_fee"
    DISCOUNT = "discount"
    MEMO = "memo"


@dataclass(frozen=True, slots=True)
class OrderForm:
    """What is typed: the ``lines`` that are entered, and texts as they stand in their fields.

    ``code`` is that of the product which was chosen for the line that is being typed.
    """

    lines: tuple[OrderedLine, ...] = ()
    product: str = ""
    code: str = ""
    quantity: str = "1"
    price: str = ""
    shipping_fee: str = ""
    discount: str = ""
    memo: str = ""
    method: PaymentMethod = PaymentMethod.DEFERRED


@dataclass(frozen=True, slots=True)
class OrderCustomer:
    """Who orders, and what they ordered last; ``last_lines`` are empty where they never did."""

    customer_id: int
    name: str
    code: str
    last_lines: tuple[OrderedLine, ...] = ()
    last_method: PaymentMethod = PaymentMethod.DEFERRED


@dataclass(frozen=True, slots=True)
class NewOrderState:
    """The form of one customer; nobody's is empty.

    ``found`` are products for what is typed, of which ``chosen`` (from 0) is taken on Enter.
    ``problems`` say what is wrong in which field; the key None is the order as a whole.
    """

    customer: OrderCustomer | None = None
    form: OrderForm = OrderForm()
    found: tuple[ProductRow, ...] = ()
    chosen: int = 0
    terms: OrderTerms = field(default_factory=lambda: OrderTerms(()))
    problems: tuple[tuple[Part | None, CrmError], ...] = ()
    saving: bool = False

    def problem_of(self, part: Part | None) -> CrmError | None:
        """Return the first thing that is wrong in a field, or with the order as a whole."""
        return next((error for where, error in self.problems if where == part), None)
