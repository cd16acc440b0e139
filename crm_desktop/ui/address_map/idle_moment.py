"""A moment in which the operator neither types nor clicks, for work that holds the window up."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer

from crm_desktop.ui.shared.window_filter import WindowFilter

_QUIET_S: Final = 0.4
_AT_LATEST_S: Final = 2.0
_LOOK_MS: Final = 50
_HANDS: Final = {
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
}


class IdleMoment(QObject):
    """Calls back once, when the hands have rested for 0.4 s; after 2 s whatever they do."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._moved_at = 0.0
        self._latest_at = 0.0
        self._then: Callable[[], None] | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._filter = WindowFilter(self._on_event, self)
        self._filter.start()

    def wait(self, then: Callable[[], None]) -> None:
        """Call ``then`` in such a moment, from the event loop."""
        self._then = then
        self._moved_at = time.monotonic()
        self._latest_at = self._moved_at + _AT_LATEST_S
        self._look.start()

    def _on_event(self, event: QEvent) -> bool:
        if event.type() in _HANDS:
            self._moved_at = time.monotonic()
        return False

    def _on_look(self) -> None:
        now = time.monotonic()
        if self._then is None or now < min(self._moved_at + _QUIET_S, self._latest_at):
            return
        then, self._then = self._then, None
        self._look.stop()
        self._filter.stop()
        then()
