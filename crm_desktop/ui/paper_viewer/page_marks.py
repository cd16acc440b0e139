"""Marks places on a page, however it is turned and however large it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from crm_desktop.domain.page_reading import PageBox, turned_box
from crm_desktop.ui.paper_viewer.page_painting import page_rect
from crm_desktop.ui.paper_viewer.page_view import Fit, PageView, Size, settled
from crm_desktop.ui.shared.theme import current_colours

_MARK_ALPHA = 70
_CURRENT_ALPHA = 120


def place_of(box: PageBox, view: PageView, page: Size, room: Size) -> QRectF:
    """Return where a place of the page, as it was scanned, lies in the room."""
    whole, turned = page_rect(view, page, room), turned_box(box, view.turn)
    return QRectF(
        whole.x() + turned.x * whole.width(),
        whole.y() + turned.y * whole.height(),
        turned.width * whole.width(),
        turned.height * whole.height(),
    )


def with_in_middle(box: PageBox, view: PageView, page: Size, room: Size) -> PageView:
    """Return ``view`` moved so that a place is in the middle; a page seen whole stays."""
    if view.fit is Fit.PAGE:
        return view
    turned = turned_box(box, view.turn)
    middle = turned.x + turned.width / 2, turned.y + turned.height / 2
    return settled(replace(view, centre=middle), page, room)


def paint_marks(
    painter: QPainter,
    boxes: Sequence[PageBox],
    current: PageBox | None,
    at: tuple[PageView, Size, Size],
) -> None:
    """Paint translucent boxes over a page; ``at`` is its view, its size and the room."""
    colours = current_colours()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for box in boxes:
        is_current = box == current
        place = place_of(box, *at)
        ink = QColor(colours.accent if is_current else colours.soon)
        painter.setPen(QPen(ink, 2 if is_current else 1))
        painter.drawRect(place)
        ink.setAlpha(_CURRENT_ALPHA if is_current else _MARK_ALPHA)
        painter.fillRect(place, ink)
