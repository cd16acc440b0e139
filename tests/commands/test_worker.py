"""The commands that read letters, as they are typed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.__main__ import main
from crm_desktop.commands import worker
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.page_texts import text_of_page
from crm_desktop.database.queries.task_queue import queue_state
from crm_desktop.database.roles import WORKER
from crm_desktop.images.page_reading import reading_is_installed
from tests.conftest import LoginAt
from tests.drawn_text import columns_drawn, png_of
from tests.located_homes import now_stored, stored_address
from tests.scanned_letters import a_letter


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("CRM_DESKTOP_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)


def test_worker_that_cannot_read_says_so_and_finds_addresses(
    own_database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(worker, "reading_is_installed", lambda: False)
    home = stored_address(own_database)
    with own_database.writing() as session:
        a_letter(session)

    assert main(["worker", "--once", "--dsn", own_database.dsn]) == 0

    assert "letters stay unread" in capsys.readouterr().err
    assert now_stored(own_database, home).place is not None
    with own_database.reading() as session:
        assert queue_state(session).waiting == 1


def test_unread_letters_are_asked_for_and_told(
    own_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with own_database.writing() as session:
        a_letter(session, pages=2, state="answered")

    assert main(["read-letters", "--dsn", own_database.dsn]) == 0

    told = capsys.readouterr().out
    assert "2 more pages wait to be read." in told
    assert "no worker runs" in told


def test_asking_how_it_stands_asks_for_nothing(
    own_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with own_database.writing() as session:
        a_letter(session, state="answered")

    assert main(["read-letters", "--status", "--dsn", own_database.dsn]) == 0

    assert capsys.readouterr().out.startswith("0 pages wait, 0 are being read, 0 failed;")


@pytest.mark.skipif(not reading_is_installed(), reason="the extra ocr is not installed")
def test_worker_waits_for_letters_until_it_is_told_to_stop(
    own_database: Database, login_at: LoginAt
) -> None:
    line = [sys.executable, "-m", "crm_desktop", "worker", "--dsn", login_at(own_database, WORKER)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "locating addresses and reading letters that wait\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


@pytest.mark.slow
@pytest.mark.skipif(not reading_is_installed(), reason="the extra ocr is not installed")
def test_letter_is_read_the_whole_way(own_database: Database, login_at: LoginAt) -> None:
    columns = ["青汁三箱お願いします", "新宿区の高橋です"]
    with own_database.writing() as session:
        document = a_letter(session, content=png_of(columns_drawn(columns)))

    assert main(["worker", "--once", "--dsn", login_at(own_database, WORKER)]) == 0

    with own_database.reading() as session:
        page = text_of_page(session, document, 1)
    assert page is not None
    assert (page.transcript, page.vertical) == ("\n".join(columns), True)
