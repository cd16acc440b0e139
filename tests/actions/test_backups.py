from __future__ import annotations

import json
import stat
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from crm_desktop.actions import backups
from crm_desktop.actions.backup_copies import BackupWork
from crm_desktop.actions.backups import BackupWish, make_backup
from crm_desktop.database.backup_files import DUMP, MANIFEST, ORIGINALS, ROLES, read_manifest
from crm_desktop.database.engine import Database
from crm_desktop.database.fingerprints import table_prints
from crm_desktop.database.queries.backups import BackupsTold, backups_told
from crm_desktop.database.roles import OPERATOR
from crm_desktop.database.scratch import server_of_backup
from crm_desktop.domain.stopping import Stopping
from crm_desktop.errors.backups import (
    BackupBusy,
    BackupDiffers,
    BackupDiskFull,
    BackupFolderTaken,
    BackupFolderUnusable,
    DumpProgramUnfit,
    NoRoomToVerify,
)
from crm_desktop.errors.moving import WorkStopped
from crm_desktop.errors.papers import OriginalMissing
from tests.backed_up_office import (
    INSIDE,
    OUTSIDE,
    backed_up,
    databases_named,
    file_of,
    fill_office,
)
from tests.conftest import LoginAt


@pytest.fixture
def office(own_database: Database, tmp_path: Path) -> Iterator[Database]:
    fill_office(own_database, tmp_path / "紙")
    yield own_database
    name = conninfo_to_dict(own_database.dsn)["dbname"]
    assert databases_named(own_database.dsn, f"{name}_scratch%") == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "控え" / "今夜"


def told(database: Database) -> BackupsTold | None:
    with database.asking() as session:
        return backups_told(session)


def test_backup_says_what_must_be_in_it(office: Database, folder: Path) -> None:
    made = backed_up(office, folder)

    manifest = read_manifest(folder)
    assert manifest.tables["public.customer"].rows == 3
    assert (manifest.originals.here, manifest.originals.here_bytes) == (1, len(INSIDE))
    assert (manifest.originals.outside, manifest.originals.outside_bytes) == (
        2,
        sum(map(len, OUTSIDE)),
    )
    assert manifest.verified_at is not None
    assert made.not_proved is None


def test_backup_is_for_its_owner_alone(office: Database, folder: Path) -> None:
    backed_up(office, folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in (DUMP, ROLES, MANIFEST):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_originals_outside_are_in_the_backup(office: Database, folder: Path) -> None:
    backed_up(office, folder, verifies=False)

    for picture in OUTSIDE:
        assert file_of(folder / ORIGINALS, picture).read_bytes() == picture


def test_originals_of_the_backup_before_take_no_room_again(
    office: Database, folder: Path, tmp_path: Path
) -> None:
    backed_up(office, tmp_path / "昨夜", verifies=False)
    wish = BackupWish(folder, verifies=False, previous=tmp_path / "昨夜")

    make_backup(office.dsn, wish, BackupWork())

    before = file_of(tmp_path / "昨夜" / ORIGINALS, OUTSIDE[0])
    assert file_of(folder / ORIGINALS, OUTSIDE[0]).samefile(before)


def test_verifiers_are_kept_and_passwords_are_not(
    office: Database, folder: Path, login_at: LoginAt
) -> None:
    login = conninfo_to_dict(login_at(office, OPERATOR))["user"]

    backed_up(office, folder, verifies=False)

    roles = json.loads((folder / ROLES).read_text(encoding="utf-8"))
    kept = next(role for role in roles if role["name"] == login)
    assert kept["verifier"].startswith("SCRAM-SHA-256$")
    assert kept["groups"] == [OPERATOR]


def test_backup_is_of_one_moment(office: Database, folder: Path) -> None:
    def write_meanwhile(words: str) -> None:
        if words == "counting public.customer":
            with psycopg.connect(office.dsn) as other:
                other.execute("UPDATE customer SET name = '後から'")

    made = make_backup(office.dsn, BackupWish(folder), BackupWork(say=write_meanwhile))

    assert made.not_proved is None


def test_what_is_not_what_was_dumped_is_no_backup(
    office: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*given: Any) -> object:
        found = table_prints(*given)
        return found | {"public.customer": replace(found["public.customer"], rows=4)}

    monkeypatch.setattr(backups, "table_prints", wrong)
    with pytest.raises(BackupDiffers) as refused:
        backed_up(office, folder)

    assert refused.value.tables == "public.customer"
    assert not folder.exists()
    last = told(office)
    assert last is not None
    assert last.last_problem == "BackupDiffers"


def test_backup_is_on_record(office: Database, folder: Path) -> None:
    made = backed_up(office, folder)

    last = told(office)
    assert last is not None
    assert (last.good_bytes, last.last_problem, last.running) == (made.size, "", False)
    assert last.good_verified_at is not None


def test_nothing_is_written_into_a_folder_that_holds_something(
    office: Database, folder: Path
) -> None:
    backed_up(office, folder, verifies=False)
    before = (folder / MANIFEST).read_bytes()

    with pytest.raises(BackupFolderTaken):
        backed_up(office, folder)

    assert (folder / MANIFEST).read_bytes() == before


def test_folder_that_cannot_be_made_is_told(office: Database, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()

    with pytest.raises(BackupFolderUnusable):
        backed_up(office, tmp_path / "a file" / "below")


def test_original_that_is_gone_leaves_no_backup(
    office: Database, folder: Path, tmp_path: Path
) -> None:
    file_of(tmp_path / "紙", OUTSIDE[0]).unlink()

    with pytest.raises(OriginalMissing):
        backed_up(office, folder)

    assert not folder.exists()


def test_full_disk_leaves_nothing(
    office: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # /dev/full takes nothing: pg_dump itself finds that there is no room.
    monkeypatch.setattr(backups, "DUMP", "/dev/full")

    with pytest.raises(BackupDiskFull):
        backed_up(office, folder)

    assert not folder.exists()


def test_server_without_room_for_the_proof_leaves_a_backup_that_is_not_proved(
    office: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_SPARE_BYTES", 10**18)

    wish = BackupWish(folder, disk_of_server=folder.parent.parent)
    made = make_backup(office.dsn, wish, BackupWork())

    assert isinstance(made.not_proved, NoRoomToVerify)
    assert read_manifest(folder).verified_at is None


def test_two_do_not_back_up_the_same_database(office: Database, folder: Path) -> None:
    with server_of_backup(office.dsn), pytest.raises(BackupBusy):
        backed_up(office, folder)


def test_programs_that_are_older_than_the_server_are_refused(
    office: Database, folder: Path, tmp_path: Path
) -> None:
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    old.chmod(0o755)

    with pytest.raises(DumpProgramUnfit, match=r"9\.6\.24"):
        make_backup(office.dsn, BackupWish(folder), BackupWork(programs=str(tmp_path)))


@pytest.mark.parametrize("step", ["counting public.customer", "restoring the dump"])
def test_backup_may_be_stopped_at_any_step(office: Database, folder: Path, step: str) -> None:
    stopping = Stopping()

    def stop(words: str) -> None:
        if words == step:
            threading.Thread(target=stopping.stop).start()
            stopping.want()

    with pytest.raises(WorkStopped):
        make_backup(office.dsn, BackupWish(folder), BackupWork(say=stop, stopping=stopping))

    assert not folder.exists()
    last = told(office)
    assert last is not None
    assert last.last_problem == "WorkStopped"
