"""The list of drafts that were left lying, on the home page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.ui.home.list_pane import ListPane
from crm_desktop.ui.kept_drafts.state import KeptDraftsState
from crm_desktop.ui.kept_drafts.words import content_words, kind_words, row_words
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.copy_menu import copy_of
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.row_list import RowPaint
from crm_desktop.ui.shared.several_rows import SeveralRowsList
from crm_desktop.ui.shared.tokens import SIZES

_ICONS: Final = {
    DraftKind.NOTE: "note",
    DraftKind.NEW_CUSTOMER: "user-plus",
    DraftKind.CUSTOMER: "user",
    DraftKind.ORDER: "order",
    DraftKind.TASK: "task",
    DraftKind.DELIVERY_NOTE: "truck",
}
_GAP = 12
_WHEN = 148
_KIND = 160
_HEAD = 44
_MOST_ROWS = 5


class KeptDraftsPane(QWidget):
    """Hidden until something lies there. Enter brings the form back, Delete throws away."""

    draft_wanted = Signal(object)  # Draft
    thrown_away = Signal(object)  # list[Draft]
    undo_wanted = Signal()

    def __init__(self, formats: Formats, now: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = KeptDraftsList(formats, now)
        self.undo = QPushButton(self.tr("Put back"))
        self.throw_away = QPushButton(self.tr("Throw away"))
        self.throw_away.setToolTip(self.tr("The chosen drafts are thrown away (Delete)"))
        self._pane = ListPane(
            self.rows,
            self.tr("Kept from before, not saved"),
            self.tr("Nothing is kept any more."),
            (self.undo, self.throw_away),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pane)
        self.setFocusProxy(self.rows)
        self.undo.clicked.connect(self.undo_wanted)
        self.throw_away.clicked.connect(self._on_thrown)
        self.rows.row_opened.connect(self.draft_wanted)
        self.rows.done_wanted.connect(self._on_thrown)
        self.rows.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.show_state(KeptDraftsState())

    def show_state(self, state: KeptDraftsState) -> None:
        """Make the list say what ``state`` says."""
        self.rows.show_rows(state.drafts)
        number = len(state.drafts)
        self._pane.show_count(str(number or ""), late=False)
        self._pane.show_rows_or_words(loaded=True, failed=False)
        self.setFixedHeight(_HEAD + min(max(number, 1), _MOST_ROWS) * SIZES.row)
        self.undo.setVisible(bool(state.thrown))
        self._offer()
        self.setVisible(state.is_wanted)

    def _offer(self) -> None:
        self.throw_away.setEnabled(bool(self.rows.chosen_rows))

    def _on_thrown(self) -> None:
        if chosen := self.rows.chosen_rows:
            self.thrown_away.emit(chosen)


class KeptDraftsList(SeveralRowsList):
    """When it was typed, into which form, what."""

    def __init__(self, formats: Formats, now: Clock, parent: QWidget | None = None) -> None:
        self._formats = formats
        self._now = now
        super().__init__(self._paint, lambda draft: row_words(draft, formats, now), parent=parent)
        self.copies_of = lambda draft: copy_of(content_words(draft))
        self.choose_several()

    def _paint(self, paint: RowPaint, draft: Draft) -> None:
        room = paint.room.adjusted(SIZES.margin, 0, -SIZES.margin, 0)
        corner = QPoint(room.left(), room.top() + (room.height() - SIZES.icon) // 2)
        paint.icon(_ICONS.get(draft.kind, "pencil"), corner, paint.colours.text_soft)
        when = QRect(room.left() + SIZES.icon + 6, room.top(), _WHEN, room.height())
        words = self._formats.moment(draft.typed_at, now=self._now())
        paint.text(words, when, colour=paint.colours.text_soft)
        kind = QRect(when.right() + _GAP, room.top(), _KIND, room.height())
        paint.text(kind_words(draft.kind), kind, font=paint.fonts.bold)
        content = QRect(kind.right() + _GAP, room.top(), 0, room.height())
        content.setRight(room.right())
        paint.text(content_words(draft), content)
