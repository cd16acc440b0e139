"""The middle of the inbox: one page, as large as it can be, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.ui.letter_inbox.state import LetterInboxState
from crm_desktop.ui.letter_inbox.words import CORRECT_KEY, letter_words, page_words
from crm_desktop.ui.page_text.pane import PageTextPane
from crm_desktop.ui.paper_viewer.canvas import ZOOM_STEP, PageCanvas
from crm_desktop.ui.paper_viewer.page_view import Fit, fitted
from crm_desktop.ui.paper_viewer.pictures import PagePicture
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.tokens import SIZES


class PagePane(QFrame):
    """The chosen letter's page with its tools; every tool is an action with a key."""

    page_turned = Signal(int)
    rotated = Signal(int)  # degrees clockwise
    aside_wanted = Signal()
    page_moved = Signal(int)
    split_wanted = Signal()
    merge_wanted = Signal()
    detach_wanted = Signal()
    read_wanted = Signal()
    correction_wanted = Signal()

    def __init__(
        self, formats: Formats, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self._formats = formats
        self._today = today
        self._page: PaperPage | None = None
        self.heading = ElidedLabel("", self, look="title")
        self.number = PlainLabel(look="soft")
        self.canvas = PageCanvas(self)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay with the list
        self.canvas.change_wanted.connect(self.canvas.change_view)
        self.text = PageTextPane(self)
        self._make_actions()
        self._lay_out()

    def show_state(self, state: LetterInboxState) -> None:
        """Say which letter and page it is."""
        letter, page = state.chosen, state.shown_page
        today = self._today()
        words = "" if letter is None else letter_words(letter, self._formats, today)
        self.heading.show_text(words)
        self.number.setText(page_words(state))
        several = len(state.pages) > 1
        for action in (self.previous, self.following, self.earlier, self.later, self.split):
            action.setEnabled(several)
        for action in (self.left, self.right, self.aside, self.larger, self.smaller, self.fit):
            action.setEnabled(page is not None)
        self.detach.setEnabled(letter is not None and letter.customer_id is not None)
        self.merge.setEnabled(letter is not None)
        self.read.setEnabled(letter is not None and letter.state == "scanned")

    def show_picture(self, page: PaperPage | None, picture: PagePicture | None) -> None:
        """Show a page; ``picture`` is None until it comes."""
        if page != self._page:
            self._page = page
            self.canvas.show_other_page(0 if page is None else page.rotation_degrees)
        self.canvas.show_picture(picture)

    def say_none(self) -> None:
        """Say that there is no picture of the page."""
        self.canvas.show_picture(None, self.tr("No picture of it yet."))

    def _make_actions(self) -> None:
        def turn(by: int) -> Callable[[], None]:
            return lambda: self.page_turned.emit(by)

        self.previous = self._action(self.tr("Previous page"), "Left", turn(-1))
        self.following = self._action(self.tr("Next page"), "Right", turn(1))
        self.left = self._action(
            self.tr("Turn left"), "Ctrl+Shift+R", lambda: self.rotated.emit(-90)
        )
        self.right = self._action(self.tr("Turn right"), "Ctrl+R", lambda: self.rotated.emit(90))
        self.larger = self._action(
            self.tr("Larger"), "Ctrl++", lambda: self.canvas.zoom_by(ZOOM_STEP)
        )
        self.smaller = self._action(
            self.tr("Smaller"), "Ctrl+-", lambda: self.canvas.zoom_by(1 / ZOOM_STEP)
        )
        self.fit = self._action(self.tr("Whole page"), "Ctrl+0", self._fit_page)
        self.aside = self._action(
            self.tr("Put the page away, or bring it back"), "Del", self.aside_wanted.emit
        )
        self.correct = self._action(
            self.tr("Correct what was read of the page"),
            CORRECT_KEY,
            self.correction_wanted.emit,
        )
        self.earlier = self._action(
            self.tr("Move the page forward"), "Alt+Left", lambda: self.page_moved.emit(-1)
        )
        self.later = self._action(
            self.tr("Move the page back"), "Alt+Right", lambda: self.page_moved.emit(1)
        )
        self._make_letter_actions()

    def _make_letter_actions(self) -> None:
        self.split = self._action(
            self.tr("Part the letter behind this page"), "Ctrl+P", self.split_wanted.emit
        )
        self.merge = self._action(
            self.tr("Join with the letter below"), "Ctrl+J", self.merge_wanted.emit
        )
        self.detach = self._action(
            self.tr("It is not theirs"), "Ctrl+Backspace", self.detach_wanted.emit
        )
        self.read = self._action(self.tr("Mark as read"), "Ctrl+E", self.read_wanted.emit)

    def _action(self, words: str, keys: str, chosen: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(keys))
        action.setToolTip(f"{words}  {key_text(keys)}")
        action.triggered.connect(lambda _checked: chosen())
        return action

    @property
    def keyed_actions(self) -> tuple[QAction, ...]:
        """All tools, for the page that hears their keys."""
        return (
            *(self.previous, self.following, self.left, self.right),
            *(self.larger, self.smaller, self.fit, self.aside, self.earlier, self.later),
            *(self.split, self.merge, self.detach, self.read),
        )

    def _fit_page(self) -> None:
        self.canvas.change_view(lambda view, _page, _room: fitted(view, Fit.PAGE))

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(SIZES.gap_small)
        tools.addWidget(self._button(self.previous, "◀"))
        tools.addWidget(self.number)
        tools.addWidget(self._button(self.following, "▶"))
        tools.addSpacing(SIZES.gap)
        tools.addWidget(self._button(self.left, "↺"))
        tools.addWidget(self._button(self.right, "↻"))
        tools.addWidget(self._button(self.smaller, "－"))
        tools.addWidget(self._button(self.larger, "＋"))
        tools.addStretch(1)
        page_tools = (self.fit, self.aside, self.correct, self.earlier, self.later)
        tools.addWidget(self._menu(self.tr("Page"), page_tools))
        letter_tools = (self.split, self.merge, self.detach, self.read)
        tools.addWidget(self._menu(self.tr("Letter"), letter_tools))
        column = QVBoxLayout(self)
        column.setContentsMargins(SIZES.gap, SIZES.gap, SIZES.gap, SIZES.gap)
        column.setSpacing(SIZES.gap_small)
        column.addWidget(self.heading)
        column.addLayout(tools)
        column.addWidget(self.canvas, 2)
        column.addWidget(self.text, 1)

    def _button(self, action: QAction, sign: str) -> QToolButton:
        button = QToolButton(self)
        action.setIconText(sign)
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _menu(self, words: str, actions: tuple[QAction, ...]) -> QToolButton:
        button = QToolButton(self)
        button.setText(f"{words} ▾")
        button.setAccessibleName(words)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(button)
        menu.addActions(list(actions))
        button.setMenu(menu)
        return button
