"""A list whose rows are painted, not built of widgets: cheap to show, whole for a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from crm_desktop.ui.shared.copy_menu import Copy, open_copy_menu
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.one_line import LONGEST_PAINTED, one_line
from crm_desktop.ui.shared.theme import current_colours, number_font
from crm_desktop.ui.shared.tokens import SIZES, Colours

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class RowFonts:
    """The fonts of rows, made once: proportional for words, of one width for figures."""

    text: QFont
    bold: QFont
    small: QFont
    small_bold: QFont
    figures: QFont
    figures_bold: QFont


def row_fonts() -> RowFonts:
    """Return the fonts of the program as it is dressed now."""
    return RowFonts(
        text=_text_font(SIZES.text, bold=False),
        bold=_text_font(SIZES.text, bold=True),
        small=_text_font(SIZES.text_small, bold=False),
        small_bold=_text_font(SIZES.text_small, bold=True),
        figures=number_font(),
        figures_bold=_bold(number_font()),
    )


@dataclass(frozen=True, slots=True)
class RowPaint:
    """One row being painted: where, in which colours and fonts."""

    painter: QPainter
    room: QRect
    colours: Colours
    fonts: RowFonts

    def text(
        self,
        text: str,
        room: QRect,
        *,
        colour: str = "",
        font: QFont | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Write one line, cut with … where ``room`` is short."""
        self.painter.setFont(font or self.fonts.text)
        self.painter.setPen(QColor(colour or self.colours.text))
        line = one_line(text[:LONGEST_PAINTED])
        cut = self.painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        self.painter.drawText(room, align | Qt.AlignmentFlag.AlignVCenter, cut)

    def icon(self, name: str, corner: QPoint, colour: str) -> None:
        """Draw an icon of ours with its upper left at ``corner``."""
        ratio = self.painter.device().devicePixelRatioF()
        self.painter.drawPixmap(corner, icon_pixmap(name, colour, ratio=ratio))

    def fill(self, room: QRect, colour: str) -> None:
        """Fill a rounded box."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colour))
        self.painter.drawRoundedRect(room, SIZES.radius, SIZES.radius)

    def key(self, words: str, room: QRect) -> None:
        """Draw the cap of a key."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(QColor(self.colours.line_strong))
        self.painter.setBrush(QColor(self.colours.raised))
        self.painter.drawRoundedRect(room.adjusted(0, 0, -1, -1), 3, 3)
        self.text(
            words,
            room,
            colour=self.colours.text_soft,
            font=self.fonts.small,
            align=Qt.AlignmentFlag.AlignHCenter,
        )


PaintRow = Callable[[RowPaint, Any], None]


def _text_font(size_px: int, *, bold: bool) -> QFont:
    font = QFont()
    font.setPixelSize(size_px)
    font.setBold(bold)
    return font


def _bold(font: QFont) -> QFont:
    font.setBold(True)
    return font


class RowModel(QAbstractListModel):
    """Rows of one kind or several; ``words_of`` is what a screen reader reads of a row."""

    def __init__(self, words_of: Callable[[Any], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words_of = words_of
        self._rows: tuple[Any, ...] = ()
        self.can_be_chosen: Callable[[Any], bool] = lambda _row: True

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows as they are shown."""
        return self._rows

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; where only their content differs, the view keeps its place."""
        new = tuple(rows)
        if new == self._rows:
            return
        if len(new) == len(self._rows) and new:
            self._rows = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return the row itself, or its words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words_of(row)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let only rows be chosen that stand for something, not headings."""
        if index.isValid() and self.can_be_chosen(self._rows[index.row()]):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class RowDelegate(QStyledItemDelegate):
    """Paints the ground of a row and lets ``paint_row`` do the rest."""

    def __init__(
        self,
        paint_row: PaintRow,
        height_of: Callable[[Any], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._paint_row = paint_row
        self._height_of = height_of
        self._fonts: RowFonts | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of the row; the width is the list's."""
        return QSize(0, self._height_of(index.data(ROW_ROLE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        colours = current_colours()
        state: QStyle.StateFlag = option.state
        room: QRect = option.rect
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.save()
        if enabled and state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(colours.selection))
        elif enabled and state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(colours.hover))
        self._fonts = self._fonts or row_fonts()
        self._paint_row(RowPaint(painter, room, colours, self._fonts), index.data(ROW_ROLE))
        painter.restore()


class RowList(QListView):
    """Shows a `RowModel`; a click or Enter on a row opens it."""

    row_opened = Signal(object)

    def __init__(
        self,
        paint_row: PaintRow,
        words_of: Callable[[Any], str],
        *,
        height_of: Callable[[Any], int] = lambda _row: SIZES.row,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.row_model = RowModel(words_of, self)
        self.setModel(self.row_model)
        self.setItemDelegate(RowDelegate(paint_row, height_of, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._open)
        self.copies_of: Callable[[Any], list[Copy]] = lambda _row: []

    @property
    def chosen_row(self) -> Any | None:  # noqa: ANN401 - whatever was handed in
        """The row that is chosen, or None."""
        index = self.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; a row of the same content stays the chosen one."""
        chosen = self.chosen_row
        self.row_model.show_rows(rows)
        self.scheduleDelayedItemsLayout()
        if chosen is not None and chosen in self.row_model.rows:
            self.choose(self.row_model.rows.index(chosen))

    def choose(self, number: int) -> None:
        """Make the row at ``number``, counted from 0, the chosen one."""
        self.setCurrentIndex(self.row_model.index(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen row on Enter; letters never jump about."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
            return
        if event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy what the row under the mouse shows."""
        index = self.indexAt(event.pos())
        if index.isValid():
            open_copy_menu(self, event.globalPos(), self.copies_of(index.data(ROW_ROLE)))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.row_opened.emit(index.data(ROW_ROLE))
