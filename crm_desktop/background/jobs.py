"""Work off the GUI thread, with the answer brought back to it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

log = logging.getLogger(__name__)

T = TypeVar("T")

Answer = Callable[["Future[Any]"], None]


def lane(name: str, workers: int, parent: QObject | None = None) -> Jobs:
    """Return jobs that run on ``workers`` threads of their own, named after the lane."""
    return Jobs(ThreadPoolExecutor(workers, thread_name_prefix=name), parent)


class Jobs(QObject):
    """Runs work on an executor and hands the answers out on the GUI thread.

    Owners and callbacks stay on the GUI thread: a worker holds only the work and a number, so no
    QObject can be deleted by a worker that happens to drop the last reference to it.
    """

    _answered = Signal(int, object)

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        """Create it on the GUI thread: that is where answers are handed out."""
        super().__init__(parent)
        self._executor = executor
        self._numbers = count(1)
        self._awaited: dict[int, Answer] = {}
        self._closed = False
        self._answered.connect(self._hand_out)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        *,
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do ``work`` in the background, then call ``then`` or ``failed`` on the GUI thread.

        ``work`` must touch no QObject. ``failed`` gets whatever ``work`` raised, expected or a bug.
        Neither is called once ``owner`` is deleted or these jobs are closed.
        """
        if self._closed:
            return

        def hand_out(done: Future[T]) -> None:
            if not isValid(owner):
                return
            error = done.exception()
            if error is None:
                then(done.result())
            elif isinstance(error, Exception):
                failed(error)
            else:
                raise error

        number = next(self._numbers)
        self._awaited[number] = hand_out
        self._executor.submit(work).add_done_callback(lambda done: self._bring_back(number, done))

    @property
    def is_busy(self) -> bool:
        """Whether work is queued or under way whose answer somebody awaits."""
        return bool(self._awaited)

    def close(self) -> None:
        """Forget queued work, let running work finish, hand out no answer any more."""
        if not self._closed:
            self._close(wait=True)

    def abandon(self) -> None:
        """Like `close`, without waiting: what runs ends by itself, and nobody hears of it."""
        self._close(wait=False)

    def _close(self, *, wait: bool) -> None:
        self._closed = True
        self._awaited.clear()
        self._executor.shutdown(wait=wait, cancel_futures=True)

    def _bring_back(self, number: int, done: Future[Any]) -> None:
        if self._closed or done.cancelled():
            return
        try:
            self._answered.emit(number, done)
        except RuntimeError:  # deleted by Qt while the work was running
            log.debug("answer %d came after its jobs were deleted", number)

    def _hand_out(self, number: int, done: Future[Any]) -> None:
        answer = self._awaited.pop(number, None)
        if answer is not None:
            answer(done)


class LatestOnly:
    """Runs jobs for one owner and drops the answers that a newer job has overtaken."""

    def __init__(self, jobs: Jobs, owner: QObject) -> None:
        """Make one for each place on the screen that only the newest answer may fill."""
        self._jobs = jobs
        self._owner = owner
        self._newest = 0

    def run(
        self,
        work: Callable[[], T],
        *,
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Like ``Jobs.run``; an overtaken job calls nothing, and is not begun if it waits yet."""
        self.forget()
        ticket = self._newest

        def unless_overtaken(call: Callable[..., None]) -> Callable[..., None]:
            return lambda answer: call(answer) if ticket == self._newest else None

        def still_wanted() -> T | None:
            return work() if ticket == self._newest else None

        self._jobs.run(
            self._owner, still_wanted, then=unless_overtaken(then), failed=unless_overtaken(failed)
        )

    def forget(self) -> None:
        """Drop the answer still awaited, if any."""
        self._newest += 1
