"""Statements that a person may end while the server is busy with them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from crm_desktop.database.bulk_load import lift_time_limits
from crm_desktop.database.engine import driver_connection
from crm_desktop.domain.stopping import Stopping
from crm_desktop.errors.moving import WorkStopped

log = logging.getLogger(__name__)


@contextmanager
def long_work(session: Session, stopping: Stopping) -> Iterator[None]:
    """Let the statements of the block take as long as they need, unless somebody stops them.

    The session's transaction is then of no more use: nothing of it stays.

    Raises:
        WorkStopped: somebody did.
    """
    lift_time_limits(session)
    connection = driver_connection(session)
    try:
        with stopping.by(lambda: _cancel(connection)):
            yield
    except DBAPIError as error:
        if stopping.wanted:
            raise WorkStopped from error
        raise


def _cancel(connection: psycopg.Connection[Any]) -> None:
    try:
        connection.cancel_safe(timeout=_CANCEL_S)
    except psycopg.Error as error:
        log.warning("a statement could not be cancelled: %s", type(error).__name__)


_CANCEL_S: Final = 10.0
