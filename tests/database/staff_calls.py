"""Calls of the staff functions as psql would make them, and what they left behind."""

from __future__ import annotations

from typing import Any

import psycopg

from crm_desktop.database.roles import OPERATOR

PASSWORD = "はじめの合言葉です"

Connection = psycopg.Connection[Any]


def asked(connection: Connection, statement: str, *values: Any) -> Any:
    """Return the first column of the only row, None without a row."""
    row = connection.execute(statement.encode(), values).fetchone()
    return None if row is None else row[0]


def verifier(connection: Connection, login: str, password: str = PASSWORD) -> str:
    encrypted = connection.pgconn.encrypt_password(
        password.encode(), login.encode(), b"scram-sha-256"
    )
    return encrypted.decode()


def add(
    connection: Connection,
    login: str,
    groups: tuple[str, ...] = (OPERATOR,),
    *,
    extension: str = "",
    name: str = "佐伯 さくら",
) -> Any:
    """Return the outcome, staff_id and holder of adding somebody."""
    return connection.execute(
        "SELECT outcome, staff_id, holder FROM add_staff(%s, %s, 'サエキ サクラ', %s, %s, %s)",
        [login, name, extension, verifier(connection, login), list(groups)],
    ).fetchone()


def change(
    connection: Connection,
    staff_id: int,
    groups: tuple[str, ...],
    *,
    extension: str = "",
    seen: int = 1,
) -> Any:
    return asked(
        connection,
        "SELECT outcome FROM change_staff(%s, %s, '佐伯', '', %s, %s)",
        staff_id,
        seen,
        extension,
        list(groups),
    )


def id_of(owner: Connection, login: str) -> int:
    return int(asked(owner, "SELECT id FROM staff WHERE login = %s", login))


def groups_of(owner: Connection, login: str) -> set[str]:
    return set(asked(owner, "SELECT staff_groups(%s)", login))


def refusals(owner: Connection, login: str) -> list[tuple[str, str]]:
    rows = owner.execute(
        "SELECT after ->> 'what', after ->> 'why' FROM audit_entry"
        " WHERE login = %s AND action = 'refuse' ORDER BY id",
        [login],
    )
    return list(rows)


def staff_records(owner: Connection, staff_id: int) -> list[tuple[str, Any, Any]]:
    rows = owner.execute(
        "SELECT after ->> 'did', before -> 'groups', after -> 'groups' FROM audit_entry"
        " WHERE subject_id = %s AND action = 'staff' ORDER BY id",
        [str(staff_id)],
    )
    return list(rows)
