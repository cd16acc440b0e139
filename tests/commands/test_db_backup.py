"""Backups as they are asked for on the command line, also by who pulls the plug."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from crm_desktop.__main__ import main
from crm_desktop.commands import backup_place
from crm_desktop.database.backup_files import DUMP, MANIFEST
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR
from tests.backed_up_office import (
    NAMES,
    OUTSIDE,
    databases_named,
    file_of,
    fill_office,
    names_in,
    no_database_yet,
)
from tests.conftest import FAST_AND_LOSSY, PASSWORD, LoginAt

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep whoever runs the tests out of it."""
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(backup_place, "start_logging", lambda _level: None)


@pytest.fixture
def office(own_database: Database, tmp_path: Path) -> Database:
    fill_office(own_database, tmp_path / "紙")
    return own_database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "控え"


def asked(database: Database, action: str, *words: object) -> int:
    return main(["db", action, *map(str, words), "--dsn", database.dsn])


def test_backup_says_what_it_holds_and_that_it_is_proved(
    office: Database, folder: Path, capsys: Capture
) -> None:
    assert asked(office, "backup", folder) == 0

    told = capsys.readouterr().out
    assert "every table has the same rows" in told
    assert "1 originals in the dump and 2 beside it" in told
    assert "all that is known of your customers" in told
    assert not any(name in told for name in NAMES)


def test_backup_is_restored_into_a_new_database(
    office: Database, folder: Path, capsys: Capture
) -> None:
    asked(office, "backup", folder, "--no-verify")

    with no_database_yet(office.dsn) as new:
        line = ["db", "restore", str(folder), "--originals", "database", "--dsn", new]
        assert main(line) == 0

        assert names_in(new) == NAMES
        assert "compared row by row" in capsys.readouterr().out


def test_replaced_database_is_put_back(office: Database, folder: Path, capsys: Capture) -> None:
    asked(office, "backup", folder, "--no-verify")
    with no_database_yet(office.dsn) as new:
        line = ["db", "restore", str(folder), "--originals=database", "--json", "--dsn", new]
        main(line)
        with psycopg.connect(new) as owner:
            owner.execute("UPDATE customer SET name = '今日の名前'")
        assert main(line) == 1
        capsys.readouterr()
        assert main([*line, "--replace"]) == 0
        kept_as = json.loads(capsys.readouterr().out)["kept_as"]

        assert main(["db", "put-back", kept_as, "--dsn", new]) == 0

        assert names_in(new) == {"今日の名前"}


def test_damaged_backup_has_an_exit_code_of_its_own(
    office: Database, folder: Path, capsys: Capture
) -> None:
    asked(office, "backup", folder, "--no-verify")
    with (folder / DUMP).open("r+b") as file:
        file.seek(2000)
        file.write(b"!")
    office.close()

    assert asked(office, "restore", folder, "--originals=database", "--replace") == 20

    assert "is no whole backup: database.dump is not what was written" in capsys.readouterr().err


def command(database: Database, *words: object) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "crm_desktop", "db", *map(str, words), "--dsn", database.dsn]
    pipe = subprocess.PIPE
    return subprocess.Popen(line, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)


def wait_for_scratch(database: Database) -> None:
    name = conninfo_to_dict(database.dsn)["dbname"]
    give_up = time.monotonic() + 60
    while not databases_named(database.dsn, f"{name}_scratch%") and time.monotonic() < give_up:
        time.sleep(0.02)


def test_backup_that_is_asked_to_end_leaves_nothing(office: Database, folder: Path) -> None:
    with command(office, "backup", folder) as process:
        wait_for_scratch(office)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 130

    assert not folder.exists()
    assert databases_named(office.dsn, f"{conninfo_to_dict(office.dsn)['dbname']}_scr%") == []


def test_killed_backup_is_known_as_half_and_cleared_up_by_the_next(
    office: Database, folder: Path, tmp_path: Path
) -> None:
    with command(office, "backup", folder) as process:
        wait_for_scratch(office)
        process.kill()
    assert (folder / DUMP).exists()
    assert not (folder / MANIFEST).exists()
    assert asked(office, "restore", folder, "--replace") == 20

    # The server may take a moment to see that whoever held the lock is gone.
    give_up = time.monotonic() + 30
    while asked(office, "backup", tmp_path / "次") != 0 and time.monotonic() < give_up:
        time.sleep(0.2)

    assert (tmp_path / "次" / MANIFEST).exists()
    assert databases_named(office.dsn, f"{conninfo_to_dict(office.dsn)['dbname']}_scr%") == []


def test_killed_restore_leaves_the_database_as_it_was(
    office: Database, folder: Path, tmp_path: Path
) -> None:
    asked(office, "backup", folder, "--no-verify")
    with psycopg.connect(office.dsn) as owner:
        owner.execute("UPDATE customer SET name = '今日の名前'")
    office.close()

    restore = ("restore", folder, "--replace", "--originals", "database")
    with command(office, *restore) as process:
        wait_for_scratch(office)
        process.kill()

    assert names_in(office.dsn) == {"今日の名前"}


