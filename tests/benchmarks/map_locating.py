"""How long it takes to locate every address of an office: read, looked for, stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Final

import psutil
import psycopg

from crm_desktop.actions.locating import LocatedRun
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.unlocated import Wanted
from crm_desktop.database.server_address import plain_dsn
from crm_desktop.worker.locating import Locating, locate_all

_MEGABYTE: Final = 1024 * 1024
_VARIETY: Final = """
SELECT count(*), count(DISTINCT (prefecture, city)), count(DISTINCT (prefecture, city, town))
  FROM customer_address
"""


def bench_locating(owner_dsn: str, worker_dsn: str, *, processes: int = 2) -> dict[str, Any]:
    """Forget all positions but those of people, locate everything, then everything again.

    ``worker_dsn`` signs in as the worker does. Seconds and addresses a second, start of the
    processes and reading of the towns included; memory in MB, of those processes together.
    """
    with psycopg.connect(plain_dsn(owner_dsn), autocommit=True) as owner:
        owner.execute("SET statement_timeout = 0")
        owner.execute("DELETE FROM address_position WHERE source <> 'person'")
        owner.execute("VACUUM (ANALYZE) address_position")
        addresses, cities, towns = owner.execute(_VARIETY).fetchone() or (0, 0, 0)
        with Database(worker_dsn, pool_size=2, statement_timeout_ms=0) as worker:
            first = _measured(worker, Locating(processes=processes))
            levels = owner.execute(
                "SELECT level, count(*) FROM address_position GROUP BY level ORDER BY level"
            ).fetchall()
            again = _measured(worker, Locating(Wanted.ALL, processes=processes))
    return {
        "addresses": {"n": addresses, "cities": cities, "towns": towns},
        "processes": processes,
        "first_time": first,
        "levels": {level or "not found": count for level, count in levels},
        "all_again": again,
    }


@dataclass(slots=True)
class _Memory:
    """The most that the processes which locate took, of what is theirs alone."""

    most: int = 0
    _processes: list[psutil.Process] = field(default_factory=list)

    def look(self, _done: LocatedRun) -> bool:
        """Look how much it is now; always True: go on."""
        if not self._processes:
            begun = psutil.Process().children()
            self._processes = [one for one in begun if "postgres" not in one.name()]
        used = sum(one.memory_full_info().uss for one in self._processes if one.is_running())
        self.most = max(self.most, used)
        return True


def _measured(worker: Database, asked: Locating) -> dict[str, Any]:
    memory = _Memory()
    began = perf_counter()
    done = locate_all(worker, asked, memory.look)
    took_s = perf_counter() - began
    return {
        "seconds": round(took_s, 1),
        "per_second": round(done.read / took_s),
        "found": done.found,
        "written": done.written,
        "left": done.left,
        "memory_mb": round(memory.most / _MEGABYTE),
    }
