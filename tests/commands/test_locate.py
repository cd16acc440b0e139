"""``crm-desktop locate`` as it is typed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from crm_desktop.__main__ import main
from crm_desktop.commands.locate import INTERRUPTED
from crm_desktop.database.engine import Database
from tests.located_homes import NOWHERE, now_stored, stored_address


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("CRM_DESKTOP_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)


def test_addresses_are_located_and_counted(
    own_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    home = stored_address(own_database)
    stored_address(own_database, **NOWHERE)

    assert main(["locate", "--dsn", own_database.dsn]) == 0

    told = capsys.readouterr().out
    assert told.startswith("2 addresses looked for in ")
    assert told.endswith("1 found, 1 not; 2 positions written, 0 left for later\n")
    assert now_stored(own_database, home).position is not None


def test_all_again_writes_only_what_is_different(
    own_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    home, other = stored_address(own_database), stored_address(own_database)
    main(["locate", "--dsn", own_database.dsn])
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute(
            "UPDATE address_position SET latitude = 35, longitude = 139 WHERE address_id = %s",
            [home.address_id],
        )
    capsys.readouterr()

    assert main(["locate", "--all", "--json", "--dsn", own_database.dsn]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["written"]) == (2, 1)
    assert now_stored(own_database, home).position == now_stored(own_database, other).position


@pytest.mark.parametrize("count", ["0", "-1", "1000", "二", "1.5"])
def test_strange_numbers_of_processes_are_refused(count: str) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["locate", "--processes", count])
    assert refused.value.code == 2


def test_database_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["locate", "--dsn", "postgresql://nobody@127.0.0.1:1/nowhere"]) == 3
    assert "cannot be reached" in capsys.readouterr().err


def test_broken_off_it_keeps_what_is_done(own_database: Database) -> None:
    stored_address(own_database)
    root = Path(__file__).resolve().parents[2]
    line = [sys.executable, "-m", "crm_desktop", "locate", "--dsn", own_database.dsn]
    with (
        psycopg.connect(own_database.dsn) as importing,
        subprocess.Popen(line, stderr=subprocess.PIPE, text=True, cwd=root) as process,
    ):
        importing.execute("LOCK TABLE address_position IN SHARE MODE")
        while not waits_for_the_lock(own_database):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert "stopping" in process.stderr.readline()
        importing.rollback()
        assert process.wait(30) == INTERRUPTED

    with psycopg.connect(own_database.dsn) as owner:
        assert owner.execute("SELECT count(*) FROM address_position").fetchone() == (1,)


def waits_for_the_lock(database: Database) -> bool:
    with psycopg.connect(database.dsn) as owner:
        row = owner.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            " AND application_name = 'crm-desktop locate' AND datname = current_database()"
        ).fetchone()
    return bool(row and row[0])