@pytest.fixture
def other_server() -> Iterator[Path]:
    """The folder of an embedded PostgreSQL that does not exist yet."""
    folder = Path(tempfile.gettempdir()) / f"B-{secrets.token_hex(6)}"
    yield folder
    rmtree(folder, ignore_errors=True)


def test_everybody_signs_in_on_a_fresh_server(
    office: Database, folder: Path, other_server: Path, login_at: LoginAt
) -> None:
    login = str(conninfo_to_dict(login_at(office, OPERATOR, name="﨑村 ﾊﾅｺ"))["user"])
    assert asked(office, "backup", folder, "--no-verify") == 0

    line = ["db", "restore", str(folder), "--originals=database", "--data", str(other_server)]
    assert main(line) == 0

    with (
        EmbeddedServer(other_server) as server,
        psycopg.connect(server.url_for(login, PASSWORD), autocommit=True) as connection,
    ):
        groups = "SELECT pg_has_role('crm_operator', 'USAGE'), pg_has_role('crm_admin', 'USAGE')"
        assert connection.execute(groups.encode()).fetchone() == (True, False)


def test_owner_who_is_no_superuser_backs_up_and_restores(
    other_server: Path, folder: Path, tmp_path: Path, capsys: Capture
) -> None:
    with EmbeddedServer(other_server, settings=FAST_AND_LOSSY) as server:
        with psycopg.connect(
            server.url_for("postgres", "", database="postgres"), autocommit=True
        ) as superuser:
            superuser.execute("CREATE ROLE yamada LOGIN CREATEDB CREATEROLE PASSWORD 'geheim'")
        shop = server.url_for("yamada", "geheim", database="shop")
        assert main(["db", "init", "--dsn", shop]) == 0
        with Database(shop) as database:
            fill_office(database, tmp_path / "紙")

        assert main(["db", "backup", str(folder), "--dsn", shop]) == 0
        new = server.url_for("yamada", "geheim", database="new")
        assert main(["db", "restore", str(folder), "--originals=database", "--dsn", new]) == 0

        assert names_in(new) == NAMES
    assert "everybody needs a new password" in capsys.readouterr().out


def test_whole_database_is_called_whole(office: Database, capsys: Capture) -> None:
    assert asked(office, "verify") == 0

    told = capsys.readouterr().out
    assert "Whole" in told
    assert "!!" not in told
    assert not any(name in told for name in NAMES)


def checks(database: Database, capsys: Capture) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert asked(database, "verify", "--json") == 20
    told = json.loads(capsys.readouterr().out)
    return {check["check"]: check for check in told["checks"] if check["bad"]}


def spoil(database: Database, *statements: str) -> None:
    with psycopg.connect(database.dsn, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        for statement in statements:
            owner.execute(statement.encode())


def test_row_that_refers_to_nobody_is_found(office: Database, capsys: Capture) -> None:
    spoil(office, "DELETE FROM customer WHERE name LIKE '髙橋%'")

    found = checks(office, capsys)["foreign_keys"]

    assert found["about"] == ["fk_customer_order_customer_id"]


def test_condition_that_was_never_asked_is_found(office: Database, capsys: Capture) -> None:
    spoil(
        office,
        "ALTER TABLE customer ADD CONSTRAINT ck_odd CHECK (name = 'nobody') NOT VALID",
    )

    found = checks(office, capsys)

    assert found["unproved_constraints"]["about"] == ["ck_odd"]
    assert (found["check_constraints"]["bad"], found["check_constraints"]["about"]) == (
        3,
        ["ck_odd"],
    )


def test_original_with_other_bytes_is_found_wherever_it_is(
    office: Database, capsys: Capture, tmp_path: Path
) -> None:
    file_of(tmp_path / "紙", OUTSIDE[0]).write_bytes(b"other")
    spoil(
        office,
        "ALTER TABLE stored_image DROP CONSTRAINT ck_stored_image_sha256_of_content",
        "UPDATE stored_image SET content = 'other' WHERE content IS NOT NULL",
    )

    assert checks(office, capsys)["originals"]["bad"] == 2


def test_record_that_was_rewritten_is_found(office: Database, capsys: Capture) -> None:
    spoil(office, "UPDATE audit_entry SET after = '{}' WHERE action = 'insert'")

    assert "audit_chains" in checks(office, capsys)


def test_number_that_would_be_given_twice_is_found(office: Database, capsys: Capture) -> None:
    spoil(office, "SELECT setval(pg_get_serial_sequence('customer', 'id'), 1, false)")

    assert checks(office, capsys)["identity_numbers"]["about"] == ["customer"]


def test_verifying_leaves_no_extension_behind(office: Database) -> None:
    asked(office, "verify")

    with psycopg.connect(office.dsn) as owner:
        found = owner.execute("SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'")
        assert found.fetchone() == (0,)


def test_images_nobody_needs_are_no_damage(office: Database, capsys: Capture) -> None:
    spoil(office, "DELETE FROM document_page")

    assert asked(office, "verify") == 0

    assert "3 belong to no paper" in capsys.readouterr().out


def test_login_that_does_not_see_all_is_told_so(
    office: Database, login_at: LoginAt, capsys: Capture
) -> None:
    assert main(["db", "verify", "--dsn", login_at(office, OPERATOR)]) == 7

    assert os.linesep.join(NAMES) not in capsys.readouterr().err
