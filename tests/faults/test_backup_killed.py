"""Backups and restores killed at any moment: what is whole says so, and the rest is cleared up."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.actions.backup_copies import BackupWork
from crm_desktop.actions.restoring import IN_DATABASE, RestoreWish, restore_backup
from crm_desktop.database.backup_files import read_manifest
from crm_desktop.database.engine import Database
from crm_desktop.errors.backups import BackupBusy, BackupNotWhole
from tests.backed_up_office import (
    NAMES,
    backed_up,
    databases_named,
    fill_office,
    name_of_database,
    names_in,
    no_database_yet,
)
from tests.faults.counts import count

ROOT = Path(__file__).resolve().parents[2]
TIMES = count("CRM_DESKTOP_BACKUP_KILLS", usual=1, whole=10)
LONGEST_S = 4.0


@pytest.fixture
def office(own_database: Database, tmp_path: Path) -> Iterator[Database]:
    fill_office(own_database, tmp_path / "紙")
    own_database.close()
    yield own_database
    scratch = f"{name_of_database(own_database.dsn)}_scratch%"
    assert databases_named(own_database.dsn, scratch) == []


def killed(*words: object) -> None:
    """Run ``crm-desktop db`` and kill it at some moment, or let it come to its end."""
    with subprocess.Popen(
        [sys.executable, "-m", "crm_desktop", "db", *map(str, words)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            process.wait(random.uniform(0.3, LONGEST_S))
        except subprocess.TimeoutExpired:
            process.kill()


def backed_up_at_last(office: Database, folder: Path) -> None:
    """Back up once the server has seen that whoever was killed is gone."""
    give_up = time.monotonic() + 60
    while True:
        try:
            backed_up(office, folder, verifies=False)
        except BackupBusy:
            assert time.monotonic() < give_up
            time.sleep(0.2)
        else:
            return


def test_backup_that_was_killed_is_whole_or_says_that_it_is_not(
    office: Database, tmp_path: Path
) -> None:
    for time_number in range(TIMES):
        folder = tmp_path / f"控え{time_number}"
        killed("backup", folder, "--dsn", office.dsn)

        try:
            read_manifest(folder)
        except BackupNotWhole:
            continue
        with no_database_yet(office.dsn) as new:
            restore_backup(new, RestoreWish(folder, originals=IN_DATABASE), BackupWork())
            assert names_in(new) == NAMES

    backed_up_at_last(office, tmp_path / "次")


def test_restore_that_was_killed_has_changed_all_or_nothing(
    office: Database, tmp_path: Path
) -> None:
    backed_up(office, tmp_path / "控え", verifies=False)
    for _ in range(TIMES):
        with no_database_yet(office.dsn) as new:
            killed("restore", tmp_path / "控え", "--originals=database", "--dsn", new)

            made = databases_named(new, name_of_database(new))
            assert not made or names_in(new) == NAMES

    backed_up_at_last(office, tmp_path / "次")
