"""Paints a map of one home without any web engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.position import Position
from crm_desktop.ui.address_map.framing import (
    Framing,
    Point,
    metres_per_pixel,
    point_of,
    scale_bar_m,
)
from crm_desktop.ui.address_map.map_view import MapPlace, MapView, NamedPoint
from crm_desktop.ui.address_map.outlines import WORLD
from crm_desktop.ui.shared.theme import number_font
from crm_desktop.ui.shared.tokens import SIZES, Colours

PIN_WIDTH: Final = 26
PIN_HEIGHT: Final = 34
PLACE_PX: Final = 22
OUTLINES_TO_ZOOM: Final = 11
_SCALE_BAR_PX: Final = 110
_EDGE_PX: Final = 10
_DOT_PX: Final = 3.0
_NORTH_PX: Final = 12
_RING_FROM_ZOOM: Final = 13


@dataclass(frozen=True, slots=True)
class MapPicture:
    """Everything a drawn map is made of.

    ``rings`` are circles round the home, each with its radius in metres and its words.
    """

    framing: Framing
    view: MapView
    outlines: QPainterPath
    towns: Sequence[NamedPoint]
    rings: Sequence[tuple[float, str]]
    colours: Colours


def paint_map(painter: QPainter, picture: MapPicture) -> None:
    """Paint all of it, from the sea up to the pin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_land(painter, picture)
    _paint_towns(painter, picture)
    if picture.view.home is not None:
        _paint_circles(painter, picture, picture.view.home)
    for number, place in reversed(list(enumerate(picture.view.places, start=1))):
        _paint_place(painter, picture, number=number, place=place)
    if picture.view.home is not None:
        at = pixel_of(picture.framing, picture.view.home)
        paint_pin(painter, at, picture.colours, is_pinned=picture.view.is_pinned)
    _paint_scale_bar(painter, picture)
    _paint_north(painter, picture)


def pixel_of(framing: Framing, position: Position) -> QPointF:
    """Return where ``position`` lies on the map."""
    pixel = framing.pixel(point_of(position))
    return QPointF(pixel.x, pixel.y)


def pin_rect(at: QPointF) -> QRectF:
    """Return the room of a pin whose point stands at ``at``."""
    return QRectF(at.x() - PIN_WIDTH / 2, at.y() - PIN_HEIGHT, PIN_WIDTH, PIN_HEIGHT)


def place_rect(at: QPointF) -> QRectF:
    """Return the room of the number of a place at ``at``."""
    return QRectF(at.x() - PLACE_PX / 2, at.y() - PLACE_PX / 2, PLACE_PX, PLACE_PX)


def _paint_land(painter: QPainter, picture: MapPicture) -> None:
    framing, colours = picture.framing, picture.colours
    room = QRectF(0, 0, framing.width, framing.height)
    if framing.zoom > OUTLINES_TO_ZOOM:  # coarser than what is on the screen
        painter.fillRect(room, QColor(colours.raised))
        return
    painter.fillRect(room, QColor(colours.moving_soft))
    painter.save()
    corner = framing.pixel(Point(0, 0))
    painter.translate(corner.x, corner.y)
    painter.scale(framing.world_px / WORLD, framing.world_px / WORLD)
    pen = QPen(QColor(colours.line_strong), 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(QColor(colours.panel))
    painter.drawPath(picture.outlines)
    painter.restore()


def _paint_towns(painter: QPainter, picture: MapPicture) -> None:
    """Write the names that have room, the first first, each beside its dot."""
    painter.setFont(_small_font())
    taken = _taken_by_people(picture)
    for town in picture.towns:
        at = pixel_of(picture.framing, town.position)
        wide = painter.fontMetrics().horizontalAdvance(town.name)
        room = QRectF(at.x() - wide / 2, at.y() + 3, wide, painter.fontMetrics().height())
        if any(room.intersects(other) for other in taken):
            continue
        taken.append(room.adjusted(-4, 0, 4, 2))
        painter.setPen(QColor(picture.colours.text_soft))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, town.name)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(picture.colours.line_strong))
        painter.drawEllipse(at, _DOT_PX, _DOT_PX)


def _taken_by_people(picture: MapPicture) -> list[QRectF]:
    places = [place_rect(pixel_of(picture.framing, one.position)) for one in picture.view.places]
    home = picture.view.home
    if home is None:
        return places
    at = pixel_of(picture.framing, home)
    return [pin_rect(at), *(_ring_room(picture, at, ring) for ring in _rings(picture)), *places]


def _rings(picture: MapPicture) -> Sequence[tuple[float, str]]:
    return picture.rings if picture.framing.zoom >= _RING_FROM_ZOOM else ()


def _ring_room(picture: MapPicture, home: QPointF, ring: tuple[float, str]) -> QRectF:
    """Return the room for the words of a ring, on top of it."""
    radius_m, words = ring
    metrics = QFontMetricsF(_small_font())
    wide, high = metrics.horizontalAdvance(words) + 6, metrics.height()
    top = home.y() - radius_m / metres_per_pixel(picture.framing)
    return QRectF(home.x() - wide / 2, top - high - 3, wide, high)


