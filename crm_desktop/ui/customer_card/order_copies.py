"""What can be copied from an order."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crm_desktop.ui.customer_card.order_facts import OrderFacts
from crm_desktop.ui.customer_card.order_words import OrderWords
from crm_desktop.ui.shared.copy_menu import Copy
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate


def order_copies(facts: OrderFacts, words: OrderWords, formats: Formats) -> list[Copy]:
    """Return the values of an order, each with the words of the menu; empty ones are left out."""
    order = facts.order
    values = [
        (translate("copy", "Copy order number %1"), order.number),
        (translate("copy", "Copy shop number %1"), order.shop_order_number),
        (translate("copy", "Copy amount %1"), formats.yen(order.total_yen)),
        (translate("copy", "Copy plain: %1"), str(order.total_yen)),
    ]
    tracking = translate("copy", "Copy tracking number %1")
    values += [(tracking, parcel.tracking_number) for parcel in order.shipments]
    values.append((translate("copy", "Copy the whole order"), words.tooltip))
    return [Copy(filled(menu, value), value) for menu, value in values if value]
