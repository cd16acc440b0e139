"""The line that says what is being worked at, for how long, and lets it be stopped."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import ElidedLabel
from crm_desktop.ui.shared.tokens import SIZES

_TICK_MS = 1000


class WorkingLine(QWidget):
    """Takes its room from the start; seconds are counted while there is work."""

    stop_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._words = ""
        self._since = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._tell)
        self.told = ElidedLabel(look="soft")
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setAccessibleName(self.tr("Stop this work; nothing of it stays"))
        self.stop.clicked.connect(self.stop_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.told, 1)
        row.addWidget(self.stop)
        kept = self.stop.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.stop.setSizePolicy(kept)
        self.stop.hide()

    def show_work(self, words: str, *, stoppable: bool = True) -> None:
        """Say what is worked at; "" is nothing."""
        if words and not self._words:
            self._since.start()
            self._tick.start()
        if not words:
            self._tick.stop()
        self._words = words
        self.stop.setVisible(bool(words))
        self.stop.setEnabled(stoppable)
        self._tell()

    def _tell(self) -> None:
        seconds = self._since.elapsed() // _TICK_MS if self._words else 0
        time = f"  {self._formats.duration(seconds)}" if seconds else ""
        self.told.show_text(f"{self._words}{time}")
