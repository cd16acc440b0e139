"""Sees what the operator's hands do, in whichever window of the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class WindowFilter(QObject):
    """Shows ``seen`` the events of all windows, and those of what has the caret, before they do.

    What ``seen`` takes (True) goes no further. Never a filter on the application: it is shown every
    object of Qt, and those of the web engine say nothing of their kind, which ends the process in
    the midst of PySide (6.11). A key that is part of a shortcut comes to the caret only.
    """

    def __init__(self, seen: Callable[[QEvent], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen = seen
        self._watched: list[QObject] = []

    @property
    def is_on(self) -> bool:
        """Whether anything is watched."""
        return bool(self._watched)

    def start(self) -> None:
        """Watch all windows that there are now, the one that comes to the front, and the caret."""
        application = QApplication.instance()
        if self.is_on or not isinstance(application, QApplication):
            return
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)
        self._watch(QApplication.focusWidget())
        application.focusWindowChanged.connect(self._watch)
        application.focusChanged.connect(self._on_caret)
        self._watched.append(self)  # there may be no window yet

    def stop(self) -> None:
        """Watch nothing more."""
        application = QApplication.instance()
        if not self.is_on or not isinstance(application, QApplication):
            return
        application.focusWindowChanged.disconnect(self._watch)
        application.focusChanged.disconnect(self._on_caret)
        watched, self._watched = self._watched, []
        for thing in watched:
            if isValid(thing):
                thing.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let ``seen`` see it."""
        return self._seen(event)

    def _on_caret(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._watch(now)

    def _watch(self, thing: QWidget | QWindow | None) -> None:
        if thing is not None and thing not in self._watched:
            thing.installEventFilter(self)
            self._watched.append(thing)
