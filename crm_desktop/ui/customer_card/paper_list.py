"""The papers as small pictures: a model of prepared words and a delegate that paints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.ui.customer_card.painted_text import PaintedTexts, PaintKit
from crm_desktop.ui.customer_card.paper_facts import Paper
from crm_desktop.ui.customer_card.paper_words import PaperWords
from crm_desktop.ui.customer_card.prepared_rows import PreparedRows
from crm_desktop.ui.customer_card.tone import Tone
from crm_desktop.ui.shared.labels import plain_tool_tip
from crm_desktop.ui.shared.tokens import SIZES, Colours

_NO_PARENT: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
PaperRows = PreparedRows[Paper, PaperWords]
TILE: Final = QSize(92, 132)
DRAGGED_PAPER: Final = "application/x-crm-desktop-paper"
_PICTURE_HEIGHT: Final = 88
_MOST_DIGITS: Final = 7


class PaperModel(QAbstractListModel):
    """The papers that are shown, their pictures, and the order whose enclosures stand out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: PaperRows = PreparedRows((), _no_words)
        self.pictures: dict[int, QPixmap] = {}
        self.order_id = 0

    def show_rows(self, rows: PaperRows) -> None:
        """Replace all papers at once; their pictures come later."""
        self.beginResetModel()
        self.rows = rows
        self.pictures = {}
        self.endResetModel()

    def show_pictures(self, pictures: Mapping[int, QImage]) -> None:
        """Take over the pictures that were not there yet."""
        new = {key: image for key, image in pictures.items() if key not in self.pictures}
        self.pictures |= {key: QPixmap.fromImage(image) for key, image in new.items()}
        self._repaint()

    def mark_order(self, order_id: int) -> None:
        """Let the enclosures of an order stand out."""
        self.order_id = order_id
        self._repaint()

    def first_of_order(self, order_id: int) -> int | None:
        """Return the row of the first enclosure of an order, None when it has none."""
        papers = enumerate(self.rows.facts)
        return next((row for row, paper in papers if paper.order_id == order_id), None)

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return the number of papers."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a paper; the delegate takes them from ``rows`` itself."""
        tooltip = self.rows[index.row()].tooltip
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return tooltip.replace("\n", " ")
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(tooltip)
            case _:
                return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let papers be dragged, to a pane of the viewer."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's own name
        """Return the one form in which a paper is dragged."""
        return [DRAGGED_PAPER]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's own name
        """Return the row of the paper that is dragged."""
        dragged = QMimeData()
        dragged.setData(DRAGGED_PAPER, str(indexes[0].row()).encode() if indexes else b"")
        return dragged

    def _repaint(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))


def dragged_paper(dragged: QMimeData) -> int | None:
    """Return the row of the paper that is dragged; None when it is something else."""
    row = bytes(dragged.data(DRAGGED_PAPER).data())
    return int(row) if row.isdigit() and len(row) < _MOST_DIGITS else None


def _no_words(paper: Paper) -> PaperWords:
    return PaperWords(paper, "", "", "", "", "", Tone.SOFT, "")


class PaperDelegate(QStyledItemDelegate):
    """Paints a paper: its picture or an icon in a frame, its kind and day, its title."""

    def __init__(self, model: PaperModel, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._kit = PaintKit()
        font = QFont(view.font())
        font.setPixelSize(SIZES.text_small)
        self._texts = PaintedTexts(font)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the one size of all papers."""
        return TILE

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one paper."""
        colours = self._kit.dressed()
        words = self._model.rows[index.row()]
        tile = QRect(option.rect).adjusted(2, 2, -2, -2)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(tile, self._kit.selection)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(tile, self._kit.hover)
        room = QRect(tile.left() + 4, tile.top() + 4, tile.width() - 8, _PICTURE_HEIGHT)
        self._paint_picture(painter, room, words, colours)
        if words.paper.order_id == self._model.order_id:
            painter.fillRect(room.left(), room.bottom() + 2, room.width(), 3, self._kit.accent)
        if selected and self._view.hasFocus():
            painter.setPen(QPen(self._kit.accent, 2))
            painter.drawRect(tile.adjusted(1, 1, -1, -1))
        self._paint_words(painter, tile, words)

    def _paint_picture(
        self, painter: QPainter, room: QRect, words: PaperWords, colours: Colours
    ) -> None:
        picture = self._model.pictures.get(words.paper.document_id or 0)
        if picture is None:
            painter.fillRect(room, self._kit.raised)
            painter.setPen(QColor(colours.line))
            painter.drawRect(room.adjusted(0, 0, -1, -1))
            icon = self._kit.icon(words.icon, Tone.SOFT, self._view.devicePixelRatioF())
            corner = room.center() - QPoint(SIZES.icon // 2, SIZES.icon // 2)
            painter.drawPixmap(corner, icon)
            return
        size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, picture)
        painter.setPen(QColor(colours.line_strong))
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _paint_words(self, painter: QPainter, tile: QRect, words: PaperWords) -> None:
        painter.setFont(self._texts.font)
        left, width = tile.left() + 4, tile.width() - 8
        top = tile.bottom() - 2 * self._texts.height - 2
        painter.setPen(self._kit.tones[Tone.SOFT])
        self._texts.draw(painter, words.first_line, left, top, width)
        painter.setPen(self._kit.tones[words.tone])
        self._texts.draw(painter, words.title, left, top + self._texts.height, width)
