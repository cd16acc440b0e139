"""The two lists of the form: products that were found, and the lines of the order."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.products import ProductRow
from crm_desktop.domain.new_order import OrderedLine
from crm_desktop.ui.new_order.words import line_words, product_words
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_CODE_PX = 92
_YEN_PX = 92
_PIECES_PX = 132
_RIGHT = Qt.AlignmentFlag.AlignRight


class FoundProducts(RowList):
    """One line a product, numbered from 0; takes no focus: the caret stays in the field."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(self._paint, lambda row: product_words(row[1], formats), parent=parent)
        self._formats = formats
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Products found"))

    def show_found(self, found: tuple[ProductRow, ...], chosen: int) -> None:
        """Show what was found, one of it chosen; nothing hides the list."""
        self.show_rows(tuple(enumerate(found)))
        self.setVisible(bool(found))
        if found:
            self.choose(chosen)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the rows there are."""
        return QSize(super().sizeHint().width(), self.row_model.rowCount() * SIZES.row)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same room: a choice must be seen."""
        return self.sizeHint()

    def _paint(self, paint: RowPaint, row: tuple[int, ProductRow]) -> None:
        _number, product = row
        room = paint.room.adjusted(SIZES.gap, 0, -SIZES.gap, 0)
        code, name, price = _columns(room, _CODE_PX, _YEN_PX)
        paint.text(product.code, code, colour=paint.colours.text_soft)
        paint.text(product.name, name)
        yen = self._formats.yen(product.price_yen)
        paint.text(yen, price, font=paint.fonts.figures, align=_RIGHT)


class OrderLines(RowList):
    """The lines of the order: Enter takes one back into the fields, Delete takes it out."""

    removed = Signal(int)  # number of the line, from 0

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(self._paint, lambda row: line_words(row[1], formats), parent=parent)
        self._formats = formats
        self.setAccessibleName(self.tr("Lines of the order"))
        self.setToolTip(self.tr("Enter: change the line; Delete: take it out"))
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self, self._remove)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)

    def show_lines(self, lines: tuple[OrderedLine, ...]) -> None:
        """Show the lines in their order."""
        self.show_rows(tuple(enumerate(lines)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say how lines come where there are none."""
        super().paintEvent(event)
        if self.row_model.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(current_colours().text_soft))
        room = self.viewport().rect().adjusted(SIZES.gap, SIZES.gap, -SIZES.gap, -SIZES.gap)
        words = self.tr("Choose a product above, then Enter: its line comes here.")
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, words)
        painter.end()

    def _remove(self) -> None:
        row = self.chosen_row
        if row is not None:
            self.removed.emit(row[0])

    def _paint(self, paint: RowPaint, row: tuple[int, OrderedLine]) -> None:
        _number, line = row
        room = paint.room.adjusted(SIZES.gap, 0, -SIZES.gap, 0)
        code, rest, amount = _columns(room, _CODE_PX, _YEN_PX)
        name, pieces = QRect(rest), QRect(rest)
        name.setRight(rest.right() - _PIECES_PX)
        pieces.setLeft(name.right() + SIZES.gap)
        paint.text(line.product_code, code, colour=paint.colours.text_soft)
        paint.text(line.product_name, name)
        each = f"{self._formats.yen(line.unit_price_yen)} × {line.quantity}"
        paint.text(each, pieces, font=paint.fonts.figures, align=_RIGHT)
        yen = self._formats.yen(line.amount_yen)
        paint.text(yen, amount, font=paint.fonts.figures_bold, align=_RIGHT)


def _columns(room: QRect, left_px: int, right_px: int) -> tuple[QRect, QRect, QRect]:
    left, middle, right = QRect(room), QRect(room), QRect(room)
    left.setWidth(left_px)
    right.setLeft(room.right() - right_px)
    middle.setLeft(left.right() + SIZES.gap)
    middle.setRight(right.left() - SIZES.gap)
    return left, middle, right
