"""The inbox of letters: its page with everything behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from crm_desktop.app.dropped_files import DroppedFiles, DropProgress
from crm_desktop.app.letter_inbox_questions import LetterInboxQuestions
from crm_desktop.app.scan_now import ScanNow, ScanState
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.letters import QuarantinedRow
from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.errors.files import FileNotWritable
from crm_desktop.scanning.source import ScanSource
from crm_desktop.ui.customer_search.presenter import CustomerSearchPresenter
from crm_desktop.ui.letter_inbox.page_pictures import PagePictures
from crm_desktop.ui.letter_inbox.panel import LetterInboxPanel
from crm_desktop.ui.letter_inbox.presenter import LetterInboxPresenter
from crm_desktop.ui.letter_inbox.state import LetterInboxState
from crm_desktop.ui.letter_inbox.text_search import LetterTextSearch
from crm_desktop.ui.letter_inbox.thumbnails import LetterThumbnails
from crm_desktop.ui.letter_inbox.wiring import connect_letter_inbox, connect_texts
from crm_desktop.ui.letter_inbox.words import (
    dropped_words,
    overtaken_words,
    save_words,
    scanning_words,
    taken_words,
    taking_words,
    tried_words,
)
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.page_text.drafts import PageTextDrafts
from crm_desktop.ui.page_text.presenter import PageTextPresenter, PageTextSources
from crm_desktop.ui.paper_viewer.page_loader import PageLoader
from crm_desktop.ui.paper_viewer.pictures import PictureStore

T = TypeVar("T")
_STORE_BYTES: Final = 96 * 2**20


class LetterInbox(QObject):
    """Letters are read into memory only: nothing of them is written on this PC."""

    failed = Signal(object)  # Exception

    def __init__(
        self,
        window: MainWindow,
        staff: SignedInStaff,
        database: Database,
        jobs: Jobs,
        page_texts: PageTextDrafts,
    ) -> None:
        super().__init__(page_texts)
        self._page_texts = page_texts
        self._wanted: PaperPage | None = None
        self._window = window
        self._jobs = jobs
        self._database = database
        self._questions = LetterInboxQuestions(database, window.desk, staff.staff_id)
        self.panel = LetterInboxPanel(window.desk)
        self.presenter = LetterInboxPresenter(self._questions.of_inbox(), jobs, self)
        self._make_pictures()
        self._make_search()
        self._make_texts()
        self._make_taking()
        window.add_page(self.panel)
        self.presenter.changed.connect(self._show_wanted)
        self.presenter.failed.connect(self.failed)
        self.presenter.overtaken.connect(self._tell_overtaken)

    def use_scanners(self, sources: Sequence[ScanSource]) -> None:
        """Offer to scan with ``sources``; nothing is offered when there are none."""
        if not sources:
            return
        scan = ScanNow(sources, self._database, self)
        scan.progressed.connect(self._on_scan)
        scan.failed.connect(self.failed)
        self.panel.offer_scanning(scan.names)
        self.panel.scan_wanted.connect(scan.start)
        self.panel.cancel_wanted.connect(scan.stop)
        self._window.closing.connect(scan.close)

    def open(self) -> None:
        """Show the letters; the caret is in the list."""
        self._window.show_page(self.panel)
        self.panel.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_at(self, page: PaperPage) -> None:
        """Show the letters, and in them ``page`` once they are read."""
        self.open()
        self._wanted = page
        self._show_wanted(self.presenter.state)

    def _show_wanted(self, state: LetterInboxState) -> None:
        wanted = self._wanted
        if wanted is None or not state.loaded:
            return
        letters = [one for one in state.listed if one.document_id == wanted.document_id]
        if not letters:
            self._wanted = None
        elif state.chosen != letters[0]:
            self.presenter.choose(letters[0].letter_id)
        elif state.pages:
            self._wanted = None
            numbers = [page.page_number for page in state.pages]
            if wanted.page_number in numbers:
                self.presenter.show_page(numbers.index(wanted.page_number))

    def _make_pictures(self) -> None:
        questions, jobs = self._questions, self._jobs
        self._thumbnails = LetterThumbnails(questions.load_previews, jobs, self)
        self._thumbnails.failed.connect(self.failed)
        store = PictureStore(_STORE_BYTES)
        loader = PageLoader(questions.of_pictures(), jobs, 1, self, store=store)
        loader.failed.connect(self.failed)
        self._pictures = PagePictures(loader, self.panel.page, self)
        self.presenter.changed.connect(self._pictures.show_state)
        self.panel.on_screen.connect(self._on_screen)

    def _on_screen(self, seen: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        if seen:
            self._pictures.show_state(self.presenter.state)
        else:
            self._pictures.forget()
            self._thumbnails.forget()

    @property
    def has_typing(self) -> bool:
        """Whether the text of a page is being corrected."""
        return self._texts.is_correcting

    def _make_search(self) -> None:
        search = CustomerSearchPresenter(self._questions.find_customers, self._jobs, self)
        search.failed.connect(self.failed)
        connect_letter_inbox(self.presenter, search, self._thumbnails, self.panel)

    def _make_texts(self) -> None:
        questions, jobs = self._questions, self._jobs
        search = LetterTextSearch(questions.find_letters, jobs, self)
        sources = PageTextSources(questions.load_page_text, self._page_texts.send)
        self._texts = PageTextPresenter(sources, jobs, self)
        self._page_texts.follow(self._texts, lambda: None)
        for part in (search, self._texts):
            part.failed.connect(self.failed)
        connect_texts(self.presenter, search, self._texts, self.panel)

    def _make_taking(self) -> None:
        take_in = partial(self._questions.take_in, source=dropped_words())
        self.drops = DroppedFiles(take_in, self._jobs, self)
        self.drops.progressed.connect(self._on_progress)
        self.drops.failed.connect(self.failed)
        self.panel.files_dropped.connect(self.drops.take)
        self.panel.cancel_wanted.connect(self.drops.stop)
        quarantine = self.panel.quarantine
        quarantine.again_wanted.connect(self._try_again)
        quarantine.aside_wanted.connect(self._put_aside)
        quarantine.copy_wanted.connect(self._save_copy)

    def _on_progress(self, progress: DropProgress) -> None:
        if not progress.is_over:
            self.panel.show_progress(taking_words(progress.done, progress.total))
            return
        self.panel.show_progress("")
        self.panel.tell(taken_words(*progress.outcome))
        self.presenter.refresh()

    def _on_scan(self, state: ScanState) -> None:
        if not state.is_over:
            self.panel.show_progress(scanning_words(state.source, state.files, state.percent))
            return
        self.panel.show_progress("")
        self.panel.tell(taken_words(state.letters, state.known, state.refused, 0))
        self.presenter.refresh()

    def _try_again(self, row: QuarantinedRow) -> None:
        self._run(lambda: self._questions.try_again(row), self._on_tried)

    def _on_tried(self, taken: bool) -> None:  # noqa: FBT001
        self.presenter.refresh()
        self.panel.tell(tried_words(taken=taken))

    def _put_aside(self, row: QuarantinedRow) -> None:
        self._run(lambda: self._questions.put_aside(row), lambda _nothing: self.presenter.refresh())

    def _save_copy(self, row: QuarantinedRow) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self.panel, save_words(), row.name)
        if chosen:
            self._run(partial(self._write, row, Path(chosen)), lambda _nothing: None)

    def _write(self, row: QuarantinedRow, path: Path) -> None:
        """Write a refused file where a person wants it; no letter is among those."""
        try:
            path.write_bytes(self._questions.content_of(row))
        except OSError as error:
            raise FileNotWritable(path) from error

    def _run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._jobs.run(self, work, then=then, failed=self.failed.emit)

    def _tell_overtaken(self) -> None:
        self.panel.tell(overtaken_words())
