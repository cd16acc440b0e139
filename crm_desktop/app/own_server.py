"""Signs a person in to the embedded PostgreSQL of this PC, whose owner needs no password.

The role gets a new random password at each start, known to this process alone.
"""

from __future__ import annotations

import getpass
import secrets
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from crm_desktop.actions.staff import register_staff
from crm_desktop.database.embedded import EmbeddedServer, StartStep
from crm_desktop.database.engine import Database
from crm_desktop.database.preparation import make_ready
from crm_desktop.database.roles import OPERATOR, set_staff_login

FIRST_LOGIN = "desk"
START_WORDS = {
    StartStep.CREATING: "making a PostgreSQL of its own",
    StartStep.STARTING: "starting PostgreSQL",
}


@contextmanager
def own_address(folder: Path, extension: str) -> Iterator[str]:
    """Run the server in ``folder``; yield the address by which this PC's person signs in."""
    with EmbeddedServer(folder, progress=telling_steps(print)) as server:
        make_ready(server)
        register_first_staff(server, name=getpass.getuser(), extension=extension)
        yield sign_in_address(server, FIRST_LOGIN)


def sign_in_address(
    server: EmbeddedServer, login: str, groups: Collection[str] = (OPERATOR,)
) -> str:
    """Return the address by which ``login`` signs in to the started ``server`` from now on.

    From now on it is in exactly these groups.
    """
    password = secrets.token_urlsafe(18)
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        set_staff_login(connection, login, password, groups)
    return server.url_for(login, password)


def register_first_staff(server: EmbeddedServer, *, name: str, extension: str) -> None:
    """See that the person who starts the desk on this PC is a member of staff."""
    with Database(server.admin_url, pool_size=1) as database, database.writing() as session:
        register_staff(session, login=FIRST_LOGIN, name=name, extension=extension)


def telling_steps(say: Callable[[str], None]) -> Callable[[StartStep], None]:
    """Return what tells the steps of a start in words; the last needs none."""
    return lambda step: say(START_WORDS[step]) if step in START_WORDS else None
