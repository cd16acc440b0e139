"""Everything on paper between the office and the customer, as small pictures in time order."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from crm_desktop.ui.customer_card.card_columns import DraggedSplitter
from crm_desktop.ui.customer_card.paper_facts import Paper, PaperKind
from crm_desktop.ui.customer_card.paper_list import TILE, PaperDelegate, PaperModel
from crm_desktop.ui.customer_card.paper_presenter import PapersState
from crm_desktop.ui.customer_card.paper_preview import PaperPreview
from crm_desktop.ui.customer_card.paper_words import paper_heading, paper_words
from crm_desktop.ui.customer_card.prepared_rows import PreparedRows
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.theme import current_colours
from crm_desktop.ui.shared.tokens import SIZES

_LITTLE_PX: Final = 560


class PaperPane(QWidget):
    """The strip above, the selected paper below; ``document_chosen`` asks for its picture.

    ``viewer_wanted`` asks for the papers large, with this one first.
    """

    document_chosen = Signal(int)
    viewer_wanted = Signal(object)  # Paper

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._today = date.min
        self._customer_id = 0
        self._papers: tuple[Paper, ...] | None = None
        self.model = PaperModel(self)
        self.strip = PaperStrip(self.model)
        self.strip.setAccessibleName(self.tr("Papers"))
        self.strip.selectionModel().currentChanged.connect(self._on_current)
        self.strip.activated.connect(self._on_activated)
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
        self.parts = DraggedSplitter(Qt.Orientation.Vertical, "card_papers", self)
        self.parts.addWidget(self.strip)
        self.parts.addWidget(self.preview)
        self.parts.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one row of small pictures where there is little height, else two."""
        super().resizeEvent(event)
        if not self.parts.is_dragged:
            height = event.size().height()
            strip = TILE.height() * (1 if height < _LITTLE_PX else 2) + SIZES.gap_small
            self.parts.setSizes([strip, height - strip])

    def show_larger(self, document_id: int, picture: QImage) -> None:
        """Show the larger picture of a paper, if it is still the selected one."""
        row = self.strip.currentIndex().row()
        if row >= 0 and self.model.rows.facts[row].document_id == document_id:
            self.preview.show_larger(picture)

    def mark_order(self, order_id: int) -> None:
        """Let what came with an order stand out, and select the first of it."""
        if order_id == self.model.order_id:
            return
        self.model.mark_order(order_id)
        row = self.model.first_of_order(order_id)
        if row is not None:
            self.strip.setCurrentIndex(self.model.index(row))

    def select_paper(self, kind: PaperKind, subject_id: int) -> None:
        """Select a paper; one that is not there changes nothing."""
        for row, paper in enumerate(self.model.rows.facts):
            if paper.kind is kind and paper.subject_id == subject_id:
                self.strip.setCurrentIndex(self.model.index(row))
                return

    def _show_rows(self, state: PapersState) -> None:
        self._today = state.today
        words = partial(paper_words, formats=self._formats, today=state.today)
        same_customer = state.customer_id == self._customer_id
        chosen = self.strip.currentIndex().row() if same_customer else -1
        self._papers, self._customer_id = state.papers, state.customer_id
        self.model.show_rows(PreparedRows(state.papers, words))
        self.empty.setVisible(not state.papers)
        self.parts.setVisible(bool(state.papers))
        if not same_customer:
            self.model.order_id = state.order_id
            chosen = self.model.first_of_order(state.order_id) or 0
        self.strip.setCurrentIndex(self.model.index(max(0, chosen)))
        if not state.papers:
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

    def _on_activated(self, index: QModelIndex) -> None:
        self.viewer_wanted.emit(self.model.rows.facts[index.row()])

    def _show_thumbnail_larger(self) -> None:
        row = self.strip.currentIndex().row()
        if row >= 0 and not self.preview.picture.has_picture:
            document_id = self.model.rows.facts[row].document_id
            self.preview.picture.show_picture(self.model.pictures.get(document_id or 0))


class PaperStrip(QListView):
    """The small pictures side by side, spread over the whole width; fills its own ground."""

    def __init__(self, model: PaperModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(PaperDelegate(model, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(24)
        self.setMinimumHeight(TILE.height())
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's own name
        """Never jump about on letters: they may be meant for the note."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground, then paint the papers."""
        QPainter(self.viewport()).fillRect(event.rect(), QColor(current_colours().panel))
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each picture its share of the width."""
        width = self.viewport().width() - 1
        in_a_row = max(1, width // TILE.width())
        self.setGridSize(QSize(width // in_a_row, TILE.height()))
        super().resizeEvent(event)
