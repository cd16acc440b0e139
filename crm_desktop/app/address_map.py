"""The map of the desk: made when somebody first wants it, then told whose home to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from crm_desktop.app.pages import Pages
from crm_desktop.background.jobs import LatestOnly, lane
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.ui.address_map.map_switch import MapSwitch
from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.customer_card.side_column import SideView
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.shared.after_paint import AfterPaint

if TYPE_CHECKING:
    from crm_desktop.app.address_map_parts import AddressMapParts

_WORKERS = 2  # of their own: what the map asks never keeps a caller waiting


class AddressMap(QObject):
    """Shows where the customer of the open card lives, once the card itself is on the screen.

    Nothing is asked or made while nobody looks at the map; what was shown of a customer is gone
    at once when another card opens, the card closes or the desk is locked.
    """

    failed = Signal(object)  # Exception
    notes_made = Signal(object)  # DeliveryNotes

    def __init__(
        self,
        window: MainWindow,
        card: CustomerCardPanel,
        pages: Pages,
        staff: SignedInStaff,
        database: Database,
    ) -> None:
        super().__init__(pages)
        self._desk = window.desk
        self._card = card
        self._staff_id = staff.staff_id
        self._database = database
        self._known = CustomerCardState()
        self._order_id = 0
        self._is_locked = False
        self._parts: AddressMapParts | None = None
        self._jobs = lane("map", _WORKERS, self)
        self._load = LatestOnly(self._jobs, self)
        self._soon = AfterPaint(card.body.viewport(), self._ask, self)
        self.switch = MapSwitch(card, QSettings(), window.desk.person)
        self.switch.changed.connect(self._on_switched)
        self.switch.caret_wanted.connect(self._take_caret)
        card.orders.order_selected.connect(self._on_order)
        card.note.save_asked.connect(self._save_note)
        pages.before_going_back(self._step_back)
        self.switch.restore()

    def on_card(self, state: CustomerCardState) -> None:
        """Forget whose home is shown; show this customer's after the card."""
        is_same = _customer_of(state) == _customer_of(self._known)
        self._known = state
        if self._parts is not None and not is_same:
            self._parts.presenter.forget()
        self._ask_soon()

    def on_locked(self) -> None:
        """Show nobody's home behind the lock."""
        self._is_locked = True
        self._withdraw()

    def on_unlocked(self) -> None:
        """Show the home of the open card again."""
        self._is_locked = False
        self._ask_soon()

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Store the delivery notes that waited for the database."""
        if linked and self._parts is not None:
            self._parts.presenter.notes.save_all()

    def leave(self) -> None:
        """Show nobody's home any more, wait for no pictures; what is typed is saved."""
        self._withdraw()
        if self._parts is not None:
            self._parts.leave()

    def end(self) -> None:
        """Close what the map asks with; nobody's home is shown any more."""
        self._jobs.close()
        if self._parts is not None:
            self._parts.close()

    @property
    def customer_id(self) -> int | None:
        """Whose card is open."""
        return _customer_of(self._known)

    def show(self) -> None:
        """Show the map beside the card that is open, or the next one."""
        self._card.show_side(SideView.MAP)

    @property
    def has_typing(self) -> bool:
        """Whether a delivery note or a pin on the screen is not stored yet."""
        return self._parts is not None and self._parts.presenter.has_typing

    @property
    def parts(self) -> AddressMapParts | None:
        """Panel, presenter and what they ask; None until somebody wanted the map."""
        return self._parts

    def _on_switched(self, is_shown: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        if is_shown:
            self._ask_soon()
        else:
            self._withdraw()

    def _on_order(self, order_id: int) -> None:
        self._order_id = order_id
        if self._parts is not None:
            self._parts.presenter.choose_order(order_id)

    def _save_note(self) -> None:
        if self._parts is not None:
            self._parts.presenter.notes.save()

    def _step_back(self) -> bool:
        is_correcting = self._parts is not None and self._parts.presenter.pins.cancel()
        return is_correcting or self.switch.step_back()

    def _take_caret(self) -> None:
        if self._parts is None:  # it waits there for the map
            self._card.side.map_switch.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._parts.panel.take_caret()
        QTimer.singleShot(0, self, self._scroll_to_map)

    def _scroll_to_map(self) -> None:
        """Bring the map into sight on a small screen, where it stands below everything."""
        self._card.body.ensureWidgetVisible(self._card.side)

    def _withdraw(self) -> None:
        self._soon.forget()
        if self._parts is not None:
            self._parts.presenter.forget()

    def _ask_soon(self) -> None:
        if self._known.card is not None and self.switch.is_map_shown and not self._is_locked:
            self._soon.want()

    def _ask(self) -> None:
        if self._parts is None:
            self._load.run(_loaded_parts, then=self._on_loaded, failed=self.failed.emit)
            return
        presenter = self._parts.presenter
        presenter.choose_order(self._order_id)
        presenter.show_card(self._known)

    def _on_loaded(self, parts: type[AddressMapParts] | None) -> None:
        """Make the map, now that its modules are there; another thread has read them."""
        if parts is None or self._parts is not None:
            return
        self._parts = self._make(parts)
        if self._card.side.map_switch.hasFocus():
            self._parts.panel.take_caret()
        self._ask_soon()

    def _make(self, kind: type[AddressMapParts]) -> AddressMapParts:
        parts = kind(self._desk.formats, self._database, self._staff_id, self._jobs, parent=self)
        self._card.side.put_map(parts.panel)
        self._card.side.show_view(self._card.side_view)
        parts.presenter.failed.connect(self.failed)
        parts.link_wanted.connect(_open_link)
        self.notes_made.emit(parts.presenter.notes)
        return parts


def _loaded_parts() -> type[AddressMapParts]:
    from crm_desktop.app.address_map_parts import AddressMapParts  # noqa: PLC0415

    return AddressMapParts


def _customer_of(state: CustomerCardState) -> int | None:
    return None if state.card is None else state.card.customer_id


def _open_link(link: str) -> None:
    QDesktopServices.openUrl(QUrl(link))
