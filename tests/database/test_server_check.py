from __future__ import annotations

from dataclasses import replace

import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.server_check import (
    INCOMPATIBLE,
    ServerState,
    problem_of,
    server_state,
)
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import (
    SchemaForeign,
    SchemaMissing,
    SchemaTooNew,
    SchemaTooOld,
    ServerTooOld,
    WrongLocale,
)


@pytest.fixture
def ready(database: Database) -> ServerState:
    with database.asking() as session:
        return server_state(session)


def test_fresh_database_is_fit(ready: ServerState) -> None:
    assert ready.is_ready
    assert ready.japanese_is_searchable


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"version_number": 140_011, "version": "14.11"}, ServerTooOld),
        ({"encoding": "EUC_JP"}, WrongLocale),
        ({"japanese_is_searchable": False}, WrongLocale),
        ({"revision": "", "has_tables": True}, SchemaForeign),
        ({"revision": "", "has_tables": False, "has_trigrams": False}, SchemaMissing),
        ({"incompatible": INCOMPATIBLE + 1, "revision": "9999"}, SchemaTooNew),
        ({"revision": "0000"}, SchemaTooOld),
    ],
)
def test_unfit_database_is_refused(
    changes: dict[str, object], problem: type[CrmError], ready: ServerState
) -> None:
    found = problem_of(replace(ready, **changes))  # type: ignore[arg-type]

    assert type(found) is problem


def test_newer_database_without_anything_incompatible_is_fit(ready: ServerState) -> None:
    assert problem_of(replace(ready, revision="9999")) is None
