"""Labels for text from outside: never read as HTML, cut with … where room is short."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from crm_desktop.ui.shared.one_line import LONGEST_PAINTED, one_line, shortened, without_turns


class PlainLabel(QLabel):
    """A label that shows its text as it is and lets it be selected with the mouse.

    ``look`` names a rule of ``theme.qss``: name, soft, small, heading, late, soon, moving, done.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None, *, look: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if look:
            self.setProperty("look", look)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's own name
        """Show ``text``, without marks that would turn the words beside it."""
        super().setText(without_turns(text))


def set_look(widget: QWidget, look: str) -> None:
    """Give ``widget``, and the labels in it, another look of ``theme.qss`` after it was shown.

    Rules for what is in a look are rules for labels: to dress anything else anew takes time that
    the card of a caller waits for.
    """
    if widget.property("look") == look:
        return
    widget.setProperty("look", look)
    for dressed in (widget, *widget.findChildren(QLabel)):
        dressed.style().unpolish(dressed)
        dressed.style().polish(dressed)


def selectable(label: PlainLabel) -> PlainLabel:
    """Let the text of ``label`` be selected and copied with the mouse; return the label."""
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label


class CutLabel(PlainLabel):
    """Words cut for the room there is; whole in the tooltip and in the accessible name."""

    def __init__(self, parent: QWidget | None = None, *, look: str = "") -> None:
        self._whole = ""
        super().__init__("", parent, look=look)

    @property
    def whole_text(self) -> str:
        """The words before they were cut."""
        return self._whole

    def cut(self, width_px: int) -> str:
        """Return the words as they fit."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words anew."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Cut the words anew for another font: a look may bring one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def hold(self, words: str) -> None:
        """Have ``words`` as the whole ones."""
        self._whole = words
        self.setAccessibleName(words)

    def fit(self) -> None:
        """Show the words as they fit now."""
        cut = self.cut(self.contentsRect().width())
        if cut != self.text():
            self.setText(cut)
        self.setToolTip(plain_tool_tip(self._whole) if cut != self._whole else "")


class ElidedLabel(CutLabel):
    """One line that gives way: cut with … at the right."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, look: str = "") -> None:
        super().__init__(parent, look=look)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show one line; line breaks become blanks."""
        whole = shortened(one_line(text), LONGEST_PAINTED)
        if whole == self._whole:
            return
        self.hold(whole)
        self.updateGeometry()
        self.fit()

    def cut(self, width_px: int) -> str:
        """Return what of the line fits."""
        return self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, width_px)

    def sizeHint(self) -> QSize:
        """Return the room the whole text would take."""
        return QSize(
            self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        """Return the room of the ellipsis: everything more may be taken away."""
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())


def plain_tool_tip(text: str) -> str:
    """Return ``text`` so that a tooltip shows it as it is, whatever it holds; cut when too long."""
    shown = shortened(without_turns(text), LONGEST_PAINTED)
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space:pre-wrap'>{escaped}</p>" if text else ""
