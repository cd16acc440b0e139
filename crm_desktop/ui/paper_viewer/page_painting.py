"""Paints the part of a page that is to be seen, from the smallest picture that is large enough."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from crm_desktop.ui.paper_viewer.light import Light, table_of
from crm_desktop.ui.paper_viewer.page_view import (
    PageView,
    Size,
    centre_unturned,
    rows_seen,
    scale_in,
    turned_size,
)
from crm_desktop.ui.paper_viewer.pictures import ENOUGH, PagePicture

_Format = QImage.Format


def page_rect(view: PageView, page: Size, room: Size) -> QRectF:
    """Return where the whole turned page lies; parts of it may be outside the room."""
    scale = scale_in(view, page, room)
    width, height = (side * scale for side in turned_size(page, view.turn))
    left, top = room[0] / 2 - view.centre[0] * width, room[1] / 2 - view.centre[1] * height
    return QRectF(left, top, width, height)


def paint_page(
    painter: QPainter, picture: PagePicture, view: PageView, room: Size, *, smooth: bool
) -> None:
    """Paint a page into the room that begins where ``painter`` stands."""
    image, top, height = _best(picture, view, room)
    scale = scale_in(view, picture.page, room) * picture.page[0] / image.width()
    x, y = centre_unturned(view)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.translate(room[0] / 2, room[1] / 2)
    painter.rotate(view.turn)
    painter.scale(scale, scale)
    painter.drawImage(QPointF(-x * image.width(), (top - y) * height), image)
    painter.restore()


def paint_lit_page(
    painter: QPainter,
    picture: PagePicture,
    view: PageView,
    room: Size,
    *,
    light: Light,
    smooth: bool,
) -> None:
    """Paint a page in another light; only what is to be seen is worked on."""
    whole = QRect(0, 0, round(room[0]), round(room[1]))
    place = page_rect(view, picture.page, room).toAlignedRect().intersected(whole)
    if place.isEmpty():
        return
    shown = QImage(place.size(), _Format.Format_RGB32)
    shown.fill(0xFFFFFFFF)
    inside = QPainter(shown)
    inside.translate(-place.topLeft())
    paint_page(inside, picture, view, room, smooth=smooth)
    inside.end()
    data = bytes(shown.constBits()).translate(table_of(light))
    lit = QImage(data, shown.width(), shown.height(), shown.bytesPerLine(), _Format.Format_RGB32)
    painter.drawImage(place.topLeft(), lit)


def _best(picture: PagePicture, view: PageView, room: Size) -> tuple[QImage, float, float]:
    """Return the smallest picture with as many pixels as are painted, else the sharpest.

    With it come its top, in parts of the page, and the height of the page in its pixels.
    """
    scale = scale_in(view, picture.page, room)
    enough = [
        level for level in picture.levels if level.width() >= scale * picture.page[0] * ENOUGH
    ]
    detail = None if enough else picture.detail_for(rows_seen(view, picture.page, room))
    if detail is None:
        level = enough[-1] if enough else picture.levels[0]
        return level, 0.0, float(level.height())
    return detail.rows, detail.seen[0], detail.rows.height() / (detail.seen[1] - detail.seen[0])
