"""Everything on paper between the office and the customer, as small pictures in time order."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSplitter, QVBoxLayout, QWidget

from crm_desktop.ui.customer_card.pane_heading import PaneHeading
from crm_desktop.ui.customer_card.paper_facts import Paper, PaperKind
from crm_desktop.ui.customer_card.paper_list import TILE, PaperDelegate, PaperModel
from crm_desktop.ui.customer_card.paper_presenter import PapersState
from crm_desktop.ui.customer_card.paper_preview import PaperPreview
from crm_desktop.ui.customer_card.paper_words import paper_heading, paper_words
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES


class PaperPane(QWidget):
    """The strip above, the selected paper below; ``document_chosen`` asks for its picture."""

    document_chosen = Signal(int)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._today = date.min
        self._customer_id = 0
        self._papers: tuple[Paper, ...] | None = None
        self.model = PaperModel(self)
        self.strip = _strip(self.model)
        self.strip.setAccessibleName(self.tr("Papers"))
        self.strip.selectionModel().currentChanged.connect(self._on_current)
        self.preview = PaperPreview()
        self.empty = PlainLabel(
            self.tr(
                "No papers yet. Mailings, what lay in the parcels and the customer's letters "
                "gather here once they are recorded."
            ),
            self,
            look="soft",
        )
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.gap)
        self.parts = QSplitter(Qt.Orientation.Vertical, self)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(self.strip)
        self.parts.addWidget(self.preview)
        self.parts.setStretchFactor(1, 1)
        self.parts.setSizes([2 * TILE.height() + SIZES.gap, 2 * TILE.height()])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(PaneHeading(self.tr("Papers"), "F6", self))
        layout.addWidget(self.empty)
        layout.addWidget(self.parts, 1)
        layout.addStretch(0)

    def show_papers(self, state: PapersState) -> None:
        """Show the papers; pictures that came for the same papers change nothing else."""
        if state.papers is not self._papers:
            self._show_rows(state)
        if state.pictures:
            self.model.show_pictures(state.pictures)
            self._show_thumbnail_larger()

    def show_larger(self, document_id: int, picture: QImage) -> None:
        """Show the larger picture of a paper, if it is still the selected one."""
        row = self.strip.currentIndex().row()
        if row >= 0 and self.model.rows[row].paper.document_id == document_id:
            self.preview.show_larger(picture)

    def mark_order(self, order_id: int) -> None:
        """Let what came with an order stand out, and select the first of it."""
        self.model.mark_order(order_id)
        row = self.model.first_of_order(order_id)
        if row is not None:
            self.strip.setCurrentIndex(self.model.index(row))

    def select_paper(self, kind: PaperKind, subject_id: int) -> None:
        """Select a paper; one that is not there changes nothing."""
        for row, words in enumerate(self.model.rows):
            if words.paper.kind is kind and words.paper.subject_id == subject_id:
                self.strip.setCurrentIndex(self.model.index(row))
                return

    def _show_rows(self, state: PapersState) -> None:
        self._today = state.today
        words = tuple(paper_words(paper, self._formats, self._today) for paper in state.papers)
        same_customer = state.customer_id == self._customer_id
        chosen = self.strip.currentIndex().row() if same_customer else 0
        self._papers, self._customer_id = state.papers, state.customer_id
        self.model.show_rows(words)
        self.empty.setVisible(not words)
        self.parts.setVisible(bool(words))
        self.strip.setCurrentIndex(self.model.index(max(0, chosen)))
        if not words:
            self.preview.show_paper("", "", None)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid():
            return
        words = self.model.rows[current.row()]
        document_id = words.paper.document_id
        picture = self.model.pictures.get(document_id or 0)
        heading = paper_heading(words, self._formats, self._today)
        self.preview.show_paper(heading, words.words, picture)
        if document_id is not None:
            self.document_chosen.emit(document_id)

    def _show_thumbnail_larger(self) -> None:
        row = self.strip.currentIndex().row()
        if row >= 0 and not self.preview.picture.has_picture:
            document_id = self.model.rows[row].paper.document_id
            self.preview.picture.show_picture(self.model.pictures.get(document_id or 0))


class PaperStrip(QListView):
    """The small pictures side by side, spread over the whole width."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each picture its share of the width."""
        width = self.viewport().width() - 1
        in_a_row = max(1, width // TILE.width())
        self.setGridSize(QSize(width // in_a_row, TILE.height()))
        super().resizeEvent(event)


def _strip(model: PaperModel) -> PaperStrip:
    strip = PaperStrip()
    strip.setModel(model)
    strip.setItemDelegate(PaperDelegate(model, strip))
    strip.setViewMode(QListView.ViewMode.IconMode)
    strip.setFlow(QListView.Flow.LeftToRight)
    strip.setWrapping(True)
    strip.setUniformItemSizes(True)
    strip.setMovement(QListView.Movement.Static)
    strip.setResizeMode(QListView.ResizeMode.Adjust)
    strip.setSpacing(0)
    strip.setLayoutMode(QListView.LayoutMode.Batched)
    strip.setBatchSize(24)
    strip.setMinimumHeight(TILE.height())
    strip.setMouseTracking(True)
    strip.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    strip.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    return strip
