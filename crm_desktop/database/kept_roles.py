"""Who may sign in, written down with a backup and made again on another server.

Passwords are kept as the server keeps them: as SCRAM verifiers, from which nobody reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import sql

from crm_desktop.database.roles import (
    GATEWAY,
    GROUPS,
    OWNER,
    WORKER,
    ensure_group_roles,
    let_owner_administer,
)

_VERIFIER: Final = "SCRAM-SHA-256$"
_VERSION_WITH_GRANTORS: Final = 160_000
_ROLES: Final = """
SELECT r.rolname::text,
       ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
              WHERE m.member = r.oid AND g.rolname = ANY (%(groups)s) ORDER BY 1),
       r.rolcanlogin, r.rolconnlimit, r.rolvaliduntil::text, {}
  FROM pg_roles r {}
 WHERE NOT r.rolsuper AND r.rolname <> %(owner)s AND r.rolname <> ALL (%(groups)s)
   AND (r.rolname IN (SELECT login FROM public.staff)
        OR EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                    WHERE m.member = r.oid AND g.rolname = ANY (%(services)s)))
 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class KeptRole:
    """A login; ``verifier`` is "" where it has none, or none that might be read."""

    name: str
    groups: tuple[str, ...]
    may_sign_in: bool
    most_connections: int
    valid_until: str
    verifier: str


@dataclass(frozen=True, slots=True)
class RolesMade:
    """How many logins were made, how many were there and stay as they are, how many can't sign in.

    ``mute`` ones were made without a password, because the backup has none.
    """

    made: int = 0
    there: int = 0
    mute: int = 0


def passwords_are_readable(connection: psycopg.Connection[Any]) -> bool:
    """Tell whether this login sees what others sign in with: only superusers do, mostly."""
    row = connection.execute("SELECT has_table_privilege('pg_authid', 'SELECT')").fetchone()
    return row == (True,)


def roles_of_office(connection: psycopg.Connection[Any]) -> list[KeptRole]:
    """Return the logins of the staff and of services; the groups are made by us anyway."""
    readable = passwords_are_readable(connection)
    statement = sql.SQL(_ROLES).format(
        sql.SQL("coalesce(a.rolpassword, '')" if readable else "''"),
        sql.SQL("JOIN pg_authid a ON a.oid = r.oid" if readable else ""),
    )
    names = {"groups": list(GROUPS), "owner": OWNER, "services": [GATEWAY, WORKER]}
    return [
        KeptRole(name, tuple(groups), may, limit, until or "", _known(verifier))
        for name, groups, may, limit, until, verifier in connection.execute(statement, names)
    ]


def make_roles(connection: psycopg.Connection[Any], roles: Sequence[KeptRole]) -> RolesMade:
    """Make the logins that are not there; one that is there keeps its password and groups.

    Raises:
        psycopg.errors.InsufficientPrivilege: the login may not make roles.
    """
    ensure_group_roles(connection)
    known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    new = [role for role in roles if role.name not in known]
    for role in new:
        _make(connection, role)
    mute = sum(role.may_sign_in and not role.verifier for role in new)
    return RolesMade(len(new), len(roles) - len(new), mute)


def _make(connection: psycopg.Connection[Any], role: KeptRole) -> None:
    parts = [
        sql.SQL("CREATE ROLE {} NOSUPERUSER NOCREATEDB NOCREATEROLE").format(
            sql.Identifier(role.name)
        ),
        sql.SQL("LOGIN" if role.may_sign_in else "NOLOGIN"),
        sql.SQL("CONNECTION LIMIT {}").format(sql.Literal(role.most_connections)),
    ]
    if role.valid_until:
        parts.append(sql.SQL("VALID UNTIL {}").format(sql.Literal(role.valid_until)))
    if role.verifier:
        parts.append(sql.SQL("PASSWORD {}").format(sql.Literal(role.verifier)))
    connection.execute(sql.SQL(" ").join(parts))
    let_owner_administer(connection, role.name)
    newer = connection.info.server_version >= _VERSION_WITH_GRANTORS
    grantor = sql.SQL("GRANTED BY {}").format(sql.Identifier(OWNER)) if newer else sql.SQL("")
    for group in sorted(set(role.groups) & set(GROUPS)):
        connection.execute(
            sql.SQL("GRANT {} TO {} {}").format(
                sql.Identifier(group), sql.Identifier(role.name), grantor
            )
        )


def _known(verifier: str) -> str:
    return verifier if verifier.startswith(_VERIFIER) else ""
