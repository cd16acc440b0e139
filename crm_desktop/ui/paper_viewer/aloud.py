"""What stands in the paper, to be read aloud, and what became of a letter."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QTextEdit, QVBoxLayout, QWidget

from crm_desktop.database.queries.paper_texts import LetterText
from crm_desktop.ui.page_text.pane import PageTextPane
from crm_desktop.ui.page_text.state import PageTextState
from crm_desktop.ui.paper_viewer.state import ViewerState
from crm_desktop.ui.paper_viewer.words import aloud_words
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import without_turns
from crm_desktop.ui.shared.tokens import SIZES

_LINE_PERCENT: Final = 135


class AloudPane(QWidget):
    """Large text that can be selected and copied; below a letter what to do with it."""

    read_wanted = Signal(object)  # LetterText
    thanked_wanted = Signal(object, str)  # LetterText, how
    correction_wanted = Signal()
    task_wanted = Signal(object)  # LetterText

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._letter: LetterText | None = None
        self._page_text = PageTextState()
        self.words = QTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setProperty("look", "aloud")
        self.words.setAccessibleName(self.tr("What stands in the paper"))
        self.read = QPushButton(self.tr("Mark as read"), self)
        self.read.clicked.connect(self._on_read)
        self.thanked = QPushButton(self.tr("Thanked …"), self)
        self.thanked.setMenu(self._ways())
        self.correct = QPushButton(self)
        self.correct.clicked.connect(self.correction_wanted)
        self.task = QPushButton(self.tr("Task …"), self)
        self.task.clicked.connect(self._on_task)
        self.page_text = PageTextPane(self)
        self._lay_out()
        self._show_buttons()

    def show_state(self, state: ViewerState) -> None:
        """Show the text of the active pane's paper; a selection in the same text stays."""
        words = without_turns(aloud_words(state.text, self._formats, state.today))
        if words != self.words.toPlainText():
            self.words.setPlainText(words)
            _space_lines(self.words)
        self._letter = state.text if isinstance(state.text, LetterText) else None
        self._show_buttons()

    def show_page_text(self, state: PageTextState) -> None:
        """Let the field in which the page is corrected take the place of what is read aloud."""
        self._page_text = state
        had_caret = self.page_text.editor.hasFocus()
        self.page_text.show_state(state)
        self.words.setVisible(not state.editing)
        self._show_buttons()
        if had_caret and not state.editing:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(SIZES.gap_small, 0, SIZES.gap_small, 0)
        buttons.setSpacing(SIZES.gap_small)
        buttons.addWidget(self.read, 1)
        buttons.addWidget(self.thanked, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.gap_small)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.page_text, 1)
        layout.addLayout(buttons)
        last = QHBoxLayout()
        last.setContentsMargins(buttons.contentsMargins())
        last.addWidget(self.correct)
        last.addWidget(self.task)
        layout.addLayout(last)

    def _show_buttons(self) -> None:
        letter, text = self._letter, self._page_text
        idle = letter is not None and not text.editing
        self.read.setVisible(idle and letter is not None and letter.state == "scanned")
        self.thanked.setVisible(idle and letter is not None and letter.thanked_on is None)
        self.task.setVisible(idle)
        self.correct.setVisible(idle and text.known)
        words = self.tr("Correct this page") if text.draft is None else self.tr("Go on correcting")
        self.correct.setText(filled("%1  %2", words, "E"))

    def _ways(self) -> QMenu:
        menu = QMenu(self)
        for words in (
            self.tr("By telephone"),
            self.tr("By letter"),
            self.tr("By postcard"),
            self.tr("By e-mail"),
            self.tr("With a gift"),
        ):
            menu.addAction(words, partial(self._on_thanked, words))
        return menu

    def _on_thanked(self, how: str) -> None:
        if self._letter is not None:
            self.thanked_wanted.emit(self._letter, how)

    def _on_task(self) -> None:
        if self._letter is not None:
            self.task_wanted.emit(self._letter)

    def _on_read(self) -> None:
        if self._letter is not None:
            self.read_wanted.emit(self._letter)


def _space_lines(words: QTextEdit) -> None:
    """Give the lines room: Japanese without it is hard to read aloud."""
    spaced = QTextBlockFormat()
    spaced.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor = QTextCursor(words.document())
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(spaced)
