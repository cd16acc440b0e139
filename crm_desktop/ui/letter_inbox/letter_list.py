"""The letters in a list, each with its first page large enough to be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QTransform
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.letters import InboxLetter
from crm_desktop.ui.letter_inbox.state import LetterInboxState
from crm_desktop.ui.letter_inbox.thumbnails import PictureKey
from crm_desktop.ui.letter_inbox.words import row_words, state_words
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line, without_turns
from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.tokens import SIZES

ROW_PX: Final = 196
_PICTURE: Final = QSize(136, 184)
_LINE: Final = 22
_LONGEST_LINE: Final = 120

PictureOf = Callable[[PictureKey], QImage | None]


class LetterList(RowList):
    """Letters of nobody first, those assigned below; moving in it chooses."""

    letter_chosen = Signal(int)

    def __init__(
        self, formats: Formats, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        self._formats = formats
        self._today = today
        self.picture_of: PictureOf = lambda _key: None
        super().__init__(self._paint, self._words, height_of=lambda _row: ROW_PX, parent=parent)
        self._showing = False
        self._listed: tuple[InboxLetter, ...] = ()
        self._chosen: InboxLetter | None = None
        self._lines: Mapping[int, str] | None = None
        self.setAccessibleName(self.tr("Letters"))
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_state(self, state: LetterInboxState) -> None:
        """Show the letters and which of them is chosen."""
        self._showing = True
        self._listed, self._chosen = state.listed, state.chosen
        self._show_wanted()
        self._showing = False

    def show_found(self, lines: Mapping[int, str] | None) -> None:
        """Show only letters with a line to show, found by what stands in them; None: all."""
        self._showing = True
        self._lines = lines
        self._show_wanted()
        self.viewport().update()
        self._showing = False

    def move_by(self, rows: int) -> None:
        """Choose the letter so many rows further on; the first when none is chosen."""
        count = len(self.row_model.rows)
        if count:
            before = self.currentIndex().row()
            self.choose(max(0, min(before + rows, count - 1)) if before >= 0 else 0)

    def _show_wanted(self) -> None:
        lines = self._lines
        self.show_rows([one for one in self._listed if lines is None or one.letter_id in lines])
        rows = self.row_model.rows
        if self._chosen in rows:
            number = rows.index(self._chosen)
            if number != self.currentIndex().row():
                self.choose(number)
                self.scrollTo(self.currentIndex())

    def _on_current(self, index: QModelIndex) -> None:
        letter = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if not self._showing and isinstance(letter, InboxLetter):
            self.letter_chosen.emit(letter.letter_id)

    def _words(self, letter: InboxLetter) -> str:
        words = row_words(letter, self._formats, self._today())
        line = (self._lines or {}).get(letter.letter_id, "")
        return " ".join([*words, state_words(letter), line])

    def _paint(self, row: RowPaint, letter: InboxLetter) -> None:
        corner = row.room.topLeft() + QPoint(SIZES.gap, (ROW_PX - _PICTURE.height()) // 2)
        frame = QRect(corner, _PICTURE)
        picture = self.picture_of((letter.sha256, letter.source_page))
        if picture is None:
            row.painter.fillRect(frame, QColor(row.colours.raised))
        else:
            _paint_picture(row, picture, frame, letter.rotation_degrees)
        room = QRect(frame.right() + SIZES.margin, corner.y(), 0, _LINE)
        room.setRight(row.room.right() - SIZES.gap)
        for number, line in enumerate(row_words(letter, self._formats, self._today())):
            soft = number > 0 and letter.customer_id is None
            font = row.fonts.text if number else row.fonts.bold
            row.text(line, room, font=font, colour=row.colours.text_soft if soft else "")
            room.translate(0, _LINE)
        self._paint_line(row, letter, room)
        row.painter.setPen(QColor(row.colours.line))
        row.painter.drawLine(row.room.bottomLeft(), row.room.bottomRight())

    def _paint_line(self, row: RowPaint, letter: InboxLetter, room: QRect) -> None:
        """Write the line with the hit below the other words, as far as there is room."""
        line = (self._lines or {}).get(letter.letter_id, "")
        room.setBottom(row.room.bottom() - SIZES.gap)
        if not line or room.height() < _LINE:
            return
        row.painter.setFont(row.fonts.text)
        row.painter.setPen(QColor(row.colours.accent))
        shown = without_turns(one_line(line[:_LONGEST_LINE]))
        row.painter.drawText(room, int(Qt.TextFlag.TextWrapAnywhere), shown)


def _paint_picture(row: RowPaint, picture: QImage, frame: QRect, turn: int) -> None:
    upright = picture.transformed(QTransform().rotate(turn)) if turn else picture
    size = upright.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(frame.topLeft(), size)
    place.moveCenter(frame.center())
    row.painter.setRenderHint(row.painter.RenderHint.SmoothPixmapTransform)
    row.painter.drawImage(place, upright)
    row.painter.setPen(QColor(row.colours.line_strong))
    row.painter.setBrush(Qt.BrushStyle.NoBrush)
    row.painter.drawRect(place)
