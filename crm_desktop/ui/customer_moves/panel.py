"""The page "Move customers": find, share out, move, history."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crm_desktop.ui.customer_moves.find_pane import FindPane
from crm_desktop.ui.customer_moves.history_pane import HistoryPane
from crm_desktop.ui.customer_moves.move_pane import MovePane
from crm_desktop.ui.customer_moves.spread_pane import SpreadPane
from crm_desktop.ui.customer_moves.words import page_words, part_words
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.parts_panel import PartsPanel

FIND, SPREAD, MOVE, HISTORY = range(4)


class CustomerMovesPanel(PartsPanel):
    """Alt+1 to Alt+4 go to its parts."""

    def __init__(
        self, formats: Formats, *, now: Clock = utc_now, parent: QWidget | None = None
    ) -> None:
        self.find_pane = FindPane(formats, now=now)
        self.spread_pane = SpreadPane(formats)
        self.move_pane = MovePane(formats, now=now)
        self.history_pane = HistoryPane(formats, now=now)
        panes = (self.find_pane, self.spread_pane, self.move_pane, self.history_pane)
        super().__init__(page_words(), list(zip(part_words(), panes, strict=True)), parent)
