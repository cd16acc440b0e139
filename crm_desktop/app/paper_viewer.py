"""The viewer of the desk; it is made when somebody opens it first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal

from crm_desktop.app.pages import Pages
from crm_desktop.app.paper_questions import PaperQuestions
from crm_desktop.background.jobs import lane
from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.customer_card.paper_facts import Paper
from crm_desktop.ui.customer_card.paper_presenter import PaperPresenter, PapersState
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.page_text.drafts import PageTextDrafts

if TYPE_CHECKING:
    from crm_desktop.ui.page_text.presenter import PageTextPresenter
    from crm_desktop.ui.paper_viewer.panel import PaperViewerPanel
    from crm_desktop.ui.paper_viewer.place import ViewerPlace
    from crm_desktop.ui.paper_viewer.presenter import PaperViewerPresenter

_WORKERS = 2  # of their own: four large pages never keep a caller waiting


class PaperViewer(QObject):
    """Opens from the papers of the card; Esc closes it before it closes anything else."""

    failed = Signal(object)  # Exception
    letter_task_wanted = Signal(object)  # LetterText

    def __init__(
        self,
        window: MainWindow,
        card: tuple[CustomerCardPanel, PaperPresenter],
        pages: Pages,
        questions: PaperQuestions,
        page_texts: PageTextDrafts,
    ) -> None:
        """``card`` is the card's panel, and what decides about the papers on it."""
        super().__init__(pages)
        self._desk = window.desk
        self._card, self._papers = card
        self._questions = questions
        self._page_texts = page_texts
        self._wanted: PaperPage | None = None
        self._known = PapersState()
        self._presenter: PaperViewerPresenter | None = None
        self._place: ViewerPlace | None = None
        self._panel: PaperViewerPanel | None = None
        self._texts: PageTextPresenter | None = None
        self._jobs = lane("pictures", _WORKERS, self)
        self._papers.changed.connect(self._on_papers)
        self._card.viewer_wanted.connect(self.open)
        self._card.orders.order_selected.connect(self._on_order)
        self._card.timeline.day_chosen.connect(self._on_day)
        pages.before_going_back(self.close_over_card)

    def open(self, paper: Paper | None = None) -> None:
        """Show the papers large, ``paper`` first; bring them to the front when they are open."""
        presenter, place = self._made()
        presenter.open(paper)
        if presenter.state.is_open:
            place.bring_up()

    def open_at(self, page: PaperPage) -> None:
        """Show a page as soon as the papers of its customer are there."""
        self._wanted = page

    def close(self) -> None:
        """Show the card again, free the memory of the pictures."""
        if self._presenter is not None:
            self._presenter.close()

    def close_over_card(self) -> bool:
        """Close what covers the card; tell whether anything did."""
        covers = self._place is not None and self._place.covers_card
        if covers:
            self.close()
        return covers

    def end(self) -> None:
        """Close, and wait for what is still being brought."""
        self.close()
        self._jobs.close()

    @property
    def has_typing(self) -> bool:
        """Whether the text of a page is being corrected in the open viewer."""
        is_open = self._presenter is not None and self._presenter.state.is_open
        return is_open and self._texts is not None and self._texts.is_correcting

    @property
    def panel(self) -> PaperViewerPanel | None:
        """What is shown; None until somebody opened it."""
        return self._panel

    @property
    def presenter(self) -> PaperViewerPresenter | None:
        """What decides; None until somebody opened it."""
        return self._presenter

    def _on_papers(self, known: PapersState) -> None:
        self._known = known
        if self._presenter is not None:
            self._presenter.show_papers(known)
        self._open_wanted()

    def _open_wanted(self) -> None:
        page = self._wanted
        found = [one for one in self._known.papers if page and one.document_id == page.document_id]
        if page is not None and found:
            self._wanted = None
            self.open(found[0])
            presenter, _place = self._made()
            presenter.show_page(page.document_id, page.page_number)

    def _on_order(self, order_id: int) -> None:
        if self._presenter is not None:
            self._presenter.choose_order(order_id)

    def _on_day(self, day: date) -> None:
        if self._presenter is not None:
            self._presenter.choose_day(day)

    def _made(self) -> tuple[PaperViewerPresenter, ViewerPlace]:
        if self._presenter is None or self._place is None:
            self._presenter, self._place = self._make()
        return self._presenter, self._place

    def _make(self) -> tuple[PaperViewerPresenter, ViewerPlace]:
        from crm_desktop.ui.page_text.hits import PageHits  # noqa: PLC0415
        from crm_desktop.ui.page_text.presenter import (  # noqa: PLC0415
            PageTextPresenter,
            PageTextSources,
        )
        from crm_desktop.ui.paper_viewer.panel import PaperViewerPanel  # noqa: PLC0415
        from crm_desktop.ui.paper_viewer.place import ViewerPlace  # noqa: PLC0415
        from crm_desktop.ui.paper_viewer.presenter import PaperViewerPresenter  # noqa: PLC0415
        from crm_desktop.ui.paper_viewer.wiring import connect_texts, connect_viewer  # noqa: PLC0415

        self._panel = PaperViewerPanel(self._desk.formats, self._card.papers.model, self._card)
        place = ViewerPlace(self._card, self._panel, QSettings(), self._desk.person)
        presenter = PaperViewerPresenter(
            self._questions.of_viewer(), self._jobs, count=place.count, parent=self
        )
        presenter.changed.connect(place.show_state)
        connect_viewer(presenter, self._panel)
        self._panel.aloud.task_wanted.connect(self.letter_task_wanted)
        texts = PageTextPresenter(
            PageTextSources(self._questions.load_page_text, self._page_texts.send),
            self._jobs,
            presenter,
        )
        self._texts = texts
        self._page_texts.follow(texts, lambda: self._known.customer_id or None)
        hits = PageHits(self._questions.find_hits, self._jobs, presenter)
        connect_texts(presenter, self._panel, texts, hits)
        for part in (presenter, texts, hits):
            part.failed.connect(self.failed)
        presenter.letter_changed.connect(self._papers.on_letter_changed)
        presenter.show_papers(self._known)
        return presenter, place
