"""Keeps what is typed in place of a page's text until it is stored or discarded. No widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.page_texts import WrittenPage
from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.errors.database import RecordChanged
from crm_desktop.ui.page_text.state import PageTextState


@dataclass(frozen=True, slots=True)
class PageTextSources:
    """What is asked of the database, off the GUI thread; ``save`` is told what was seen before."""

    load: Callable[[PaperPage], WrittenPage | None]
    save: Callable[[PaperPage, str, str], None]  # page, text, seen text


@dataclass(frozen=True, slots=True)
class _Draft:
    text: str
    seen: str
    overtaken: bool = False


class PageTextPresenter(QObject):
    """Corrects the shown page. Drafts follow their picture, wherever its page is moved."""

    changed = Signal(object)  # PageTextState
    saved = Signal(object)  # PaperPage
    failed = Signal(object)  # Exception

    def __init__(self, sources: PageTextSources, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._jobs = jobs
        self._loading = LatestOnly(jobs, self)
        self._drafts: dict[tuple[bytes, int], _Draft] = {}
        self._state = PageTextState()

    @property
    def state(self) -> PageTextState:
        """What was shown last."""
        return self._state

    @property
    def is_correcting(self) -> bool:
        """Whether somebody is at the text of the shown page."""
        return self._state.editing

    def show_page(self, page: PaperPage | None) -> None:
        """Turn to a page; what was typed on the one before is kept."""
        if _place(page) == _place(self._state.page):
            return
        self._loading.forget()
        self._show(PageTextState(page, draft=self._draft_text(page)))
        self._load()

    def begin(self) -> None:
        """Let the text be corrected, from where it was left the last time."""
        page = self._state.page
        if page is None or not self._state.known or self._state.editing:
            return
        seen = self._state.transcript
        draft = self._drafts.setdefault(_key(page), _Draft(seen, seen))
        self._show(replace(self._state, draft=draft.text, editing=True, overtaken=draft.overtaken))

    def type(self, text: str) -> None:
        """Keep what has been typed so far."""
        page = self._state.page
        if page is not None and self._state.editing:
            self._drafts[_key(page)] = replace(self._drafts[_key(page)], text=text)
            self._show(replace(self._state, draft=text))

    def leave(self) -> None:
        """Stop correcting for now; what was typed is kept, unless nothing was."""
        page = self._state.page
        if page is None or not self._state.editing:
            return
        draft = self._drafts[_key(page)]
        if draft.text == draft.seen:
            self.discard()
            return
        self._show(replace(self._state, editing=False))

    def discard(self) -> None:
        """Forget what was typed."""
        if self._state.page is not None:
            self._drafts.pop(_key(self._state.page), None)
        self._show(replace(self._state, draft=None, editing=False, overtaken=False))

    def save(self) -> None:
        """Store what was typed; text that is as it was stays the machine's."""
        page = self._state.page
        if page is None or not self._state.editing or self._state.saving:
            return
        draft = self._drafts[_key(page)]
        if draft.text == self._state.transcript:
            self.discard()
            return
        self._show(replace(self._state, saving=True))
        self._jobs.run(
            self,
            lambda: self._sources.save(page, draft.text, draft.seen),
            then=lambda _nothing: self._on_saved(page, draft),
            failed=partial(self._on_refused, page),
        )

    def _on_saved(self, page: PaperPage, stored: _Draft) -> None:
        now = self._drafts.get(_key(page))
        if now is not None and now.text != stored.text:
            self._drafts[_key(page)] = _Draft(now.text, stored.text)
        else:
            self._drafts.pop(_key(page), None)
        self._after(page, overtaken=False)
        self.saved.emit(page)

    def _on_refused(self, page: PaperPage, error: Exception) -> None:
        changed = isinstance(error, RecordChanged)
        draft = self._drafts.get(_key(page))
        if changed and draft is not None:
            self._drafts[_key(page)] = replace(draft, overtaken=True)
        self._after(page, overtaken=changed)
        if not changed:
            self.failed.emit(error)

    def _after(self, page: PaperPage, *, overtaken: bool) -> None:
        if _place(page) != _place(self._state.page):
            return
        draft = self._draft_text(page)
        editing = self._state.editing and draft is not None
        self._show(
            replace(self._state, draft=draft, editing=editing, overtaken=overtaken, saving=False)
        )
        self._load()

    def _load(self) -> None:
        page = self._state.page
        if page is not None:
            self._loading.run(
                lambda: self._sources.load(page),
                then=partial(self._on_loaded, page),
                failed=self.failed.emit,
            )

    def _on_loaded(self, page: PaperPage, written: WrittenPage | None) -> None:
        self._show(replace(self._state, written=written, known=True))
        draft = self._drafts.get(_key(page))
        if draft is not None and draft.overtaken:
            # Theirs is shown beside the draft now: whoever saves again has seen it.
            self._drafts[_key(page)] = replace(draft, seen=self._state.transcript)

    def _draft_text(self, page: PaperPage | None) -> str | None:
        draft = None if page is None else self._drafts.get(_key(page))
        return None if draft is None else draft.text

    def _show(self, state: PageTextState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _key(page: PaperPage) -> tuple[bytes, int]:
    return page.sha256, page.source_page


def _place(page: PaperPage | None) -> tuple[object, ...]:
    return () if page is None else (page.document_id, page.page_number, *_key(page))
