"""The search box of the top bar, with its results in a sheet that hangs under it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.customer_search.field import SearchField
from crm_desktop.ui.customer_search.results import FoundCustomers
from crm_desktop.ui.customer_search.state import CustomerSearchState
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

_NARROWEST_FIELD, _WIDEST_FIELD = 172, 640
_MOST_ROWS = 14
_SHEET = QSize(920, 0)


class CustomerSearchPanel(QWidget):
    """The field and its sheet. The caret stays in the field; arrows and Enter reach the sheet."""

    words_typed = Signal(str)
    entered = Signal(int)  # number of the chosen result
    left = Signal()  # done here: the caret goes back to where one was

    def __init__(
        self, formats: Formats, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state = CustomerSearchState()
        self._dismissed = False
        self.field = SearchField()
        self.field.setMinimumWidth(_NARROWEST_FIELD)
        self.field.setMaximumWidth(_WIDEST_FIELD)
        self.field.setPlaceholderText(self.tr("Number, name, kana, codes, order, postal code"))
        self.field.setAccessibleName(self.tr("Search customers"))
        self.sheet = _Sheet(formats, today, self)
        self._connect()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.field, 1)
        row.addWidget(KeyHint("Ctrl+K"))
        row.addStretch(0)

    def show_state(self, state: CustomerSearchState) -> None:
        """Make the sheet say what ``state`` says."""
        self._state = state
        if not state.words:
            self._dismissed = False
        self.sheet.show_state(state)
        self._place_sheet()

    def reset(self) -> None:
        """Empty the field after a customer was chosen, and give the caret back to the page."""
        self.field.clear()
        if self.field.hasFocus():
            self.left.emit()

    def grab_caret(self) -> None:
        """Put the caret into the field, all of its text selected."""
        self._dismissed = False
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._place_sheet()

    def search_for(self, words: str) -> None:
        """Look for ``words`` as if they were typed."""
        self.grab_caret()
        self.field.setText(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the sheet under the field when the window changes its size."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._place_sheet()
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.field.words_typed.connect(self._on_typed)
        self.field.moved.connect(self._on_moved)
        self.field.entered.connect(self._on_entered)
        self.field.cancelled.connect(self._on_cancelled)
        self.field.focused.connect(lambda _focused: self._place_sheet())
        self.sheet.found.row_opened.connect(lambda _row: self._on_entered())
        self.field.installEventFilter(self)
        shortcut = QShortcut(QKeySequence("Ctrl+K"), self)
        shortcut.activated.connect(self.grab_caret)

    def _on_typed(self, words: str) -> None:
        self._dismissed = False
        self.words_typed.emit(words)

    def _on_moved(self, rows: int) -> None:
        if self._dismissed:
            self._dismissed = False
            self._place_sheet()
            return
        self.sheet.found.move_by(rows)

    def _on_entered(self) -> None:
        if self.sheet.isVisible():
            self.entered.emit(max(self.sheet.found.currentIndex().row(), 0))

    def _on_cancelled(self) -> None:
        if self.sheet.isVisible():
            self._dismissed = True
            self._place_sheet()
        else:
            self.left.emit()

    def _place_sheet(self) -> None:
        wanted = bool(self._state.words) and self.field.hasFocus() and not self._dismissed
        if not wanted:
            self.sheet.hide()
            return
        window = self.window()
        if self.sheet.parent() is not window:
            self.sheet.setParent(window)
        corner = self.field.mapTo(window, QPoint(0, self.field.height() + SIZES.gap_small))
        width = min(_SHEET.width(), window.width() - corner.x() - SIZES.gap)
        self.sheet.setGeometry(corner.x(), corner.y(), width, self.sheet.wanted_height())
        self.sheet.show()
        self.sheet.raise_()


class _Sheet(QFrame):
    """The results with a line of words under them; lies over the page and takes no focus."""

    def __init__(self, formats: Formats, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "sheet")
        self.found = FoundCustomers(formats, today)
        self.words = PlainLabel(look="small")
        foot = QHBoxLayout()
        foot.setContentsMargins(SIZES.margin, 0, SIZES.margin, 0)
        self.words.setFixedHeight(SIZES.row - 2 * SIZES.gap_small)
        foot.setSpacing(SIZES.gap_small)
        foot.addWidget(self.words, 1)
        for keys, words in (
            ("↑↓", self.tr("choose")),
            ("Enter", self.tr("open")),
            ("Esc", self.tr("back")),
        ):
            foot.addWidget(KeyHint(keys))
            foot.addWidget(PlainLabel(words, look="small"))
            foot.addSpacing(SIZES.gap_small)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, SIZES.gap_small, 1, SIZES.gap_small)
        column.setSpacing(SIZES.gap_small)
        column.addWidget(self.found)
        column.addLayout(foot)
        self.hide()

    def show_state(self, state: CustomerSearchState) -> None:
        if state.results != self.found.row_model.rows:
            self.found.show_rows(state.results)
            self.found.choose(0)
        self.found.setVisible(bool(state.results))
        self.words.setText(self._words(state))

    def wanted_height(self) -> int:
        rows = min(self.found.row_model.rowCount(), _MOST_ROWS)
        list_height = rows * SIZES.row + (SIZES.gap_small if rows else 0)
        return list_height + self.words.height() + 3 * SIZES.gap_small

    def _words(self, state: CustomerSearchState) -> str:
        if state.failed:
            return self.tr("The search did not work. Type on to try again.")
        if state.searching and not state.results:
            return self.tr("Searching …")
        if not state.results:
            return self.tr("No customer found. Try the number, the kana or the postal code.")
        if len(state.results) >= _LIMIT:
            return filled(self.tr("The first %1 customers"), str(len(state.results)))
        if len(state.results) == 1:
            return self.tr("1 customer")
        return filled(self.tr("%1 customers"), str(len(state.results)))


_LIMIT = 50
