"""Where in the pages of letters the words stand that somebody looks for. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.domain.page_hits import PageHit
from crm_desktop.domain.page_reading import PageBox

FindHits = Callable[[Sequence[int], str], Sequence[PageHit]]


@dataclass(frozen=True, slots=True)
class HitsState:
    """``current`` is the index in ``hits`` of the one jumped to last; -1 before the first."""

    words: str = ""
    hits: tuple[PageHit, ...] = ()
    current: int = -1
    searching: bool = False

    @property
    def current_hit(self) -> PageHit | None:
        """The hit jumped to last."""
        return self.hits[self.current] if 0 <= self.current < len(self.hits) else None

    def boxes_on(self, page: PaperPage | None) -> tuple[PageBox, ...]:
        """Return the places to be marked on a page."""
        return tuple(hit.box for hit in self.hits if hit.box is not None and _is_on(hit, page))

    def current_on(self, page: PaperPage | None) -> PageBox | None:
        """Return the place jumped to last, where it is on ``page``."""
        hit = self.current_hit
        return hit.box if hit is not None and _is_on(hit, page) else None


class PageHits(QObject):
    """Looks in the letters of one customer; only the answer to the newest words counts."""

    changed = Signal(object)  # HitsState
    jumped = Signal(int, int)  # document, page number
    failed = Signal(object)  # Exception

    def __init__(self, find: FindHits, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._finding = LatestOnly(jobs, self)
        self._documents: tuple[int, ...] = ()
        self._state = HitsState()

    @property
    def state(self) -> HitsState:
        """What was found last."""
        return self._state

    def look_in(self, document_ids: Sequence[int]) -> None:
        """Look in these papers, in their order; words looked for are looked for there anew."""
        if tuple(document_ids) != self._documents:
            self._documents = tuple(document_ids)
            self.look_for(self._state.words if document_ids else "")

    def look_for(self, words: str) -> None:
        """Mark all places of the words; empty words mark nothing."""
        self._finding.forget()
        if not words.strip():
            self._show(HitsState(words))
            return
        documents = self._documents
        self._show(replace(self._state, words=words, searching=True))
        self._finding.run(
            lambda: self._find(documents, words), then=self._on_found, failed=self._on_failed
        )

    def look_again(self) -> None:
        """Look anew after a text has changed."""
        self.look_for(self._state.words)

    def step(self, by: int) -> None:
        """Jump to the next hit or the one before; behind the last comes the first."""
        count = len(self._state.hits)
        if count == 0:
            return
        before = self._state.current if self._state.current >= 0 or by > 0 else 0
        self._show(replace(self._state, current=(before + by) % count))
        hit = self._state.hits[self._state.current]
        self.jumped.emit(hit.document_id, hit.page_number)

    def _on_found(self, hits: Sequence[PageHit]) -> None:
        self._show(HitsState(self._state.words, tuple(hits)))

    def _on_failed(self, error: Exception) -> None:
        self._show(HitsState(self._state.words))
        self.failed.emit(error)

    def _show(self, state: HitsState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _is_on(hit: PageHit, page: PaperPage | None) -> bool:
    return page is not None and (hit.document_id, hit.page_number) == (
        page.document_id,
        page.page_number,
    )
