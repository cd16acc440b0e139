from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

from crm_desktop.__main__ import main
from crm_desktop.commands import export
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import CustomerAddress, CustomerPhone
from crm_desktop.database.roles import EXPORTER, OPERATOR, SUPERVISOR
from tests.builders import HOME, MOBILE, a_customer
from tests.conftest import LoginOf
from tests.tables.test_whole_file import small_disk

Capture = pytest.CaptureFixture[str]
REASON = "秋のDM発送"
ABROAD = "+12125550123"
BAD_NAME = '=HYPERLINK("http://example.jp","髙橋")'


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep whoever runs the tests out of it."""
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(export, "start_logging", lambda _level: None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "書き出し"
    folder.mkdir()
    return folder


@pytest.fixture
def boss(login_of: LoginOf) -> str:
    return login_of(SUPERVISOR, EXPORTER)


def exported(dsn: str, path: Path, *words: str, reason: str = REASON) -> int:
    return main(["export", "customers", str(path), "--reason", reason, "--dsn", dsn, *words])


def rows_in(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {row["code"]: row for row in csv.DictReader(stream)}


def stored(database: Database, **facts: Any) -> str:
    with database.writing() as session:
        customer = a_customer(session, **facts)
        session.add(
            CustomerAddress(
                customer_id=customer.id,
                postal_code="1600023",
                prefecture="東京都",
                city="新宿区",
                town="西新宿",
                block="2-8-1",
                building="－髙橋方",
            )
        )
        return customer.code


def recorded(database: Database, action: str) -> list[Any]:
    with psycopg.connect(database.dsn) as owner:
        rows = owner.execute(
            "SELECT after FROM audit_entry WHERE action = %s ORDER BY id DESC", [action]
        )
        return [after for (after,) in rows]


def test_file_holds_each_customer_as_people_write_it(
    database: Database, boss: str, folder: Path, capsys: Capture
) -> None:
    code = stored(database, name="﨑山 蓮", kana="サキヤマ レン", phones=(HOME, MOBILE))
    hidden = stored(database, restricted=True)

    assert exported(boss, folder / "顧客.csv") == 0

    rows = rows_in(folder / "顧客.csv")
    assert hidden not in rows
    assert rows[code] == {
        "code": code,
        "name": "﨑山 蓮",
        "kana": "サキヤマ レン",
        "birthday": "",
        "sex": "unknown",
        "email": "",
        "postal code": "160-0023",
        "prefecture": "東京都",
        "city": "新宿区",
        "town": "西新宿",
        "block": "2-8-1",
        "building": "'－髙橋方",
        "phone": "03-5321-1111",
        "rank": "new",
        "staff": "",
    }
    assert "restricted left out" in capsys.readouterr().out


def test_export_is_recorded_with_the_count_that_is_printed(
    database: Database, boss: str, folder: Path, capsys: Capture
) -> None:
    stored(database)

    exported(boss, folder / "a.csv", "--json")

    told = json.loads(capsys.readouterr().out)
    newest = recorded(database, "export")[0]
    assert newest == {
        "reason": REASON,
        "rows": told["customers"],
        "left_out": told["left_out"],
    }
    assert told["recorded"] == told["customers"] == len(rows_in(folder / "a.csv"))


def test_import_of_an_export_changes_nothing(
    own_database: Database, folder: Path, capsys: Capture
) -> None:
    with own_database.writing() as session:
        session.add(owner := a_customer(session, name=BAD_NAME, kana="", email="+a@example.jp"))
        session.add(CustomerPhone(customer_id=owner.id, number=HOME, phone_extension="12"))
    stored(own_database, phones=(ABROAD,), sex="female", attention_memo="耳が遠い")
    stored(own_database, name="@髙橋 'O", kana="")
    superuser = own_database.dsn
    _make_staff(superuser)

    assert exported(superuser, folder / "a.csv") == 0
    capsys.readouterr()
    assert main(["import", "customers", str(folder / "a.csv"), "--json", "--dsn", superuser]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["unchanged"], told["warning_count"]) == (3, 3, 0)
    assert told["unknown_columns"] == ["rank", "staff"]


def _make_staff(dsn: str) -> None:
    with psycopg.connect(dsn) as owner:
        owner.execute("INSERT INTO staff (login, name) VALUES ('postgres', '髙橋 花子')")


def test_formulas_are_made_harmless(database: Database, boss: str, folder: Path) -> None:
    code = stored(database, name=BAD_NAME, email="+a@example.jp", phones=(ABROAD,))

    exported(boss, folder / "a.csv")

    row = rows_in(folder / "a.csv")[code]
    assert (row["name"], row["email"]) == (f"'{BAD_NAME}", "'+a@example.jp")
    assert row["phone"] == "'+1 212-555-0123"


@pytest.mark.parametrize("groups", [(OPERATOR,), (SUPERVISOR,), (OPERATOR, EXPORTER)])
def test_without_the_rights_there_is_no_file_and_the_try_is_recorded(
    groups: tuple[str, ...], database: Database, login_of: LoginOf, folder: Path, capsys: Capture
) -> None:
    assert exported(login_of(*groups), folder / "a.csv") == 7

    assert list(folder.iterdir()) == []
    assert "supervisor role and the export right" in capsys.readouterr().err
    assert recorded(database, "refuse")[0]["why"] == "export"


def test_reason_must_say_something(boss: str, folder: Path, capsys: Capture) -> None:
    assert exported(boss, folder / "a.csv", reason="DM") == 2
    assert list(folder.iterdir()) == []
    assert "--reason" in capsys.readouterr().err


def test_whoever_is_no_staff_exports_nothing(
    database: Database, folder: Path, capsys: Capture
) -> None:
    assert exported(database.dsn, folder / "a.csv") == 7
    assert "belongs to nobody who works here" in capsys.readouterr().err


def test_file_in_the_way_stays_and_nothing_is_recorded(
    database: Database, boss: str, folder: Path, capsys: Capture
) -> None:
    (folder / "a.csv").write_text("old")
    before = recorded(database, "export")

    assert exported(boss, folder / "a.csv") == 21
    assert (folder / "a.csv").read_text() == "old"
    assert recorded(database, "export") == before
    assert "--force replaces it" in capsys.readouterr().err


def test_file_in_the_way_is_replaced_by_force(database: Database, boss: str, folder: Path) -> None:
    code = stored(database)
    (folder / "a.csv").write_text("old")

    assert exported(boss, folder / "a.csv", "--force") == 0
    assert code in rows_in(folder / "a.csv")


def test_folder_that_is_not_there_is_a_sentence(boss: str, folder: Path, capsys: Capture) -> None:
    assert exported(boss, folder / "x" / "a.csv", "--json") == 21

    told = json.loads(capsys.readouterr().out)
    assert told["problem"] == "FileNotWritable"


def test_full_disk_is_a_sentence_and_leaves_nothing(
    own_database: Database, folder: Path, capsys: Capture
) -> None:
    with own_database.writing() as session:
        for _ in range(900):
            a_customer(session, email=f"{'x' * 60}@example.jp")
    _make_staff(own_database.dsn)

    with small_disk():
        code = exported(own_database.dsn, folder / "a.csv")

    assert code == 21
    assert "cannot be written: " in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_embedded_database_that_was_never_made_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("CRM_DESKTOP_DATA_FOLDER", str(tmp_path / "data"))

    code = main(["export", "customers", str(folder / "a.csv"), "--reason", REASON])

    assert code == 11
    assert "crm-desktop db init" in capsys.readouterr().err
