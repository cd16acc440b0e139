"""Small numbers an office settles, each in a row of its own with what it says behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

_WIDTH = 72


def number_grid(parent: QWidget) -> QGridLayout:
    """Lay ``parent`` out for rows of a field and its words; the words take the room."""
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SIZES.gap)
    grid.setVerticalSpacing(SIZES.gap_small)
    grid.setColumnStretch(1, 1)
    return grid


def add_number_row(grid: QGridLayout, row: int, edit: QLineEdit, words: str, *, most: int) -> None:
    """Let ``edit`` take whole numbers from 0 to ``most``; ``words`` name it, too."""
    edit.setValidator(QIntValidator(0, most, edit))
    edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
    edit.setFixedWidth(_WIDTH)
    edit.setAlignment(Qt.AlignmentFlag.AlignRight)
    edit.setAccessibleName(words)
    grid.addWidget(edit, row, 0)
    grid.addWidget(PlainLabel(words, look="soft"), row, 1)


def typed_number(edit: QLineEdit, *, empty: int = 0) -> int:
    """Return what is typed, ``empty`` for nothing."""
    return int(edit.text()) if edit.text().isdecimal() else empty
