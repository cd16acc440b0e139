"""Keeps everything of a window but one panel out of sight and out of reach."""

from __future__ import annotations

from PySide6.QtCore import QAbstractEventDispatcher, QChildEvent, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from shiboken6 import isValid


class Curtain(QObject):
    """While it is drawn, nothing behind is painted, read out, or hears a key.

    The widgets behind are hidden, not only covered: a screen reader or a tooltip would tell of
    what is covered. Other windows of the program, also those that come up meanwhile, are hidden
    too and come back, unless this one is itself out of sight. Shortcuts of it are swallowed.

    It watches each of these things by itself. A filter on the application would be less, but is
    shown the web engine's objects too (see `WindowFilter`).
    """

    def __init__(self, window: QWidget, panel: QWidget) -> None:
        """``panel`` is a child of ``window`` and fills it while the curtain is drawn."""
        super().__init__(panel)
        self._window = window
        self._panel = panel
        self._hidden: list[QWidget] = []
        self._watched: list[QObject] = []
        self._focus: QWidget | None = None
        self.drawn = False
        panel.hide()

    def draw(self) -> None:
        """Hide everything; remember what had the caret."""
        if self.drawn:
            return
        self.drawn = True
        self._focus = self._window.focusWidget()
        QToolTip.hideText()
        self._panel.setGeometry(self._window.rect())
        self._panel.show()
        self._panel.raise_()
        self._panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._watch(self._window)
        for child in self._window.findChildren(
            QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            self._hide_child(child)
            self._watch(child)
        for kind in (QShortcut, QAction):
            for shortcut in self._window.findChildren(kind):
                self._watch(shortcut)
        self._hide_windows()
        loop = QAbstractEventDispatcher.instance()
        if loop is not None:
            loop.aboutToBlock.connect(self._hide_windows)  # that came up without this one knowing

    def open(self) -> None:
        """Show everything again and give the caret back."""
        if not self.drawn:
            return
        self.drawn = False
        loop = QAbstractEventDispatcher.instance()
        if loop is not None:
            loop.aboutToBlock.disconnect(self._hide_windows)
        watched, self._watched = self._watched, []
        for thing in watched:
            if isValid(thing):
                thing.removeEventFilter(self)
        for widget in self._hidden:
            if isValid(widget):
                widget.setWindowOpacity(1.0)
                widget.show()
        self._hidden.clear()
        self._panel.hide()
        self._give_focus_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow shortcuts, hide what shows itself, keep the panel as large as the window."""
        if event.type() == QEvent.Type.Shortcut:
            return not self._is_ours(watched)
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._panel.setGeometry(self._window.rect())
        elif event.type() == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            self._watch(event.child())
        elif event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self._on_shown(watched)
        return super().eventFilter(watched, event)

    def _watch(self, thing: QObject) -> None:
        if thing not in self._watched and thing is not self._panel:
            thing.installEventFilter(self)
            self._watched.append(thing)

    def _hide_windows(self) -> None:
        """Hide the other windows that are seen, and watch those that may come."""
        for other in QApplication.topLevelWidgets():
            self._hide_window(other)
            self._watch(other)

    def _on_shown(self, widget: QWidget) -> None:
        """Hide it when Qt has done showing it; until then it is not to be seen through."""
        if widget.isWindow() and self._is_other_window(widget):
            widget.setWindowOpacity(0.0)
            QTimer.singleShot(0, widget, lambda: self._hide_window(widget))
        elif widget.parent() is self._window and widget is not self._panel:
            self._panel.raise_()
            QTimer.singleShot(0, widget, lambda: self._hide_child(widget))

    def _hide_child(self, child: QWidget) -> None:
        if self.drawn and child.isVisible() and not child.isWindow() and child is not self._panel:
            self._hide(child)

    def _hide_window(self, other: QWidget) -> None:
        if not self.drawn or not other.isVisible() or not self._is_other_window(other):
            return
        if other.windowType() in {Qt.WindowType.Popup, Qt.WindowType.ToolTip}:
            other.close()
        else:
            self._hide(other)

    def _hide(self, widget: QWidget) -> None:
        widget.hide()
        if widget not in self._hidden:
            self._hidden.append(widget)

    def _is_other_window(self, widget: QWidget) -> bool:
        watched = self._window.isVisible()
        return watched and widget is not self._window and not self._is_ours(widget)

    def _is_ours(self, thing: QObject | None) -> bool:
        """Tell whether it is the panel or belongs to it, through windows of its own too."""
        while thing is not None:
            if thing is self._panel:
                return True
            thing = thing.parent()
        return False

    def _give_focus_back(self) -> None:
        before = self._focus
        self._focus = None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        inside = self._window.focusWidget()  # what would have taken the caret meanwhile
        if inside is None or not inside.isVisible():
            self._window.focusNextChild()
