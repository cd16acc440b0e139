"""Decides which papers and pictures are shown. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.customer_card import CardOrder, CustomerCard
from crm_desktop.database.queries.documents import EnclosedPaper
from crm_desktop.ui.customer_card.paper_facts import (
    Paper,
    PaperKind,
    papers,
    with_enclosed,
    with_letter_state,
)

THUMBNAIL_PX: Final = 184  # twice the height on the screen: enough at 200 %
PREVIEW_PX: Final = 1600
_AT_ONCE: Final = 24


@dataclass(frozen=True, slots=True)
class PaperSources:
    """What the papers ask of the database; each is called off the GUI thread."""

    load_enclosed: Callable[[Sequence[int]], list[EnclosedPaper]]
    load_thumbnails: Callable[[Collection[int]], Mapping[int, bytes]]
    load_previews: Callable[[Collection[int]], Mapping[int, bytes]]


@dataclass(frozen=True, slots=True)
class PapersState:
    """The papers of the customer; ``pictures`` holds what has been loaded, by document id.

    ``order_id`` is the order whose enclosures stand out at first, the newest; 0 for none.
    """

    customer_id: int = 0
    order_id: int = 0
    today: date = date.min
    papers: tuple[Paper, ...] = ()
    pictures: Mapping[int, QImage] = field(default_factory=dict)


class PaperPresenter(QObject):
    """Shows the papers at once, their thumbnails as they come, and one larger.

    ``previewed`` tells document id and picture.
    """

    changed = Signal(object)
    previewed = Signal(int, object)
    failed = Signal(object)

    def __init__(
        self,
        sources: PaperSources,
        jobs: Jobs,
        *,
        zone: tzinfo | None = None,
        delay_ms: int = 40,
        parent: QObject | None = None,
    ) -> None:
        """Days are those of ``zone`` (None: this PC's).

        Pictures are asked for after ``delay_ms``, so that no worker competes with the first
        painting of the card.
        """
        super().__init__(parent)
        self._sources = sources
        self._zone = zone
        self._loading = LatestOnly(jobs, self)
        self._preview = LatestOnly(jobs, self)
        self._state = PapersState()
        self._order_ids: list[int] = []
        self._wanted: int | None = None
        self._shown: tuple[Paper, ...] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(delay_ms)
        self._later.timeout.connect(self._load)

    def show_card(self, card: CustomerCard, today: date) -> None:
        """Show the papers of a customer, then load what belongs to them."""
        self._stop_loading()
        self._shown = papers(card, self._zone)
        newest = card.orders[0].order_id if card.orders else 0
        self._show(PapersState(card.customer_id, newest, today, self._shown))
        self._order_ids = [order.order_id for order in card.orders if _enclosed_something(order)]
        self._later.start()

    def renew(self, card: CustomerCard) -> None:
        """Show the papers anew when there are others than there were when the card was opened."""
        if papers(card, self._zone) != self._shown:
            self.show_card(card, self._state.today)

    def choose(self, document_id: int) -> None:
        """Load the larger picture of a paper."""
        self._wanted = document_id
        if not self._later.isActive():
            self._load_preview(document_id)

    def on_letter_changed(self, letter_id: int, state: str, thanked: bool) -> None:  # noqa: FBT001
        """Show what became of a letter just now."""
        today = self._state.today
        changed = tuple(
            with_letter_state(paper, state, today if thanked else None)
            if paper.kind is PaperKind.LETTER and paper.subject_id == letter_id
            else paper
            for paper in self._state.papers
        )
        self._show(replace(self._state, papers=changed))

    def forget(self) -> None:
        """Show no papers, and drop what is still being loaded."""
        self._stop_loading()
        if self._state.papers:
            self._show(PapersState())

    def _load(self) -> None:
        if self._wanted is not None:
            self._load_preview(self._wanted)
        order_ids = self._order_ids
        if not order_ids:
            self._load_pictures(_document_ids(self._state.papers))
            return
        self._loading.run(
            lambda: self._sources.load_enclosed(order_ids),
            then=self._on_enclosed,
            failed=self.failed.emit,
        )

    def _load_preview(self, document_id: int) -> None:
        self._preview.run(
            lambda: _decoded(self._sources.load_previews((document_id,)), PREVIEW_PX),
            then=lambda pictures: self._on_preview(document_id, pictures),
            failed=self.failed.emit,
        )

    def _stop_loading(self) -> None:
        self._wanted = None
        self._later.stop()
        self._loading.forget()
        self._preview.forget()

    def _on_enclosed(self, enclosed: list[EnclosedPaper]) -> None:
        self._show(replace(self._state, papers=with_enclosed(self._state.papers, enclosed)))
        self._load_pictures(_document_ids(self._state.papers))

    def _load_pictures(self, document_ids: list[int]) -> None:
        """Load the newest first, so that what is on the screen comes before the rest."""
        if not document_ids:
            return
        now, later = document_ids[:_AT_ONCE], document_ids[_AT_ONCE:]

        def show(pictures: dict[int, QImage]) -> None:
            self._show(replace(self._state, pictures={**self._state.pictures, **pictures}))
            self._load_pictures(later)

        self._loading.run(
            lambda: _decoded(self._sources.load_thumbnails(now), THUMBNAIL_PX),
            then=show,
            failed=self.failed.emit,
        )

    def _on_preview(self, document_id: int, pictures: dict[int, QImage]) -> None:
        if document_id in pictures:
            self.previewed.emit(document_id, pictures[document_id])

    def _show(self, state: PapersState) -> None:
        self._state = state
        self.changed.emit(state)


def _enclosed_something(order: CardOrder) -> bool:
    return any(parcel.enclosures for parcel in order.shipments)


def _document_ids(shown: tuple[Paper, ...]) -> list[int]:
    """Return each document once, newest first."""
    return list(dict.fromkeys(p.document_id for p in shown if p.document_id is not None))


def _decoded(contents: Mapping[int, bytes], longest_px: int) -> dict[int, QImage]:
    """Return the pictures, none larger than ``longest_px``; what is no picture is left out."""
    found = {document_id: QImage.fromData(content) for document_id, content in contents.items()}
    return {
        document_id: _within(picture, longest_px)
        for document_id, picture in found.items()
        if not picture.isNull()
    }


def _within(picture: QImage, longest_px: int) -> QImage:
    if max(picture.width(), picture.height()) <= longest_px:
        return picture
    return picture.scaled(
        longest_px,
        longest_px,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
