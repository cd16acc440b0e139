"""Who may do what: PostgreSQL's own roles and rights.

Each member of staff is a login role and a member of group roles; the rights are the groups'.
So far there is one group, ``crm_operator``, with the rights of a desk on all tables.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

OPERATOR = "crm_operator"
_BOOKKEEPING = ("alembic_version", "schema_compatibility")


def ensure_group_roles(connection: psycopg.Connection[Any]) -> None:
    """Make the group roles that are missing; they cannot sign in themselves."""
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OPERATOR])
    if found.fetchone() is None:
        connection.execute(
            sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(OPERATOR)), prepare=False
        )


def grant_table_rights(connection: psycopg.Connection[Any]) -> None:
    """Give the groups their rights on every table there is now, and PUBLIC none.

    To be called after each migration; the login must own the tables.
    """
    operator = sql.Identifier(OPERATOR)
    database = sql.Identifier(connection.info.dbname)
    statements: list[sql.SQL | sql.Composed] = [
        sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database),
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, operator),
        sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC"),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(operator),
        sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC"),
        sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}").format(
            operator
        ),
        sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}").format(operator),
    ]
    statements += [
        sql.SQL("REVOKE INSERT, UPDATE, DELETE ON {} FROM {}").format(
            sql.Identifier(table), operator
        )
        for table in _BOOKKEEPING
    ]
    for statement in statements:
        connection.execute(statement)


def set_staff_login(connection: psycopg.Connection[Any], login: str, password: str) -> None:
    """Make ``login`` an operator's role with ``password``, or give the one there is both.

    The server is told the SCRAM verifier only: the password is in no log and no statistic.
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
    connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(OPERATOR), role))
