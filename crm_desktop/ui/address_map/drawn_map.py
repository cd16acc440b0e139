"""A map painted by the desk itself: outlines, town names, the home and what is near it."""

from __future__ import annotations

import html
import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.errors.map import BadPosition
from crm_desktop.maps.tiles.source import MapCredit
from crm_desktop.ui.address_map.framing import (
    Framing,
    Point,
    Reframing,
    first_framing,
    panned,
    position_of,
    reframing,
    resized,
    towns_wanted,
    with_inside,
    zoomed,
)
from crm_desktop.ui.address_map.map_painting import (
    MapPicture,
    paint_map,
    pin_rect,
    pixel_of,
    place_rect,
)
from crm_desktop.ui.address_map.map_view import MapPlace, MapSources, MapView, NamedPoint
from crm_desktop.ui.address_map.map_words import ring_words
from crm_desktop.ui.address_map.outlines import outline_path
from crm_desktop.ui.shared.theme import current_colours

log = logging.getLogger(__name__)

_NOTCH: Final = 120
_STEP_PX: Final = 80
_STILL_AFTER_MS: Final = 120
_MARGIN: Final = 4
_SCALE_PX: Final = 140
_PRINTED_SHARPER: Final = 2


class DrawnMap(QWidget):
    """Shows a MapView by painting it; works without any web engine.

    The wheel and + and - zoom, dragging and the arrow keys move, dragging the pin moves the home.
    """

    pin_moved = Signal(float, float)  # latitude, longitude
    place_chosen = Signal(int)
    link_chosen = Signal(str)  # the url of a credit

    def __init__(self, sources: MapSources, jobs: Jobs, parent: QWidget | None = None) -> None:
        """Remember where towns and outlines come from; nothing is read before it is shown."""
        super().__init__(parent)
        self._sources = sources
        self._jobs = jobs
        self._view = MapView()
        self._framing = first_framing(self._view, 1, 1)
        self._is_touched = False
        self._turned = 0  # of the wheel, less than a notch
        self._outlines: QPainterPath | None = None
        self._towns: Sequence[NamedPoint] = ()
        self._asked_towns = LatestOnly(jobs, self)
        self._grip: _Grip | None = None
        self._note = _corner_label(self)
        self._credit = _corner_label(self)
        self._credit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._credit.linkActivated.connect(self.link_chosen)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_AFTER_MS)
        self._still.timeout.connect(self._ask_towns)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Map of the home"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_home(self, view: MapView) -> None:
        """Show ``view`` in place of what was shown; in the picture it is with the next painting."""
        how = reframing(self._view, view)
        if view.subject_id != self._view.subject_id:
            self._towns = ()
        self._view = view
        self._credit.setText(_credit_html(view.credits))
        self._credit.setVisible(bool(view.credits))
        if how is Reframing.ALWAYS or (how is Reframing.UNTOUCHED and not self._is_touched):
            self._frame_anew()
        elif view.home is not None and how is Reframing.NEVER:
            self._frame(with_inside(self._framing, view.home))
        self._place_labels()
        self.update()

    def clear(self) -> None:
        """Show nobody's home."""
        self.show_home(MapView())

    def show_note(self, words: str, tip: str = "") -> None:
        """Say ``words`` in the corner, such as why the map is a simple one; empty for nothing."""
        self._note.setText(words)
        self._note.setToolTip(plain_tip(tip))
        self._note.setVisible(bool(words))
        self._place_labels()

    def zoom(self, steps: int) -> None:
        """Show it closer, or from farther away."""
        self._touch(zoomed(self._framing, steps, Point(self.width() / 2, self.height() / 2)))

    def picture(self) -> QPixmap:
        """Return the map as it is on the screen, sharp enough to be printed."""
        picture = QPixmap(self.size() * _PRINTED_SHARPER)
        picture.setDevicePixelRatio(_PRINTED_SHARPER)
        self.render(picture)
        return picture

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the map; of nobody only the ground."""
        self._ask_outlines()
        if self._view.subject_id == 0:
            QPainter(self).fillRect(self.rect(), QColor(current_colours().raised))
            return
        painter = QPainter(self)
        outlines, towns = self._outlines or QPainterPath(), self._towns
        colours = current_colours()
        paint_map(
            painter, MapPicture(self._framing, self._view, outlines, towns, ring_words(), colours)
        )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the middle, or frame the home anew while nobody has moved the map."""
        size = event.size()
        if self._is_touched:
            self._frame(resized(self._framing, size.width(), size.height()))
        else:
            self._frame_anew()
        self._place_labels()

    def showEvent(self, _event: QShowEvent) -> None:
        """Ask for the towns that were not asked for while nobody saw them."""
        self._still.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _NOTCH)
        if steps:
            self._turned -= steps * _NOTCH
            at = event.position()
            self._touch(zoomed(self._framing, steps, Point(at.x(), at.y())))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, zoom with + and -; other keys go on to the window."""
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        moves = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.zoom(steps[key])
        elif key in moves:
            right, down = moves[key]
            self._touch(panned(self._framing, right * _STEP_PX, down * _STEP_PX))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the pin or of the map, or choose a place."""
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        place = self._place_at(event.position())
        if place is not None:
            self.place_chosen.emit(place.place_id)
            return
        pin = self._is_on_pin(event.position()) and self._view.is_movable
        self._grip = _Grip(event.position(), holds_pin=pin)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held."""
        self._show_cursor(event.position())
        if self._grip is None:
            return
        moved = event.position() - self._grip.at
        if self._grip.holds_pin:
            self._drag_pin(moved)
        else:
            self._touch(panned(self._framing, -moved.x(), -moved.y()))
        self._grip.at = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a pin that was moved stays where it is until somebody says otherwise."""
        grip, self._grip = self._grip, None
        if grip is None or not grip.holds_pin or not grip.was_moved or self._view.home is None:
            super().mouseReleaseEvent(event)
            return
        self.pin_moved.emit(self._view.home.latitude, self._view.home.longitude)

    def event(self, event: QEvent) -> bool:
        """Say a place's name, or the address, under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = self._words_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _frame_anew(self) -> None:
        self._is_touched = False
        self._frame(first_framing(self._view, max(self.width(), 1), max(self.height(), 1)))

    def _touch(self, framing: Framing) -> None:
        self._is_touched = True
        self._frame(framing)

    def _frame(self, framing: Framing) -> None:
        self._framing = framing
        self._still.start()
        self.update()

    def _drag_pin(self, moved: QPointF) -> None:
        if self._grip is None or self._view.home is None:
            return
        at = pixel_of(self._framing, self._view.home) + moved
        try:
            home = position_of(self._framing.point(Point(at.x(), at.y())))
        except BadPosition:  # over the edge of the map of Japan
            return
        self._grip.was_moved = True
        self._is_touched = True
        self._view = replace(self._view, home=home)
        self.update()

    def _place_at(self, at: QPointF) -> MapPlace | None:
        for place in self._view.places:
            if place_rect(pixel_of(self._framing, place.position)).contains(at):
                return place
        return None

    def _is_on_pin(self, at: QPointF) -> bool:
        home = self._view.home
        return home is not None and pin_rect(pixel_of(self._framing, home)).contains(at)

    def _words_at(self, at: QPointF) -> str:
        place = self._place_at(at)
        if place is not None:
            return plain_tip(place.name, place.detail)
        return plain_tip(self._view.label) if self._is_on_pin(at) else ""

    def _show_cursor(self, at: QPointF) -> None:
        if self._grip is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._place_at(at) is not None or self._is_on_pin(at):
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.OpenHandCursor
        self.setCursor(shape)

    def _ask_outlines(self) -> None:
        """Read the outlines once, when the first map is painted."""
        if self._outlines is None:
            self._outlines = QPainterPath()
            outlines = self._sources.outlines
            self._jobs.run(
                self,
                lambda: outline_path(outlines()),
                then=self._show_outlines,
                failed=_log_failure,
            )

    def _show_outlines(self, outlines: QPainterPath) -> None:
        self._outlines = outlines
        self.update()

    def _ask_towns(self) -> None:
        if not self.isVisible():
            return
        wanted, towns = towns_wanted(self._framing), self._sources.towns
        self._asked_towns.run(
            lambda: tuple(towns(wanted)), then=self._show_towns, failed=_log_failure
        )

    def _show_towns(self, towns: Sequence[NamedPoint] | None) -> None:
        self._towns = towns or ()
        self.update()

    def _place_labels(self) -> None:
        self._note.adjustSize()
        room = max(self.width() - _SCALE_PX, 1)
        self._credit.setWordWrap(False)
        wide = min(self._credit.sizeHint().width(), room)
        self._credit.setWordWrap(True)
        self._credit.setFixedSize(wide, max(self._credit.heightForWidth(wide), 1))
        self._note.move(_MARGIN, _MARGIN)
        self._credit.move(
            self.width() - self._credit.width() - _MARGIN,
            self.height() - self._credit.height() - _MARGIN,
        )


def plain_tip(*lines: str) -> str:
    """Return a tip that shows ``lines`` as they are: Qt reads what looks like HTML as HTML."""
    shown = [html.escape(line) for line in lines if line]
    return f"<span>{'<br>'.join(shown)}</span>" if shown else ""


class _Grip:
    """What the mouse holds since it was pressed."""

    def __init__(self, at: QPointF, *, holds_pin: bool) -> None:
        self.at = at
        self.holds_pin = holds_pin
        self.was_moved = False


def _corner_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("look", "map-corner")
    label.hide()
    return label


def _credit_html(credits_: Sequence[MapCredit]) -> str:
    return " · ".join(
        f'<a href="{html.escape(credit.link)}">{html.escape(credit.words)}</a>'
        if credit.link
        else html.escape(credit.words)
        for credit in credits_
    )


def _log_failure(error: Exception) -> None:
    log.warning("a part of the drawn map is missing: %s", type(error).__name__)
