"""The page for a call whose card is not settled: several people, nobody, or no number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.customer_search.inline import CustomerFinder
from crm_desktop.ui.incoming_call.match_list import MatchList, numbered
from crm_desktop.ui.incoming_call.state import DeskCall, IncomingCallState, Lookup
from crm_desktop.ui.incoming_call.words import number_words
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.icons import icon, icon_pixmap
from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.talk_script.pane import TalkScriptPane

_ICON = 32
_WIDEST = 1040
_KEYS = 9
_SCRIPT = 340
_FRAME = 4  # line and margin, above and below


class CallerPage(QWidget):
    """Asks who is calling; keys 1 to 9 choose while it is on the screen and nobody types."""

    customer_chosen = Signal(int)
    new_customer_wanted = Signal(str)  # the number that calls in E.164, or ""

    def __init__(
        self, formats: Formats, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._call: DeskCall | None = None
        self.icon = PlainLabel()
        self.title = ElidedLabel(look="name")
        self.advice = ElidedLabel(look="soft")
        self.matches = MatchList(formats, today)
        self.finder = CustomerFinder(formats, today)
        self.script = TalkScriptPane()
        self.new_customer = QPushButton(self.tr("New customer"))
        self.new_customer.setProperty("look", "primary")
        self.new_customer.clicked.connect(lambda: self.new_customer_wanted.emit(self.number))
        self.matches.row_opened.connect(
            lambda row: self.customer_chosen.emit(row.match.customer_id)
        )
        self._lay_out()
        self.show_script(wanted=False)
        self._keys = [self._choosing_key(number) for number in range(1, _KEYS + 1)]

    def show_state(self, state: IncomingCallState) -> None:
        """Make the page ask what there is to ask about the call in front."""
        call = state.front
        if call is None or call == self._call:
            return
        other_call = self._call is None or call.call_id != self._call.call_id
        if other_call:
            self.finder.reset()
        self._call = call
        self._show_head(call)
        several = call.lookup is Lookup.SEVERAL
        rows = numbered(call.answer.matches) if several else ()
        if rows != self.matches.row_model.rows:
            self.matches.show_rows(rows)
            self.matches.choose(0)
        self._matches_frame.setMaximumHeight(self.matches.wanted_height() + _FRAME)
        self._matches_frame.setVisible(several)
        self._hint_row.setVisible(several)
        self.finder.offer_attaching(offered=bool(call.number) and not several)
        self._finder_words.setText(self._finder_text(call))
        if other_call and self.finder.field.hasFocus():
            self.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the people to choose from, or to the field to search with."""
        super().focusInEvent(event)
        several = self._call is not None and self._call.lookup is Lookup.SEVERAL
        (self.matches if several else self.finder.field).setFocus(event.reason())

    def show_script(self, *, wanted: bool) -> None:
        """Show the talk script beside the question who calls."""
        frame = self.script.parentWidget()
        if frame is not None:
            frame.setVisible(wanted)

    @property
    def number(self) -> str:
        """The number that calls, in E.164; "" when there is none."""
        return self._call.number if self._call else ""

    @property
    def has_typing(self) -> bool:
        """Whether something was typed that another call must not cover; behind a lock, too."""
        return not self.isHidden() and bool(self.finder.field.text())

    def _show_head(self, call: DeskCall) -> None:
        name, colour = _ICONS.get(call.lookup, "phone"), current_colours().text_soft
        ratio = self.devicePixelRatioF()
        self.icon.setPixmap(icon_pixmap(name, colour, ratio=ratio, size=_ICON))
        self.title.show_text(self._title(call))
        self.advice.show_text(self._advice(call))

    def _title(self, call: DeskCall) -> str:
        if call.corrects is not None:
            thought = self._formats.person(call.corrects_name)
            return filled(self.tr("Who is it, if not %1?"), thought)
        number = number_words(call, self._formats)
        match call.lookup:
            case Lookup.SEVERAL:
                return filled(self.tr("Who is calling from %1?"), number)
            case Lookup.UNKNOWN if call.answer.area:
                return filled(self.tr("Unknown %1 (%2)"), number, call.answer.area)
            case Lookup.UNKNOWN:
                return filled(self.tr("Unknown %1"), number)
            case _:
                return number

    def _advice(self, call: DeskCall) -> str:
        if call.corrects is not None:
            return self.tr("The call, your note and its follow-up move along. Esc: as it was.")
        match call.lookup:
            case Lookup.SEVERAL:
                return self.tr("Ask for the name, then choose.")
            case Lookup.NO_NUMBER:
                return self.tr("There is no number to look up. Ask for the name.")
            case Lookup.FAILED:
                return self.tr("The number could not be looked up. Search by name meanwhile.")
            case _:
                return self.tr(
                    "Ask for the name: a new customer, or one calling from a new number?"
                )

    def _finder_text(self, call: DeskCall) -> str:
        match call.lookup:
            case Lookup.SEVERAL:
                return self.tr("Somebody else? Search for an existing customer")
            case Lookup.NO_NUMBER:
                return self.tr("Ask for the name and search for the customer")
            case _:
                return self.tr("This is an existing customer: search by name, kana or code")

    def _choosing_key(self, number: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(str(number)), self)
        shortcut.activated.connect(lambda: self._on_key(number))
        return shortcut

    def _on_key(self, number: int) -> None:
        rows = self.matches.row_model.rows
        if self._matches_frame.isVisible() and number <= len(rows):
            self.customer_chosen.emit(rows[number - 1].match.customer_id)

    def _lay_out(self) -> None:
        self._matches_frame = _framed(self.matches)
        self._hint_row = self._hints()
        self._finder_words = PlainLabel(look="heading")
        whole = QWidget()
        whole.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SIZES.gap)
        column.addLayout(self._head())
        column.addWidget(self._matches_frame, 3)
        column.addWidget(self._hint_row)
        column.addSpacing(SIZES.margin)
        column.addWidget(self._finder_words)
        column.addWidget(self.finder, 2)
        column.addStretch(0)
        page = QHBoxLayout(self)
        page.setContentsMargins(SIZES.margin, SIZES.margin, SIZES.margin, SIZES.margin)
        page.setSpacing(SIZES.margin)
        page.addWidget(whole, 1)
        script = _framed(self.script)
        script.setFixedWidth(_SCRIPT)
        page.addWidget(script)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(SIZES.gap_small)
        words.addWidget(self.title)
        words.addWidget(self.advice)
        head = QHBoxLayout()
        head.setSpacing(SIZES.margin)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.new_customer.setIcon(icon("user-plus", current_colours().text_on_accent))
        self.new_customer.setIconSize(QSize(SIZES.icon, SIZES.icon))
        head.addWidget(self.new_customer)
        head.addWidget(KeyHint("Ctrl+N"))
        return head

    def _hints(self) -> QWidget:
        hints = QWidget(self)
        row = QHBoxLayout(hints)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SIZES.gap_small)
        row.addWidget(KeyHint("1–9"))
        row.addWidget(PlainLabel(self.tr("choose; it is remembered for this number"), look="small"))
        row.addStretch(1)
        return hints


def _framed(widget: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("look", "panel")
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(widget)
    return frame


_ICONS = {
    Lookup.SEVERAL: "users",
    Lookup.UNKNOWN: "user-unknown",
    Lookup.NO_NUMBER: "phone-withheld",
    Lookup.FAILED: "alert",
}
