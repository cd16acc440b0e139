"""A list under its heading."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.row_list import RowList
from crm_desktop.ui.shared.tokens import SIZES

_HEAD_HEIGHT = 30


class ListPane(QFrame):
    """A heading over a list, or over the words that say what would be in it."""

    def __init__(
        self, rows: RowList, heading: str, empty_words: str, corner: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._rows = rows
        self._empty_words = empty_words
        self._count = PlainLabel(look="soft")
        self._words = PlainLabel(look="soft")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, 0)
        head = QHBoxLayout()
        head.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        head.setSpacing(SIZES.gap)
        head.addStrut(_HEAD_HEIGHT)  # alike with and without buttons
        head.addWidget(PlainLabel(heading, look="title"))
        head.addStretch(1)
        head.addWidget(self._count)
        for part in corner:
            head.addWidget(part)
        self._stack = QStackedLayout()
        self._stack.addWidget(rows)
        self._stack.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._stack, 1)
        rows.setAccessibleName(heading)

    def show_count(self, words: str, *, late: bool) -> None:
        """Say beside the heading how many there are."""
        self._count.setText(words)
        self._count.setProperty("look", "late" if late else "soft")
        self._count.style().polish(self._count)

    def show_rows_or_words(self, *, loaded: bool, failed: bool) -> None:
        """Show the list, or in words why it is empty."""
        if self._rows.row_model.rows:
            self._stack.setCurrentWidget(self._rows)
            return
        words = self._empty_words if loaded else self.tr("Reading …")
        if failed:
            words = self.tr("This could not be read. It is tried again each minute.")
        self._words.setText(words)
        self._stack.setCurrentWidget(self._words)
