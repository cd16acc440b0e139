"""The desk of a supervisor: who asks for help, and a word to whose card is open here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.actions.help_requests import WhisperWish
from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.queries.help_requests import HelpAsked
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.help.state import HelpingState
from crm_desktop.ui.shared.clock import Clock

_LOOK_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class HelpingWork:
    """What is asked and done, off the GUI thread."""

    asked: Callable[[], Sequence[HelpAsked]]
    whisper: Callable[[WhisperWish], None]


class HelpingPresenter(QObject):
    """Reads anew whenever somebody asks, or no longer. ``sent`` tells which word has arrived.

    Nobody tells of a desk that broke down: as long as somebody waits, it looks each minute too.
    """

    changed = Signal(object)  # HelpingState
    sent = Signal(object, str)  # HelpAsked, the word
    failed = Signal(object)  # Exception

    def __init__(
        self, work: HelpingWork, jobs: Jobs, *, now: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._now = now
        self._reading = LatestOnly(jobs, self)
        self._customer_id: int | None = None
        self._state = HelpingState()
        self._minutes = QTimer(self)
        self._minutes.setInterval(_LOOK_MS)
        self._minutes.timeout.connect(self.on_news)

    @property
    def state(self) -> HelpingState:
        """Who waits, as it was shown last."""
        return self._state

    def on_news(self) -> None:
        """Read who waits for help."""
        self._reading.run(self._work.asked, then=self._on_read, failed=self.failed.emit)

    def on_card(self, state: CustomerCardState) -> None:
        """Hear whose card is open; the list may name that customer now."""
        customer_id = None if state.card is None else state.card.customer_id
        if customer_id == self._customer_id:
            return
        self._customer_id = customer_id
        self._show(HelpingState(self._state.asked, self._here(self._state.asked)))
        if self._state.here is not None:
            self.on_news()

    def whisper(self, body: str) -> None:
        """Have a word appear on the card of who asked with the customer that is open here."""
        here = self._state.here
        if here is None or self._state.sending or not body.strip():
            return
        wish = WhisperWish(uuid4(), here.staff_id, here.customer_id, body.strip())
        self._show(replace(self._state, sending=True))
        self._jobs.run(
            self,
            lambda: self._work.whisper(wish),
            then=lambda _nothing: self._on_sent(here, body),
            failed=self._on_not_sent,
        )

    def _on_sent(self, to: HelpAsked, body: str) -> None:
        self._show(replace(self._state, sending=False, sent_at=self._now()))
        self.sent.emit(to, body)

    def _on_not_sent(self, error: Exception) -> None:
        self._show(replace(self._state, sending=False))
        self.failed.emit(error)
        self.on_news()

    def _on_read(self, asked: Sequence[HelpAsked]) -> None:
        rows = tuple(asked)
        if rows:
            self._minutes.start()
        else:
            self._minutes.stop()
        self._show(replace(self._state, asked=rows, here=self._here(rows)))

    def _here(self, asked: Sequence[HelpAsked]) -> HelpAsked | None:
        return next((one for one in asked if one.customer_id == self._customer_id), None)

    def _show(self, state: HelpingState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
