"""Tells a server that is only slow to answer from one that nothing comes from.

Connecting takes six round trips with TLS: on a line of half a second each that is longer than is
waited for a host that swallows packets. Two are enough to know that it does not.
"""

from __future__ import annotations

import socket
from typing import Final

from psycopg.conninfo import make_conninfo

from crm_desktop.database.server_address import effective_settings, read_address
from crm_desktop.database.server_hosts import SECONDS_A_HOST, hosts_of

SECONDS_A_SLOW_HOST: Final = 12
_IS_THERE_TLS: Final = (8).to_bytes(4, "big") + (80877103).to_bytes(4, "big")


def address_with_patience(dsn: str) -> str | None:
    """Return ``dsn`` with more time to connect, None when that is of no use.

    It is when a host answers, and the address does not say itself how long to wait.

    Raises:
        BadServerAddress, TlsDowngradeRefused: ``dsn`` cannot be read.
    """
    given = read_address(dsn)
    if "connect_timeout" in given:
        return None
    hosts = hosts_of(effective_settings(given))
    if not any(_answers(host["hostaddr"] or host["host"], host["port"]) for host in hosts):
        return None
    return make_conninfo("", **{**given, "connect_timeout": SECONDS_A_SLOW_HOST})


def _answers(host: str, port: str) -> bool:
    """Tell whether somebody there says anything at all in time, though not yet what."""
    if not host or host.startswith(("/", "@")):
        return False
    try:
        with socket.create_connection((host, int(port or 5432)), SECONDS_A_HOST) as line:
            line.sendall(_IS_THERE_TLS)
            return bool(line.recv(1))
    except (OSError, ValueError):
        return False
