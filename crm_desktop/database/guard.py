"""Applies the rules of ``migrations/guard``: functions, policies, triggers and grants.

They stand there once, as they are now, and are applied whole whenever they differ from what the
database was given last.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from crm_desktop.database.roles import GROUPS, OWNER
from crm_desktop.database.task_queue import newest_step
from crm_desktop.resources import migrations_folder

_OURS: Final = """
SELECT format('%%s %%I.%%I', kind, 'public', name) FROM (
    SELECT CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS kind, relname AS name, oid,
           relowner AS owner
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')
) things
 WHERE owner <> %(owner)s::regrole
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = things.oid AND d.deptype = 'e')
UNION ALL
SELECT 'FUNCTION ' || p.oid::regprocedure FROM pg_proc p
 WHERE p.pronamespace = 'public'::regnamespace AND p.proowner <> %(owner)s::regrole
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""

_COMPARE_AFTER_POLICIES: Final = """
DO $$
DECLARE
    of_ids regprocedure[] := ARRAY[
        'int8eq(int8,int8)', 'int8ne(int8,int8)', 'int8lt(int8,int8)', 'int8le(int8,int8)',
        'int8gt(int8,int8)', 'int8ge(int8,int8)', 'int84eq(int8,int4)', 'int82eq(int8,int2)',
        'uuid_eq(uuid,uuid)', 'byteaeq(bytea,bytea)'];
    comparison regprocedure;
BEGIN
    FOR comparison IN SELECT oid FROM pg_proc WHERE proleakproof AND oid <> ALL (of_ids) LOOP
        EXECUTE format('ALTER FUNCTION %s NOT LEAKPROOF', comparison);
    END LOOP;
    FOR comparison IN SELECT oid FROM pg_proc WHERE NOT proleakproof AND oid = ANY (of_ids) LOOP
        EXECUTE format('ALTER FUNCTION %s LEAKPROOF', comparison);
    END LOOP;
END $$
"""


def guard_digest() -> str:
    """Return what names the rules, and the queue, of this program: 64 hexadecimal digits."""
    digest = hashlib.sha256(_COMPARE_AFTER_POLICIES.encode() + newest_step().encode())
    for file in _files():
        digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()


def apply_guard(connection: psycopg.Connection[Any]) -> None:
    """Give everything to the owner and apply all rules, in the transaction of ``connection``.

    The roles must be there (``roles.ensure_group_roles``), and the login be one who may act as
    the owner: a superuser or whoever made the roles.
    """
    owner = sql.Identifier(OWNER)
    admit_groups_only(connection)
    _let_groups_use_schema(connection)
    for (thing,) in connection.execute(_OURS, {"owner": OWNER}).fetchall():
        connection.execute(sql.SQL("ALTER {} OWNER TO {}").format(sql.SQL(thing), owner))
    connection.execute(sql.SQL("SET LOCAL ROLE {}").format(owner))
    for file in _files():
        connection.execute(sql.SQL(file.read_text(encoding="utf-8")))
    connection.execute("UPDATE schema_compatibility SET guard_digest = %s", [guard_digest()])
    connection.execute("RESET ROLE")
    # Extensions bring functions of their own.
    functions = sql.SQL("EXECUTE ON ALL FUNCTIONS IN SCHEMA public")
    connection.execute(sql.SQL("GRANT {} TO {}").format(functions, owner))
    connection.execute(sql.SQL("REVOKE {} FROM PUBLIC").format(functions))
    compare_after_policies(connection)


def compare_after_policies(connection: psycopg.Connection[Any]) -> None:
    """Let no comparison but of ids look at a row before its policy has; superusers only.

    PostgreSQL asks comparisons that it calls leakproof first and may use an index for them: their
    answers stay secret, but what was done to answer does not. "EXPLAIN ANALYZE SELECT FROM
    customer WHERE id = 5 AND name >= 'x'" tells whether the policy was asked at all, and so reads
    any column of any row by halving. Ids, which tell nothing of a person, stay quick to find.
    Where the login is no superuser nothing is changed: ``crm-desktop rights --json`` tells.
    """
    row = connection.execute(
        "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if row == (True,):
        connection.execute(_COMPARE_AFTER_POLICIES)


def admit_groups_only(connection: psycopg.Connection[Any]) -> None:
    """Let nobody but our groups into the database, and nobody make tables of their own there."""
    database = sql.Identifier(connection.info.dbname)
    groups = sql.SQL(", ").join(map(sql.Identifier, GROUPS))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, groups))


def _let_groups_use_schema(connection: psycopg.Connection[Any]) -> None:
    """Give the schema to the owner and the groups; only who owns it can take it from PUBLIC."""
    groups = sql.SQL(", ").join(map(sql.Identifier, GROUPS))
    connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    connection.execute(sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(sql.Identifier(OWNER)))
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(groups))


def _files() -> list[Path]:
    return sorted((migrations_folder() / "guard").glob("[0-9]*.sql"))
