"""The small caps that tell which key does a thing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.shared.labels import PlainLabel


class KeyHint(PlainLabel):
    """Shows a key such as Ctrl+K; a screen reader is told by the control itself instead."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(key_text(keys), parent, look="key")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def key_text(keys: str) -> str:
    """Return ``keys`` ("Ctrl+K") as this system writes them (⌘K on a Mac); others as they are."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
