"""Logins for members of staff that a test adds; their roles are shared by the whole cluster."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

NewLogin = Callable[[], str]


@contextmanager
def new_logins(owner_dsn: str) -> Iterator[NewLogin]:
    """Yield a maker of logins that nobody has; their roles are gone after the block."""
    made: list[str] = []

    def new_login() -> str:
        made.append(f"new_{secrets.token_hex(5)}")
        return made[-1]

    try:
        yield new_login
    finally:
        with psycopg.connect(owner_dsn, autocommit=True) as owner:
            for login in made:
                owner.execute(
                    "UPDATE staff SET active = false, extension = NULL WHERE login = %s", [login]
                )
                owner.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(login)))
