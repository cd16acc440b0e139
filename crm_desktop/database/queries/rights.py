"""What each group role may do, as the database answers when that very role asks.

Reading and writing are tried: a SELECT that fetches nothing, an INSERT of no rows, an UPDATE and a
DELETE of no rows. The server checks the right of a statement before it looks for rows, so the try
is its answer, defaults, PUBLIC, memberships and all, not our reading of its lists. What cannot be
tried without doing it (TRUNCATE takes the table from everybody) is asked of ``has_…_privilege``
with the role as the asking one. Nothing stays: all of it is rolled back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, LiteralString

import psycopg
from psycopg import sql
from sqlalchemy.orm import Session

from crm_desktop.database.engine import driver_connection
from crm_desktop.database.roles import GROUPS, OWNER

ALL: Final = "all"
NO_ROWS: Final = "none"

_TRIED: Final = ("select", "insert", "update", "delete")
_ASKED: Final = ("truncate", "references", "trigger", "maintain")
_OF_DATABASE: Final = ("connect", "create", "temporary")
_VERSION_WITH_MAINTAIN: Final = 170_000


@dataclass(frozen=True, slots=True, order=True)
class Right:
    """One thing that one role may do with one object of a ``kind``.

    kind: attribute, database, schema, table, sequence or function. ``rows``: ``all``, ``none``, or
    the names of the policies that choose them. ``columns``: ``all``, or names with commas.
    """

    kind: str
    subject: str
    action: str
    role: str
    rows: str = ALL
    columns: str = ALL


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    policies: tuple[tuple[str, str, bool, frozenset[str]], ...]


def rights_of_groups(session: Session) -> tuple[Right, ...]:
    """Return everything that the group roles may do, in the order of the fields.

    Raises:
        RightMissing: the login may not act as the groups (by way of ``expected_failures``).
    """
    connection = driver_connection(session)
    tables = _tables(connection)
    found = list(_attributes(connection))
    for role in GROUPS:
        with connection.transaction(force_rollback=True):
            connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))
            found += _rights_of(connection, role, tables)
    return tuple(sorted(found))


def lines_of(rights: Iterable[Right]) -> tuple[tuple[str, ...], ...]:
    """Return the rights a line each for roles that may do the same: a table that can be reviewed.

    A line is kind, subject, action, roles without their ``crm_``, rows and columns.
    """
    roles: dict[tuple[str, ...], list[str]] = {}
    for right in rights:
        key = (right.kind, right.subject, right.action, right.rows, right.columns)
        roles.setdefault(key, []).append(right.role.removeprefix("crm_"))
    return tuple(
        sorted(
            (kind, subject, action, " ".join(sorted(named)), rows, columns)
            for (kind, subject, action, rows, columns), named in roles.items()
        )
    )


def leakproof_comparisons(session: Session) -> tuple[str, ...]:
    """Return the functions that the server lets look at a row before a policy hides it."""
    rows = driver_connection(session).execute(_LEAKPROOF)
    return tuple(name for (name,) in rows)


def _rights_of(
    connection: psycopg.Connection[Any], role: str, tables: Sequence[_Table]
) -> Iterator[Right]:
    for kind, actions in (("database", _OF_DATABASE), ("schema", ("create", "usage"))):
        name = sql.SQL("current_database()" if kind == "database" else "'public'")
        ask = sql.SQL("SELECT has_{}_privilege({}, %s)").format(sql.SQL(kind), name)
        for action in actions:
            if _answer(connection, ask, action):
                yield Right(kind, "", action, role)
    for table in tables:
        yield from _rights_on(connection, role, table)
    for kind, statement in (("sequence", _SEQUENCES), ("function", _FUNCTIONS)):
        for name, action in connection.execute(statement).fetchall():
            yield Right(kind, name, action, role)


def _rights_on(connection: psycopg.Connection[Any], role: str, table: _Table) -> Iterator[Right]:
    secured = _answer(connection, "SELECT row_security_active(format('%%I', %s::text))", table.name)
    for action in _TRIED:
        columns = _allowed_columns(connection, action, table)
        if columns:
            rows = _rows(table.policies, role, action) if secured else ALL
            whole = columns == table.columns
            named = ALL if whole else ", ".join(columns)
            yield Right("table", table.name, action, role, rows, named)
    for action in _asked(connection):
        ask = "SELECT has_table_privilege(format('%%I', %s::text), %s)"
        if _answer(connection, ask, table.name, action):
            yield Right("table", table.name, action, role)


def _asked(connection: psycopg.Connection[Any]) -> tuple[str, ...]:
    return _ASKED if connection.info.server_version >= _VERSION_WITH_MAINTAIN else _ASKED[:-1]


def _allowed_columns(
    connection: psycopg.Connection[Any], action: str, table: _Table
) -> tuple[str, ...]:
    """Return the columns that may be used so: all at once if possible, else one by one."""
    if _is_allowed(connection, action, table.name, table.columns):
        return table.columns
    ask = "SELECT has_any_column_privilege(format('%%I', %s::text), %s)"
    if action == "delete" or not _answer(connection, ask, table.name, action):
        return ()
    each = ((name, _is_allowed(connection, action, table.name, [name])) for name in table.columns)
    return tuple(name for name, allowed in each if allowed)


def _is_allowed(
    connection: psycopg.Connection[Any], action: str, table: str, columns: Iterable[str]
) -> bool:
    names = [sql.Identifier(name) for name in columns]
    comma = sql.SQL(", ")
    parts: Mapping[str, sql.Composable] = {
        "table": sql.Identifier(table),
        "columns": comma.join(names),
        "nulls": comma.join([sql.SQL("NULL")] * len(names)),
        "set": comma.join(sql.SQL("{} = NULL").format(name) for name in names),
    }
    try:
        with connection.transaction():
            connection.execute(sql.SQL(_ATTEMPTS[action]).format(**parts))
    except psycopg.errors.InsufficientPrivilege:
        return False
    except psycopg.errors.ObjectNotInPrerequisiteState:
        return False  # a view over several tables takes no rows
    return True


def _rows(policies: Iterable[tuple[str, str, bool, frozenset[str]]], role: str, action: str) -> str:
    """Return which policies choose the rows: any of the open ones, and all of the narrowing."""
    fitting = [
        (name, permissive)
        for name, command, permissive, roles in policies
        if command in {"all", action} and roles & {role, "public"}
    ]
    wide = sorted(name for name, permissive in fitting if permissive)
    narrow = sorted(name for name, permissive in fitting if not permissive)
    return " and ".join([" or ".join(wide), *narrow]) if wide else NO_ROWS


def _attributes(connection: psycopg.Connection[Any]) -> Iterator[Right]:
    for role, attribute in connection.execute(_ATTRIBUTES, {"roles": [OWNER, *GROUPS]}):
        yield Right("attribute", "", attribute, role)


def _tables(connection: psycopg.Connection[Any]) -> list[_Table]:
    policies: dict[str, list[tuple[str, str, bool, frozenset[str]]]] = {}
    for table, name, command, permissive, roles in connection.execute(_POLICIES):
        policies.setdefault(table, []).append((name, command, permissive, frozenset(roles)))
    return [
        _Table(name, tuple(columns), tuple(policies.get(name, ())))
        for name, columns in connection.execute(_TABLES)
    ]


def _answer(
    connection: psycopg.Connection[Any], ask: LiteralString | sql.Composed, *values: object
) -> bool:
    row = connection.execute(ask, values).fetchone()
    return row is not None and bool(row[0])


_ATTEMPTS: Final = {
    "select": "SELECT {columns} FROM {table} LIMIT 0",
    "insert": "INSERT INTO {table} ({columns}) SELECT {nulls} WHERE false",
    "update": "UPDATE {table} SET {set} WHERE false",
    "delete": "DELETE FROM {table} WHERE false",
}
_TABLES: Final = """
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
 GROUP BY c.relname ORDER BY c.relname
