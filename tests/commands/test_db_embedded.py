from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

import pytest

from crm_desktop.__main__ import main
from crm_desktop.commands import db, db_embedded
from crm_desktop.database.embedded_files import cluster_home, make_home
from crm_desktop.database.embedded_mark import SILENT_AFTER_S, Mark, this_opener

Capture = pytest.CaptureFixture[str]
OTHER_PC = replace(this_opener(), computer="受付-PC2", machine="2", boot="2")


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The home of the embedded cluster of a data folder of the test's own."""
    folder = Path(tempfile.mkdtemp(prefix="E-cli-"))
    folder.chmod(0o755)
    monkeypatch.setenv("CRM_DESKTOP_DATA_FOLDER", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    for module in (db, db_embedded):
        monkeypatch.setattr(module, "start_logging", lambda _level: None)
    home = cluster_home(folder / "postgresql")
    make_home(home)
    yield home
    rmtree(folder)


def test_nothing_is_to_be_freed_where_nobody_has_the_database(home: Path, capsys: Capture) -> None:
    assert main(["db", "take-over"]) == 0

    assert "Nobody has" in capsys.readouterr().out


def test_database_of_a_computer_that_is_off_is_freed(home: Path, capsys: Capture) -> None:
    Mark(home, OTHER_PC).take()
    long_ago = time.time() - 2 * SILENT_AFTER_S
    os.utime(home / "opened-by.json", (long_ago, long_ago))

    assert main(["db", "take-over"]) == 0

    assert "受付-PC2 had it open" in capsys.readouterr().out
    assert Mark(home).opener() is None


def test_database_of_a_living_computer_is_not_freed(home: Path, capsys: Capture) -> None:
    Mark(home, OTHER_PC).take()

    assert main(["db", "take-over"]) == 14

    assert "受付-PC2" in capsys.readouterr().err
    assert Mark(home).opener() is not None


def test_open_elsewhere_is_told_with_computer_and_remedy(home: Path, capsys: Capture) -> None:
    Mark(home, OTHER_PC).take()

    assert main(["db", "init"]) == 14

    told = capsys.readouterr().err
    assert "受付-PC2" in told
    assert "crm-desktop db take-over" in told


def test_without_an_older_database_there_is_no_way_back(home: Path, capsys: Capture) -> None:
    assert main(["db", "go-back"]) == 1

    assert "no way back" in capsys.readouterr().out
