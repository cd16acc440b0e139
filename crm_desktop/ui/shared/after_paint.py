"""Work that begins once a widget stands on the screen, so that it never delays what is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_LATEST_MS: Final = 200


class AfterPaint(QObject):
    """Calls ``begin`` after the next painting of ``painted``; after 200 ms where there is none."""

    def __init__(self, painted: QWidget, begin: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._begin = begin
        self._is_wanted = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_time)
        painted.installEventFilter(self)

    def want(self) -> None:
        """Begin after the next painting; wanted twice before that is wanted once."""
        self._is_wanted = True
        self._soon.start(_AT_LATEST_MS)

    def forget(self) -> None:
        """Begin no more, until it is wanted again."""
        self._is_wanted = False
        self._soon.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the painting; what follows it in the queue goes first."""
        if self._is_wanted and event.type() is QEvent.Type.Paint:
            self._soon.start(0)
        return False

    def _on_time(self) -> None:
        if self._is_wanted:
            self._is_wanted = False
            self._begin()
