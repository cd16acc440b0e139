"""What is likely behind the call: at most three facts, each a jump to where it stands."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from crm_desktop.ui.customer_card.reason_words import ReasonWords
from crm_desktop.ui.customer_card.tone import tone_colour, tone_ground
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.labels import PlainLabel, plain_tool_tip
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

REASONS_SHOWN: Final = 3


class ReasonsLine(QWidget):
    """The chips, most urgent first; Alt+1 to Alt+3 choose them."""

    reason_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = tuple(ReasonChip(f"Alt+{n + 1}", self) for n in range(REASONS_SHOWN))
        self.none = PlainLabel(
            self.tr("Nothing open: no parcel on the way, nothing unpaid, no letter waiting."),
            self,
            look="soft",
        )
        for chip in self.chips:
            chip.clicked.connect(lambda _checked=False, chip=chip: self._choose(chip))
        self.setFixedHeight(SIZES.row)

    def show_reasons(self, reasons: tuple[ReasonWords, ...]) -> None:
        """Show the first three."""
        for place, chip in enumerate(self.chips):
            chip.show_reason(reasons[place] if place < len(reasons) else None)
        self.none.setVisible(not reasons)
        self._share_out(self.width())

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: the chips take what there is."""
        return QSize(0, SIZES.row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._share_out(event.size().width())

    def _share_out(self, width: int) -> None:
        """Give each chip what it wants, the most urgent first, the later ones what is left."""
        shown = [chip for chip in self.chips if chip.reason is not None]
        left = width - SIZES.gap * (len(shown) - 1)
        least = [chip.minimumSizeHint().width() for chip in shown]
        x = 0
        for place, chip in enumerate(shown):
            room = left - sum(least[place + 1 :])
            given = max(least[place], min(chip.sizeHint().width(), room))
            chip.setGeometry(x, 0, given, SIZES.row)
            x += given + SIZES.gap
            left -= given
        self.none.setGeometry(0, 0, width, SIZES.row)

    def _choose(self, chip: ReasonChip) -> None:
        if chip.reason is not None:
            self.reason_chosen.emit(chip.reason.reason)


class ReasonChip(QAbstractButton):
    """Icon, words and key on a ground in the colour of the state."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason: ReasonWords | None = None
        self._keys = keys
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_reason(self, reason: ReasonWords | None) -> None:
        """Show a fact; None takes the chip away."""
        self.reason = reason
        self.setVisible(reason is not None)
        if reason is None:
            self.setShortcut(QKeySequence())
            return
        self.setText(reason.text)
        self.setShortcut(self._keys)
        self.setAccessibleName(reason.text)
        self.setToolTip(plain_tool_tip(reason.text))

    def sizeHint(self) -> QSize:
        """Return the room of icon, words and key."""
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self.text()) + self._key_width()
        return QSize(words + SIZES.icon + 4 * SIZES.gap, SIZES.row)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the icon and the beginning of the words."""
        return QSize(SIZES.icon + 5 * SIZES.gap + self._key_width(), SIZES.row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        if self.reason is None:
            return
        colours = current_colours()
        tone = QColor(tone_colour(self.reason.tone, colours))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(colours.accent) if self.hasFocus() else QColor(Qt.GlobalColor.transparent)
        painter.setPen(QPen(edge, 2))
        hovered = self.underMouse() or self.isDown()
        painter.setBrush(
            QColor(colours.selection if hovered else tone_ground(self.reason.tone, colours))
        )
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), SIZES.radius, SIZES.radius)
        pixmap = icon_pixmap(self.reason.icon, tone.name(), ratio=self.devicePixelRatioF())
        painter.drawPixmap(SIZES.gap, (self.height() - SIZES.icon) // 2, pixmap)
        self._paint_words(painter, tone)

    def _paint_words(self, painter: QPainter, tone: QColor) -> None:
        left = SIZES.gap + SIZES.icon + SIZES.gap
        room = QRect(left, 0, self.width() - left - SIZES.gap - self._key_width(), self.height())
        cut = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setPen(tone)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)
        font = painter.font()
        font.setPixelSize(SIZES.text_small)
        painter.setFont(font)
        painter.setPen(QColor(current_colours().text_soft))
        keys = QRect(room.right() + SIZES.gap, 0, self._key_width(), self.height())
        painter.drawText(keys, Qt.AlignmentFlag.AlignVCenter, key_text(self._keys))

    def _key_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(key_text(self._keys))
