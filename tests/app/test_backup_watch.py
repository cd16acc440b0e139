from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.errors.backups import BackupNeverMade, BackupOverdue
from tests.app.conftest import OpenDesk

Desk = Callable[..., Program]


@pytest.fixture
def desk(own_database: Database, open_desk: OpenDesk) -> Desk:
    return lambda *groups: open_desk(own_database, *groups)


def backed_up(database: Database, days_ago: int, problem: str = "") -> None:
    with psycopg.connect(database.dsn) as owner:
        owner.execute(
            "INSERT INTO backup (folder_name, began_at, ended_at, verified_at, problem)"
            " SELECT 'x', past, past, past, %s"
            " FROM (SELECT now() - %s * interval '1 day') w (past)",
            [problem, days_ago],
        )


@pytest.mark.parametrize(
    ("days_ago", "problem", "kind"),
    [(4, "", BackupOverdue), (0, "BackupDiskFull", BackupNeverMade)],
)
def test_supervisor_is_told_once_that_backups_do_not_go_well(
    desk: Desk, own_database: Database, qtbot: QtBot, days_ago: int, problem: str, kind: type
) -> None:
    backed_up(own_database, days_ago, problem)
    watch = desk(OPERATOR, SUPERVISOR).phone_link.backups
    told: list[object] = []
    watch.overdue.connect(told.append)

    for _ in range(2):
        with qtbot.waitSignal(watch.told):
            watch.look()

    assert [type(error) for error in told] == [kind]


def test_nobody_is_told_where_backups_go_well_or_are_made_elsewhere(
    desk: Desk, own_database: Database, qtbot: QtBot
) -> None:
    watch = desk(OPERATOR, SUPERVISOR).phone_link.backups
    told: list[object] = []
    watch.overdue.connect(told.append)
    with qtbot.waitSignal(watch.told):
        watch.look()
    backed_up(own_database, 1)
    with qtbot.waitSignal(watch.told):
        watch.look()

    assert told == []


def test_doctor_says_how_backups_go(desk: Desk, own_database: Database, qtbot: QtBot) -> None:
    backed_up(own_database, 1)
    program = desk(OPERATOR, SUPERVISOR)

    program.phone_link.doctor.open()

    dialog = program.phone_link.doctor.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "(1 days ago)" in dialog.backups.text())
