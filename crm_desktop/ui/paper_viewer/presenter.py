"""Decides which papers and pages lie in the panes, and has their pictures brought. No widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.database.queries.paper_texts import LetterText, PaperText
from crm_desktop.ui.customer_card.paper_facts import Paper
from crm_desktop.ui.customer_card.paper_presenter import PapersState
from crm_desktop.ui.paper_viewer.page_loader import PageLoader, PictureSources
from crm_desktop.ui.paper_viewer.page_view import Point
from crm_desktop.ui.paper_viewer.paper_choice import (
    MOST_PANES,
    beside,
    first_papers,
    papers_near,
    papers_of_order,
    same_paper,
)
from crm_desktop.ui.paper_viewer.pictures import PagePicture
from crm_desktop.ui.paper_viewer.state import PaneState, ViewerState


@dataclass(frozen=True, slots=True)
class ViewerSources:
    """What the viewer asks of the database; each is called off the GUI thread."""

    load_pages: Callable[[Sequence[int]], Sequence[PaperPage]]
    load_text: Callable[[Paper], PaperText | None]
    pictures: PictureSources
    mark_read: Callable[[LetterText], None]
    mark_thanked: Callable[[LetterText, str], None]


class PaperViewerPresenter(QObject):
    """Open for one customer at a time; closing forgets every picture.

    ``letter_changed`` tells the id of a letter, its state, and whether it was thanked for just now.
    """

    changed = Signal(object)  # ViewerState
    letter_changed = Signal(int, str, bool)
    failed = Signal(object)  # Exception

    def __init__(
        self,
        sources: ViewerSources,
        jobs: Jobs,
        *,
        count: int = 3,
        parent: QObject | None = None,
    ) -> None:
        """``count`` is how many panes there are at first."""
        super().__init__(parent)
        self._sources = sources
        self._count = min(max(count, 1), MOST_PANES)
        self._known = PapersState()
        self._jump: tuple[int, int] | None = None  # document and page number
        self._pages: dict[int, tuple[PaperPage, ...]] = {}
        self._state = ViewerState()
        self._page_list = LatestOnly(jobs, self)
        self._text = LatestOnly(jobs, self)
        self._jobs = jobs
        self.loader = PageLoader(sources.pictures, jobs, MOST_PANES, self)
        self.loader.brought.connect(self._on_picture)
        self.loader.failed.connect(self.failed)

    @property
    def state(self) -> ViewerState:
        """What was shown last."""
        return self._state

    @property
    def count(self) -> int:
        """How many panes are wanted."""
        return self._count

    def show_papers(self, known: PapersState) -> None:
        """Know the papers of the customer; those of another close what is open."""
        same = known.customer_id == self._known.customer_id
        read_anew = known.papers is not self._known.papers
        self._known = known
        if not self._state.is_open or (same and not read_anew):
            return
        if not same or not known.papers:
            self.close()
            return
        panes = [replace(p, paper=same_paper(known.papers, p.paper)) for p in self._state.panes]
        self._state = replace(self._state, papers=known.papers, panes=tuple(panes))
        self._load_page_list()

    def open(self, wanted: Paper | None = None) -> None:
        """Open with ``wanted`` in the first pane; when open already only that is put there."""
        if not self._known.papers:
            return
        if self._state.is_open:
            if wanted is not None:
                self.put(wanted, self._state.active)
            return
        chosen = first_papers(self._known.papers, self._count, wanted)
        self._state = ViewerState(
            is_open=True,
            today=self._known.today,
            papers=self._known.papers,
            panes=tuple(PaneState(paper) for paper in chosen),
            orders=_orders(self._known.papers),
        )
        self._tell()
        self._load_page_list()

    def close(self) -> None:
        """Show nothing, and free the memory of the pictures."""
        self._page_list.forget()
        self._text.forget()
        self.loader.forget()
        self._pages = {}
        if self._state.is_open:
            self._state = ViewerState()
            self._tell()

    def set_count(self, count: int) -> None:
        """Show that many panes, as far as there are papers."""
        self._count = min(max(count, 1), MOST_PANES)
        shown = [pane.paper for pane in self._state.panes][: self._count]
        for paper in first_papers(self._state.papers, len(self._state.papers), None):
            if len(shown) < self._count and paper not in shown:
                shown.append(paper)
        self._lay_out(shown)

    def put(self, paper: Paper, place: int) -> None:
        """Lay a paper into a pane; one more pane is made where there are too few."""
        if paper not in self._state.papers or not self._state.is_open:
            return
        shown = [pane.paper for pane in self._state.panes]
        place = min(place, MOST_PANES - 1)
        if place < len(shown):
            shown[place] = paper
        else:
            shown.append(paper)
            place = len(shown) - 1
        self._count = len(shown)
        self._lay_out(shown, active=place)

    def put_row(self, row: int, place: int) -> None:
        """Lay the paper in a row of the strip into a pane; a row that is not there does nothing."""
        if 0 <= row < len(self._state.papers):
            self.put(self._state.papers[row], place)

    def choose_order(self, order_id: int) -> None:
        """Show what was in the box of an order; an empty box changes nothing."""
        box = papers_of_order(self._state.papers, order_id)
        if box and self._state.is_open:
            self._lay_out(list(box), active=0)

    def choose_day(self, day: date) -> None:
        """Move every pane to the paper of its kind nearest to ``day``."""
        shown = tuple(pane.paper for pane in self._state.panes)
        self._lay_out(list(papers_near(self._state.papers, shown, day)))

    def gather_at_active(self) -> None:
        """Move the other panes to the day of the paper in the active one."""
        paper = self._state.active_pane.paper
        if paper is None:
            return
        shown: list[Paper | None] = [pane.paper for pane in self._state.panes]
        others = tuple(p for p in self._state.papers if p is not paper)
        rest = shown[: self._state.active] + shown[self._state.active + 1 :]
        near: list[Paper | None] = list(papers_near(others, tuple(rest), paper.on))
        near.insert(self._state.active, paper)
        self._lay_out(near)

    def step_paper(self, by: int) -> None:
        """Lay the next paper of the strip into the active pane, or the one before."""
        paper = beside(self._state.papers, self._state.active_pane.paper, by)
        if paper is not None:
            self.put(paper, self._state.active)

    def step_page(self, by: int) -> None:
        """Turn a page of the active pane's paper; at its ends nothing changes."""
        pane = self._state.active_pane
        if by and 0 <= pane.place + by < len(pane.pages):
            self._change(self._state.active, place=pane.place + by, picture=None, failed=False)
            self._bring()

    def show_page(self, document_id: int, page_number: int) -> None:
        """Go to a page of a paper: where it lies already, else in the active pane.

        While pages are not known yet it is gone to once they are.
        """
        panes = [self._state.active_pane, *self._state.panes]
        lies = [pane for pane in panes if pane.paper and pane.paper.document_id == document_id]
        if lies:
            self.activate(self._state.panes.index(lies[0]))
        for paper in self._state.papers:
            if not lies and paper.document_id == document_id:
                self.put(paper, self._state.active)
                break
        numbers = [page.page_number for page in self._state.active_pane.pages]
        if page_number in numbers:
            self.step_page(numbers.index(page_number) - self._state.active_pane.place)
        elif not self._state.pages_known:
            self._jump = document_id, page_number

    def read_text_again(self) -> None:
        """Read what stands in the active paper once more, after it was corrected."""
        self._load_text()

    def look_closely(self, place: int, rows: Point) -> None:
        """Have rows of the page in a pane brought in full resolution."""
        page = self._state.panes[place].page if place < len(self._state.panes) else None
        if page is not None:
            self.loader.bring_detail(page, rows)

    def activate(self, place: int) -> None:
        """Let keys act on a pane."""
        if place != self._state.active and place < len(self._state.panes):
            self._state = replace(self._state, active=place, text=None)
            self._tell()
            self._load_text()

    def mark_read(self, letter: LetterText) -> None:
        """Note that a letter was read."""
        self._settle(letter, lambda: self._sources.mark_read(letter), thanked=False)

    def mark_thanked(self, letter: LetterText, how: str) -> None:
        """Note that the customer was thanked for a letter."""
        self._settle(letter, lambda: self._sources.mark_thanked(letter, how), thanked=True)

    def _settle(self, letter: LetterText, work: Callable[[], None], *, thanked: bool) -> None:
        state = "answered" if thanked else "read"

        def told(_nothing: None) -> None:
            self.letter_changed.emit(letter.letter_id, state, thanked)
            self._load_text()

        def refused(error: Exception) -> None:
            self.failed.emit(error)
            self._load_text()

        self._jobs.run(self, work, then=told, failed=refused)

    def _lay_out(self, papers: Sequence[Paper | None], active: int | None = None) -> None:
        before = self._state.panes
        panes = [
            before[n] if n < len(before) and before[n].paper is paper else self._pane_of(paper)
            for n, paper in enumerate(papers)
        ]
        wanted = self._state.active if active is None else active
        place = min(wanted, max(len(panes) - 1, 0))
        self._state = replace(self._state, panes=tuple(panes), active=place, text=None)
        self._bring()
        self._load_text()

    def _pane_of(self, paper: Paper | None) -> PaneState:
        document_id = None if paper is None else paper.document_id
        return PaneState(paper, self._pages.get(document_id or 0, ()))

    def _load_page_list(self) -> None:
        documents = list(
            dict.fromkeys(p.document_id for p in self._state.papers if p.document_id is not None)
        )
        self._page_list.run(
            lambda: self._sources.load_pages(documents),
            then=self._on_page_list,
            failed=self.failed.emit,
        )
        self._load_text()

    def _on_page_list(self, pages: Sequence[PaperPage]) -> None:
        found: dict[int, list[PaperPage]] = {}
        for page in pages:
            found.setdefault(page.document_id, []).append(page)
        self._pages = {document: tuple(those) for document, those in found.items()}
        panes = [replace(pane, pages=self._pane_of(pane.paper).pages) for pane in self._state.panes]
        self._state = replace(self._state, panes=tuple(panes), pages_known=True)
        self._bring()
        jump, self._jump = self._jump, None
        if jump is not None:
            self.show_page(*jump)

    def _bring(self) -> None:
        """Show what is there already of each page, and have the rest brought."""
        panes = [
            replace(pane, picture=self.loader.picture_of(pane.page)) for pane in self._state.panes
        ]
        self._state = replace(self._state, panes=tuple(panes))
        self._tell()
        self.loader.bring([pane.page for pane in panes], self._ahead())

    def _ahead(self) -> list[PaperPage]:
        """Return what is likely to be looked at next: the next page, the papers beside."""
        pane = self._state.active_pane
        places = [place for place in (pane.place + 1, pane.place - 1) if place >= 0]
        pages = [pane.pages[place] for place in places if place < len(pane.pages)]
        for by in (1, -1):
            paper = beside(self._state.papers, pane.paper, by)
            pages += self._pane_of(paper).pages[:1]
        return pages

    def _on_picture(self, page: PaperPage, picture: PagePicture | None) -> None:
        panes = list(self._state.panes)
        for place, pane in enumerate(panes):
            if pane.page == page:
                failed = picture is None and pane.picture is None
                shown = pane.picture if picture is None else picture
                panes[place] = replace(pane, picture=shown, failed=failed)
        if tuple(panes) != self._state.panes:
            self._state = replace(self._state, panes=tuple(panes))
            self._tell()

    def _load_text(self) -> None:
        paper = self._state.active_pane.paper
        if paper is None:
            return
        self._text.run(
            lambda: self._sources.load_text(paper),
            then=self._on_text,
            failed=self.failed.emit,
        )

    def _on_text(self, text: PaperText | None) -> None:
        self._state = replace(self._state, text=text)
        self._tell()

    def _change(self, number: int, **values: object) -> None:
        panes = list(self._state.panes)
        panes[number] = replace(panes[number], **values)  # type: ignore[arg-type]
        self._state = replace(self._state, panes=tuple(panes))

    def _tell(self) -> None:
        self.changed.emit(self._state)


def _orders(papers: Sequence[Paper]) -> tuple[tuple[int, date], ...]:
    """Return the orders that something came with, and when, newest first."""
    found = {paper.order_id: paper.on for paper in papers if paper.order_id is not None}
    return tuple(found.items())
