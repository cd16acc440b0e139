"""One paper, larger, with what stands in it as text to read aloud."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.shared.labels import ElidedLabel
from crm_desktop.ui.shared.one_line import without_turns
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_TOP_CENTRE: Final = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter


class PaperPreview(QFrame):
    """Heading, words and picture of the paper that is selected; each only when there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = ElidedLabel("", self)
        self.words = QPlainTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setAccessibleName(self.tr("What stands in the paper"))
        self.words.setFixedHeight(2 * SIZES.row)
        self.words.setTabChangesFocus(True)
        self.picture = Picture(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIZES.gap, SIZES.gap_small, SIZES.gap, SIZES.gap)
        layout.setSpacing(SIZES.gap_small)
        layout.addWidget(self.heading)
        layout.addWidget(self.words)
        layout.addWidget(self.picture, 1)

    def show_paper(self, heading: str, words: str, picture: QPixmap | None) -> None:
        """Show a paper; ``picture`` may be its thumbnail until the larger one comes."""
        self.heading.show_text(heading)
        self.words.setPlainText(without_turns(words))
        self.words.setVisible(bool(words))
        self.picture.show_picture(picture, self.tr("No picture of it yet.") if heading else "")

    def show_larger(self, picture: QImage) -> None:
        """Put the larger picture in the place of the thumbnail."""
        self.picture.show_picture(QPixmap.fromImage(picture))


class Picture(QWidget):
    """A picture as large as fits; it is made small once for a size, so that letters stay even."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._fitted: QPixmap | None = None
        self._why_none = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setAccessibleName(self.tr("Picture of the paper"))

    @property
    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return self._picture is not None

    def show_picture(self, picture: QPixmap | None, why_none: str = "") -> None:
        """Show a picture; ``why_none`` is said when there is none."""
        self._picture = picture
        self._fitted = None
        self._why_none = why_none
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture anew."""
        super().resizeEvent(event)
        self._fitted = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture in the middle of the upper edge."""
        painter = QPainter(self)
        if self._picture is None:
            painter.setPen(QColor(current_colours().text_soft))
            painter.drawText(self.rect(), _TOP_CENTRE, self._why_none)
            return
        if self._fitted is None:
            self._fitted = fitted(self._picture, self.size(), self.devicePixelRatioF())
        size = self._fitted.deviceIndependentSize().toSize()
        place = QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())
        painter.drawPixmap(place.topLeft(), self._fitted)
        painter.setPen(QColor(current_colours().line_strong))
        painter.drawRect(place.adjusted(0, 0, -1, -1))


def fitted(picture: QPixmap, room: QSize, ratio: float) -> QPixmap:
    """Return ``picture`` as large as fits into ``room``, for a screen of ``ratio``."""
    scaled = picture.scaled(
        room * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    scaled.setDevicePixelRatio(ratio)
    return scaled
