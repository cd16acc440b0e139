"""Signs a person in to the embedded PostgreSQL of this PC, whose owner needs no password.

The role gets a new random password at each start, known to this process alone.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection

import psycopg

from crm_desktop.database.embedded import EmbeddedServer, StartStep
from crm_desktop.database.roles import OPERATOR, set_staff_login

START_WORDS = {
    StartStep.CREATING: "making a PostgreSQL of its own",
    StartStep.BRINGING_OVER: "bringing the data over to a newer PostgreSQL",
    StartStep.COMPARING: "comparing both, row by row",
    StartStep.STARTING: "starting PostgreSQL",
}


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


def telling_steps(say: Callable[[str], None]) -> Callable[[StartStep], None]:
    """Return what tells the steps of a start in words; the last needs none."""
    return lambda step: say(START_WORDS[step]) if step in START_WORDS else None
