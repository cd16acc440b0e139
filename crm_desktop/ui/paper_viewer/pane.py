"""One pane: what the paper is, its page, and which of how many."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.customer_card.paper_list import dragged_paper
from crm_desktop.ui.paper_viewer.canvas import PageCanvas
from crm_desktop.ui.paper_viewer.state import PaneState
from crm_desktop.ui.paper_viewer.words import missing_words, page_words, pane_words
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.tokens import SIZES


class PaperViewPane(QFrame):
    """A line of words above the canvas; ``paper_dropped`` tells the row of the strip."""

    paper_dropped = Signal(int)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._shown = PaneState()
        self.heading = ElidedLabel("", self)
        self.page = PlainLabel("", self, look="soft")
        self.canvas = PageCanvas(self)
        self.setAcceptDrops(True)
        line = QHBoxLayout()
        line.setContentsMargins(SIZES.gap, 0, SIZES.gap, 0)
        line.addWidget(self.heading, 1)
        line.addWidget(self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.gap_small)
        layout.addLayout(line)
        layout.addWidget(self.canvas, 1)

    def show_pane(self, pane: PaneState, today: date, *, pages_known: bool) -> None:
        """Show a paper's page; the same page looks as it did."""
        before, self._shown = self._shown, pane
        heading = pane_words(pane, self._formats, today)
        self.heading.show_text(heading)
        self.page.setText(page_words(pane))
        self.canvas.setAccessibleName(filled("%1 %2", heading, page_words(pane)))
        if (pane.paper, pane.page) != (before.paper, before.page):
            self.canvas.show_other_page(0 if pane.page is None else pane.page.rotation_degrees)
        words = "" if pane.picture else missing_words(pane, pages_known=pages_known)
        self.canvas.show_picture(pane.picture, words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take papers of the strip, nothing else."""
        if dragged_paper(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show the paper that was dropped."""
        row = dragged_paper(event.mimeData())
        if row is not None:
            event.acceptProposedAction()
            self.paper_dropped.emit(row)
