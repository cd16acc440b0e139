"""The page of letters that came in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.customer_search.field import SearchField
from crm_desktop.ui.letter_inbox.letter_list import LetterList
from crm_desktop.ui.letter_inbox.page_pane import PagePane
from crm_desktop.ui.letter_inbox.people_list import MOST_KEYS
from crm_desktop.ui.letter_inbox.quarantine_pane import QuarantinePane
from crm_desktop.ui.letter_inbox.state import Done, LetterInboxState
from crm_desktop.ui.letter_inbox.text_search import TextSearchState
from crm_desktop.ui.letter_inbox.whose_pane import FIND_KEY, WhosePane
from crm_desktop.ui.letter_inbox.words import done_words, empty_words, found_words, waiting_words
from crm_desktop.ui.main_window import DeskOfWindow
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.key_hint import KeyHint, key_text
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.one_line import one_line
from crm_desktop.ui.shared.tokens import SIZES

UNDO_KEY = "Ctrl+Z"
SCAN_KEY = "Ctrl+Shift+S"
TEXT_KEY = "Ctrl+Shift+F"
_WIDTHS = (296, 500, 304)


class LetterInboxPanel(QWidget):
    """Letters at the left, a page in the middle, people at the right; files may be dropped on it.

    The caret stays in the list: digits attach, arrows choose letter and page.
    """

    undo_wanted = Signal()
    on_screen = Signal(bool)
    files_dropped = Signal(list)  # paths of files and folders
    cancel_wanted = Signal()
    scan_wanted = Signal(str)  # the name of a source, "" for all

    def __init__(self, desk: DeskOfWindow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = desk.formats
        self._shown_done: Done | None = None
        self._search = TextSearchState()
        self._shown = LetterInboxState()
        self.letters = LetterList(desk.formats, desk.today)
        self.text_field = SearchField()
        self.text_field.setPlaceholderText(filled("%1  %2", self.tr("Words"), key_text(TEXT_KEY)))
        self.text_field.setAccessibleName(self.tr("Find letters by words that stand in them"))
        self.page = PagePane(desk.formats, desk.today)
        self.whose = WhosePane(desk.formats)
        self.quarantine = QuarantinePane(desk.formats, desk.now)
        self.refused = QToolButton()
        self.refused.setAccessibleName(self.tr("Files that were not taken in"))
        self.scan = QPushButton(self.tr("Scan now"))
        self.scan.setVisible(False)
        self.undo = QPushButton(self.tr("Undo"))
        self.cancel = QPushButton(self.tr("Stop"))
        self._done = ElidedLabel("", look="soft")
        self._count = PlainLabel(look="soft")
        self._empty = PlainLabel(look="soft")
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.letters)
        self.show_progress("")

    def show_state(self, state: LetterInboxState) -> None:
        """Make the page say what ``state`` says."""
        self._shown = state
        self.letters.show_state(state)
        self._mark()
        self.page.show_state(state)
        self.whose.show_state(state)
        self.quarantine.show_files(state.rows.quarantined)
        self._count.setText(waiting_words(state))
        self._empty.setText(empty_words(state))
        self._empty.setVisible(not state.listed)  # the list stays: the caret is in it
        refused = len(state.rows.quarantined)
        self.refused.setVisible(bool(refused))
        self.refused.setText(filled(self.tr("Not taken in: %1"), str(refused)))
        if state.done != self._shown_done:
            self._shown_done = state.done
            self._done.show_text(done_words(state.done, self._formats))
        self.undo.setEnabled(state.undoable > 0)

    def show_search(self, search: TextSearchState) -> None:
        """Show only what was found, mark it on the page; without words all letters."""
        self._search = search
        self.letters.show_found(search.lines)
        words = found_words(search, self.letters.row_model.rows)
        self.found.setText(words)
        self.found.setVisible(bool(words))
        self._mark()

    def _mark(self) -> None:
        self.page.canvas.show_marks(self._search.boxes_on(self._shown.shown_page), None)

    def tell(self, words: str) -> None:
        """Say something at the foot, until the next thing is done."""
        self._done.show_text(words)

    @property
    def told(self) -> str:
        """What stands at the foot."""
        return self._done.whole_text

    def show_progress(self, words: str) -> None:
        """Say how far taking files in is; "" when nothing is taken in."""
        self._progress.setText(words)
        self._progress.setVisible(bool(words))
        self.cancel.setVisible(bool(words))
        self.scan.setEnabled(not words)

    def offer_scanning(self, names: Sequence[str]) -> None:
        """Offer to scan with each of the sources, or with all of them."""
        self.scan.setVisible(True)
        self._scan_key.setVisible(True)
        if len(names) > 1:
            menu = QMenu(self.scan)
            menu.addAction(self.tr("All of them")).triggered.connect(self._scan_all)
            for name in names:
                shown = one_line(name).replace("&", "&&")
                menu.addAction(shown).triggered.connect(partial(self._scan_with, name))
            self.scan.setMenu(menu)

    def back_to_letters(self) -> None:
        """Empty the search and put the caret into the list."""
        self.whose.field.clear()
        self.text_field.clear()
        self._pages.setCurrentIndex(0)
        self.setFocusProxy(self.letters)
        self.letters.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is looked at."""
        super().showEvent(event)
        self.on_screen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it no longer is."""
        super().hideEvent(event)
        self.on_screen.emit(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders of this computer."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files and folders on."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.files_dropped.emit(paths)

    def _scan_with(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.scan_wanted.emit(name)

    def _scan_all(self, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        if self.scan.isEnabled():
            self.scan_wanted.emit("")

    def _find(self) -> None:
        self.whose.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.whose.field.selectAll()

    def _find_text(self) -> None:
        self.text_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text_field.selectAll()

    def _go_to_found(self) -> None:
        if self.letters.currentIndex().row() < 0:
            self.letters.move_by(0)
        self.letters.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_refused(self) -> None:
        self._pages.setCurrentIndex(1)
        self.setFocusProxy(self.quarantine)
        self.quarantine.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for action in self.page.keyed_actions:
            action.setShortcutContext(within)
            self.addAction(action)
        for digit in range(1, MOST_KEYS + 1):
            key = QShortcut(QKeySequence(str(digit)), self, context=within)
            key.activated.connect(partial(self.whose.choose, digit - 1))
        keyed = (
            (FIND_KEY, self._find),
            (TEXT_KEY, self._find_text),
            (UNDO_KEY, self.undo_wanted.emit),
            (SCAN_KEY, self._scan_all),
        )
        for keys, act in keyed:
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(act)
        self.scan.clicked.connect(self._scan_all)
        self.undo.clicked.connect(self.undo_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.refused.clicked.connect(self._show_refused)
        self.quarantine.back_wanted.connect(self.back_to_letters)
        self.whose.left.connect(self.back_to_letters)
        self.text_field.moved.connect(self.letters.move_by)
        self.text_field.entered.connect(self._go_to_found)
        self.text_field.cancelled.connect(self.back_to_letters)

    def _lay_out(self) -> None:
        self._progress = PlainLabel(look="soft")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("letters")
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SIZES.gap)
        for part in (self._left_column(), self.page, self.whose):
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes(list(_WIDTHS))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(SIZES.gap, SIZES.gap, SIZES.gap, SIZES.gap_small)
        column.setSpacing(SIZES.gap_small)
        column.addWidget(splitter, 1)
        column.addLayout(self._foot())
        self._pages = QStackedLayout(self)
        self._pages.addWidget(whole)
        self._pages.addWidget(self.quarantine)

    def _left_column(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "panel")
        head = QHBoxLayout()
        head.setContentsMargins(SIZES.margin, SIZES.gap_small, SIZES.gap, SIZES.gap_small)
        head.addWidget(PlainLabel(self.tr("Letters"), look="title"))
        head.addStretch(1)
        head.addWidget(self._count)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, 0)
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._text_row())
        column.addWidget(self.found)
        column.addWidget(self._empty)
        column.addWidget(self.letters, 1)
        column.addWidget(self.refused)
        return frame

    def _text_row(self) -> QHBoxLayout:
        self.found = PlainLabel(look="soft")
        self.found.setWordWrap(True)
        self.found.setContentsMargins(SIZES.margin, 0, SIZES.margin, SIZES.gap_small)
        self.found.hide()
        row = QHBoxLayout()
        row.setContentsMargins(SIZES.gap, 0, SIZES.gap, SIZES.gap_small)
        row.addWidget(self.text_field)
        return row

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(SIZES.gap)
        foot.addWidget(self._done, 1)
        foot.addWidget(self._progress)
        foot.addWidget(self.cancel)
        self._scan_key = KeyHint(SCAN_KEY)
        self._scan_key.setVisible(False)
        foot.addWidget(self.scan)
        foot.addWidget(self._scan_key)
        foot.addWidget(self.undo)
        foot.addWidget(KeyHint(UNDO_KEY))
        return foot
