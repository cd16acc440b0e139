"""Tells the office how the sources are: at once when that changes, and every few seconds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import Final

from crm_desktop.domain.source_state import GATEWAY_KIND, SourceReport, SourceState
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import EventsWaitOnDisk, GatewayClockApart
from crm_desktop.telephony.exchange_clock import CLOCKS_APART_S
from crm_desktop.telephony.source_health import SourceHealth, SourceNotes, report_of

log = logging.getLogger(__name__)

TELL_EVERY_S: Final = 10.0
LOOK_EVERY_S: Final = 0.5
LAST_WORDS_S: Final = 2.0

Tell = Callable[[Sequence[SourceReport]], datetime]
"""Writes the reports down and returns the time there; called on a thread, may raise `CrmError`."""


class SourceReports:
    """Keeps how the gateway itself is, beside what its sources say of themselves."""

    def __init__(
        self,
        healths: Callable[[], Sequence[SourceHealth]],
        spooled: Callable[[], int],
        tell: Tell,
    ) -> None:
        """``healths`` are those of all sources, ``spooled`` how many events wait on disk."""
        self._healths = healths
        self._spooled = spooled
        self._tell = tell
        self._own = SourceNotes("", GATEWAY_KIND)
        self._ahead_s = 0
        self._told: tuple[object, ...] = ()
        self._telling: asyncio.Task[datetime] | None = None

    def now(self) -> list[SourceReport]:
        """Return how the gateway is, then each source, by name."""
        self._own.is_now(SourceState.LISTENING, self._own_problem())
        healths = sorted(self._healths(), key=lambda health: health.name)
        return [report_of(self._own.health), *map(report_of, healths)]

    async def run(self) -> None:
        """Tell until cancelled, then that all have stopped."""
        tell_at = monotonic()
        try:
            while True:
                reports = self.now()
                if monotonic() >= tell_at or _essence(reports) != self._told:
                    tell_at = monotonic() + TELL_EVERY_S
                    await self._write(reports)
                await asyncio.sleep(LOOK_EVERY_S)
        finally:
            stopped = [_stopped(report) for report in self.now()]
            try:
                async with asyncio.timeout(LAST_WORDS_S):
                    if self._telling is not None:  # or what it tells would be the last word
                        await asyncio.wait([self._telling])
                    await self._write(stopped)
            except TimeoutError:
                log.info("nobody was told that the sources have stopped")

    async def _write(self, reports: Sequence[SourceReport]) -> None:
        self._told = _essence(reports)
        asked_at = datetime.now(UTC)
        self._telling = asyncio.create_task(asyncio.to_thread(self._tell, reports))
        self._telling.add_done_callback(_heard)
        try:
            there = await asyncio.shield(self._telling)
        except CrmError as error:
            log.debug("sources not told of: %s", type(error).__name__)
            self._told = ()
            return
        at_most_s = (datetime.now(UTC) - there).total_seconds()
        at_least_s = (asked_at - there).total_seconds()
        # Nothing in between is sure: the answer may only have been long in coming.
        self._ahead_s = round(max(at_least_s, min(at_most_s, 0.0)))

    def _own_problem(self) -> CrmError | None:
        if spooled := self._spooled():
            return EventsWaitOnDisk(spooled)
        if abs(self._ahead_s) > CLOCKS_APART_S:
            return GatewayClockApart(self._ahead_s)
        return None


def _essence(reports: Sequence[SourceReport]) -> tuple[object, ...]:
    """Return what is worth telling at once; how many wait on disk, and when, is not."""
    return tuple((report.name, report.state, report.problem) for report in reports)


def _heard(telling: asyncio.Task[datetime]) -> None:
    """Take what it ended with: nobody else does where the gateway stopped meanwhile."""
    if not telling.cancelled():
        telling.exception()


def _stopped(report: SourceReport) -> SourceReport:
    return replace(report, state=SourceState.STOPPED, since=datetime.now(UTC), problem="", facts={})
