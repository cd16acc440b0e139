"""Addresses that name several servers: one of them takes writes, another when that one is lost.

libpq and the driver try the hosts in the order of the address and ask each what it is
(``target_session_attrs``); a host that swallows packets costs ``SECONDS_A_HOST`` before the next.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Final

from psycopg.conninfo import make_conninfo

from crm_desktop.database.server_address import read_address

SECONDS_A_HOST: Final = 3
"""Waited for each host, also for the only one: enough for TLS and SCRAM over a line of 300 ms."""

_WRITES = "read-write"
_IS_PRIMARY = "primary"
_PARTS = ("host", "hostaddr", "port")


def names_several_hosts(settings: Mapping[str, Any]) -> bool:
    """Tell whether settings, as given or as they hold in effect, name more than one host."""
    return any("," in str(settings.get(part) or "") for part in ("host", "hostaddr"))


def session_wanted(
    given: Mapping[str, Any], settings: Mapping[str, str], *, read_only: bool
) -> dict[str, str]:
    """Return what to add so that only the server that takes writes is used; often nothing.

    ``settings`` are those in effect for ``given``. Of several hosts it is the one that takes
    writes, unless the address says otherwise. A session that is READ ONLY by itself would never
    count as such, so for it the server has to be the primary.
    """
    asked = given.get("target_session_attrs") or os.environ.get("PGTARGETSESSIONATTRS", "")
    if not asked and names_several_hosts(settings):
        asked = _WRITES
    if asked == _WRITES and read_only:
        asked = _IS_PRIMARY
    return {"target_session_attrs": asked} if asked else {}


def with_host_first(dsn: str, host: str, port: int) -> str:
    """Return ``dsn`` with its host ``host:port`` before the others; unchanged when it has none.

    Raises:
        BadServerAddress: ``dsn`` cannot be read.
    """
    given = read_address(dsn)
    hosts = hosts_of(given)
    place = next((i for i, entry in enumerate(hosts) if _is(entry, host, port)), 0)
    if place == 0:
        return dsn
    turned = [hosts[place], *hosts[:place], *hosts[place + 1 :]]
    named = {part: ",".join(entry[part] for entry in turned) for part in _PARTS if given.get(part)}
    return make_conninfo("", **{**given, **named})


def hosts_of(given: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return ``host``, ``hostaddr`` and ``port`` of each host of an address, "" where unsaid."""
    lists = {part: str(given.get(part) or "").split(",") for part in _PARTS}
    count = max(len(lists["host"]), len(lists["hostaddr"]))
    full = {part: found * (count if len(found) == 1 else 1) for part, found in lists.items()}
    return [
        {part: found[i] if i < len(found) else "" for part, found in full.items()}
        for i in range(count)
    ]


def _is(entry: Mapping[str, str], host: str, port: int) -> bool:
    return host in {entry["host"], entry["hostaddr"]} and entry["port"] in {"", str(port)}
