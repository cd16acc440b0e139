"""Lets a server alone that does not answer, so that nobody waits for it again and again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Lock
from typing import Final

from crm_desktop.errors.map import TileFault, TileProblem

log = logging.getLogger(__name__)

FAILURES: Final = 3
FIRST_REST_S: Final = 30.0
LONGEST_REST_S: Final = 600.0
TRIAL_S: Final = 15.0


class Rest:
    """After some failures in a row nobody asks for a while, each time longer; one success ends it.

    When a rest is over one thread tries, the others rest on until it knows.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds that only grow."""
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._until = 0.0

    @property
    def is_on(self) -> bool:
        """Whether nobody may ask now."""
        with self._lock:
            return self._clock() < self._until

    def refuse(self) -> None:
        """Do nothing where one may ask.

        Raises:
            TileProblem: RESTING.
        """
        with self._lock:
            now = self._clock()
            if now < self._until:
                raise TileProblem(TileFault.RESTING)
            if self._failures >= FAILURES:
                self._until = now + TRIAL_S

    def end(self) -> None:
        """Know that an answer came."""
        with self._lock:
            self._failures, self._until = 0, 0.0

    def count(self, fault: TileFault, *, wanted_s: float | None = None) -> None:
        """Know that none came; ``wanted_s`` is how long the server itself wants to be let alone."""
        with self._lock:
            self._failures += 1
            further = self._failures - FAILURES
            if wanted_s is None and further < 0:
                return
            resting_s = min(FIRST_REST_S * 2 ** min(max(further, 0), 10), LONGEST_REST_S)
            resting_s = max(resting_s, wanted_s or 0.0)
            self._until = self._clock() + resting_s
        log.warning("no map pictures for %.0f s: %s", resting_s, fault)
