"""The words for orders that cannot be taken so: why, and what to do."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.errors.orders import BadOrder, OrderProblem


def order_error_text(error: BadOrder) -> str:
    """Return one translated sentence or two."""
    words = QCoreApplication.translate("errors", str(_PROBLEMS[error.problem]))
    return words.format(line=error.line)


_PROBLEMS: Final[dict[OrderProblem, object]] = {
    OrderProblem.NO_LINES: QT_TRANSLATE_NOOP("errors", "Nothing is ordered yet. Add a product."),
    OrderProblem.TOO_MANY_LINES: QT_TRANSLATE_NOOP(
        "errors", "An order has 50 lines at most. Make a second one of the rest."
    ),
    OrderProblem.NO_PRODUCT: QT_TRANSLATE_NOOP("errors", "Line {line} names no product."),
    OrderProblem.QUANTITY: QT_TRANSLATE_NOOP(
        "errors", "The quantity in line {line} cannot be right: 1 to 999 pieces."
    ),
    OrderProblem.PRICE: QT_TRANSLATE_NOOP(
        "errors", "The price in line {line} cannot be right: 0 to 9,999,999 yen."
    ),
    OrderProblem.SHIPPING_FEE: QT_TRANSLATE_NOOP(
        "errors", "The shipping fee cannot be right: 0 to 9,999,999 yen."
    ),
    OrderProblem.DISCOUNT: QT_TRANSLATE_NOOP(
        "errors", "More than the order costs, or less than nothing. Check it."
    ),
    OrderProblem.TOTAL: QT_TRANSLATE_NOOP(
        "errors", "The order comes to more than 9,999,999 yen. Check quantities and prices."
    ),
    OrderProblem.NOT_FREE: QT_TRANSLATE_NOOP(
        "errors", "The order costs something, so it cannot be free. Choose how it is paid."
    ),
}
