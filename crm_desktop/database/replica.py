"""Heavy reading goes to a replica that is near enough to the primary, else to the primary.

A replica (a hot standby) is READ ONLY: what has to be recorded first is recorded on the primary,
and read on the replica once the record has come there.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import Any, Final

from psycopg.conninfo import make_conninfo
from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.database.engine import Database
from crm_desktop.database.server_address import read_address
from crm_desktop.database.server_hosts import names_several_hosts
from crm_desktop.errors.base import CrmError

log = logging.getLogger(__name__)

CATCHES_UP_WITHIN_S: Final = 3.0
"""What must be on the replica before it is read is waited for so long."""

_LOOK_EVERY_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class _Primary:
    """Where the primary is at ``at``, of which cluster."""

    cluster: int
    position: str
    at: datetime


class Replica:
    """A server that follows the primary of a `Database` and takes its heavy reading."""

    def __init__(self, primary: Database, dsn: str, *, most_lag_s: float) -> None:
        """Open nothing yet. Login, password and database are the primary's, whatever they become.

        Raises:
            BadServerAddress, TlsDowngradeRefused: see `crm_desktop.database.engine`.
        """
        self._primary = primary
        self._given = _preferring_standbys(dsn)
        self._most_lag_s = most_lag_s
        self._database = Database(self._address(), program="crm-desktop reports", pool_size=2)
        self._database.lines = primary.lines  # a silent line is cut there as well

    @contextmanager
    def reading(self, *, fresh: bool) -> Iterator[Session]:
        """Yield a session in a READ ONLY transaction, see `Database.reporting`."""
        with ExitStack() as stack:
            session = self._near_session(stack, fresh=fresh)
            yield session or stack.enter_context(self._primary.reading())

    def close(self) -> None:
        """Close the connections nobody uses."""
        self._database.close()

    def _near_session(self, stack: ExitStack, *, fresh: bool) -> Session | None:
        """Return a session on the replica, left by ``stack``; None when the primary must do."""
        with ExitStack() as opened:
            try:
                primary = self._where_primary_is()
                self._database.use_address(self._address())
                session = opened.enter_context(self._database.reading())
                if refusal := self._refusal(session, primary, fresh=fresh):
                    log.warning("the primary is read for a report: %s", refusal)
                    return None
            except CrmError as error:
                log.warning("the primary is read for a report: %s", type(error).__name__)
                return None
            stack.push(opened.pop_all())
            return session

    def _address(self) -> str:
        whole = read_address(self._primary.dsn)
        same = {name: whole[name] for name in ("user", "password", "dbname") if whole.get(name)}
        return make_conninfo("", **{**self._given, **same})

    def _where_primary_is(self) -> _Primary:
        with self._primary.asking() as session:
            return _Primary(*session.execute(_PRIMARY).one())

    def _refusal(self, session: Session, primary: _Primary, *, fresh: bool) -> str:
        """Return why the replica cannot be read; "" when it can."""
        give_up = time.monotonic() + (CATCHES_UP_WITHIN_S if fresh else 0)
        while True:
            found = session.execute(_REPLICA, {"position": primary.position}).one()
            if not found.follows:
                return "the server for reports follows nobody"
            if found.cluster != primary.cluster:
                return "the server for reports follows another primary"
            if found.has_all:
                return ""
            if time.monotonic() > give_up:
                break
            time.sleep(_LOOK_EVERY_S)
        if fresh:
            return "the server for reports lacks what was recorded just now"
        lag_s = (primary.at - found.newest_at).total_seconds() if found.newest_at else inf
        return "the server for reports is too far behind" if lag_s > self._most_lag_s else ""


def _preferring_standbys(dsn: str) -> dict[str, Any]:
    """Return what ``dsn`` names; of several hosts one that is a standby comes first."""
    given = read_address(dsn)
    if names_several_hosts(given):
        return {"target_session_attrs": "prefer-standby", **given}
    return given


_PRIMARY: Final = text("""
SELECT (SELECT system_identifier FROM pg_control_system()), pg_current_wal_lsn()::text, now()
""")
_REPLICA: Final = text("""
SELECT pg_is_in_recovery() AS follows,
       (SELECT system_identifier FROM pg_control_system()) AS cluster,
       coalesce(pg_last_wal_replay_lsn() >= CAST(:position AS pg_lsn), false) AS has_all,
       pg_last_xact_replay_timestamp() AS newest_at
""")
