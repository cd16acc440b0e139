"""One page on the screen: painted, dragged, zoomed with the wheel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.domain.page_reading import PageBox
from crm_desktop.ui.paper_viewer.commands import command_of
from crm_desktop.ui.paper_viewer.light import Light
from crm_desktop.ui.paper_viewer.page_marks import paint_marks, with_in_middle
from crm_desktop.ui.paper_viewer.page_painting import page_rect, paint_lit_page, paint_page
from crm_desktop.ui.paper_viewer.page_view import (
    Fit,
    PageView,
    Size,
    panned,
    part_of_page,
    rows_seen,
    scale_in,
    scaled,
    settled,
    zoomed,
)
from crm_desktop.ui.paper_viewer.pictures import PagePicture
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

ViewChange = Callable[[PageView, Size, Size], PageView]
ZOOM_STEP: Final = 1.25
_NOTCH: Final = 120
_STILL_AFTER_MS: Final = 120


class PageCanvas(QWidget):
    """Shows a picture as its ``view`` says; ``change_wanted`` tells how the view is to change."""

    change_wanted = Signal(object)  # ViewChange
    command_wanted = Signal(object)  # Command
    detail_wanted = Signal(object)  # rows of the page, from 0 to 1
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PageView()
        self.light = Light()
        self._picture: PagePicture | None = None
        self._own_turn = 0
        self._words = ""
        self._marks: tuple[PageBox, ...] = ()
        self._current_mark: PageBox | None = None
        self._dragged_from: QPointF | None = None
        self._is_active = False
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_AFTER_MS)
        self._still.timeout.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(self.tr("Page of a paper"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def picture(self) -> PagePicture | None:
        """What is shown."""
        return self._picture

    @property
    def room(self) -> Size:
        """Width and height in pixels of the screen."""
        ratio = self.devicePixelRatioF()
        return max(self.width() * ratio, 1.0), max(self.height() * ratio, 1.0)

    def show_picture(self, picture: PagePicture | None, words: str = "") -> None:
        """Show a picture, or ``words`` where there is none; what is looked at stays the same."""
        if picture is self._picture and words == self._words:
            return
        before = self._picture
        self._picture, self._words = picture, words
        if before is not None and picture is not None and self.view.fit is Fit.FREE:
            larger = before.page[0] / picture.page[0]
            self.view = scaled(self.view, self.view.scale * larger)
        self.update()
        self._ask_for_detail()

    def show_other_page(self, own_turn: int) -> None:
        """Begin anew with a page that is to be turned by ``own_turn`` degrees to stand upright."""
        self._own_turn = own_turn % 360
        fit = self.view.fit
        kept = PageView(fit=fit, scale=self.view.scale, turn=self._own_turn)
        self.view = replace(kept, centre=(0.5, 0.5 if fit is Fit.PAGE else 0.0))
        self.update()

    def change_view(self, change: ViewChange) -> None:
        """Look at the page otherwise; without a picture nothing changes."""
        if self._picture is not None:
            self.view = change(self.view, self._picture.page, self.room)
            self._still.start()
            self.update()
            self._ask_for_detail()

    def show_marks(self, boxes: Sequence[PageBox], current: PageBox | None) -> None:
        """Mark places of the page as it was scanned; ``current`` comes into view when it is new."""
        marks = tuple(boxes)
        if (marks, current) == (self._marks, self._current_mark):
            return
        is_new = current is not None and current != self._current_mark
        self._marks, self._current_mark = marks, current
        self.update()
        if current is not None and is_new:
            self.change_view(lambda view, page, room: with_in_middle(current, view, page, room))

    def set_light(self, light: Light) -> None:
        """Show it in another light."""
        self.light = light
        self.update()

    def set_active(self, active: bool) -> None:  # noqa: FBT001 - one thing it is or is not
        """Stand out as the pane that keys act on."""
        if active != self._is_active:
            self._is_active = active
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page, or say why there is none."""
        colours = current_colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.ground))
        if self._picture is None:
            painter.setPen(QColor(colours.text_soft))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            margin = SIZES.margin
            painter.drawText(self.rect().adjusted(margin, 0, -margin, 0), wrapped, self._words)
        else:
            painter.save()
            ratio = self.devicePixelRatioF()
            painter.scale(1 / ratio, 1 / ratio)
            self._paint_picture(painter, self._picture)
            painter.restore()
        if self._is_active:
            width = 2 if self.hasFocus() else 1
            painter.setPen(QPen(QColor(colours.accent), width))
            painter.drawRect(self.rect().adjusted(width // 2, width // 2, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look whether the picture is large enough."""
        super().resizeEvent(event)
        self._ask_for_detail()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the page."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragged_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the page with the mouse."""
        if self._dragged_from is not None:
            by = event.position() - self._dragged_from
            self._dragged_from = event.position()
            self.pan_by(by.x(), by.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the page."""
        self._dragged_from = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse with Ctrl, else move the page."""
        notches = event.angleDelta() / _NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = event.position() - QPointF(self.width() / 2, self.height() / 2)
            self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / _NOTCH), at)
        else:
            step = SIZES.row * 2
            self.pan_by(notches.x() * step, notches.y() * step)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means."""
        command = command_of(event)
        if command is None:
            super().keyPressEvent(event)
            return
        self.command_wanted.emit(command)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become the pane that keys act on."""
        super().focusInEvent(event)
        self.entered.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the caret is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Ask for the page to be larger by ``factor`` around ``at``, or the middle of the pane."""
        ratio = self.devicePixelRatioF()
        where = (0.0, 0.0) if at is None else (at.x() * ratio, at.y() * ratio)
        self.change_wanted.emit(lambda view, page, room: zoomed(view, factor, where, page, room))

    def pan_by(self, x: float, y: float) -> None:
        """Ask for the page to be moved by so many pixels of the window."""
        if self._picture is None:
            return
        ratio = self.devicePixelRatioF()
        by = part_of_page((x * ratio, y * ratio), self.view, self._picture.page, self.room)
        self.change_wanted.emit(lambda view, page, room: panned(view, by, page, room))

    @property
    def percent(self) -> int:
        """How large the page is, 100 when each of its pixels is one of the screen."""
        if self._picture is None:
            return 0
        return round(100 * scale_in(self.view, self._picture.page, self.room))

    @property
    def is_as_sharp_as_the_page(self) -> bool:
        """Whether what is to be seen is painted from as many pixels as there are."""
        if self._picture is None:
            return False
        view = settled(self.view, self._picture.page, self.room)
        rows = rows_seen(view, self._picture.page, self.room)
        return self._picture.has_enough(scale_in(view, self._picture.page, self.room), rows)

    def _ask_for_detail(self) -> None:
        picture = self._picture
        if picture is not None and picture.is_sharp and not self.is_as_sharp_as_the_page:
            view = settled(self.view, picture.page, self.room)
            self.detail_wanted.emit(rows_seen(view, picture.page, self.room))

    def _paint_picture(self, painter: QPainter, picture: PagePicture) -> None:
        view = settled(self.view, picture.page, self.room)
        smooth = not self._still.isActive()
        if self.light.is_plain:
            paint_page(painter, picture, view, self.room, smooth=smooth)
        else:
            paint_lit_page(painter, picture, view, self.room, light=self.light, smooth=smooth)
        painter.setPen(QColor(current_colours().line_strong))
        painter.drawRect(page_rect(view, picture.page, self.room))
        at = view, picture.page, self.room
        paint_marks(painter, self._marks, self._current_mark, at)
