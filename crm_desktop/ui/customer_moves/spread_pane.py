"""The part in which customers are shared out: wish, preview, who goes where."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from crm_desktop.domain.spread import SpreadBy
from crm_desktop.ui.customer_moves.going_list import GoingList
from crm_desktop.ui.customer_moves.preview_table import PreviewTable
from crm_desktop.ui.customer_moves.spread_form import SpreadForm
from crm_desktop.ui.customer_moves.state import SpreadState
from crm_desktop.ui.customer_moves.words import working_words
from crm_desktop.ui.customer_moves.working_line import WorkingLine
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

NEXT_KEY = "Ctrl+Return"
_FORM_WIDTH = 472


class SpreadPane(QWidget):
    """Ctrl+Enter previews, and once the preview holds goes on to the move."""

    preview_wanted = Signal()
    go_on_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._state = SpreadState()
        self.whom = PlainLabel(look="title")
        self.form = SpreadForm(formats)
        self.preview = PreviewTable(formats)
        self.going = GoingList(formats)
        self.told = PlainLabel(look="soft")
        self.message = PlainLabel(look="small-late")
        self.working = WorkingLine(formats)
        self.look = QPushButton(self.tr("Preview"))
        self.go_on = QPushButton(self.tr("Prepare the move …"))
        for label in (self.told, self.message):
            label.setWordWrap(True)
        self._lay_out()
        self.look.clicked.connect(self.preview_wanted)
        self.go_on.clicked.connect(self.go_on_wanted)
        self.go_on.setProperty("look", "primary")
        keys = QShortcut(QKeySequence(NEXT_KEY), self, self._next)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.show_state(self._state)

    def show_state(self, state: SpreadState) -> None:
        """Make the part say what ``state`` says."""
        newly_refused = state.refused is not None and state.refused != self._state.refused
        self._state = state
        self.form.show_state(state)
        self.preview.show_state(state)
        self.going.show_state(state)
        self.whom.setText(self._whom(state))
        self.told.setText(self._told(state))
        self.message.setText("" if state.error is None else self._error(state))
        busy = state.working is not None
        self.working.show_work(working_words(state.working) if state.working else "")
        self.look.setEnabled(state.chosen is not None and not busy)
        holds = state.preview is not None and not state.stale and state.preview.moving > 0
        self.go_on.setEnabled(holds and not busy)
        if newly_refused and state.refused is not None:
            self.form.table.point_at(state.refused)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the search for colleagues."""
        super().focusInEvent(event)
        self.form.search.setFocus(event.reason())

    def _whom(self, state: SpreadState) -> str:
        if state.chosen is None:
            return self.tr("Nobody is chosen yet: look for customers first (Alt+1).")
        words = self.tr("%1 customers, %2 in a year, are shared out")
        return filled(
            words, f"{state.totals.customers:,}", self._formats.yen(state.totals.yearly_yen)
        )

    def _told(self, state: SpreadState) -> str:
        preview = state.preview
        if state.stale:
            return self.tr("Something was changed: the preview is of before. Preview again.")
        if preview is None:
            return self.tr("Tick who gets customers, then preview. Nobody moves yet.")
        words = filled(
            self.tr("%1 move, %2 are where they should be."),
            f"{preview.moving:,}",
            f"{preview.staying:,}",
        )
        if not preview.left:
            return words
        limits = (
            self.tr("%1 stay for lack of room: everybody has as many customers as they may.")
            if state.room_in is SpreadBy.CUSTOMERS
            else self.tr("%1 stay for lack of room: with them everybody's sales would be too high.")
        )
        return f"{words} {filled(limits, f'{len(preview.left):,}')}"

    def _error(self, state: SpreadState) -> str:
        words = error_text(state.error) if state.error is not None else ""
        one = state.person(state.refused)
        return f"{one.name}: {words}" if one is not None else words

    def _next(self) -> None:
        if self.go_on.isEnabled():
            self.go_on.click()
        else:
            self.look.click()

    def _lay_out(self) -> None:
        self.form.setFixedWidth(_FORM_WIDTH)
        tables = QSplitter(Qt.Orientation.Vertical)
        tables.setObjectName("customer-moves")
        tables.setChildrenCollapsible(False)
        tables.addWidget(self.preview)
        tables.addWidget(self.going)
        tables.setSizes([240, 240])
        right = QVBoxLayout()
        right.setSpacing(SIZES.gap)
        right.addWidget(self.told)
        right.addWidget(tables, 1)
        middle = QHBoxLayout()
        middle.setSpacing(2 * SIZES.margin)
        middle.addWidget(self.form)
        middle.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SIZES.gap)
        foot.addWidget(self.working, 1)
        foot.addWidget(self.look)
        foot.addWidget(self.go_on)
        foot.addWidget(KeyHint("Ctrl+Enter"))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(SIZES.gap)
        page.addWidget(self.whom)
        page.addLayout(middle, 1)
        page.addWidget(self.message)
        page.addLayout(foot)
