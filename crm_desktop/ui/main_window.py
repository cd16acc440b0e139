"""The one window: bars at the top, the list at the left, one page in the middle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import quote

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.call_list.panel import CallListPanel
from crm_desktop.ui.customer_search.panel import CustomerSearchPanel
from crm_desktop.ui.home.panel import HomePanel
from crm_desktop.ui.incoming_call.caller_page import CallerPage
from crm_desktop.ui.incoming_call.panel import IncomingCallPanel
from crm_desktop.ui.incoming_call.state import DeskCall
from crm_desktop.ui.incoming_call.words import caller_words, number_words, phase_words
from crm_desktop.ui.shared.banner import Banner
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.top_bar.panel import TopBarPanel

_FIRST_SIZE = (1366, 728)
_SMALLEST = (900, 500)  # a Full-HD screen at 200 % has 960 × 540


@dataclass(frozen=True, slots=True)
class DeskOfWindow:
    """Whose desk the window stands on; ``person`` keys what is remembered of its layout."""

    person: str
    staff_words: str
    formats: Formats
    now: Clock = utc_now

    def today(self) -> date:
        """Return the day at the office."""
        return self.formats.local(self.now()).date()


class MainWindow(QMainWindow):
    """Holds the panels and shows one page at a time; decides nothing.

    Panels to connect: ``top_bar``, ``search``, ``call_list``, ``incoming_call`` (the band),
    ``home``, ``caller_page``; these two pages are made when they are first asked for, ``home``
    before any other page. Card, form and demo bar are handed in.
    """

    back_wanted = Signal()  # Esc: one step back
    new_customer_wanted = Signal(str)  # for this E.164 number, or ""
    dial_wanted = Signal(str, object)  # a number, the customer's id or None: whose card is open
    keys_wanted = Signal()
    closing = Signal()

    def __init__(
        self,
        desk: DeskOfWindow,
        *,
        settings: QSettings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings = settings or QSettings()
        self._card: QWidget | None = None
        self._home: QWidget | None = None  # of people who answer no calls
        self._make_frame()
        self._make_panels(desk)
        self._lay_out()
        self._add_keys()
        self._restore()

    @property
    def desk(self) -> DeskOfWindow:
        """Whose desk it stands on."""
        return self._desk

    @cached_property
    def home(self) -> HomePanel:
        """The page of an idle desk; it takes the focus, so that digits choose where a call pops."""
        page = HomePanel(self._desk.formats, now=self._desk.now, parent=self.pages)
        self._take_page(page)
        self._focus_page()
        return page

    @cached_property
    def caller_page(self) -> CallerPage:
        """The page that asks who is calling."""
        page = CallerPage(self._desk.formats, self._desk.today, parent=self.pages)
        page.new_customer_wanted.connect(self.new_customer_wanted)
        self._take_page(page)
        return page

    def set_card(self, card: QWidget) -> None:
        """Take the customer card; once, at the start."""
        self._card = card
        self._take_page(card)

    def set_demo_bar(self, bar: QWidget) -> None:
        """Put the bar of the demo above everything."""
        self._column.insertWidget(0, bar)

    def add_page(self, page: QWidget) -> None:
        """Take one more page that is shown by `show_page`, such as the form for a new customer."""
        self.pages.addWidget(page)

    def add_strip(self, strip: QWidget) -> None:
        """Put a line of words at the foot, where it moves nothing that is being typed."""
        self._column.insertWidget(self._column.indexOf(self.error_bar), strip)

    def use_home(self, page: QWidget) -> None:
        """Take another page for that of an idle desk: of people who answer no calls."""
        self._home = page

    def show_home(self) -> None:
        """Show the page of an idle desk."""
        self.show_page(self._home or self.home)

    def show_chooser(self) -> None:
        """Show the page that asks who is calling."""
        self.show_page(self.caller_page)

    def show_card(self) -> None:
        """Show the customer card."""
        if self._card is not None:
            self.show_page(self._card)

    def show_page(self, page: QWidget) -> None:
        """Show ``page``; a caret outside the pages stays where it is."""
        if self.pages.currentWidget() is page:
            return
        focused = QApplication.focusWidget()
        in_pages = focused is not None and self.pages.isAncestorOf(focused)
        self.pages.setCurrentWidget(page)
        if in_pages:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, words: str) -> None:
        """Say ``words`` in the bar for errors."""
        self.error_bar.tell(words)

    def announce_call(self, call: DeskCall) -> None:
        """Have a screen reader say who calls, once."""
        formats = self._desk.formats
        parts = (
            phase_words(call.phase),
            caller_words(call, formats),
            number_words(call, formats),
        )
        self.announce(", ".join(dict.fromkeys(part for part in parts if part)))

    def announce(self, words: str) -> None:
        """Have a screen reader say ``words``, once."""
        event = QAccessibleAnnouncementEvent(self, words)
        QAccessible.updateAccessibility(event)

    def bring_to_front_without_focus(self) -> None:
        """Come to the front; whoever types in another window goes on typing there."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, True)
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        if not self.isActiveWindow():
            self.raise_()
            QApplication.alert(self)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout for this person."""
        self._settings.setValue(self._key("geometry"), self.saveGeometry())
        for splitter in self.findChildren(QSplitter):
            if splitter.objectName():
                name = f"splitter/{splitter.objectName()}"
                self._settings.setValue(self._key(name), splitter.saveState())
        self.closing.emit()
        super().closeEvent(event)

    def _make_panels(self, desk: DeskOfWindow) -> None:
        self.search = CustomerSearchPanel(desk.formats, desk.today)
        self.top_bar = TopBarPanel(
            self.search, staff_words=desk.staff_words, formats=desk.formats, now=desk.now
        )
        self.error_bar = Banner()
        self.call_list = CallListPanel(desk.formats, now=desk.now, parent=self.splitter)
        self.incoming_call = IncomingCallPanel(desk.formats, now=desk.now)

    def _make_frame(self) -> None:
        """Make what holds the panels, the outermost first: a widget that moves is styled anew."""
        self.setWindowTitle(self.tr("CRM Desktop"))
        self.setMinimumSize(*_SMALLEST)
        whole = QWidget(self)
        self.setCentralWidget(whole)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, whole)
        self.splitter.setObjectName("side")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self._middle = QWidget(self.splitter)
        self.pages = QStackedWidget(self._middle)
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def _lay_out(self) -> None:
        middle_column = QVBoxLayout(self._middle)
        middle_column.setContentsMargins(0, 0, 0, 0)
        middle_column.setSpacing(0)
        middle_column.addWidget(self.incoming_call)
        middle_column.addWidget(self.pages, 1)
        self.splitter.insertWidget(0, self.call_list)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([SIZES.side, _FIRST_SIZE[0] - SIZES.side])
        self._column.addWidget(self.top_bar)
        self._column.addWidget(self.splitter, 1)
        self._column.addWidget(self.error_bar)  # below: what is being typed must not move

    def _add_keys(self) -> None:
        self.top_bar.keys_wanted.connect(self.keys_wanted)
        self.search.left.connect(self._focus_page)
        QShortcut(QKeySequence("F1"), self, self.keys_wanted.emit)
        QShortcut(QKeySequence("Esc"), self, self.back_wanted.emit)
        QShortcut(QKeySequence("Ctrl+N"), self, self._on_new_customer)

    def _on_new_customer(self) -> None:
        asking = self.pages.currentWidget() is self.caller_page
        self.new_customer_wanted.emit(self.caller_page.number if asking else "")

    def _focus_page(self) -> None:
        page = self.pages.currentWidget()
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self) -> None:
        geometry = self._settings.value(self._key("geometry"))
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(*_FIRST_SIZE)
        self._restore_splitters(self)

    def _take_page(self, page: QWidget) -> None:
        self.pages.addWidget(page)
        self._restore_splitters(page)

    def _restore_splitters(self, part: QWidget) -> None:
        for splitter in part.findChildren(QSplitter):
            name = splitter.objectName()
            state = self._settings.value(self._key(f"splitter/{name}"))
            if name and isinstance(state, QByteArray):
                splitter.restoreState(state)

    def _key(self, name: str) -> str:
        return f"window/{quote(self._desk.person, safe='')}/{name}"
