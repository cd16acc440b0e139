"""Notices that nobody touches keyboard or mouse any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QMouseEvent

from crm_desktop.ui.shared.window_filter import WindowFilter

_LOOK_MS: Final = 5_000
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Tells once that ``minutes`` have passed without a touch; `start` begins anew.

    The filter on the windows is taken off as soon as it has seen a touch and put on again some
    seconds later: who works does not pay for it, and the desk is idle up to those seconds later
    than it could be. The clock goes on while a PC sleeps; whoever
    wakes it finds it idle.
    """

    idle = Signal()

    def __init__(
        self,
        minutes: int,
        *,
        now_s: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        """``minutes`` 0: never. ``now_s`` are seconds on a clock that counts sleep too."""
        super().__init__(parent)
        self._limit_s = minutes * 60
        self._now_s = now_s
        self._last_s = now_s()
        self._filter = WindowFilter(self._on_event, self)
        self._pointer: QPointF | None = None
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self.look)

    def set_minutes(self, minutes: int) -> None:
        """Wait for another time from now on; 0: never."""
        self._limit_s = minutes * 60
        if minutes and not self._looks.isActive():
            self.start()
        elif not minutes:
            self.stop()

    def start(self) -> None:
        """Count from now."""
        self.touch()
        if self._limit_s:
            self._looks.start()

    def stop(self) -> None:
        """Count no longer."""
        self._looks.stop()
        self._filter.stop()

    def touch(self) -> None:
        """Count from now: something else shows that somebody is here, such as a call they are in.

        Does nothing else while stopped.
        """
        self._last_s = self._now_s()
        self._filter.stop()

    def look(self) -> None:
        """Look at the clock, and begin to watch when a touch was seen; the timer calls this."""
        if self._filter.is_on:
            self._tell_when_idle()
            return
        self._pointer = None
        self._last_s = self._now_s()
        self._filter.start()

    def _on_event(self, event: QEvent) -> bool:
        """Let every event through but the touch that comes too late: it finds an idle desk."""
        if event.type() not in _TOUCHES or not self._is_touch(event):
            return False
        if self._tell_when_idle():
            return True
        self.touch()
        return False

    def _is_touch(self, event: QEvent) -> bool:
        """Tell a moved mouse from a window that moved under it, of which Qt tells likewise."""
        if not isinstance(event, QMouseEvent) or event.type() is not QEvent.Type.MouseMove:
            return True
        before, self._pointer = self._pointer, event.globalPosition()
        return before is not None and before != self._pointer

    def _tell_when_idle(self) -> bool:
        if self._now_s() - self._last_s < self._limit_s:
            return False
        self.stop()
        self.idle.emit()
        return True
