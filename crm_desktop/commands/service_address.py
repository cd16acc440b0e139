"""Where a service of the office works: the database it is given, the settings', or the embedded."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.app.own_server import sign_in_address
from crm_desktop.commands.database_refusals import sentences_of
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.preparation import make_ready, state_of
from crm_desktop.database.server_check import problem_of
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.settings import Settings


@contextmanager
def service_address(
    arguments: argparse.Namespace, settings: Settings, login: str, group: str
) -> Iterator[str]:
    """Yield the database of ``--dsn`` or ``--data``; see `service_place`."""
    with service_place(arguments, settings, login, group) as place:
        yield place.dsn


@dataclass(frozen=True, slots=True)
class ServicePlace:
    """A database, and of the embedded one also how its owner signs in and where it lies.

    ``owner_dsn`` is "" and ``folder`` None for a server.
    """

    dsn: str
    owner_dsn: str = ""
    folder: Path | None = None


@contextmanager
def service_place(
    arguments: argparse.Namespace, settings: Settings, login: str, group: str
) -> Iterator[ServicePlace]:
    """Yield the database of ``--dsn`` or ``--data``; in the embedded one ``login`` signs in.

    A server that is away for now is no reason not to start.

    Raises:
        SchemaMissing, SchemaTooNew, SignInRefused, …: it will not do, now or later.
    """
    own = arguments.data and not arguments.dsn
    dsn = "" if own else settings.database.address(arguments.dsn)
    if not dsn:
        folder = arguments.data or settings.embedded_path
        with EmbeddedServer(folder) as server:
            make_ready(server)
            address = sign_in_address(server, login, groups=(group,))
            yield ServicePlace(address, server.admin_url, folder)
        return
    try:
        problem = problem_of(state_of(dsn))
    except DatabaseUnreachable as error:
        print(f"crm-desktop: {sentences_of(error)} Waiting for it.", file=sys.stderr)
        problem = None
    if problem is not None:
        raise problem
    yield ServicePlace(dsn)
