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


class ElidedLabel(PlainLabel):
    """One line that gives way: cut with … at the right, whole in its tooltip and its name."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, look: str = "") -> None:
        self._whole = ""
        super().__init__("", parent, look=look)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show one line; line breaks become blanks."""
        whole = shortened(one_line(text), LONGEST_PAINTED)
        if whole == self._whole:
            return
        self._whole = whole
        self.setAccessibleName(whole)
        self.updateGeometry()
        self._fit()

    @property
    def whole_text(self) -> str:
        """The text before it was cut."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Return the room the whole text would take."""
        return QSize(
            self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height()
        )

    def minimumSizeHint(self) -> QSize:
        """Return the room of the ellipsis: everything more may be taken away."""
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Cut the text anew for another font: a look may bring one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        width = self.contentsRect().width()
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, width)
        self.setText(cut)
        self.setToolTip(plain_tool_tip(self._whole) if cut != self._whole else "")


def plain_tool_tip(text: str) -> str:
    """Return ``text`` so that a tooltip shows it as it is, whatever it holds; cut when too long."""
    shown = shortened(without_turns(text), LONGEST_PAINTED)
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space:pre-wrap'>{escaped}</p>" if text else ""
