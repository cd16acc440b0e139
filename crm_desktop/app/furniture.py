"""The large parts of a desk's window, which can be made one by one between two events."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.customer_edit.panel import CustomerEditPanel
from crm_desktop.ui.main_window import DeskOfWindow, MainWindow
from crm_desktop.ui.new_customer.panel import NewCustomerPanel
from crm_desktop.ui.new_order.panel import NewOrderPanel

if TYPE_CHECKING:
    from crm_desktop.app.program import DeskPlace


class Furniture:
    """Each part is made when it is first asked for."""

    def __init__(self, place: DeskPlace) -> None:
        """Make nothing yet."""
        self.place = place

    @cached_property
    def window(self) -> MainWindow:
        """The window with its bars; it makes the two pages of an idle desk by itself."""
        place = self.place
        words = f"{place.staff.name}  {place.extension}".strip()
        return MainWindow(DeskOfWindow(place.staff.login, words, place.formats, place.now))

    @cached_property
    def card_panel(self) -> CustomerCardPanel:
        """The customer card, in the window."""
        return CustomerCardPanel(self.place.formats, self.window.pages)

    @cached_property
    def form_panel(self) -> NewCustomerPanel:
        """The form for a new customer, in the window."""
        return NewCustomerPanel(self.place.formats, self.window.desk.today, self.window.pages)

    @cached_property
    def edit_panel(self) -> CustomerEditPanel:
        """The form in which a customer is changed, in the window."""
        return CustomerEditPanel(self.place.formats, self.place.now, self.window.pages)

    @cached_property
    def order_panel(self) -> NewOrderPanel:
        """The form for an order, in the window."""
        return NewOrderPanel(self.place.formats, self.window.pages)


def furnish(place: DeskPlace, owner: QObject, then: Callable[[Furniture], None]) -> None:
    """Make all parts, one between two events each, and hand them to ``then``.

    Nothing is made any more once ``owner`` is deleted.
    """
    furniture = Furniture(place)
    makers: list[Callable[[], object]] = [
        lambda: furniture.window,
        lambda: furniture.window.home,
        lambda: furniture.window.caller_page,
        lambda: furniture.card_panel,
        lambda: furniture.form_panel,
        lambda: furniture.edit_panel,
        lambda: furniture.order_panel,
    ]

    def go_on() -> None:
        if not makers:
            then(furniture)
            return
        makers.pop(0)()
        QTimer.singleShot(0, owner, go_on)

    go_on()
