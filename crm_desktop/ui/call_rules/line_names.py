"""Pairs of fields: the number of a line, and what the office calls it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from crm_desktop.ui.shared.tokens import SIZES

MOST_LINES = 200


class LineNames(QScrollArea):
    """One pair a line; an empty pair always waits below the others."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairs: list[tuple[QLineEdit, QLineEdit]] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(4 * SIZES.row)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, SIZES.gap, 0)
        self._grid.setSpacing(SIZES.gap_small)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self.setWidget(inside)
        self._offer_one_more()

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What is typed; pairs of which both fields are empty are left out."""
        typed = ((number.text(), name.text()) for number, name in self.pairs)
        return tuple(pair for pair in typed if any(pair))

    def show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show ``lines``; what is there already stays, caret and all."""
        if lines == self.lines:
            return
        while len(self.pairs) <= len(lines):
            self._add_pair()
        for place, pair in enumerate(self.pairs):
            for field, words in zip(
                pair, lines[place] if place < len(lines) else ("", ""), strict=True
            ):
                field.setText(words)

    def point_at_first(self) -> None:
        """Put the caret into the first number."""
        self.pairs[0][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self) -> None:
        self._offer_one_more()
        self.typed.emit()

    def _offer_one_more(self) -> None:
        last = self.pairs[-1] if self.pairs else None
        if last is None or (any(field.text() for field in last) and len(self.pairs) < MOST_LINES):
            self._add_pair()

    def _add_pair(self) -> None:
        number, name = QLineEdit(), QLineEdit()
        number.setAccessibleName(self.tr("Number of a line"))
        number.setPlaceholderText(self.tr("called number"))
        number.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        name.setAccessibleName(self.tr("Name of a line"))
        name.setPlaceholderText(self.tr("what the desks call it"))
        row = len(self.pairs)
        self._grid.setRowStretch(row, 0)
        for column, field in enumerate((number, name)):
            field.setMaxLength(100)
            field.textEdited.connect(lambda _text: self._on_typed())
            self._grid.addWidget(field, row, column)
        self._grid.setRowStretch(row + 1, 1)
        self.pairs.append((number, name))
