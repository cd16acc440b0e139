"""Decides which letter is shown, and does with it what is wanted, one thing after another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.actions.letters import LetterUndo, SeenLetter
from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.letters import InboxLetter
from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.domain.letter_candidates import LetterCandidate
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.ui.letter_inbox.deeds import DeedsDone, DoneDeed
from crm_desktop.ui.letter_inbox.state import (
    Deed,
    Done,
    InboxRows,
    LetterInboxState,
    LetterInboxWork,
)

READ_EVERY_MS: Final = 10_000
_Act = Callable[[SeenLetter], LetterUndo]


class LetterInboxPresenter(QObject):
    """Reads the list while the page is looked at; deeds wait for the one before.

    Attaching goes to the next letter at once, so that hands never wait for the database.
    """

    changed = Signal(object)  # LetterInboxState
    attached = Signal(int)  # letter id: whoever searched is done with it
    overtaken = Signal()  # somebody else has changed the letter meanwhile
    failed = Signal(object)  # Exception

    def __init__(self, work: LetterInboxWork, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._reading = LatestOnly(jobs, self)
        self._paging = LatestOnly(jobs, self)
        self._asking = LatestOnly(jobs, self)
        self._deeds = DeedsDone()
        self._waiting: deque[Callable[[], None]] = deque()
        self._busy = False
        self._leaving: set[int] = set()  # being attached: on the list no longer
        self._state = LetterInboxState()
        self._ticks = QTimer(self)
        self._ticks.setInterval(READ_EVERY_MS)
        self._ticks.timeout.connect(self.refresh)

    @property
    def state(self) -> LetterInboxState:
        """What is shown now."""
        return self._state

    def on_screen(self, seen: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Read while the page is looked at, and only then."""
        if seen:
            self._ticks.start()
            self.refresh()
        else:
            self._ticks.stop()

    def refresh(self) -> None:
        """Read the list anew; what was read before stays meanwhile."""
        if not self._busy:
            self._reading.run(self._work.read_rows, then=self._on_rows, failed=self._on_failed)

    def choose(self, letter_id: int) -> None:
        """Show a letter of the list."""
        chosen = self._state.chosen
        if chosen is None or chosen.letter_id != letter_id:
            self._choose(_found(self._state.listed, letter_id))

    def show_page(self, number: int) -> None:
        """Show the page at ``number``, counted from 0, or the nearest there is."""
        last = len(self._state.pages) - 1
        if last >= 0:
            self._show(replace(self._state, page=min(max(number, 0), last)))

    def turn_pages(self, by: int) -> None:
        """Show the page so many further on; past an end it stays."""
        self.show_page(self._state.page + by)

    def attach_candidate(self, number: int) -> None:
        """Attach the letter to the candidate at ``number``, counted from 0."""
        candidates = self._state.candidates or ()
        if number < len(candidates):
            self.attach(candidates[number].customer_id, candidates[number].name)

    def attach(self, customer_id: int, name: str) -> None:
        """Say whose letter it is, and go on with the next."""
        letter = self._state.chosen
        if letter is None:
            return
        self._leaving.add(letter.letter_id)
        following = _next(self._state.rows.waiting, letter.letter_id)
        self._show(replace(self._state, rows=self._without_leaving(self._state.rows)))
        self._choose(following)
        self.attached.emit(letter.letter_id)
        done = Done(Deed.ATTACHED, name)
        self._do(done, letter, lambda seen: self._work.attach(seen, customer_id))

    def detach(self) -> None:
        """Say that it is not known whose letter it is."""
        letter = self._state.chosen
        if letter is not None and letter.customer_id is not None:
            self._do(Done(Deed.DETACHED, letter.customer_name), letter, self._work.detach)

    def date_letter(self, received_on: date, way: str) -> None:
        """Say when it came and how."""
        letter = self._state.chosen
        if letter is not None and (received_on, way) != (letter.received_on, letter.way):
            self._do(Done(Deed.DATED), letter, lambda s: self._work.date(s, received_on, way))

    def mark_read(self) -> None:
        """Say that it was read."""
        letter = self._state.chosen
        if letter is not None and letter.state == "scanned":
            self._do(Done(Deed.READ), letter, self._work.mark_read)

    def split(self) -> None:
        """Make the pages behind the shown one a letter of its own."""
        letter, page = self._state.chosen, self._state.shown_page
        if letter is not None and page is not None and page is not self._state.pages[-1]:
            number = page.page_number
            self._do(Done(Deed.SPLIT), letter, lambda seen: self._work.split(seen, number))

    def merge_next(self) -> None:
        """Put the pages of the letter below behind those of this one."""
        letter = self._state.chosen
        below = None if letter is None else _below(self._state.listed, letter.letter_id)
        if letter is not None and below is not None:
            other = SeenLetter(below.letter_id, below.revision)
            self._do(Done(Deed.MERGED), letter, lambda s: self._work.merge(s, [other]), other)

    def move_page(self, by: int) -> None:
        """Lay the shown page so many places further on."""
        letter, page = self._state.chosen, self._state.page
        to = page + by
        if letter is None or not 0 <= to < len(self._state.pages):
            return
        order = [one.page_number for one in self._state.pages]
        order.insert(to, order.pop(page))
        self._do(Done(Deed.MOVED), letter, lambda s: self._work.reorder(s, order))
        self._show(replace(self._state, page=to))

    def rotate(self, degrees: int) -> None:
        """Turn the shown page clockwise, for everybody."""
        letter, page = self._state.chosen, self._state.shown_page
        if letter is not None and page is not None:
            number = page.page_number
            self._do(Done(Deed.TURNED), letter, lambda s: self._work.rotate(s, number, degrees))

    def toggle_aside(self) -> None:
        """Put the shown page away as blank, or bring it back."""
        letter, page = self._state.chosen, self._state.shown_page
        if letter is not None and page is not None:
            number, aside = page.page_number, not page.set_aside
            deed = Deed.ASIDE if aside else Deed.BACK
            self._do(Done(deed), letter, lambda s: self._work.set_aside(s, number, aside))

    def undo(self) -> None:
        """Take the last deed back, and show its letter."""
        self._wait(self._undo)

    def _do(self, done: Done, letter: InboxLetter, act: _Act, *others: SeenLetter) -> None:
        self._wait(partial(self._begin, done, letter.letter_id, letter.revision, act, others))

    def _wait(self, begin: Callable[[], None]) -> None:
        self._waiting.append(begin)
        self._go_on()

    def _go_on(self) -> None:
        if not self._busy and self._waiting:
            self._busy = True
            self._reading.forget()
            self._waiting.popleft()()

    def _begin(
        self, done: Done, letter_id: int, revision: int, act: _Act, others: Sequence[SeenLetter]
    ) -> None:
        now = _found(self._state.listed, letter_id)
        seen = SeenLetter(letter_id, revision if now is None else now.revision)
        before = {one.letter_id: one.revision for one in (seen, *others)}
        self._jobs.run(
            self,
            lambda: act(seen),
            then=lambda undo: self._on_done(DoneDeed(done, undo, before)),
            failed=partial(self._on_refused, letter_id),
        )

    def _undo(self) -> None:
        deed = self._deeds.take_last()
        if deed is None:
            self._finish(None)
            return
        self._jobs.run(
            self,
            lambda: self._work.undo(deed.undo),
            then=partial(self._on_undone, deed),
            failed=partial(self._on_not_undone, deed),
        )

    def _on_done(self, deed: DoneDeed) -> None:
        self._deeds.add(deed)
        self._show(replace(self._state, done=deed.done))
        self._finish(None)

    def _on_undone(self, deed: DoneDeed, now: LetterUndo) -> None:
        self._deeds.was_undone(deed, now)
        self._show(replace(self._state, done=Done(Deed.UNDONE, deed.done.name)))
        self._finish(deed.undo.letter_id)

    def _on_not_undone(self, deed: DoneDeed, error: Exception) -> None:
        if not isinstance(error, RecordChanged | RecordGone):
            self._deeds.put_back(deed)
        self._on_refused(deed.undo.letter_id, error)

    def _on_refused(self, letter_id: int, error: Exception) -> None:
        self._waiting.clear()
        if isinstance(error, RecordChanged | RecordGone):
            self.overtaken.emit()
        else:
            self.failed.emit(error)
        self._finish(letter_id)

    def _finish(self, letter_id: int | None) -> None:
        """Read what is so now; with ``letter_id`` that letter is shown again."""
        self._show(replace(self._state, undoable=len(self._deeds)))
        self._jobs.run(
            self,
            self._work.read_rows,
            then=partial(self._on_settled, letter_id),
            failed=self._on_not_settled,
        )

    def _on_settled(self, letter_id: int | None, rows: InboxRows) -> None:
        self._busy = False
        if not self._waiting or letter_id is not None:
            self._leaving.clear()
        self._on_rows(rows)
        if letter_id is not None:
            self._choose(_found(self._state.listed, letter_id) or self._state.chosen)
        self._go_on()

    def _on_not_settled(self, error: Exception) -> None:
        self._busy = False
        self._waiting.clear()
        self._leaving.clear()
        self._on_failed(error)

    def _on_rows(self, rows: InboxRows) -> None:
        shown = self._without_leaving(rows)
        before, chosen = self._state.chosen, None
        self._show(replace(self._state, rows=shown, loaded=True, failed=False))
        if before is not None:
            chosen = _found(self._state.listed, before.letter_id)
        if chosen is None:
            first = self._state.rows.waiting[:1]
            self._choose(first[0] if first else None)
        elif chosen != before:
            self._show(replace(self._state, chosen=chosen))
            self._read_pages(chosen)

    def _on_failed(self, error: Exception) -> None:
        first_time = not self._state.failed
        self._show(replace(self._state, failed=True))
        if first_time:
            self.failed.emit(error)

    def _choose(self, letter: InboxLetter | None) -> None:
        before = self._state.chosen
        if letter == before and letter is not None and self._state.pages:
            return
        self._paging.forget()
        self._asking.forget()
        self._show(
            replace(
                self._state,
                chosen=letter,
                pages=(),
                page=0,
                candidates=None if letter is not None and letter.customer_id is None else (),
            )
        )
        if letter is not None:
            self._read_pages(letter)
            self._find_candidates(letter)

    def _read_pages(self, letter: InboxLetter) -> None:
        self._paging.run(
            lambda: self._work.read_pages(letter), then=self._on_pages, failed=self.failed.emit
        )

    def _find_candidates(self, letter: InboxLetter) -> None:
        if letter.customer_id is not None:
            return
        self._asking.run(
            lambda: self._work.find_candidates(letter),
            then=self._on_candidates,
            failed=self._on_no_candidates,
        )

    def _on_pages(self, found: Sequence[PaperPage]) -> None:
        pages = tuple(sorted(found, key=lambda page: page.page_number))
        page = min(self._state.page, max(len(pages) - 1, 0))
        self._show(replace(self._state, pages=pages, page=page))

    def _on_candidates(self, candidates: tuple[LetterCandidate, ...]) -> None:
        self._show(replace(self._state, candidates=candidates))

    def _on_no_candidates(self, error: Exception) -> None:
        self._show(replace(self._state, candidates=()))
        if not isinstance(error, RecordGone):
            self.failed.emit(error)

    def _without_leaving(self, rows: InboxRows) -> InboxRows:
        staying = tuple(one for one in rows.waiting if one.letter_id not in self._leaving)
        return replace(rows, waiting=staying)

    def _show(self, state: LetterInboxState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _found(letters: Sequence[InboxLetter], letter_id: int) -> InboxLetter | None:
    return next((one for one in letters if one.letter_id == letter_id), None)


def _below(letters: Sequence[InboxLetter], letter_id: int) -> InboxLetter | None:
    ids = [one.letter_id for one in letters]
    place = ids.index(letter_id) + 1 if letter_id in ids else len(ids)
    return letters[place] if place < len(letters) else None


def _next(waiting: Sequence[InboxLetter], letter_id: int) -> InboxLetter | None:
    """Return the letter to go on with: the one below, else the one above, None when it was all."""
    others = [one for one in waiting if one.letter_id != letter_id]
    return _below(waiting, letter_id) or (others[-1] if others else None)
