"""Decides what becomes of a number that somebody wants dialled. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.actions.dialling import DialWish
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.dial_requests import DialProgress
from crm_desktop.domain.dial_request import DialProblem, DialState, NumberShown
from crm_desktop.domain.dialling import dialling_of
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.ui.dialling.state import DialStage, DialView
from crm_desktop.ui.incoming_call.state import DialledHere
from crm_desktop.ui.shared.clock import Clock

LOOK_EVERY_MS: Final = 500
NOBODY_TOOK_IT_MS: Final = 4_500
FOLLOWED_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class StartedDialling:
    """A request that is recorded. ``link`` is what this PC is to open for it, else empty.

    ``is_followed``: an exchange dials, and says how it goes on.
    """

    request_id: int
    is_followed: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class DialQuestions:
    """What is asked and told of dialling; all of it off the GUI thread.

    ``dial`` records a wish and has it dialled; ``progress`` says how it stands; ``settle`` notes
    why it was not dialled, or (None) that it was, and says how it stands.
    """

    dial: Callable[[DialWish], StartedDialling]
    progress: Callable[[int], DialProgress]
    settle: Callable[[int, DialProblem | None], DialProgress]


class DialPresenter(QObject):
    """One number at a time; another one takes its place once it is on its way."""

    changed = Signal(object)  # DialView
    dialled = Signal(object)  # DialledHere: a call out with it may begin
    failed = Signal(object)  # Exception that is none of dialling

    def __init__(
        self,
        questions: DialQuestions,
        jobs: Jobs,
        *,
        open_link: Callable[[str], bool],
        now: Clock,
        confirms: bool = False,
        parent: QObject | None = None,
    ) -> None:
        """``open_link`` gives a link to this PC and tells whether it knows what to do with it.

        With ``confirms`` ordinary numbers are asked about too, not only costly ones.
        """
        super().__init__(parent)
        self._questions = questions
        self._jobs = jobs
        self._open_link = open_link
        self._now = now
        self._confirms = confirms
        self._view = DialView()
        self._request_id: int | None = None
        self._waited_ms = 0
        self._looks = QTimer(self, interval=LOOK_EVERY_MS)
        self._looks.timeout.connect(self._look)

    def want(self, text: str, customer_id: int | None = None, name: str = "") -> None:
        """Dial a number as it is stored or written, from a customer's card or from none."""
        if self._view.stage is DialStage.ASKED:
            return  # a key pressed twice
        try:
            dialling = dialling_of(text)
        except NotDialled as error:
            self._show(DialView(DialStage.FAILED, error=error))
            return
        view = DialView(
            DialStage.ASKING,
            dialling.number,
            customer_id,
            name,
            dialling.caution,
            dialling.number_shown,
        )
        self._show(view)
        if dialling.caution is None and not self._confirms:
            self.confirm(dialling.number_shown)

    def confirm(self, number_shown: NumberShown) -> None:
        """Have the number dialled that was asked about."""
        view = replace(self._view, stage=DialStage.ASKED, number_shown=number_shown)
        if self._view.stage is not DialStage.ASKING:
            return
        self._show(view)
        self._request_id = None
        wish = DialWish(uuid4(), view.number, number_shown, view.customer_id)
        self.dialled.emit(
            DialledHere(view.number, self._now(), view.customer_id, view.customer_name)
        )
        self._jobs.run(
            self,
            lambda: self._questions.dial(wish),
            then=self._on_started,
            failed=self._on_failed,
        )

    def cancel(self) -> None:
        """Do not dial what was asked about, and say no more of what has become of it."""
        if self._view.stage is not DialStage.ASKED:
            self._end()

    def on_call(self, _call: object) -> None:
        """Know that the call is told of: its own band says the rest."""
        self._end()

    def _on_started(self, started: StartedDialling) -> None:
        self._request_id = started.request_id
        if started.is_followed:
            self._waited_ms = 0
            self._looks.start()
            return
        is_taken = not started.link or self._open_link(started.link)
        if started.link:
            self._settle(None if is_taken else DialProblem.LINK_REFUSED)
        if is_taken:
            self._show(replace(self._view, stage=DialStage.HANDED_OVER))

    def _look(self) -> None:
        """Ask how the exchange gets on; one that does not take it in time is not to dial later."""
        self._waited_ms += LOOK_EVERY_MS
        request_id = self._request_id
        if request_id is None or self._waited_ms > FOLLOWED_MS:
            self._end()
        elif self._view.stage is DialStage.ASKED and self._waited_ms >= NOBODY_TOOK_IT_MS:
            self._settle(DialProblem.NOBODY_TOOK_IT)
        else:
            self._ask(lambda: self._questions.progress(request_id))

    def _settle(self, problem: DialProblem | None) -> None:
        request_id = self._request_id
        if request_id is not None:
            self._ask(lambda: self._questions.settle(request_id, problem))

    def _ask(self, question: Callable[[], DialProgress]) -> None:
        request_id = self._request_id
        self._jobs.run(
            self,
            question,
            then=lambda progress: self._on_progress(request_id, progress),
            failed=lambda _error: None,  # asked again, and withdrawn in the end
        )

    def _on_progress(self, request_id: int | None, progress: DialProgress) -> None:
        if request_id != self._request_id or self._view.stage is DialStage.FAILED:
            return
        match progress.state:
            case DialState.FAILED:
                self._looks.stop()
                error = NotDialled(progress.problem)
                self._show(replace(self._view, stage=DialStage.FAILED, error=error))
            case DialState.PLACED if progress.call_id is not None:
                self._end()
            case DialState.PLACED if self._view.stage is DialStage.ASKED:
                self._show(replace(self._view, stage=DialStage.RINGING))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, CrmError):
            self._show(replace(self._view, stage=DialStage.FAILED, error=error))
        else:
            self._end()
            self.failed.emit(error)

    def _end(self) -> None:
        self._looks.stop()
        self._request_id = None
        self._show(DialView())

    def _show(self, view: DialView) -> None:
        if view != self._view:
            self._view = view
            self.changed.emit(view)
