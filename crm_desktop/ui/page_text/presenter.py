"""Keeps what is typed in place of a page's text until it is stored or discarded. No widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.background.outbox import Form
from crm_desktop.database.queries.page_texts import WrittenPage
from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.errors.database import RecordChanged
from crm_desktop.ui.page_text.state import (
    PageKey,
    PageTextState,
    TypedPageText,
    key_of_page,
)


@dataclass(frozen=True, slots=True)
class PageTextSources:
    """``load`` asks the database, off the GUI thread; ``send`` has a text saved in its turn."""

    load: Callable[[PaperPage], WrittenPage | None]
    send: Callable[[TypedPageText, Form], None]


@dataclass(frozen=True, slots=True)
class _Draft:
    text: str
    seen: str
    overtaken: bool = False


class PageTextPresenter(QObject):
    """Corrects the shown page. Drafts follow their picture, wherever its page is moved.

    ``typed`` tells each text that is not stored, ``settled`` the page of one that is not wanted.
    """

    changed = Signal(object)  # PageTextState
    typed = Signal(object)  # TypedPageText
    settled = Signal(object)  # PaperPage
    saved = Signal(object)  # PaperPage
    failed = Signal(object)  # Exception

    def __init__(self, sources: PageTextSources, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._jobs = jobs
        self._loading = LatestOnly(jobs, self)
        self._drafts: dict[PageKey, _Draft] = {}
        self._back: PageKey | None = None
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
        draft = self._drafts.setdefault(key_of_page(page), _Draft(seen, seen))
        self._show(replace(self._state, draft=draft.text, editing=True, overtaken=draft.overtaken))

    def type(self, text: str) -> None:
        """Keep what has been typed so far."""
        page = self._state.page
        if page is not None and self._state.editing:
            draft = replace(self._drafts[key_of_page(page)], text=text)
            self._drafts[key_of_page(page)] = draft
            self._show(replace(self._state, draft=text))
            self._tell_typed(page, draft)

    def put_back(self, typed: TypedPageText) -> None:
        """Hold what was typed before, and go on with it as soon as its page is shown."""
        key = key_of_page(typed.page)
        self._drafts.setdefault(key, _Draft(typed.text, typed.seen))
        self._back = key
        self._go_on()

    def leave(self) -> None:
        """Stop correcting for now; what was typed is kept, unless nothing was."""
        page = self._state.page
        if page is None or not self._state.editing:
            return
        draft = self._drafts[key_of_page(page)]
        if draft.text == draft.seen:
            self.discard()
            return
        self._show(replace(self._state, editing=False))

    def discard(self) -> None:
        """Forget what was typed."""
        page = self._state.page
        if page is not None:
            self._drafts.pop(key_of_page(page), None)
            self.settled.emit(page)
        self._show(replace(self._state, draft=None, editing=False, overtaken=False))

    def save(self) -> None:
        """Store what was typed; text that is as it was stays the machine's."""
        page = self._state.page
        if page is None or not self._state.editing or self._state.saving:
            return
        draft = self._drafts[key_of_page(page)]
        if draft.text == self._state.transcript:
            self.discard()
            return
        self._show(replace(self._state, saving=True))
        self._sources.send(
            TypedPageText(page, draft.text, draft.seen),
            Form(
                self,
                then=lambda _nothing: self._on_saved(page, draft),
                refused=partial(self._on_refused, page),
                waits=lambda: self._on_waits(page, draft),
            ),
        )

    def _on_saved(self, page: PaperPage, stored: _Draft) -> None:
        self._let_go_on(page, stored)
        self.saved.emit(page)

    def _on_waits(self, page: PaperPage, sent: _Draft) -> None:
        """Be done with a text that is saved later; the old one stands there until then."""
        self._let_go_on(page, sent)

    def _let_go_on(self, page: PaperPage, sent: _Draft) -> None:
        """Keep what was typed since ``sent``, which is what it is typed in place of."""
        key = key_of_page(page)
        now = self._drafts.get(key)
        if now is not None and now.text != sent.text:
            self._drafts[key] = _Draft(now.text, sent.text)
            self._tell_typed(page, self._drafts[key])
        else:
            self._drafts.pop(key, None)
        self._after(page, overtaken=False)

    def _on_refused(self, page: PaperPage, error: Exception) -> None:
        changed = isinstance(error, RecordChanged)
        draft = self._drafts.get(key_of_page(page))
        if changed and draft is not None:
            self._drafts[key_of_page(page)] = replace(draft, overtaken=True)
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
        draft = self._drafts.get(key_of_page(page))
        if draft is not None and draft.overtaken:
            # Theirs is shown beside the draft now: whoever saves again has seen it.
            draft = replace(draft, seen=self._state.transcript)
            self._drafts[key_of_page(page)] = draft
            self._tell_typed(page, draft)
        self._go_on()

    def _go_on(self) -> None:
        """Let a text be corrected further that was brought back, once its page is there."""
        page = self._state.page
        if page is not None and self._state.known and key_of_page(page) == self._back:
            self._back = None
            self.begin()

    def _tell_typed(self, page: PaperPage, draft: _Draft) -> None:
        if draft.text == draft.seen:
            self.settled.emit(page)
        else:
            self.typed.emit(TypedPageText(page, draft.text, draft.seen))

    def _draft_text(self, page: PaperPage | None) -> str | None:
        draft = None if page is None else self._drafts.get(key_of_page(page))
        return None if draft is None else draft.text

    def _show(self, state: PageTextState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _place(page: PaperPage | None) -> tuple[object, ...]:
    return () if page is None else (page.document_id, page.page_number, *key_of_page(page))
