"""Opens the office's database for a command: the one that is named, else that of the settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.preparation import make_ready, state_of
from crm_desktop.database.server_check import problem_of
from crm_desktop.errors.database import SchemaMissing
from crm_desktop.settings import load_settings

DSN_HELP: Final = (
    "the PostgreSQL to use, such as postgresql://admin@host/crm; without it the one in the "
    "settings, else the embedded one. Give the password in PGPASSWORD: whoever lists the "
    "processes of this computer can read arguments."
)


@contextmanager
def office_database(dsn: str, *, program: str) -> Iterator[Database]:
    """Yield the database at ``dsn``; for "" that of the settings, else the embedded one.

    Raises:
        CrmError: it is not one that can be worked on; the error says why.
    """
    settings = load_settings(os.environ)
    address = settings.database.address(dsn)
    with ExitStack() as resources:
        if not address:
            server = EmbeddedServer(settings.embedded_path)
            if not server.exists:
                raise SchemaMissing
            resources.enter_context(server)
            make_ready(server)
            address = server.admin_url
        elif problem := problem_of(state_of(address)):
            raise problem
        yield resources.enter_context(Database(address, program=program, pool_size=1))
