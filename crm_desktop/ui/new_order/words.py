"""The words of the form of an order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.products import ProductRow
from crm_desktop.domain.new_order import OrderedLine
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate

ORDER_KEY: Final = "Ctrl+O"
REPEAT_KEY: Final = "Ctrl+R"
METHODS: Final = (
    PaymentMethod.DEFERRED,
    PaymentMethod.PAYMENT_SLIP,
    PaymentMethod.CONVENIENCE_STORE,
    PaymentMethod.CASH_ON_DELIVERY,
    PaymentMethod.CARD,
    PaymentMethod.BANK_TRANSFER,
    PaymentMethod.POSTAL_TRANSFER,
    PaymentMethod.FREE,
)


def product_words(product: ProductRow, formats: Formats) -> str:
    """Return a product in one line, as a screen reader reads it."""
    return f"{product.code}  {product.name}  {formats.yen(product.price_yen)}"


def line_words(line: OrderedLine, formats: Formats) -> str:
    """Return a line of the order in one line, as a screen reader reads it."""
    price = f"{formats.yen(line.unit_price_yen)} × {line.quantity}"
    return f"{line.product_name}  {price}  {formats.yen(line.amount_yen)}"


def last_words(lines: Sequence[OrderedLine]) -> str:
    """Return what was ordered last: its first line, and how many more."""
    if not lines:
        return translate("new_order", "This is the first order.")
    first = lines[0].product_name
    if lines[0].quantity != 1:
        first = f"{first} ×{lines[0].quantity}"
    if len(lines) == 1:
        return first
    return filled(translate("new_order", "%1 and %2 more"), first, str(len(lines) - 1))
