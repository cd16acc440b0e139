"""The office that is attacked: one a file, with a signed-in connection for each job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import psycopg
import pytest

from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from tests.attacks.office import HIDDEN, JOBS, SHOWN, Office, a_target, dismiss, hire

PASSWORD = "ひみつの言葉"


@pytest.fixture(scope="module")
def office(database_url: str, database: Database, server: EmbeddedServer) -> Iterator[Office]:
    """An office in which everybody who may has opened the card that is shown."""
    with database.writing() as session:
        shown = a_target(session, SHOWN, "+819055550001")
        hidden = a_target(session, HIDDEN, "+819055550002")
    with psycopg.connect(database_url, autocommit=True) as owner, ExitStack() as at_the_end:
        name = owner.info.dbname
        connections = {}
        for job, groups in JOBS.items():
            login = hire(owner, groups, PASSWORD)
            at_the_end.callback(dismiss, owner, login)
            url = server.url_for(login, PASSWORD, database=name)
            desk = at_the_end.enter_context(psycopg.connect(url, autocommit=True))
            if job in {"operator", "supervisor", "scanner"}:
                desk.execute("SELECT open_card(%s, 'search')", [shown.customer])
            connections[job] = desk
        owner.execute("ANALYZE")
        yield Office(database_url, shown, hidden, connections)
