from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from crm_desktop.actions.backup_copies import BackupWork
from crm_desktop.actions.originals import verify_originals
from crm_desktop.actions.restoring import IN_DATABASE, RestoreWish, restore_backup
from crm_desktop.database.backup_files import DUMP, MANIFEST, ORIGINALS, ROLES
from crm_desktop.database.engine import Database
from crm_desktop.database.preparation import create_database, prepare, state_of
from crm_desktop.database.queries.backups import backups_told
from crm_desktop.database.queries.originals import images_url, originals_kept
from crm_desktop.errors.backups import (
    BackupNotWhole,
    BackupOfNewerServer,
    DatabaseHoldsData,
    DatabaseInUse,
    OriginalsNeedPlace,
)
from crm_desktop.errors.database import SchemaTooNew
from tests.backed_up_office import (
    NAMES,
    OUTSIDE,
    backed_up,
    databases_named,
    file_of,
    fill_office,
    names_in,
    no_database_yet,
)
from tests.builders import a_customer


@pytest.fixture(scope="module")
def made_once(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a backup, not proved: restoring is the proof here."""
    place = tmp_path_factory.mktemp("office")
    fill_office(database, place / "紙")
    backed_up(database, place / "控え", verifies=False)
    return place / "控え"


@pytest.fixture
def backup(made_once: Path, tmp_path: Path) -> Path:
    """The folder of a copy that the test may spoil."""
    return shutil.copytree(made_once, tmp_path / "控え")


@pytest.fixture
def target(database: Database) -> Iterator[str]:
    """The address of a database that is not there yet, and of which nothing is left half made."""
    with no_database_yet(database.dsn) as dsn:
        yield dsn
        name = conninfo_to_dict(dsn)["dbname"]
        assert databases_named(dsn, f"{name}_scratch%") == []


def restored(target: str, backup: Path, *, replaces: bool = False, to: str = IN_DATABASE) -> str:
    wish = RestoreWish(backup, replaces=replaces, originals=to)
    return restore_backup(target, wish, BackupWork()).kept_as


def test_restored_database_is_ready_for_desks(backup: Path, target: str) -> None:
    restored(target, backup)

    assert state_of(target).is_ready
    assert names_in(target) == NAMES


def test_originals_come_back_into_the_database(backup: Path, target: str) -> None:
    restored(target, backup)

    with Database(target) as database:
        with database.reading() as session:
            assert originals_kept(session).here == 3
            assert images_url(session) == ""
        assert verify_originals(database, lambda _state: None).bad == ()


def test_originals_go_to_a_new_place(backup: Path, target: str, tmp_path: Path) -> None:
    place = tmp_path / "新しい棚"

    restored(target, backup, to=str(place))

    assert file_of(place, OUTSIDE[1]).read_bytes() == OUTSIDE[1]
    with Database(target) as database:
        assert verify_originals(database, lambda _state: None).bad == ()


def test_where_originals_go_is_not_guessed(backup: Path, target: str) -> None:
    with pytest.raises(OriginalsNeedPlace):
        restored(target, backup, to="")


def test_restored_database_knows_of_its_backup(backup: Path, target: str) -> None:
    restored(target, backup)

    with Database(target) as database, database.asking() as session:
        told = backups_told(session)
    assert told is not None
    assert told.good_at is not None
    assert not told.running


def test_database_that_was_only_made_is_no_hindrance(backup: Path, target: str) -> None:
    create_database(target)
    prepare(target)

    assert restored(target, backup) == ""

    assert names_in(target) == NAMES
    name = conninfo_to_dict(target)["dbname"]
    assert databases_named(target, f"{name}%") == [name]


def test_database_with_data_is_left_alone(backup: Path, own_database: Database) -> None:
    with own_database.writing() as session:
        a_customer(session, name="今日の名前")

    with pytest.raises(DatabaseHoldsData):
        restored(own_database.dsn, backup)

    assert names_in(own_database.dsn) == {"今日の名前"}


def test_work_that_began_meanwhile_is_not_replaced(backup: Path, target: str) -> None:
    create_database(target)
    prepare(target)

    def work_begins(words: str) -> None:
        if words == "bringing it up to date":
            with psycopg.connect(target) as owner:
                owner.execute("INSERT INTO staff (login, name) VALUES ('saeki', '佐伯')")

    wish = RestoreWish(backup, originals=IN_DATABASE)
    with pytest.raises(DatabaseHoldsData):
        restore_backup(target, wish, BackupWork(work_begins))

    assert names_in(target) == set()


def test_replaced_database_is_kept_under_another_name(backup: Path, target: str) -> None:
    restored(target, backup)
    with psycopg.connect(target) as owner:
        owner.execute("UPDATE customer SET name = '今日の名前'")

    kept_as = restored(target, backup, replaces=True)

    assert names_in(target) == NAMES
    maintenance = target.replace(str(conninfo_to_dict(target)["dbname"]), "postgres")
    with psycopg.connect(maintenance, autocommit=True) as owner:
        owner.execute(f"ALTER DATABASE {kept_as} ALLOW_CONNECTIONS true".encode())
    before = target.replace(str(conninfo_to_dict(target)["dbname"]), kept_as)
    assert names_in(before) == {"今日の名前"}


def test_database_that_somebody_uses_is_not_replaced(backup: Path, target: str) -> None:
    restored(target, backup)

    with psycopg.connect(target), pytest.raises(DatabaseInUse):
        restored(target, backup, replaces=True)

    assert names_in(target) == NAMES


def spoil_byte(backup: Path) -> None:
    dump = bytearray((backup / DUMP).read_bytes())
    dump[len(dump) // 2] ^= 1
    (backup / DUMP).write_bytes(dump)


def spoil_original(backup: Path) -> None:
    file_of(backup / ORIGINALS, OUTSIDE[0]).write_bytes(b"other")


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_byte,
        spoil_original,
        lambda backup: file_of(backup / ORIGINALS, OUTSIDE[0]).unlink(),
        lambda backup: (backup / DUMP).unlink(),
        lambda backup: (backup / ROLES).write_text("[{}]"),
        lambda backup: (backup / MANIFEST).unlink(),
        lambda backup: (backup / MANIFEST).write_text("{"),
        lambda backup: (backup / MANIFEST).write_text('{"format": 2}'),
    ],
)
def test_damaged_backup_is_refused_before_anything_is_made(
    spoil: Callable[[Path], object], backup: Path, target: str
) -> None:
    spoil(backup)

    with pytest.raises(BackupNotWhole):
        restored(target, backup)

    assert databases_named(target, f"{conninfo_to_dict(target)['dbname']}%") == []


def changed(backup: Path, **facts: object) -> None:
    manifest = json.loads((backup / MANIFEST).read_text(encoding="utf-8"))
    (backup / MANIFEST).write_text(json.dumps(manifest | facts), encoding="utf-8")


def test_backup_of_a_newer_program_is_refused(backup: Path, target: str) -> None:
    changed(backup, revision="9999")

    with pytest.raises(SchemaTooNew):
        restored(target, backup)


def test_backup_of_a_newer_server_is_refused(backup: Path, target: str) -> None:
    changed(backup, server=99)

    with pytest.raises(BackupOfNewerServer):
        restored(target, backup)
