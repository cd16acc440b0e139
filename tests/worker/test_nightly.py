from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crm_desktop.backup_settings import BackupSettings
from crm_desktop.database.backup_files import MANIFEST, read_manifest
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.backups import backups_told
from crm_desktop.worker.nightly import Nightly, NightlyPlace
from tests.backed_up_office import backed_up, databases_named, name_of_database

TOKYO = ZoneInfo("Asia/Tokyo")
MakeNightly = Callable[..., Nightly]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "控え"


@pytest.fixture
def nightly_at(own_database: Database, folder: Path) -> Iterator[MakeNightly]:
    """Return a maker of what backs up, at a time; what it is at work on is ended after the test."""
    made: list[Nightly] = []

    def nightly_at(now: datetime, *, is_chosen: bool = False, **settings: int) -> Nightly:
        place = NightlyPlace(own_database.dsn, folder, folder.parent, is_chosen)
        settings_of_test = BackupSettings(**settings)  # type: ignore[arg-type]
        made.append(Nightly(place, settings_of_test, now=lambda: now, first_after_s=0))
        return made[-1]

    yield nightly_at
    for nightly in made:
        nightly.close()


def wait_for(reached: Callable[[], object]) -> None:
    give_up = time.monotonic() + 60
    while not reached() and time.monotonic() < give_up:
        time.sleep(0.05)
    assert reached()


def whole(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))


def today() -> datetime:
    return datetime.now(TOKYO)


def last_problem(database: Database) -> str | None:
    with database.asking() as session:
        told = backups_told(session)
    return told.last_problem if told and not told.running else None


def test_night_that_was_missed_is_made_up_for_once(
    nightly_at: MakeNightly, own_database: Database, folder: Path
) -> None:
    nightly = nightly_at(today())

    nightly.look()
    wait_for(lambda: last_problem(own_database) is not None)
    nightly.look()

    assert len(whole(folder)) == 1
    assert read_manifest(whole(folder)[0]).verified_at is not None


def test_nothing_is_due_after_a_backup_of_this_night(
    nightly_at: MakeNightly, own_database: Database, folder: Path
) -> None:
    backed_up(own_database, folder / "2026-11-22_020000", verifies=False)

    nightly_at(today(), hour=(today() - timedelta(hours=1)).hour).look()

    assert len(whole(folder)) <= 1
    assert last_problem(own_database) == ""


def test_old_ones_go_when_a_new_one_is_there(
    nightly_at: MakeNightly, own_database: Database, folder: Path
) -> None:
    backed_up(own_database, folder / "2026-11-20_020000", verifies=False)
    half = folder / "2026-11-19_020000"
    half.mkdir()
    os.utime(half, (0, 0))
    (folder / "写真").mkdir()

    nightly_at(today() + timedelta(days=40), keep_daily=1, keep_weekly=0, keep_monthly=0).look()
    wait_for(lambda: not half.exists())

    assert "2026-11-20_020000" not in [path.name for path in whole(folder)]
    assert len(whole(folder)) == 1
    assert (folder / "写真").exists()


def test_disk_that_is_not_connected_is_no_new_folder(
    nightly_at: MakeNightly, own_database: Database, folder: Path
) -> None:
    nightly_at(today(), is_chosen=True).look()
    wait_for(lambda: last_problem(own_database) is not None)

    assert last_problem(own_database) == "BackupFolderUnusable"
    assert not folder.exists()


def test_worker_that_ends_leaves_no_half_backup(
    nightly_at: MakeNightly, own_database: Database, folder: Path
) -> None:
    nightly = nightly_at(today())
    nightly.look()
    scratch = f"{name_of_database(own_database.dsn)}_scratch%"
    wait_for(lambda: databases_named(own_database.dsn, scratch))

    nightly.close()

    assert last_problem(own_database) == "WorkStopped"
    assert list(folder.iterdir()) == []
    assert databases_named(own_database.dsn, scratch) == []
