"""Single statements of each job: refused, or without fruit."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from tests.attacks.attacks import (
    FRUITLESS_AT_DESKS,
    REFUSED_AT_DESKS,
    REFUSED_TO_ALL,
    REFUSED_TO_ALL_ALONE,
    REFUSED_TO_OPERATORS,
    REFUSED_TO_SCANNERS,
    REFUSED_TO_THE_REST,
)
from tests.attacks.office import DESKS, HIDDEN, JOBS, Office

# What a refused statement may be told; never that it worked. LOAD and extensions are looked for
# in folders that a test server may not have, an old view is no materialized one.
REFUSED = (
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.UndefinedFile,
    psycopg.errors.FeatureNotSupported,
    psycopg.errors.InvalidGrantOperation,
)


def refused(job: str, statement: str, office: Office) -> None:
    desk = office.connections[job]
    with pytest.raises(REFUSED), desk.transaction(force_rollback=True):
        desk.execute(filled(statement, desk, office).encode())


def filled(statement: str, desk: psycopg.Connection[Any], office: Office) -> str:
    facts = SimpleNamespace(me=desk.info.user, database=desk.info.dbname)
    return statement.format(**office.facts(), me=facts.me, database=facts.database)


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("statement", REFUSED_TO_ALL)
def test_refused_to_all(statement: str, job: str, office: Office) -> None:
    refused(job, statement, office)


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("statement", REFUSED_TO_ALL_ALONE)
def test_refused_to_all_outside_transactions(statement: str, job: str, office: Office) -> None:
    desk = office.connections[job]
    with pytest.raises(REFUSED):
        desk.execute(filled(statement, desk, office).encode())


@pytest.mark.parametrize("job", DESKS)
@pytest.mark.parametrize("statement", REFUSED_AT_DESKS)
def test_refused_at_desks(statement: str, job: str, office: Office) -> None:
    refused(job, statement, office)


@pytest.mark.parametrize("statement", REFUSED_TO_OPERATORS)
def test_refused_to_operators(statement: str, office: Office) -> None:
    refused("operator", statement, office)


@pytest.mark.parametrize("statement", REFUSED_TO_SCANNERS)
def test_refused_to_scanners(statement: str, office: Office) -> None:
    refused("scanner", statement, office)


@pytest.mark.parametrize("job", ["admin", "exporter", "analyst", "gateway"])
@pytest.mark.parametrize("statement", REFUSED_TO_THE_REST)
def test_refused_to_the_rest(statement: str, job: str, office: Office) -> None:
    if job == "exporter" and "export_rows" in statement:
        pytest.skip("refused as well, by the function: see test_guard_export")
    refused(job, statement, office)


def all_said(desk: psycopg.Connection[Any], statement: str) -> Iterator[str]:
    """Yield rows, notices, notifications and what an error says."""
    notices: list[str] = []
    desk.add_notice_handler(lambda notice: notices.append(str(notice.message_primary)))
    try:
        with desk.transaction(force_rollback=True), desk.cursor() as cursor:
            if statement.startswith("COPY"):
                with cursor.copy(statement.encode()) as rows:
                    yield from (bytes(row).decode() for row in rows)
            else:
                cursor.execute(statement.encode())
                for result in cursor.results():
                    yield from map(str, result.fetchall() if result.description else [])
    except psycopg.Error as error:
        yield f"{error} {error.diag.message_detail} {error.diag.context}"
    yield from notices


@pytest.mark.parametrize("job", DESKS)
@pytest.mark.parametrize("statement", FRUITLESS_AT_DESKS)
def test_fruitless_at_desks(statement: str, job: str, office: Office) -> None:
    desk = office.connections[job]
    said = "\n".join(all_said(desk, filled(statement, desk, office)))

    assert HIDDEN not in said
    assert "invalid input syntax" not in said
    assert "division by zero" not in said
