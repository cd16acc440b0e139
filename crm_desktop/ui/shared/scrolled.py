"""A page that scrolls when it is higher than its room, and is no wider than is read with ease."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.shared.tokens import SIZES

_WIDEST: Final = 1040


def scrolled(whole: QWidget) -> QScrollArea:
    """Return ``whole`` at the top of what scrolls, no wider than a line is read at once."""
    whole.setMaximumWidth(_WIDEST)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(SIZES.margin, SIZES.margin, SIZES.margin, SIZES.margin)
    column.addWidget(whole)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
