"""The end of one desk: it waits in Qt's event loop, never on the GUI thread."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from crm_desktop.background.jobs import Jobs

if TYPE_CHECKING:
    from crm_desktop.app.program import Program

log = logging.getLogger(__name__)

LONGEST_LEAVING_S: Final = 15.0
_LONGEST_WRITING_S: Final = 1.0
_LOOK_EVERY_MS: Final = 20


class Leaving(QObject):
    """Saves what is typed, lets what is under way end, and closes; ``ended`` tells.

    What the database did not take, because it is away or too slow, is kept as a saving that waits:
    it goes in after the next sign-in.
    """

    ended = Signal()

    def __init__(self, program: Program) -> None:
        """Leave nothing before `begin`."""
        super().__init__(program)
        self._program = program
        self._is_over = False
        self._until = self._written_by = 0.0
        self._looks = QTimer(self)
        self._looks.timeout.connect(self._look)

    def begin(self, within_s: float = LONGEST_LEAVING_S) -> None:
        """Save, and close once nothing is under way; after ``within_s`` whatever is."""
        if self._is_over or self._until:
            return
        self._until = time.monotonic() + within_s
        program = self._program
        program.card.close()
        program.map.leave()
        program.papers.close()
        program.phone_link.stop()
        program.availability.presenter.leave()
        program.feed.stop()
        program.connection.give_up_lost_lines()
        self._looks.start(_LOOK_EVERY_MS)

    def wait(self) -> None:
        """Handle events until it has ended, which it has when this returns."""
        if self._is_over:
            return
        loop = QEventLoop(self)  # ended with this: nothing of Qt is to be ended as the desk closes
        self.ended.connect(loop.quit)
        self._look()
        if not self._is_over:
            loop.exec()
        if not self._is_over:  # the program is ended by force: all loops end
            self._keep_what_is_left()
            self._end()

    def _look(self) -> None:
        if self._is_over:
            return
        now = time.monotonic()
        if not self._written_by:
            if self._is_busy() and now < self._until:
                return
            self._keep_what_is_left()
            self._written_by = now + _LONGEST_WRITING_S
        if self._program.drafts.flush(0.0) or now >= self._written_by:
            self._end()

    def _is_busy(self) -> bool:
        busy = any(jobs.is_busy for jobs in self._program.findChildren(Jobs))
        return busy or self._program.feed.is_running

    def _keep_what_is_left(self) -> None:
        """Give up what is still under way: what it was to save is kept, and saved only once."""
        under_way = [jobs for jobs in self._program.findChildren(Jobs) if jobs.is_busy]
        if under_way:
            log.warning("a desk is closed with work under way")
            self._program.database.cut()
        for jobs in under_way:
            jobs.abandon()
        self._program.connection.keep_notes()
        self._program.kept.delivery.keep_left()

    def _end(self) -> None:
        self._is_over = True
        self._looks.stop()
        self._program.end()
        self.ended.emit()
