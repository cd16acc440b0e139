"""What became of one call: its telephones, who hung up, the notes, the recording."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from crm_desktop.database.queries.call_log import LoggedCall
from crm_desktop.ui.call_log.state import CallLogState
from crm_desktop.ui.call_log.words import (
    LegWords,
    direction_words,
    facts_words,
    is_web_address,
    leg_headings,
    leg_words,
    notes_words,
    number_words,
)
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import ElidedLabel
from crm_desktop.ui.shared.row_list import RowList, RowPaint
from crm_desktop.ui.shared.tokens import SIZES

_HEIGHT = 200
_EXTENSION, _CLOCK, _GAP = 48, 80, 8


class CallDetail(QFrame):
    """Says nothing while no call is chosen; its room stays, so that the list never moves."""

    card_wanted = Signal()
    dial_wanted = Signal()
    recording_wanted = Signal(str)  # a web address

    def __init__(self, formats: Formats, now: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self._recording = ""
        self.who = ElidedLabel(look="title")
        self.facts = ElidedLabel(look="soft")
        self.legs = RowList(_paint_leg, lambda leg: leg.line)
        self.notes = QPlainTextEdit()
        self.card = QPushButton(self.tr("Open the card"))
        self.dial = QPushButton(self.tr("Call back"))
        self.recording = QPushButton(self.tr("Recording"))
        self._prepare()
        self._lay_out()

    def show_state(self, state: CallLogState) -> None:
        """Make the pane say what is known of the chosen call."""
        call = state.chosen
        for part in (self.legs, self.notes, self.card, self.dial, self.recording, *self._keys):
            part.setVisible(call is not None)
        if call is None:
            self.who.show_text("")
            self.facts.show_text(self.tr("Choose a call to see its telephones and notes."))
            return
        now = self._now()
        self.who.show_text(self._who_words(call))
        self.facts.show_text(facts_words(call, self._formats, now))
        legs = [leg_words(leg, self._formats, now) for leg in call.legs]
        self.legs.show_rows([leg_headings(), *legs])
        words = notes_words(state.notes, call, self._formats, now)
        if words != self.notes.toPlainText():
            self.notes.setPlainText(words)
        self._offer(call)

    def _offer(self, call: LoggedCall) -> None:
        known = call.customer_id is not None
        self.card.setText(self.tr("Open the card") if known else self.tr("New customer"))
        self.card.setEnabled(known or call.caller is not None)
        self.dial.setEnabled(call.caller is not None)
        self._recording = call.recording_url if is_web_address(call.recording_url) else ""
        self.recording.setVisible(bool(self._recording))

    def _who_words(self, call: LoggedCall) -> str:
        moment = self._formats.moment(call.began_at, now=self._now())
        name = self._formats.person(call.customer_name)
        number = number_words(call, self._formats)
        return "  ".join(filter(None, [moment, direction_words(call.direction), name, number]))

    def _prepare(self) -> None:
        self.setProperty("look", "panel")
        self.setFixedHeight(_HEIGHT)
        self.legs.setAccessibleName(self.tr("Telephones of the call"))
        self.legs.row_model.can_be_chosen = lambda leg: leg != leg_headings()
        self.notes.setAccessibleName(self.tr("Notes of the call"))
        self.notes.setReadOnly(True)
        self.notes.setTabChangesFocus(True)
        self.card.clicked.connect(self.card_wanted)
        self.dial.clicked.connect(self.dial_wanted)
        self.recording.setToolTip(self.tr("Open the recording in the web browser"))
        self.recording.clicked.connect(lambda: self.recording_wanted.emit(self._recording))

    def _lay_out(self) -> None:
        self._keys = (KeyHint("Enter"), KeyHint("Ctrl+D"))
        head = QHBoxLayout()
        head.setSpacing(SIZES.gap)
        head.addStrut(SIZES.row + SIZES.gap_small)  # alike with and without buttons
        head.addWidget(self.who, 1)
        for part in (self.recording, self.card, self._keys[0], self.dial, self._keys[1]):
            head.addWidget(part)
        body = QHBoxLayout()
        body.setSpacing(SIZES.gap)
        body.addWidget(self.legs, 3)
        body.addWidget(self.notes, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap)
        column.setSpacing(SIZES.gap_small)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addLayout(body, 1)


def _paint_leg(paint: RowPaint, leg: LegWords) -> None:
    room = paint.room.adjusted(SIZES.gap_small, 0, -SIZES.gap_small, 0)
    heading = leg == leg_headings()
    soft = paint.colours.text_soft
    words = paint.fonts.small_bold if heading else paint.fonts.text
    figures = paint.fonts.small_bold if heading else paint.fonts.figures
    fixed = _EXTENSION + 3 * _CLOCK + 4 * _GAP
    who_width = (room.width() - fixed) * 2 // 5
    columns = (
        (leg.who, who_width, soft if heading else "", words),
        (leg.extension, _EXTENSION, soft, figures),
        (leg.rang, _CLOCK, soft, figures),
        (leg.answered, _CLOCK, soft, figures),
        (leg.ended, _CLOCK, soft, figures),
        (leg.outcome, room.width() - fixed - who_width, soft if heading else "", words),
    )
    left = room.left()
    for text, width, colour, font in columns:
        cell = QRect(left, room.top(), width, room.height())
        paint.text(text, cell, colour=colour, font=font, align=Qt.AlignmentFlag.AlignLeft)
        left += width + _GAP
