"""Gives what is sent again after a lost answer the identity that it had the first time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from crm_desktop.database.engine import Database
from crm_desktop.database.operations import once

MOST_UNANSWERED: Final = 100


class SentOperations:
    """Which savings of this desk were sent and not answered: whoever asks again means the same.

    From any thread. What was answered is forgotten, so that the same may be meant anew.
    """

    def __init__(self, database: Database) -> None:
        """Save in ``database``; nothing is unanswered yet."""
        self._database = database
        self._unanswered: deque[tuple[object, UUID]] = deque(maxlen=MOST_UNANSWERED)
        self._lock = Lock()

    def save(self, what: object, work: Callable[[Session], Any]) -> Any:  # noqa: ANN401
        """Do ``work`` in a transaction of its own, once, however often it is sent.

        ``what`` is all that a person said, comparable: the same again is the same operation until
        an answer came. Returns what ``work`` returned, now or the first time; it must be fit for
        JSON.
        """
        operation_id = self._operation_of(what)
        with self._database.writing() as session:
            answer = once(session, operation_id, lambda: work(session))
        self._forget(operation_id)
        return answer

    def _operation_of(self, what: object) -> UUID:
        with self._lock:
            known = next((known for said, known in self._unanswered if said == what), None)
            if known is not None:
                return known
            fresh = uuid4()
            self._unanswered.append((what, fresh))
            return fresh

    def _forget(self, operation_id: UUID) -> None:
        with self._lock:
            left = [sent for sent in self._unanswered if sent[1] != operation_id]
            self._unanswered = deque(left, maxlen=MOST_UNANSWERED)
