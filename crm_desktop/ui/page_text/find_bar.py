"""The small field that looks for words in letters, as long as it is wanted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from crm_desktop.ui.customer_search.field import SearchField
from crm_desktop.ui.page_text.hits import HitsState
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

_FIELD_WIDTH = 260


class FindBar(QFrame):
    """Enter goes to the next hit, Shift+Enter to the one before, Esc puts it away."""

    words_typed = Signal(str)
    step_wanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.field = SearchField(self)
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.field.setPlaceholderText(self.tr("Words in the letters"))
        self.field.setAccessibleName(self.tr("Find words in the letters of this customer"))
        self.count = PlainLabel("", self, look="soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(SIZES.gap, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        row.setSpacing(SIZES.gap_small)
        row.addWidget(self.field)
        self.before = self._button("▲", self.tr("Hit before"), "Shift+Enter", -1)
        self.after = self._button("▼", self.tr("Next hit"), "Enter", 1)
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addWidget(self.count, 1)
        self.field.words_typed.connect(self.words_typed)
        self.field.entered.connect(partial(self.step_wanted.emit, 1))
        self.field.entered_with_shift.connect(partial(self.step_wanted.emit, -1))
        self.field.cancelled.connect(self.put_away)
        self.hide()

    def bring_up(self) -> None:
        """Show the field with the caret in it; typing replaces what stands there."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def put_away(self) -> None:
        """Empty the field, hide it, and give the caret back."""
        self.forget()
        self.left.emit()

    def forget(self) -> None:
        """Empty the field and hide it."""
        self.field.clear()
        self.hide()

    def show_state(self, state: HitsState) -> None:
        """Say how many places there are, and at which one is."""
        self.count.setText(self._words(state))
        for button in (self.before, self.after):
            button.setEnabled(bool(state.hits))

    def _words(self, state: HitsState) -> str:
        if not state.words.strip() or state.searching:
            return ""
        if not state.hits:
            return self.tr("Not found in these letters. Letters not read yet are not searched.")
        hit = state.current_hit
        if hit is None:
            return filled(self.tr("Places: %1"), str(len(state.hits)))
        words = filled(self.tr("%1 of %2"), str(state.current + 1), str(len(state.hits)))
        unknown = self.tr("On this page, but nobody knows where.")
        return words if hit.box is not None else f"{words}  {unknown}"

    def _button(self, sign: str, name: str, key: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("look", "switch")
        button.setText(sign)
        button.setFixedSize(SIZES.row, SIZES.row - SIZES.gap_small)
        button.setAccessibleName(name)
        button.setToolTip(f"{name}  {key}")
        button.clicked.connect(lambda _checked: self.step_wanted.emit(by))
        return button
