"""The dialog that says how one customer changed hands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from crm_desktop.database.queries.new_customers import MoveOfCustomer
from crm_desktop.ui.customer_moves.words import nobody_words, when_words
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.one_line import one_line
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.shared.words_table import CopyingTable, WordsModel

_SIZE = (1080, 420)
_WIDTHS = {0: 132, 1: 132, 2: 132, 3: 132, 4: 184}


class ChangesDialog(QDialog):
    """Every move, newest first; Esc puts it away."""

    def __init__(
        self,
        name: str,
        formats: Formats,
        *,
        now: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._now = now
        self.setWindowTitle(self.tr("Who was in charge?"))
        self.resize(*_SIZE)
        self.customer = ElidedLabel(formats.person(name), look="title")
        headings = (
            self.tr("When"),
            self.tr("From"),
            self.tr("To"),
            self.tr("Moved by"),
            self.tr("State"),
            self.tr("Hand-over note"),
        )
        self.table = CopyingTable(WordsModel(headings, parent=self), _WIDTHS)
        self.table.setAccessibleName(self.windowTitle())
        self.told = PlainLabel(self.tr("Reading …"), look="soft")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(SIZES.gap)
        for part in (self.customer, self.table, self.told, buttons):
            column.addWidget(part)
        self.table.setFocus()

    def show_moves(self, moves: Sequence[MoveOfCustomer]) -> None:
        """Show how the customer changed hands."""
        self.table.words.show_rows([self._cells(move) for move in moves])
        nothing = self.tr("This customer was never moved. What moves them is listed here.")
        self.told.setText("" if moves else nothing)

    def _cells(self, move: MoveOfCustomer) -> tuple[str, ...]:
        now = self._now()
        today = self._formats.local(now).date()
        state = when_words(None, move.cover_until, self._formats, today)
        notes = filter(None, (one_line(move.note), one_line(move.move_note)))
        return (
            self._formats.moment(move.moved_at, now=now),
            one_line(move.from_name) or nobody_words(),
            one_line(move.to_name),
            one_line(move.made_by),
            self.tr("taken back") if move.undone else state,
            " / ".join(notes),
        )
