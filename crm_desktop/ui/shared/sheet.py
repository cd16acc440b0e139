"""A sheet in the middle of an otherwise empty window: one thing is asked, nothing else is there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

LABEL_WIDTH = 124
_WIDTH = 480
_TITLE_HEIGHT = 32


def sheet_column(sheet: QFrame) -> QVBoxLayout:
    """Give ``sheet`` its looks and width; return the column that its parts go into."""
    sheet.setProperty("look", "panel")
    sheet.setFixedWidth(_WIDTH)
    column = QVBoxLayout(sheet)
    column.setContentsMargins(*(2 * SIZES.margin,) * 4)
    column.setSpacing(SIZES.gap_small)
    return column


def sheet_title(words: str) -> PlainLabel:
    """Return the heading of a sheet, with room below for letters such as g and p."""
    title = PlainLabel(words, look="name")
    title.setMinimumHeight(_TITLE_HEIGHT)
    return title


def centred(sheet: QWidget, *, below: QWidget | None = None) -> QVBoxLayout:
    """Return a layout with ``sheet`` in its middle and ``below`` at its foot."""
    page = QVBoxLayout()
    page.setContentsMargins(*(SIZES.margin,) * 4)
    page.addStretch(1)
    page.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
    page.addStretch(1)
    if below is not None:
        page.addWidget(below)
    return page


def labelled(label: str, combo: QComboBox, parent: QWidget) -> QWidget:
    """Return ``combo`` with its label, in line with the fields of a form."""
    row = QWidget(parent)
    words = PlainLabel(label, look="soft")
    words.setFixedWidth(LABEL_WIDTH)
    words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    words.setBuddy(combo)
    for control in (combo, combo.view()):
        control.setAccessibleName(label)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, SIZES.gap)
    line.setSpacing(SIZES.gap)
    line.addWidget(words)
    line.addWidget(combo, 1)
    return row


def beside_labels(*parts: QWidget) -> QHBoxLayout:
    """Return a line of ``parts`` that begins where the fields begin."""
    line = QHBoxLayout()
    line.setContentsMargins(LABEL_WIDTH + SIZES.gap, 0, 0, 0)
    line.setSpacing(SIZES.gap)
    for part in parts:
        line.addWidget(part)
    return line
