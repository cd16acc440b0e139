"""Who follows a server, and whether a saving is on another computer before it is acknowledged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Standby:
    """A server that follows; it ``confirms`` when commits wait for it.

    ``behind_s`` is None when it has shown everything, as when nothing happens.
    """

    name: str
    state: str
    confirms: bool
    behind_bytes: int
    behind_s: float | None


@dataclass(frozen=True, slots=True)
class UnusedSlot:
    """A replication slot that nobody reads; the primary keeps ``kept_bytes`` of log for it."""

    name: str
    kept_bytes: int


@dataclass(frozen=True, slots=True)
class ReplicationState:
    """How a server and those who follow it stand.

    ``confirming_names`` is the setting ``synchronous_standby_names``; empty: nobody is waited for.
    Without ``sees_all``, a right that comes with pg_monitor, ``standbys`` is empty.
    """

    is_standby: bool
    confirming_names: str
    commits_wait: bool
    sees_all: bool
    standbys: tuple[Standby, ...] = ()
    unused_slots: tuple[UnusedSlot, ...] = ()

    @property
    def is_stuck(self) -> bool:
        """Whether every saving waits because nobody is there to confirm it."""
        waits = bool(self.confirming_names) and self.commits_wait and not self.is_standby
        return waits and self.sees_all and not any(one.confirms for one in self.standbys)


def replication_state(session: Session) -> ReplicationState:
    """Return how the server of ``session`` and those who follow it stand.

    The session must be one that could write: those of `Database.asking` do not wait for anybody.
    """
    is_standby, names, commit, sees_all = session.execute(_SERVER).one()
    state = ReplicationState(is_standby, names, commit not in {"off", "local"}, sees_all)
    if not sees_all:
        return state
    standbys = tuple(Standby(*row) for row in session.execute(_STANDBYS))
    slots = tuple(UnusedSlot(*row) for row in session.execute(_UNUSED_SLOTS))
    return replace(state, standbys=standbys, unused_slots=slots)


_SERVER: Final = text("""
SELECT pg_is_in_recovery(), current_setting('synchronous_standby_names'),
       current_setting('synchronous_commit'),
       pg_has_role('pg_read_all_stats', 'USAGE')
""")
_STANDBYS: Final = text("""
SELECT application_name, state, sync_state IN ('sync', 'quorum'),
       coalesce(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn()
                                     ELSE pg_current_wal_lsn() END, replay_lsn), 0)::bigint,
       extract(epoch FROM replay_lag)::float8
  FROM pg_stat_replication ORDER BY application_name, pid
""")
_UNUSED_SLOTS: Final = text("""
SELECT slot_name::text,
       coalesce(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn()
                                     ELSE pg_current_wal_lsn() END, restart_lsn), 0)::bigint
  FROM pg_replication_slots WHERE NOT active ORDER BY slot_name
""")
