"""Which page stands in the middle of the window, and whose card is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.customers import FoundCustomer
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.call_list.presenter import CallListPresenter
from crm_desktop.ui.call_list.state import RecentCustomer
from crm_desktop.ui.customer_card.presenter import CustomerCardPresenter
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.incoming_call.presenter import IncomingCallPresenter
from crm_desktop.ui.incoming_call.state import CustomerWanted
from crm_desktop.ui.main_window import MainWindow


class Pages(QObject):
    """Moves between home, caller page and card; leaving a card saves what was typed on it."""

    def __init__(
        self,
        window: MainWindow,
        card: CustomerCardPresenter,
        calls: IncomingCallPresenter,
        call_list: CallListPresenter,
        parent: QObject | None = None,
    ) -> None:
        """Listen to what asks for another page."""
        super().__init__(parent)
        self._window = window
        self._card = card
        self._calls = calls
        self._call_list = call_list
        self._open_customer: int | None = None
        self._came_from: QWidget | None = None
        self._nearer: list[Callable[[], bool]] = []
        card.changed.connect(self._on_card)
        card.finished.connect(lambda _customer_id: self._on_finished())
        calls.customer_wanted.connect(self._on_customer_wanted)
        calls.caller_page_wanted.connect(self._on_caller_page_wanted)
        calls.left.connect(self._on_caller_left)
        window.back_wanted.connect(self.go_back)
        window.call_list.home_wanted.connect(self.go_home)
        window.call_list.customer_wanted.connect(partial(self._open, OpeningReason.LIST))
        window.home.customer_wanted.connect(partial(self._open, OpeningReason.TASK))
        window.home.missed.customer_wanted.connect(partial(self._open, OpeningReason.MISSED_CALL))

    def open_customer(self, customer_id: int, why: OpeningReason) -> None:
        """Show the card of a customer who was looked up; in their own call it is the call's."""
        self._came_from = None
        self._open_card(customer_id, why, None)

    def open_from(
        self, page: QWidget, customer_id: int, why: OpeningReason, call_id: int | None = None
    ) -> bool:
        """Show a card of a list on ``page``, to which Esc and finishing lead back.

        With ``call_id`` a note is one of that call. False: a call is had with the customer, and
        its card is shown, with its note.
        """
        self._came_from = page
        return self._open_card(customer_id, why, call_id)

    def open_found(self, found: FoundCustomer) -> None:
        """Show the card of a search result and empty the search.

        In a call of which nobody has said yet who calls, it is them.
        """
        self._window.search.reset()
        if self._calls.asks_who:
            self._calls.open_unattached(found.customer_id, found.name)
        else:
            self.open_customer(found.customer_id, OpeningReason.SEARCH)

    def before_going_back(self, leave: Callable[[], bool]) -> None:
        """Let Esc try ``leave`` first, which tells whether there was something to leave."""
        self._nearer.append(leave)

    def go_back(self) -> None:
        """Go one step back: from the form to the caller it was opened for, else home."""
        if any(leave() for leave in self._nearer):
            return
        if not self._window.caller_page.isHidden() and self._calls.keep_chosen():
            return
        if self._calls.asks_who and self._window.caller_page.isHidden():
            self._window.show_chooser()
        else:
            self._leave_card()

    def go_home(self) -> None:
        """Close the card, which saves its note, and show what waits to be done."""
        self._came_from = None
        self._calls.leave()
        self._close_card()
        self._window.show_home()

    def _on_finished(self) -> None:
        self._calls.finish()
        self._leave_card()

    def _open_card(self, customer_id: int, why: OpeningReason, call_id: int | None) -> bool:
        if self._calls.open_call_with(customer_id):
            return False
        self._calls.leave()
        self._card.show_customer(customer_id, why, call_id)
        self._window.show_card()
        return True

    def _leave_card(self) -> None:
        """Go home, or back to the list that the card was opened from."""
        page = self._came_from
        is_behind = page is not None and page.isHidden()
        self.go_home()
        if page is not None and is_behind:
            self._window.show_page(page)

    def _open(self, why: OpeningReason, customer_id: int) -> None:
        self.open_customer(customer_id, why)

    def _on_customer_wanted(self, wanted: CustomerWanted) -> None:
        self._came_from = None
        call_id = None if wanted.call is None else wanted.call.call_id
        if self._is_dialled_from_card(wanted):
            self._window.show_card()
            return
        if wanted.card is None:
            why = OpeningReason.SEARCH if call_id is None else OpeningReason.CALL
            self._card.show_customer(wanted.customer_id, why, call_id)
        else:
            self._card.show_card(wanted.card, call_id)
        self._window.show_card()

    def _is_dialled_from_card(self, wanted: CustomerWanted) -> bool:
        """Leave the card open from which the call was dialled: its note is that of the call."""
        if wanted.call is None or not wanted.call.dialled_here:
            return False
        is_open = wanted.customer_id == self._open_customer
        return is_open and self._card.note.bind_call(wanted.customer_id, wanted.call.call_id)

    def _on_caller_page_wanted(self) -> None:
        self._came_from = None
        self._close_card()
        self._window.show_chooser()

    def _on_caller_left(self, open_before: int | None) -> None:
        if open_before is None:
            self._close_card()
            self._window.show_home()
        elif open_before != self._open_customer:
            self._card.show_customer(open_before, OpeningReason.LIST)
            self._window.show_card()

    def _on_card(self, state: CustomerCardState) -> None:
        card = state.card
        if card is None:
            return
        self._open_customer = card.customer_id
        recent = RecentCustomer(card.customer_id, card.name, card.name_kana)
        self._call_list.on_customer_opened(recent)
        self._calls.on_customer_opened(card.customer_id)

    def _close_card(self) -> None:
        """Close the card, or forget the one that is still being loaded."""
        self._open_customer = None
        self._card.close()
        self._call_list.on_customer_closed()
        self._calls.on_customer_opened(None)
