"""The page of the call log."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.database.queries.call_log import LoggedCall
from crm_desktop.ui.call_log.call_menu import open_call_menu
from crm_desktop.ui.call_log.detail import CallDetail
from crm_desktop.ui.call_log.filter_bar import FIND_KEY, FilterBar
from crm_desktop.ui.call_log.state import CallLogState, CallLogView
from crm_desktop.ui.call_log.table import CallLogModel, CallLogTable
from crm_desktop.ui.call_log.words import count_words, empty_words, view_words
from crm_desktop.ui.home.missed_pane import DIAL_KEY, MissedPane
from crm_desktop.ui.home.state import HomeState
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES


class CallLogPanel(QWidget):
    """Views above, filters, the list, what became of the chosen call below.

    The view of missed calls is the list of the home page, with what can be done there.
    """

    view_chosen = Signal(object)  # CallLogView
    customer_wanted = Signal(int, int)  # customer id, call id
    number_wanted = Signal(str)  # E.164, of a caller who is no customer
    dial_wanted = Signal(str, object)  # E.164, the customer's id or None
    search_wanted = Signal(str)  # a number as it is written
    recording_wanted = Signal(str)  # a web address
    on_screen = Signal(bool)

    def __init__(
        self, formats: Formats, *, now: Clock = utc_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._chosen: LoggedCall | None = None
        self._waiting = 0
        self.model = CallLogModel(formats, now, self)
        self.table = CallLogTable(self.model)
        self.filters = FilterBar()
        self.detail = CallDetail(formats, now)
        self.missed = MissedPane(formats, now)
        self.missed.log.hide()
        self.views = {view: self._view_button(view) for view in CallLogView}
        self._count = PlainLabel(look="soft")
        self._empty = PlainLabel(look="soft")
        self._lay_out()
        self._connect()

    def show_state(self, state: CallLogState) -> None:
        """Make the page say what ``state`` says."""
        self._chosen = state.chosen
        self.views[state.view].setChecked(True)
        self.views[CallLogView.FLOOR].setVisible(state.offers_floor)
        self.filters.show_state(state)
        self.table.show_rows(state.rows, None if state.chosen is None else state.chosen.call_id)
        self.detail.show_state(state)
        self._count.setText(count_words(state))
        self._empty.setText(empty_words(state))
        self._rows.setCurrentIndex(1 if state.rows else 0)
        self._show_view(state.view)

    def show_missed(self, state: HomeState) -> None:
        """Show who is to be called back."""
        self.missed.show_state(state)
        self._waiting = len(state.rows.missed)
        words = view_words(CallLogView.MISSED)
        shown = filled(self.tr("%1  %2"), words, str(self._waiting)) if self._waiting else words
        self.views[CallLogView.MISSED].setText(shown)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the list."""
        super().focusInEvent(event)
        self._list.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is looked at."""
        super().showEvent(event)
        self.on_screen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it no longer is."""
        super().hideEvent(event)
        self.on_screen.emit(False)

    @property
    def _list(self) -> QWidget:
        return self.missed if self._pages.currentIndex() else self.table

    def _show_view(self, view: CallLogView) -> None:
        page = 1 if view is CallLogView.MISSED else 0
        if page == self._pages.currentIndex():
            return
        had_caret = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._pages.setCurrentIndex(page)
        if had_caret:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        call = self._chosen
        if call is None:
            return
        if call.customer_id is not None:
            self.customer_wanted.emit(call.customer_id, call.call_id)
        elif call.caller is not None:
            self.number_wanted.emit(call.caller)

    def _dial(self) -> None:
        if self._pages.currentIndex():
            self.missed.dial()
        elif self._chosen is not None and self._chosen.caller is not None:
            self.dial_wanted.emit(self._chosen.caller, self._chosen.customer_id)

    def _open_menu(self, call: LoggedCall, where: QPoint) -> None:
        menu = open_call_menu(self, where, call, self._formats)
        menu.dial_wanted.connect(lambda number: self.dial_wanted.emit(number, call.customer_id))
        menu.search_wanted.connect(self.search_wanted)

    def _view_button(self, view: CallLogView) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "part")
        button.setCheckable(True)
        button.setText(view_words(view))
        button.clicked.connect(lambda _checked: self.view_chosen.emit(view))
        keys = f"Alt+{list(CallLogView).index(view) + 1}"
        button.setToolTip(key_text(keys))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        QShortcut(QKeySequence(keys), self, lambda: self.view_chosen.emit(view))
        return button

    def _connect(self) -> None:
        self.table.call_opened.connect(self._open)
        self.table.menu_wanted.connect(self._open_menu)
        self.detail.card_wanted.connect(self._open)
        self.detail.dial_wanted.connect(self._dial)
        self.detail.recording_wanted.connect(self.recording_wanted)
        self.missed.dial_wanted.connect(self.dial_wanted)
        self.missed.number_wanted.connect(self.number_wanted)
        dial = QShortcut(QKeySequence(DIAL_KEY), self._log)
        dial.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        dial.activated.connect(self._dial)
        find = QShortcut(QKeySequence(FIND_KEY), self._log)
        find.activated.connect(self.filters.words.setFocus)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        head = QHBoxLayout()
        head.setSpacing(SIZES.gap)
        head.addWidget(PlainLabel(self.tr("Call log"), look="name"))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        group = QButtonGroup(self)
        for button in self.views.values():
            group.addButton(button)
            head.addWidget(button)
        self._log = QWidget()
        self._fill_log()
        self._pages = QStackedLayout()
        self._pages.addWidget(self._log)
        self._pages.addWidget(self.missed)
        page = QVBoxLayout(self)
        page.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.margin)
        page.setSpacing(SIZES.gap)
        page.addLayout(head)
        page.addLayout(self._pages, 1)

    def _fill_log(self) -> None:
        frame = QFrame()
        frame.setProperty("look", "panel")
        self._rows = QStackedLayout(frame)
        self._rows.setContentsMargins(1, 1, 1, 1)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._rows.addWidget(self._empty)
        self._rows.addWidget(self.table)
        log = QVBoxLayout(self._log)
        log.setContentsMargins(0, 0, 0, 0)
        log.setSpacing(SIZES.gap)
        log.addWidget(self.filters)
        log.addWidget(frame, 1)
        log.addWidget(self.detail)