"""
_POLICIES: Final = """
SELECT tablename, policyname, lower(cmd), permissive = 'PERMISSIVE', roles::text[]
  FROM pg_policies WHERE schemaname = 'public'
"""
_SEQUENCES: Final = """
SELECT c.relname, action FROM pg_class c, unnest(ARRAY['select', 'update', 'usage']) action
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S'
   AND has_sequence_privilege(c.oid, action)
"""
_FUNCTIONS: Final = """
SELECT format('%I(%s)', p.proname, oidvectortypes(p.proargtypes)), 'execute'
  FROM pg_proc p
 WHERE p.pronamespace = 'public'::regnamespace AND has_function_privilege(p.oid, 'execute')
"""
_ATTRIBUTES: Final = """
SELECT r.rolname, attribute FROM pg_roles r, LATERAL (VALUES
    ('login', r.rolcanlogin), ('superuser', r.rolsuper), ('createrole', r.rolcreaterole),
    ('createdb', r.rolcreatedb), ('replication', r.rolreplication),
    ('bypassrls', r.rolbypassrls)) AS held (attribute, holds)
 WHERE r.rolname = ANY (%(roles)s) AND holds
UNION ALL
SELECT m.member::regrole::text, 'member of ' || m.roleid::regrole FROM pg_auth_members m
 WHERE m.member::regrole::text = ANY (%(roles)s) AND pg_has_role(m.member, m.roleid, 'USAGE')
   AND (m.roleid::regrole::text = ANY (%(roles)s) OR starts_with(m.roleid::regrole::text, 'pg_'))
"""
_LEAKPROOF: Final = """
SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.proleakproof
   AND p.prorettype = 'boolean'::regtype ORDER BY 1
"""
