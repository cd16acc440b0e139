"""The numbers of a customer in the form: one line each, added and taken away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from crm_desktop.ui.customer_edit.state import PhoneLine
from crm_desktop.ui.new_customer.form_parts import form_field, phone_kind_box, select
from crm_desktop.ui.new_customer.state import Field, FieldState
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.icons import icon
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

translate = QCoreApplication.translate


class PhoneRows(QWidget):
    """As many lines as there are numbers, and a button for one more."""

    typed = Signal(int, str)  # row, text
    left = Signal(int, str)
    label_chosen = Signal(int, str)
    removed = Signal(int)
    added = Signal()

    def __init__(self, comes_after: QWidget, parent: QWidget | None = None) -> None:
        """Tab goes from ``comes_after`` to the first line: lines are made when all else stands."""
        super().__init__(parent)
        self._comes_after = comes_after
        self.rows: list[PhoneRow] = []
        self.news = PlainLabel("", look="small-soon")
        self.news.setWordWrap(True)
        self.news.hide()
        self.add = QPushButton(self.tr("Add a number"))
        self.add.clicked.connect(self._on_add)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SIZES.gap_small)
        column.addLayout(self._lines)
        column.addWidget(self.news)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignRight)

    def show_lines(self, lines: Sequence[PhoneLine], messages: Sequence[tuple[str, str]]) -> None:
        """Show the lines; ``messages`` are words and look under each."""
        while len(self.rows) < len(lines):
            self._append()
        while len(self.rows) > len(lines):
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        for row, line, (words, look) in zip(self.rows, lines, messages, strict=True):
            row.show_line(line.text, line.label)
            row.field.show_message(words, look=look)

    def show_news(self, lines: Sequence[str]) -> None:
        """Say what others made of the numbers meanwhile."""
        self.news.setText("\n".join(lines))
        self.news.setVisible(bool(lines))

    def point_at(self, row: int) -> None:
        """Put the caret into a line."""
        edit = self.rows[row].field.edit
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()

    def _append(self) -> None:
        number = len(self.rows)
        row = PhoneRow(number + 1)
        row.field.typed.connect(lambda text: self.typed.emit(number, text))
        row.field.left.connect(lambda text: self.left.emit(number, text))
        row.field.edit.returnPressed.connect(self.window().focusNextChild)
        row.label_chosen.connect(lambda label: self.label_chosen.emit(number, label))
        row.remove.clicked.connect(lambda: self.removed.emit(number))
        before = self.rows[-1].remove if self.rows else self._comes_after
        self.rows.append(row)
        self._lines.addWidget(row)
        self.setTabOrder(before, row.field.edit)
        self.setTabOrder(row.field.edit, row.kind)
        self.setTabOrder(row.kind, row.remove)
        self.setTabOrder(row.remove, self.add)

    def _on_add(self) -> None:
        self.added.emit()
        if self.rows:
            self.rows[-1].field.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class PhoneRow(QWidget):
    """Number, what it is for, and a button that takes it away."""

    label_chosen = Signal(str)

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = form_field(Field.PHONE)
        self.kind = phone_kind_box(self.label_chosen.emit)
        self.field.add_beside(self.kind)
        words = filled(translate("customer_edit", "Take number %1 away"), str(number))
        self.remove = QToolButton()
        self.remove.setIcon(icon("close"))
        self.remove.setToolTip(words)
        self.remove.setAccessibleName(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SIZES.gap_small)
        row.addWidget(self.field, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def show_line(self, text: FieldState, label: str) -> None:
        """Show a number and what it is for."""
        self.field.show_text(text.text)
        select(self.kind, label)
