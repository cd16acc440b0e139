"""What stands above the note while help is asked for, and nowhere else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.help.state import AskingState, HelpingState
from crm_desktop.ui.help.words import AWAY_KEY, appears_words, asked_at_words, whisper_words
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon_pixmap
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

LONGEST_WORD = 80
LONGEST_WHISPER = 140  # eight lines above a note
_LEAST_WORD = 128  # the words beside it give way


class HelpLines(QWidget):
    """Three lines, each hidden until it is wanted; none of them ever takes the caret by itself."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whisper = WhisperLine(self)
        self.asking = AskingLine(formats, self)
        self.writing = WritingLine(formats, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        for line in (self.whisper, self.asking, self.writing):
            column.addWidget(line)

    def show_asking(self, state: AskingState) -> None:
        """Show what is asked here, and what was whispered."""
        self.whisper.show_state(state)
        self.asking.show_state(state)


class WhisperLine(QFrame):
    """What a supervisor whispers, until it is put away with a key or the button."""

    put_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "whisper")
        self.icon = PlainLabel("", self)
        self.words = PlainLabel("", self)
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(1)
        self.away = QPushButton(self.tr("Put away"), self)
        self.away.setToolTip(key_text(AWAY_KEY))
        self.away.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.away.clicked.connect(self.put_away)
        _lay_out(self, self.icon, self.words, self.away, widest=self.words)
        self.hide()

    def show_state(self, state: AskingState) -> None:
        """Show all that was whispered, one below the other."""
        words = "\n".join(whisper_words(one) for one in state.whispers)
        if words:
            colour = current_colours().accent
            self.icon.setPixmap(icon_pixmap("text", colour, ratio=self.devicePixelRatioF()))
        self.words.setText(words)
        self.setAccessibleName(words)
        _show(self, wanted=bool(words))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the words need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Claim it from the splitter too, which asks for no height at a width."""
        self.words.setMinimumHeight(max(0, self.words.heightForWidth(self.words.width())))


class AskingLine(QFrame):
    """That help was asked for; a word can be added, or the request taken back."""

    word_said = Signal(str)
    withdrawn = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "detail")
        self._formats = formats
        self._word = ""
        self.words = ElidedLabel("", self, look="soft")
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.word = QLineEdit(self)
        self.word.setMaxLength(LONGEST_WORD)
        self.word.setMinimumWidth(_LEAST_WORD)
        self.word.setPlaceholderText(self.tr("What about? (Enter)"))
        self.word.setAccessibleName(self.tr("What it is about"))
        self.word.returnPressed.connect(self._on_said)
        self.withdraw = QPushButton(self.tr("Never mind"), self)
        self.withdraw.setToolTip(self.tr("No help is needed any more"))
        self.withdraw.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.withdraw.clicked.connect(self.withdrawn)
        _lay_out(self, self.words, self.word, self.withdraw, widest=self.word)
        self.hide()

    def show_state(self, state: AskingState) -> None:
        """Say since when help is asked for."""
        if state.asked_at is not None:
            self.words.show_text(asked_at_words(state.asked_at, state.word, self._formats))
        else:
            self.word.clear()
        _show(self.word, wanted=not state.word)
        _show(self, wanted=state.asked_at is not None)

    def _on_said(self) -> None:
        if self.word.text().strip():
            self.word_said.emit(self.word.text())


class WritingLine(QFrame):
    """Where a supervisor whispers to who asked with the customer of this card."""

    whispered = Signal(str)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "whisper")
        self._formats = formats
        self._state = HelpingState()
        self.body = QLineEdit(self)
        self.body.setMaxLength(LONGEST_WHISPER)
        self.body.setAccessibleName(self.tr("Whisper to your colleague"))
        self.body.returnPressed.connect(self._on_whispered)
        self.send = QPushButton(self.tr("Whisper"), self)
        self.send.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.send.clicked.connect(self._on_whispered)
        self.sent = PlainLabel("", self, look="done")
        _lay_out(self, self.body, self.send, self.sent, widest=self.body)
        self.hide()

    def show_state(self, state: HelpingState) -> None:
        """Offer to whisper; what is typed is for the one whose card it is."""
        was_here, self._state = self._state.here, state
        here = state.here
        if here is not None:
            self.body.setPlaceholderText(appears_words(here.staff_name))
        if here is None or was_here is None or here.operation_id != was_here.operation_id:
            self.body.clear()
        self.send.setEnabled(not state.sending)
        arrived = "" if state.sent_at is None else self._formats.time(state.sent_at)
        self.sent.setText(filled(self.tr("Arrived %1"), arrived) if arrived else "")
        _show(self.sent, wanted=bool(arrived))
        _show(self, wanted=here is not None)

    def _on_whispered(self) -> None:
        if self.body.text().strip():
            self.whispered.emit(self.body.text())


def put_away_key(line: WhisperLine, where: QWidget) -> QShortcut:
    """Let a key put away what is whispered, wherever the caret stands in ``where``."""
    shortcut = QShortcut(QKeySequence(AWAY_KEY), where)
    shortcut.activated.connect(line.put_away)
    return shortcut


def _lay_out(line: QFrame, *parts: QWidget, widest: QWidget) -> None:
    row = QHBoxLayout(line)
    row.setContentsMargins(SIZES.gap, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
    row.setSpacing(SIZES.gap)
    for part in parts:
        row.addWidget(part, 1 if part is widest else 0)


def _show(widget: QWidget, *, wanted: bool) -> None:
    if widget.isHidden() == wanted:
        widget.setVisible(wanted)
