"""Where an address leads, read as PostgreSQL's own library reads it.

An address is a URL or libpq's keywords. What it leaves open comes from its service, from the
environment (``PGHOST``, ``PGSSLMODE``, …) and from defaults, so only libpq knows the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from itertools import zip_longest
from typing import Any

import psycopg
from psycopg import pq
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from crm_desktop.errors.database import BadServerAddress

# libpq looks all settings up before it checks this one, and then goes no further.
_GO_NO_FURTHER = {"target_session_attrs": "nowhere"}


def plain_dsn(dsn: str) -> str:
    """Return ``dsn`` without the driver's name that SQLAlchemy's URLs carry."""
    return dsn.replace("postgresql+psycopg://", "postgresql://", 1)


def read_address(dsn: str) -> dict[str, Any]:
    """Return the settings that ``dsn`` itself names.

    Raises:
        BadServerAddress: ``dsn`` cannot be read.
    """
    try:
        return conninfo_to_dict(plain_dsn(dsn))
    except psycopg.ProgrammingError as error:
        complaint = str(error)
    # Outside the block: libpq repeats what it could not read, which may be part of a password.
    raise BadServerAddress(_without_quotations(complaint))


def shown_dsn(dsn: str) -> str:
    """Return ``dsn`` as ``login@host:port/database``, without its password, to be shown.

    Several hosts are shown with commas between them, each with its port.

    Raises:
        BadServerAddress: ``dsn`` cannot be read.
    """
    given = read_address(dsn)
    who = f"{given['user']}@" if given.get("user") else ""
    hosts = str(given.get("host") or given.get("hostaddr") or "local").split(",")
    ports = str(given.get("port") or "").split(",")
    ports *= len(hosts) if len(ports) == 1 else 1
    places = (
        f"{host or 'local'}:{port}" if port else host or "local"
        for host, port in zip_longest(hosts, ports, fillvalue="")
    )
    return f"{who}{','.join(places)}/{given.get('dbname') or ''}"


def leaves_this_computer(dsn: str) -> bool:
    """Tell whether a connection to ``dsn`` goes over a network, and is encrypted therefore.

    Raises:
        BadServerAddress: ``dsn`` cannot be read, or names a service that is not defined.
    """
    return host_elsewhere(effective_settings(read_address(dsn))) != ""


def signs_in_by_itself(dsn: str) -> bool:
    """Tell whether ``dsn`` names a login, and it or the environment (``PGPASSWORD``) the password.

    Raises:
        BadServerAddress: ``dsn`` cannot be read, or names a service that is not defined.
    """
    given = read_address(dsn)
    return bool(given.get("user")) and bool(effective_settings(given).get("password"))


def effective_settings(given: Mapping[str, Any]) -> dict[str, str]:
    """Return all settings that hold for an address that names ``given``; nothing is connected to.

    Raises:
        BadServerAddress: it names a service that is not defined.
    """
    asked = make_conninfo("", **{**given, **_GO_NO_FURTHER})
    unconnected = pq.PGconn.connect_start(asked.encode())
    settings = {option.keyword.decode(): option.val for option in unconnected.info}
    if not settings.get("sslmode"):
        raise BadServerAddress(unconnected.error_message.decode(errors="replace").strip())
    unconnected.finish()
    return {name: value.decode() for name, value in settings.items() if value}


def host_elsewhere(settings: Mapping[str, str]) -> str:
    """Return the first host or address that is not this computer; "" when all of them are.

    A host that is called otherwise counts as elsewhere, whatever its address (``hostaddr``).
    """
    names = settings.get("host", "").split(",")
    addresses = settings.get("hostaddr", "").split(",")
    return next((place for place in names + addresses if place and not _is_here(place)), "")


def _is_here(place: str) -> bool:
    """Tell a socket's folder (``@``: an abstract one), ``localhost`` and loopback from the rest."""
    if place.startswith(("/", "@")) or place.lower() == "localhost":
        return True
    try:
        return ip_address(place).is_loopback
    except ValueError:
        return False


def _without_quotations(complaint: str) -> str:
    first, quoted, _rest = complaint.replace('"="', "=").partition('"')
    return f"{first}…" if quoted else first
