from __future__ import annotations

import psycopg
import pytest

from crm_desktop.database.engine import Database
from crm_desktop.database.queries.backups import backups_told, begin_backup, end_backup
from crm_desktop.database.roles import ADMIN, OPERATOR, SUPERVISOR
from crm_desktop.errors.access import RightMissing
from tests.conftest import LoginAt


def test_nothing_is_told_where_nothing_was_tried(own_database: Database) -> None:
    with own_database.asking() as session:
        assert backups_told(session) is None


@pytest.mark.parametrize(
    ("hours", "running", "problem"), [(5, True, ""), (7, False, "WorkStopped")]
)
def test_backup_that_a_power_cut_ended_does_not_run_for_ever(
    own_database: Database, *, hours: int, running: bool, problem: str
) -> None:
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute(
            "INSERT INTO backup (folder_name, began_at)"
            " VALUES ('x', now() - %s * interval '1 hour')",
            [hours],
        )

    with own_database.asking() as session:
        told = backups_told(session)

    assert told is not None
    assert (told.running, told.last_problem, told.good_at) == (running, problem, None)


def test_failure_leaves_the_last_good_one_on_record(own_database: Database) -> None:
    with own_database.writing() as session:
        for problem in ("", "BackupDiskFull"):
            number = begin_backup(session, "今夜")
            end_backup(session, number, size=7, verified_at=None, problem=problem)

    with own_database.asking() as session:
        told = backups_told(session)

    assert told is not None
    assert (told.good_bytes, told.last_problem) == (7, "BackupDiskFull")


@pytest.mark.parametrize(("group", "may"), [(ADMIN, True), (SUPERVISOR, True), (OPERATOR, False)])
def test_backups_are_told_to_those_who_can_act(
    own_database: Database, login_at: LoginAt, group: str, *, may: bool
) -> None:
    with Database(login_at(own_database, group)) as person:
        if may:
            with person.asking() as session:
                assert backups_told(session) is None
            return
        with pytest.raises(RightMissing), person.asking() as session:
            backups_told(session)
