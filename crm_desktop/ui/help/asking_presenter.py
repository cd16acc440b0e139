"""The desk that asks for help: with the card that is open, and until it is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.help_requests import HelpWish
from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.help_requests import Whisper
from crm_desktop.errors.help import HelpEnded
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.help.state import AskingState
from crm_desktop.ui.shared.clock import Clock


@dataclass(frozen=True, slots=True)
class AskingWork:
    """What is asked and done, off the GUI thread and in this order."""

    ask: Callable[[HelpWish], None]
    end: Callable[[UUID], None]
    over: Callable[[int], None]
    whispers: Callable[[], Sequence[Whisper]]
    seen: Callable[[Sequence[int]], None]


class AskingPresenter(QObject):
    """One request at a time. ``whispered`` tells each word once, for a screen reader.

    ``said`` tells that the word of a request has arrived.
    """

    changed = Signal(object)  # AskingState
    whispered = Signal(str)
    said = Signal(object)  # HelpWish
    failed = Signal(object)  # Exception

    def __init__(
        self, work: AskingWork, jobs: Jobs, *, now: Clock, parent: QObject | None = None
    ) -> None:
        """``jobs`` do one thing after another."""
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._now = now
        self._reading = LatestOnly(jobs, self)
        self._customer_id: int | None = None
        self._wish: HelpWish | None = None
        self._state = AskingState()

    @property
    def asked_about(self) -> int | None:
        """The customer with whom help is asked for."""
        return None if self._wish is None else self._wish.customer_id

    def on_card(self, state: CustomerCardState) -> None:
        """Hear whose card is open: with another one, what was asked and whispered has ended."""
        if state.loading:
            return
        customer_id = None if state.card is None else state.card.customer_id
        before, self._customer_id = self._customer_id, customer_id
        if customer_id == before:
            return
        if before is not None and self._state != AskingState():
            self._do(lambda: self._work.over(before))
        self._wish = None
        self._show(AskingState())
        self.on_news()

    def on_news(self) -> None:
        """Read what was whispered about the customer of the open card."""
        if self._customer_id is not None:
            self._reading.run(self._work.whispers, then=self._on_read, failed=self.failed.emit)

    def ask(self, call_id: int | None) -> None:
        """Ask with the card that is open, in its call; nothing without a card, or a second time."""
        if self._customer_id is None or self._wish is not None:
            return
        self._wish = wish = HelpWish(uuid4(), self._customer_id, call_id)
        self._show(replace(self._state, asked_at=self._now(), word=""))
        self._jobs.run(
            self,
            lambda: self._work.ask(wish),
            then=lambda _nothing: None,
            failed=lambda error: self._on_not_asked(wish, error),
        )

    def say(self, word: str) -> None:
        """Add a word to what was asked."""
        if self._wish is None or not word.strip():
            return
        self._wish = wish = replace(self._wish, word=word.strip())
        self._show(replace(self._state, word=wish.word))
        self._jobs.run(
            self,
            lambda: self._work.ask(wish),
            then=lambda _nothing: self.said.emit(wish),
            failed=lambda error: self._on_not_said(wish, error),
        )

    def withdraw(self) -> None:
        """Need no help any more; what was whispered stays until it is put away."""
        wish, self._wish = self._wish, None
        if wish is not None:
            self._show(replace(self._state, asked_at=None, word=""))
            self._do(lambda: self._work.end(wish.operation_id))

    def put_away(self) -> None:
        """Take what was whispered off the card."""
        ids = [one.whisper_id for one in self._state.whispers]
        if ids:
            self._show(replace(self._state, whispers=()))
            self._do(lambda: self._work.seen(ids))

    def _do(self, work: Callable[[], None]) -> None:
        self._jobs.run(self, work, then=lambda _nothing: None, failed=self.failed.emit)

    def _on_not_asked(self, wish: HelpWish, error: Exception) -> None:
        if self._wish is not None and self._wish.operation_id == wish.operation_id:
            self._wish = None
            self._show(replace(self._state, asked_at=None, word=""))
        self.failed.emit(error)

    def _on_not_said(self, wish: HelpWish, error: Exception) -> None:
        if isinstance(error, HelpEnded):
            self._on_not_asked(wish, error)
            return
        if self._wish == wish:
            self._wish = replace(wish, word="")
            self._show(replace(self._state, word=""))
        self.failed.emit(error)

    def _on_read(self, whispers: Sequence[Whisper]) -> None:
        here = tuple(one for one in whispers if one.customer_id == self._customer_id)
        known = {one.whisper_id for one in self._state.whispers}
        self._show(replace(self._state, whispers=here))
        for one in here:
            if one.whisper_id not in known:
                self.whispered.emit(one.body)

    def _show(self, state: AskingState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