def _small_font() -> QFont:
    font = QApplication.font()
    font.setPixelSize(SIZES.text_small)
    return font


def _paint_circles(painter: QPainter, picture: MapPicture, home: Position) -> None:
    at, scale = pixel_of(picture.framing, home), metres_per_pixel(picture.framing)
    colours = picture.colours
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setFont(_small_font())
    for ring in _rings(picture):
        radius = ring[0] / scale
        painter.setPen(QPen(QColor(colours.line_strong), 1, Qt.PenStyle.DashLine))
        painter.drawEllipse(at, radius, radius)
        painter.setPen(QColor(colours.text_soft))
        room = _ring_room(picture, at, ring)
        painter.fillRect(room, QColor(colours.raised))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, ring[1])
    if picture.view.accuracy_m and not picture.view.is_pinned:
        soft = QColor(colours.accent)
        soft.setAlphaF(0.12)
        painter.setBrush(soft)
        painter.setPen(QPen(QColor(colours.accent), 1.5))
        radius = picture.view.accuracy_m / scale
        painter.drawEllipse(at, radius, radius)


def _paint_place(painter: QPainter, picture: MapPicture, *, number: int, place: MapPlace) -> None:
    room = place_rect(pixel_of(picture.framing, place.position))
    painter.setBrush(QColor(picture.colours.panel))
    painter.setPen(QPen(QColor(picture.colours.accent), 2))
    painter.drawEllipse(room.adjusted(1, 1, -1, -1))
    font = number_font(SIZES.text_small)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(picture.colours.accent))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(number))


def paint_pin(painter: QPainter, at: QPointF, colours: Colours, *, is_pinned: bool) -> None:
    """Paint the home's pin: full where a person set it, with a hole where a machine did."""
    room = pin_rect(at)
    radius = PIN_WIDTH / 2 - 1
    middle = QPointF(at.x(), room.top() + PIN_WIDTH / 2)
    shape = QPainterPath(at)
    shape.cubicTo(
        QPointF(at.x() - 2, at.y() - 6),
        QPointF(middle.x() - radius, middle.y() + 8),
        QPointF(middle.x() - radius, middle.y()),
    )
    shape.arcTo(QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius), 180, -180)
    shape.cubicTo(QPointF(middle.x() + radius, middle.y() + 8), QPointF(at.x() + 2, at.y() - 6), at)
    painter.setBrush(QColor(colours.accent))
    painter.setPen(QPen(QColor(colours.panel), 1.5))
    painter.drawPath(shape)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.text_on_accent))
    painter.drawPolygon(_house(middle))
    if not is_pinned:
        painter.setBrush(QColor(colours.accent))
        painter.drawRect(QRectF(middle.x() - 1.5, middle.y() + 0.5, 3, 4.5))


def _house(middle: QPointF) -> QPolygonF:
    corners = [(0, -6.5), (7, 0), (5, 0), (5, 5), (-5, 5), (-5, 0), (-7, 0)]
    return QPolygonF([QPointF(middle.x() + x, middle.y() + y) for x, y in corners])


def _paint_scale_bar(painter: QPainter, picture: MapPicture) -> None:
    metres = scale_bar_m(picture.framing, _SCALE_BAR_PX)
    wide = metres / metres_per_pixel(picture.framing)
    left, bottom = float(_EDGE_PX), float(picture.framing.height - _EDGE_PX)
    painter.fillRect(QRectF(left, bottom - 18, wide, 18), QColor(picture.colours.panel))
    painter.setPen(QPen(QColor(picture.colours.text), 1.5))
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(left, bottom - 5),
                QPointF(left, bottom),
                QPointF(left + wide, bottom),
                QPointF(left + wide, bottom - 5),
            ]
        )
    )
    painter.setFont(_small_font())
    painter.drawText(QPointF(left + 4, bottom - 5), metres_words(metres))


def metres_words(metres: int) -> str:
    """Return ``200 m`` or ``5 km``."""
    return f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"  # noqa: PLR2004


def _paint_north(painter: QPainter, picture: MapPicture) -> None:
    x, top = picture.framing.width - _EDGE_PX - _NORTH_PX / 2, float(_EDGE_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(picture.colours.text_soft))
    arrow = [
        (0, 0),
        (_NORTH_PX / 2, _NORTH_PX + 4),
        (0, _NORTH_PX),
        (-_NORTH_PX / 2, _NORTH_PX + 4),
    ]
    painter.drawPolygon(QPolygonF([QPointF(x + right, top + down) for right, down in arrow]))
    painter.setPen(QColor(picture.colours.text_soft))
    painter.setFont(number_font(SIZES.text_small))
    room = QRectF(x - 10, top + _NORTH_PX + 5, 20, 18)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "N")
