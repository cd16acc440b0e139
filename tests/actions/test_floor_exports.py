"""Taking figures of people out: by right, with a reason, on record, harmless to a spreadsheet."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from crm_desktop.actions.floor_exports import FLOOR_HEADER, export_floor
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import EXPORTER, OPERATOR, SUPERVISOR
from crm_desktop.errors.access import ExportNotAllowed, ExportReasonMissing, PasswordDue
from crm_desktop.errors.files import FileInTheWay
from tests.conftest import LoginAt

DAYS = (date(2026, 11, 1), date(2026, 11, 30))
LUNCH = datetime(2026, 11, 20, 3, tzinfo=UTC)
WHY = "月次の報告のため"


def has_lunch(office: Database, login_at: LoginAt, name: str) -> None:
    """Let somebody be away for 25 minutes on November 20."""
    login_at(office, OPERATOR, name=name)
    with psycopg.connect(office.dsn, autocommit=True) as owner:
        for state, at in (("away", LUNCH), ("ready", LUNCH + timedelta(minutes=25))):
            owner.execute(
                "INSERT INTO availability_change (operation_id, staff_id, state, changed_at)"
                " SELECT %s, id, %s, %s FROM staff WHERE name = %s",
                [uuid4(), state, at, name],
            )


def recorded(office: Database) -> list[tuple[Any, ...]]:
    with psycopg.connect(office.dsn) as owner:
        return owner.execute(
            "SELECT action, subject, subject_id, after ->> 'reason', after ->> 'rows'"
            " FROM audit_entry WHERE action IN ('export', 'refuse') ORDER BY id"
        ).fetchall()


def export(dsn: str, path: Path, reason: str = WHY) -> int:
    with Database(dsn, pool_size=1) as desk:
        return export_floor(desk, reason, DAYS, path)


def test_figures_are_written_by_person_and_day_and_no_name_is_a_formula(
    own_database: Database, login_at: LoginAt, tmp_path: Path
) -> None:
    has_lunch(own_database, login_at, "=髙橋")
    file = tmp_path / "figures.csv"

    assert export(login_at(own_database, SUPERVISOR, EXPORTER), file) == 1

    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows == [list(FLOOR_HEADER), ["'=髙橋", "2026-11-20", "0", "0", "0", "0", "1500", "0"]]


def test_an_export_is_on_record_with_its_days_its_reason_and_its_rows(
    own_database: Database, login_at: LoginAt, tmp_path: Path
) -> None:
    has_lunch(own_database, login_at, "髙橋")

    export(login_at(own_database, SUPERVISOR, EXPORTER), tmp_path / "figures.csv")

    days = "2026-11-01/2026-11-30"
    assert recorded(own_database) == [("export", "floor", days, WHY, "1")]


@pytest.mark.parametrize("groups", [(SUPERVISOR,), (EXPORTER,), (OPERATOR, EXPORTER)])
def test_who_may_not_is_refused_on_record_and_no_file_is_left(
    groups: tuple[str, ...], own_database: Database, login_at: LoginAt, tmp_path: Path
) -> None:
    file = tmp_path / "figures.csv"

    with pytest.raises(ExportNotAllowed):
        export(login_at(own_database, *groups), file)

    assert not file.exists()
    assert [row[:2] for row in recorded(own_database)] == [("refuse", "floor")]


@pytest.mark.parametrize("reason", ["", "   ", "月次"])
def test_without_a_reason_nothing_is_taken_out(
    reason: str, own_database: Database, login_at: LoginAt, tmp_path: Path
) -> None:
    with pytest.raises(ExportReasonMissing):
        export(login_at(own_database, SUPERVISOR, EXPORTER), tmp_path / "figures.csv", reason)

    assert recorded(own_database) == []


def test_whose_password_is_due_takes_nothing_out(
    own_database: Database, login_at: LoginAt, tmp_path: Path
) -> None:
    with pytest.raises(PasswordDue):
        export(
            login_at(own_database, SUPERVISOR, EXPORTER, password_due=True),
            tmp_path / "figures.csv",
        )


def test_a_file_that_is_there_stays_as_it_is(
    own_database: Database, login_at: LoginAt, tmp_path: Path
) -> None:
    file = tmp_path / "figures.csv"
    file.write_text("まだ使う", encoding="utf-8")

    with pytest.raises(FileInTheWay):
        export(login_at(own_database, SUPERVISOR, EXPORTER), file)

    assert file.read_text(encoding="utf-8") == "まだ使う"


def test_an_export_of_figures_is_no_export_of_a_customer(
    own_database: Database, login_at: LoginAt, tmp_path: Path
) -> None:
    export(login_at(own_database, SUPERVISOR, EXPORTER), tmp_path / "figures.csv")

    with psycopg.connect(own_database.dsn) as owner:
        owner.execute(
            "INSERT INTO customer (id, code, name, name_kana, name_key, kana_key, given_name_key,"
            " given_kana_key, created_at)"
            " VALUES (1, 'T-1', '髙橋', '', '', '', '', '', '2026-01-01')"
        )
        assert owner.execute("SELECT * FROM exports_with(1, 10)").fetchall() == []
