"""Has the database forget what is old, once an hour."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.forgetting import forget_what_is_old
from crm_desktop.errors.base import CrmError

log = logging.getLogger(__name__)

EVERY_S: Final = 3600.0


class Forgetting:
    """To be called as often as one likes, by one thread at a time."""

    def __init__(
        self, database: Database, monotonic_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._database = database
        self._monotonic_s = monotonic_s
        self._next_s = monotonic_s()

    def look(self) -> None:
        """Forget, if that was not done within the hour; what fails is tried again in an hour."""
        if self._monotonic_s() < self._next_s:
            return
        self._next_s = self._monotonic_s() + EVERY_S
        try:
            with self._database.writing() as session:
                gone = forget_what_is_old(session)
        except CrmError as error:
            log.warning("what is old could not be forgotten: %s", type(error).__name__)
            return
        for name, count in gone.items():
            if count:
                log.info("%s: %d rows", name, count)
