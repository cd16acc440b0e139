"""A desk that goes on while the database is brought to where only newer desks may work."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from sqlalchemy import text

from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR
from crm_desktop.errors.database import SchemaTooNew
from tests.app.conftest import OpenDesk

RUNBOOK = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
LONGEST_MS = 30_000


def test_desk_says_that_it_must_be_updated_when_it_connects_again(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk(own_database, OPERATOR)
    assert desk.connection.presenter.state.problem is None

    with own_database.writing() as session:
        session.execute(text("UPDATE schema_compatibility SET incompatible = incompatible + 1"))
    with own_database.asking() as session:
        session.execute(text(looking_again()))

    qtbot.waitUntil(
        lambda: isinstance(desk.connection.presenter.state.problem, SchemaTooNew),
        timeout=LONGEST_MS,
    )
    assert desk.connection.bar.isVisibleTo(desk.window)


def looking_again() -> str:
    """Return the statement of the runbook that has all desks connect anew."""
    told = RUNBOOK.read_text(encoding="utf-8").partition("To have all of them look at once")[2]
    return told.partition("```sql primary\n")[2].partition(";")[0].replace(":", "\\:")
