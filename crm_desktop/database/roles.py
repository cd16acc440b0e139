"""Who there is: PostgreSQL's own roles. What each group may do stands in ``migrations/guard``.

Each member of staff and each service is a login role and a member of group roles; the rights are
the groups'. The owner of all tables and functions cannot sign in.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

import psycopg
from psycopg import sql

OWNER: Final = "crm_owner"
OPERATOR: Final = "crm_operator"
SUPERVISOR: Final = "crm_supervisor"
SCANNER: Final = "crm_scanner"
ADMIN: Final = "crm_admin"
EXPORTER: Final = "crm_exporter"
ANALYST: Final = "crm_analyst"
GATEWAY: Final = "crm_gateway"
WORKER: Final = "crm_worker"

STAFF_GROUPS: Final = (OPERATOR, SUPERVISOR, SCANNER, ADMIN, EXPORTER, ANALYST)
GROUPS: Final = (*STAFF_GROUPS, GATEWAY, WORKER)

_VERSION_WITH_MEMBERSHIP_OPTIONS: Final = 160_000


def ensure_group_roles(connection: psycopg.Connection[Any]) -> None:
    """Make the roles that are missing; none of them can sign in.

    The owner may hand the groups on, and the login of ``connection`` may act as the owner.

    Raises:
        psycopg.errors.InsufficientPrivilege: the login may not make roles.
    """
    found = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    for name in (OWNER, *GROUPS):
        if name not in found:
            may_make = "CREATEROLE" if name == OWNER else "NOCREATEROLE"
            connection.execute(
                sql.SQL("CREATE ROLE {} NOLOGIN {}").format(sql.Identifier(name), sql.SQL(may_make))
            )
    member = connection.execute("SELECT pg_has_role(%s, 'USAGE')", [OWNER]).fetchone()
    if member != (True,):
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))
    for name in sorted(GROUPS):
        let_owner_administer(connection, name)


def let_owner_administer(connection: psycopg.Connection[Any], role: str) -> None:
    """Let the owner's functions change ``role`` and hand it on, without having its rights."""
    known = connection.execute(
        "SELECT FROM pg_auth_members WHERE roleid = %s::regrole AND member = %s::regrole"
        " AND admin_option",
        [_quoted(role), OWNER],
    ).fetchone()
    if known is not None:
        return
    newer = connection.info.server_version >= _VERSION_WITH_MEMBERSHIP_OPTIONS
    options = "WITH ADMIN TRUE, INHERIT FALSE, SET FALSE" if newer else "WITH ADMIN OPTION"
    connection.execute(
        sql.SQL("GRANT {} TO {} {}").format(
            sql.Identifier(role), sql.Identifier(OWNER), sql.SQL(options)
        )
    )


def set_staff_login(
    connection: psycopg.Connection[Any],
    login: str,
    password: str,
    groups: Collection[str] = (OPERATOR,),
) -> None:
    """Make ``login`` a role with ``password`` in exactly these of our groups, or change it so.

    The server is told the SCRAM verifier only: the password is in no log and no statistic.
    Each group is locked until the transaction ends, in the order of their names as
    ``give_groups`` does: two who change staff at once wait for each other, never in a circle.
    """
    verifier = connection.pgconn.encrypt_password(
        password.encode(), login.encode(), b"scram-sha-256"
    ).decode()
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login])
    verb = sql.SQL("CREATE" if found.fetchone() is None else "ALTER")
    role = sql.Identifier(login)
    connection.execute(
        sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD {}").format(
            verb, role, sql.Literal(verifier)
        )
    )
    let_owner_administer(connection, login)
    # From version 16 on only the grantor takes back what it gave: the owner's functions must.
    newer = connection.info.server_version >= _VERSION_WITH_MEMBERSHIP_OPTIONS
    grantor = sql.SQL("GRANTED BY {}").format(sql.Identifier(OWNER)) if newer else sql.SQL("")
    for group in sorted(GROUPS):
        change = "GRANT {} TO {} {}" if group in groups else "REVOKE {} FROM {} {}"
        connection.execute(sql.SQL(change).format(sql.Identifier(group), role, grantor))


def _quoted(role: str) -> str:
    return '"' + role.replace('"', '""') + '"'
