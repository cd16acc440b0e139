"""Passwords on their way to the server: it is told verifiers, and asked whether one is right."""

from __future__ import annotations

from typing import Any, cast

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy.orm import Session

from crm_desktop.database.engine import ConnectionKind, Database, connection_text, driver_connection
from crm_desktop.database.failures import expected_failures
from crm_desktop.errors.access import PasswordWrong, SignInRefused
from crm_desktop.errors.base import CrmError


def scram_verifier(session: Session, login: str, password: str) -> str:
    """Return what the server keeps of ``password``: nobody can sign in with it."""
    verifier = driver_connection(session).pgconn.encrypt_password(
        password.encode(), login.encode(), b"scram-sha-256"
    )
    return verifier.decode()


def check_own_password(session: Session, password: str) -> None:
    """Sign in once more as the login of ``session``, to see that ``password`` is its present one.

    Raises:
        PasswordWrong: it is another.
        DatabaseUnreachable: there is no answer just now.
    """
    same_place = make_conninfo("", **cast("Any", driver_connection(session).info.get_parameters()))
    try:
        with expected_failures():
            psycopg.connect(same_place, password=password).close()
    except SignInRefused as error:
        raise PasswordWrong from error


def signs_in(database: Database, password: str) -> bool:
    """Tell whether the login of ``database`` gets in with ``password``; no answer is no."""
    text = connection_text(make_conninfo(database.dsn, password=password), ConnectionKind())
    try:
        with expected_failures():
            psycopg.connect(text).close()
    except CrmError:
        return False
    return True
