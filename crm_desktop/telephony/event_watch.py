"""Keeps what phone systems say, and what came of it, while somebody watches."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from time import monotonic
from typing import Any, Final

from crm_desktop.actions.received_events import DROPPED, Received
from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.caller import without_withheld_number
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.domain.pop_reason import pop_reason
from crm_desktop.errors.base import CrmError

log = logging.getLogger(__name__)

MOST_A_SECOND: Final = 50
MOST_CALLS: Final = 500
MOST_EVENTS: Final = 100
WRITE_EVERY_S: Final = 0.25
FOR_NOISE: Final = MOST_A_SECOND / 2
"""What tells of no call never takes more than this, or it would crowd out what does."""

NOT_UNDERSTOOD: Final = "refused"
NO_CALL: Final = "nothing_told"


class EventWatch:
    """Costs nothing while nobody watches; never slows down what it watches.

    Of a flood it keeps `MOST_A_SECOND` events and says how many more there were. What was told of
    a call before the watching began it does not know.
    """

    def __init__(
        self,
        is_watched: Callable[[], bool],
        keep: Callable[[Sequence[Received]], None],
        extensions: Callable[[], Collection[str]],
    ) -> None:
        """``is_watched`` and ``keep`` are called on threads, and may raise `CrmError`."""
        self._is_watched = is_watched
        self._keep = keep
        self._extensions = extensions
        self._watched = False
        self._calls: OrderedDict[tuple[str, str], list[CallEvent]] = OrderedDict()
        self._waiting: list[Received] = []
        self._dropped = 0
        self._allowed = float(MOST_A_SECOND)
        self._allowed_at = monotonic()

    async def look(self) -> None:
        """Ask whether somebody watches; until that is answered it is as it was.

        Raises:
            CrmError: nobody knows; then nobody does.
        """
        watched = False
        try:
            watched = await asyncio.to_thread(self._is_watched)
        finally:
            before, self._watched = self._watched, watched
            if before and not watched:
                self._calls.clear()

    def took(self, events: Sequence[CallEvent]) -> None:
        """Note events that were understood, in the order in which they came."""
        if not self._watched:
            return
        for event in events:
            earlier = self._calls.setdefault((event.source, event.call_id), [])
            reasons = {known.no_number_reason for known in (*earlier, event)}
            why = pop_reason(earlier, event, self._extensions())
            if len(earlier) < MOST_EVENTS:
                earlier.append(event)
            if len(self._calls) > MOST_CALLS:
                self._calls.popitem(last=False)
            self._note(
                Received(
                    event.source,
                    without_withheld_number(event).raw,
                    understood=str(event.stage),
                    why=str(why),
                    extension=event.extension,
                    source_call_id=event.call_id,
                    is_private=NoNumberReason.WITHHELD in reasons,
                )
            )

    def refused(self, source: str, raw: Mapping[str, Any], word: str) -> None:
        """Note what could not be understood; ``word`` says why."""
        if self._watched:
            self._note(Received(source, raw, understood=NOT_UNDERSTOOD, why=word))

    def overheard(self, source: str, raw: Mapping[str, Any]) -> None:
        """Note what told of no call; of whom it tells, and whether they want that, is not known."""
        if self._watched:
            noise = Received(source, raw, why=NO_CALL, is_private=True)
            self._note(noise, leaving=FOR_NOISE)

    async def run(self) -> None:
        """Store what was noted, until cancelled."""
        while True:
            await asyncio.sleep(WRITE_EVERY_S)
            waiting, self._waiting = self._waiting, []
            dropped, self._dropped = self._dropped, 0
            if dropped:
                waiting.append(Received("", understood=DROPPED, why=str(dropped)))
            if not waiting:
                continue
            try:
                await asyncio.to_thread(self._keep, waiting)
            except CrmError as error:
                log.debug("%d events not kept: %s", len(waiting), type(error).__name__)

    def _note(self, received: Received, *, leaving: float = 0.0) -> None:
        now = monotonic()
        earned = (now - self._allowed_at) * MOST_A_SECOND
        self._allowed, self._allowed_at = min(self._allowed + earned, MOST_A_SECOND), now
        if self._allowed < 1 + leaving:
            self._dropped += 1
            return
        self._allowed -= 1
        self._waiting.append(received)
