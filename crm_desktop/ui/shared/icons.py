"""Our line icons, drawn in the colour asked for and kept once drawn."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from crm_desktop.resources import resource
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES


def icon(name: str, colour: str = "") -> QIcon:
    """Return ``resources/icons/<name>.svg`` as ``#rrggbb`` (default: the soft text colour)."""
    application = QApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QApplication) else 1.0
    return QIcon(icon_pixmap(name, colour or current_colours().text_soft, ratio=ratio))


def icon_pixmap(name: str, colour: str, *, ratio: float, size: int = SIZES.icon) -> QPixmap:
    """Return the icon ``size`` device-independent pixels wide, for a screen of ``ratio``.

    For painting in a delegate: take ``ratio`` from the painter's device. Drawn once, then kept
    in Qt's own cache, which goes with the application.
    """
    key = f"icon {name} {colour} {ratio} {size}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = _drawn(name, colour, ratio=ratio, size=size)
        QPixmapCache.insert(key, pixmap)
    return pixmap


def _drawn(name: str, colour: str, *, ratio: float, size: int) -> QPixmap:
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
