"""Finds letters of the list by words that stand in them, and their places on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.domain.page_reading import PageBox
from crm_desktop.ui.letter_inbox.state import LetterInboxState


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page with all the words: the line with the hit, and the places where they are known."""

    letter_id: int
    document_id: int
    page_number: int
    line: str
    boxes: tuple[PageBox, ...]


@dataclass(frozen=True, slots=True)
class TextSearchState:
    """``pages`` is None while nothing is looked for, or nothing has been answered yet."""

    words: str = ""
    pages: tuple[FoundPage, ...] | None = None

    @property
    def lines(self) -> dict[int, str] | None:
        """The line with the first hit, by letter; None while all letters are to be shown."""
        if self.pages is None:
            return None
        return {page.letter_id: page.line for page in reversed(self.pages)}

    def boxes_on(self, page: PaperPage | None) -> tuple[PageBox, ...]:
        """Return the places to be marked on a page."""
        for found in self.pages or ():
            if page is not None and _is_on(found, page):
                return found.boxes
        return ()


class LetterTextSearch(QObject):
    """Only the answer to the newest words counts."""

    changed = Signal(object)  # TextSearchState
    page_wanted = Signal(int)  # index of a page of the shown letter
    failed = Signal(object)  # Exception

    def __init__(
        self,
        find: Callable[[str], Sequence[FoundPage]],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._finding = LatestOnly(jobs, self)
        self._turned_to: int | None = None
        self._state = TextSearchState()

    def look_for(self, words: str) -> None:
        """Find letters with all of the words; without words all letters are shown."""
        self._finding.forget()
        self._turned_to = None
        if not words.strip():
            self._show(TextSearchState())
            return
        self._show(replace(self._state, words=words))
        self._finding.run(lambda: self._find(words), then=self._on_found, failed=self._on_failed)

    def look_again(self) -> None:
        """Look anew after a text has changed."""
        self.look_for(self._state.words)

    def follow(self, inbox: LetterInboxState) -> None:
        """Turn to the first page with a hit, once for each letter that is chosen."""
        letter = inbox.chosen
        if letter is None or not inbox.pages or letter.letter_id == self._turned_to:
            return
        self._turned_to = letter.letter_id
        for number, page in enumerate(inbox.pages):
            if any(_is_on(found, page) for found in self._state.pages or ()):
                self.page_wanted.emit(number)
                return

    def _on_found(self, pages: Sequence[FoundPage]) -> None:
        self._show(replace(self._state, pages=tuple(pages)))

    def _on_failed(self, error: Exception) -> None:
        self._show(TextSearchState())
        self.failed.emit(error)

    def _show(self, state: TextSearchState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _is_on(found: FoundPage, page: PaperPage) -> bool:
    return (found.document_id, found.page_number) == (page.document_id, page.page_number)
