"""Files that could not be taken in: what is wrong with each, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.database.queries.letters import QuarantinedRow
from crm_desktop.errors.papers import refusal_told
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.tokens import SIZES

_LINE = 22


class QuarantinePane(QFrame):
    """The refused files, newest first; all three deeds are for the chosen one."""

    back_wanted = Signal()
    again_wanted = Signal(object)  # QuarantinedRow
    aside_wanted = Signal(object)  # QuarantinedRow
    copy_wanted = Signal(object)  # QuarantinedRow

    def __init__(
        self, formats: Formats, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self._formats = formats
        self._now = now
        self.files = RowList(self._paint, self._words, height_of=lambda _row: 3 * _LINE)
        self.files.setAccessibleName(self.tr("Files that were not taken in"))
        self.sentence = PlainLabel()
        self.sentence.setWordWrap(True)
        self.again = QPushButton(self.tr("Try again"))
        self.aside = QPushButton(self.tr("Put aside"))
        self.copy = QPushButton(self.tr("Save a copy …"))
        self.back = QPushButton(self.tr("Back to the letters"))
        self._connect()
        self._lay_out()
        self.setFocusProxy(self.files)

    def show_files(self, files: Sequence[QuarantinedRow]) -> None:
        """Show the files there are."""
        if tuple(files) != self.files.row_model.rows:
            self.files.show_rows(files)
            if files and not self.files.currentIndex().isValid():
                self.files.choose(0)
        self._show_chosen()

    def event(self, event: QEvent) -> bool:
        """Take Esc for going back to the letters."""
        is_key = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_key and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if is_key and event.type() == QEvent.Type.KeyPress:
            self.back_wanted.emit()
            return True
        return super().event(event)

    def _show_chosen(self) -> None:
        row = self.files.chosen_row
        none = self.tr("Every file was taken in. One that cannot be read would be kept here.")
        self.sentence.setText(none if row is None else sentence_of(row))
        kept = row is not None and row.kept
        self.again.setEnabled(kept)
        self.copy.setEnabled(kept)
        self.aside.setEnabled(row is not None)

    def _tell(self, signal: Callable[[QuarantinedRow], None]) -> None:
        row = self.files.chosen_row
        if row is not None:
            signal(row)

    def _paint(self, row: RowPaint, file: QuarantinedRow) -> None:
        room = row.room.adjusted(SIZES.margin, 0, -SIZES.margin, 0)
        room.setHeight(_LINE)
        room.translate(0, _LINE // 4)
        row.text(file.name, room, font=row.fonts.bold)
        room.translate(0, _LINE)
        row.text(self._facts(file), room, colour=row.colours.text_soft)

    def _words(self, file: QuarantinedRow) -> str:
        return f"{file.name} {self._facts(file)} {sentence_of(file)}"

    def _facts(self, file: QuarantinedRow) -> str:
        when = self._formats.moment(file.received_at, now=self._now())
        return "  ".join(filter(None, [when, file.source, f"{max(file.byte_size // 1000, 1)} KB"]))

    def _connect(self) -> None:
        self.files.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.again.clicked.connect(lambda: self._tell(self.again_wanted.emit))
        self.aside.clicked.connect(lambda: self._tell(self.aside_wanted.emit))
        self.copy.clicked.connect(lambda: self._tell(self.copy_wanted.emit))
        self.back.clicked.connect(self.back_wanted)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SIZES.gap)
        for button in (self.again, self.aside, self.copy):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIZES.margin, SIZES.margin, SIZES.margin, SIZES.margin)
        column.setSpacing(SIZES.gap)
        column.addWidget(PlainLabel(self.tr("Files that were not taken in"), look="title"))
        column.addWidget(self.files, 1)
        column.addWidget(self.sentence)
        column.addLayout(buttons)


def sentence_of(file: QuarantinedRow) -> str:
    """Return what is wrong with a file, and what can be done."""
    return error_text(refusal_told(file.problem, file.name, file.facts))
