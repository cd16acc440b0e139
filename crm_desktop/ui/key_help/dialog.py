"""The sheet of all keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.shared.key_hint import KeyHint
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

translate = QCoreApplication.translate

_ROW = 20
Section = tuple[str, tuple[tuple[str, str], ...]]


class KeyHelpDialog(QDialog):
    """All keys by what they are for; F1 or Esc puts it away.

    With ``letters`` those of who takes letters in, who has no use for the others.
    """

    def __init__(
        self, *, demo: bool = False, letters: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("All keys"))
        columns = QHBoxLayout()
        columns.setSpacing(SIZES.margin)
        sections = _letter_columns() if letters else _desk_columns(demo=demo)
        for column in sections:
            columns.addWidget(_column(*column), 1, Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        page = QVBoxLayout(self)
        page.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.gap)
        page.setSpacing(SIZES.gap)
        page.addLayout(columns)
        page.addWidget(buttons)
        self._fit(page, self.screen().availableGeometry().width() - 2 * SIZES.margin)
        QShortcut(QKeySequence("F1"), self, self.reject)

    def _fit(self, page: QVBoxLayout, widest: int) -> None:
        """Wrap the words where the sheet would be wider than the screen."""
        if self.sizeHint().width() <= widest:
            return
        wrapped = [part for part in self.findChildren(PlainLabel) if not isinstance(part, KeyHint)]
        for words in wrapped:
            words.setWordWrap(True)
        self.setFixedWidth(widest)
        self.ensurePolished()
        self.grab()  # lays everything out, so that each line knows its width
        for words in wrapped:
            words.setMinimumHeight(words.heightForWidth(words.width()))
        page.activate()
        self.resize(widest, page.totalHeightForWidth(widest))


def _desk_columns(*, demo: bool) -> tuple[tuple[Section, ...], ...]:
    # Three columns as even as may be: the sheet must not be higher than a small screen.
    calls = (_in_a_call(), _call_log(), _search())
    if demo:
        first = (_everywhere(), _card(), _demo())
        return first, (*calls, _openings(), _moves()), (_papers(), _map())
    return (_everywhere(), _card()), (*calls, _moves()), (_papers(), _map(), _openings())


def _letter_columns() -> tuple[tuple[Section, ...], ...]:
    return (_letters(),), (_letter_pages(), _everywhere())


def _letters() -> Section:
    return (
        translate("keys", "At the letters"),
        (
            ("1 – 9", translate("keys", "It is their letter; on to the next one")),
            ("Ctrl+F", translate("keys", "Search for who wrote it")),
            ("Enter", translate("keys", "In the search: it is the chosen one's letter")),
            ("Ctrl+Shift+F", translate("keys", "Find letters by words; Enter: to the list")),
            ("↑ ↓", translate("keys", "Choose a letter; in the search, a person")),
            ("Ctrl+Z", translate("keys", "Undo, one thing after another")),
            ("Ctrl+P", translate("keys", "Part the letter behind this page")),
            ("Ctrl+J", translate("keys", "Join with the letter below")),
            ("Ctrl+Backspace", translate("keys", "It is not theirs")),
            ("Ctrl+E", translate("keys", "Mark as read")),
            ("Ctrl+Shift+S", translate("keys", "Scan now, where a scanner is set up")),
        ),
    )


def _letter_pages() -> Section:
    return (
        translate("keys", "Pages of a letter"),
        (
            ("← →", translate("keys", "Previous or next page")),
            ("Ctrl+R", translate("keys", "Turn right; with Shift: left")),
            ("Ctrl++ −", translate("keys", "Larger, smaller")),
            ("Ctrl+0", translate("keys", "Whole page")),
            ("Del", translate("keys", "Put the page away, or bring it back")),
            ("Alt+← →", translate("keys", "Move the page forward or back")),
            ("Ctrl+Shift+E", translate("keys", "Correct what was read of the page")),
        ),
    )


def _everywhere() -> Section:
    return (
        translate("keys", "Everywhere"),
        (
            ("Ctrl+K", translate("keys", "Search customers")),
            ("Ctrl+1 – 9", translate("keys", "Open a call or customer of the list")),
            ("Ctrl+N", translate("keys", "New customer")),
            ("F5", translate("keys", "Call log; again: read it anew")),
            ("Ctrl+Shift+T", translate("keys", "Tasks; Enter there takes one and opens it")),
            ("Ctrl+S", translate("keys", "Save")),
            ("Ctrl+L", translate("keys", "Lock the desk")),
            ("Ctrl+Shift+A", translate("keys", "Ready, or away")),
            ("F2", translate("keys", "Say that you are ready, after a call, or away and why")),
            ("Ctrl+Shift+D", translate("keys", "CTI doctor: why a call is shown, or is not")),
            ("Esc", translate("keys", "One step back; what is typed is kept")),
            ("F1", translate("keys", "All keys")),
        ),
    )


def _in_a_call() -> Section:
    return (
        translate("keys", "In a call"),
        (
            ("1 – 9", translate("keys", "Choose who of a shared number is calling")),
            ("Ctrl+M", translate("keys", "It is somebody else: move call and note to them")),
            ("Ctrl+B", translate("keys", "Back to the call from another card")),
            ("Ctrl+T", translate("keys", "Talk script")),
            ("Ctrl+Shift+H", translate("keys", "Ask for help; supervisors: who asks")),
            ("Ctrl+Shift+W", translate("keys", "Put away what a supervisor whispered")),
            ("Ctrl+Enter", translate("keys", "Finish: save the note, be ready")),
        ),
    )


def _card() -> Section:
    return (
        translate("keys", "On the card"),
        (
            ("Ctrl+D", translate("keys", "Dial the selected or the first number")),
            ("F3 F4 F8", translate("keys", "Orders, note, history")),
            ("Ctrl+O", translate("keys", "Take an order; Ctrl+R there: same as last time")),
            ("Ctrl+E", translate("keys", "Change the customer")),
            ("Ctrl+Shift+U", translate("keys", "Take over a note that is not saved")),
            ("F6", translate("keys", "Papers; again: large, side by side")),
            ("F7", translate("keys", "Map; again: large")),
            ("Shift+F7", translate("keys", "Who looked at it (supervisors)")),
            ("Ctrl+F7", translate("keys", "Who was in charge before")),
            ("Alt+1 – 3", translate("keys", "Jump to what the call is likely about")),
        ),
    )


def _papers() -> Section:
    return (
        translate("keys", "In the papers, large"),
        (
            ("1 – 4", translate("keys", "That many side by side; on the strip: into that pane")),
            ("Tab", translate("keys", "Next pane, sliders, text, note")),
            ("← →", translate("keys", "Paper before, paper after")),
            ("PgUp PgDn", translate("keys", "Pages of the paper")),
            ("+ −", translate("keys", "Larger, smaller; also Ctrl and the wheel")),
            ("F / W / 0", translate("keys", "Whole page, width of the pane, actual size")),
            ("↑ ↓", translate("keys", "Move the page; Shift+← →: sideways")),
            ("L", translate("keys", "Move all panes alike, or each alone")),
            ("R", translate("keys", "Turn right; Shift+R: left")),
            ("B / C", translate("keys", "Lighter, more contrast; with Shift: less")),
            ("P", translate("keys", "Make faint pencil dark")),
            ("D", translate("keys", "All panes to the day of this paper")),
            ("T", translate("keys", "Show or hide what is read aloud")),
            ("Ctrl+F", translate("keys", "Find words in the letters; Enter: next")),
            ("E", translate("keys", "Correct what was read of the page")),
            ("S", translate("keys", "Fill the other screen, or come back")),
            ("F4", translate("keys", "Note; F6: back to the papers")),
            ("Esc", translate("keys", "Back to the card")),
        ),
    )


def _map() -> Section:
    return (
        translate("keys", "On the map"),
        (
            ("← → ↑ ↓", translate("keys", "Move the map; the pin while it is corrected")),
            ("Enter", translate("keys", "Keep the pin; Esc: put it back")),
            ("+ −", translate("keys", "Closer, farther away")),
        ),
    )


def _moves() -> Section:
    return (
        translate("keys", "Moving customers (supervisors)"),
        (
            ("Alt+1 – 4", translate("keys", "Find, share out, move, history")),
            ("Ctrl+Enter", translate("keys", "On to the next step")),
            ("Space", translate("keys", "Tick who gets customers; digits: share, room")),
        ),
    )


def _openings() -> Section:
    return (
        translate("keys", "Openings (supervisors)"),
        (
            ("Alt+← →", translate("keys", "The day before, the day after")),
            ("Enter", translate("keys", "What they opened; there: who looked at that card")),
        ),
    )


def _call_log() -> Section:
    return (
        translate("keys", "In the call log"),
        (
            ("Alt+1 – 3", translate("keys", "My telephone, everybody, to call back")),
            ("Enter", translate("keys", "Open the card, or register the number")),
            ("Ctrl+D", translate("keys", "Call back")),
            ("Ctrl+F", translate("keys", "Type part of a number or name")),
            ("Del", translate("keys", "Missed calls: done, with a reason")),
        ),
    )


def _search() -> Section:
    return (
        translate("keys", "In the search"),
        (
            ("↑ ↓", translate("keys", "Choose a customer")),
            ("Enter", translate("keys", "Open; for an unknown caller: add the number and open")),
            ("Shift+Enter", translate("keys", "For an unknown caller: open without adding")),
        ),
    )


def _demo() -> Section:
    return (
        translate("keys", "In the demo"),
        (
            ("F9 – F12", translate("keys", "Let a call ring")),
            ("Shift+F9", translate("keys", "Answer")),
            ("Shift+F10", translate("keys", "Hang up")),
        ),
    )


def _column(*sections: Section) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SIZES.gap)
    for section in sections:
        layout.addWidget(_section(section))
    return column


def _section(section: Section) -> QFrame:
    heading, keys = section
    frame = QFrame()
    frame.setProperty("look", "panel")
    grid = QGridLayout(frame)
    grid.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.margin, SIZES.gap_small)
    grid.setHorizontalSpacing(SIZES.gap)
    grid.setVerticalSpacing(0)
    grid.addWidget(PlainLabel(heading, look="heading"), 0, 0, 1, 2)
    grid.setRowMinimumHeight(0, _ROW)
    for row, (key, words) in enumerate(keys, 1):
        grid.addWidget(KeyHint(key), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(PlainLabel(words), row, 1)
        grid.setRowMinimumHeight(row, _ROW)
    grid.setColumnMinimumWidth(0, 96)
    grid.setColumnStretch(1, 1)
    return frame
