"""The data of an older PostgreSQL are brought over whole, or stay where they are."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from crm_desktop.database import embedded_programs, embedded_renewal
from crm_desktop.database.embedded import EmbeddedServer, StartStep
from crm_desktop.database.embedded_cluster import Cluster
from crm_desktop.database.embedded_process import end_server
from crm_desktop.database.fingerprints import TablePrint
from crm_desktop.database.preparation import make_ready
from crm_desktop.errors.embedded import (
    NoRoomToRenew,
    OldDataUsedSince,
    OldProgramsMissing,
    RenewalDiffers,
)
from tests.database.old_cluster import PASSWORD, SETTINGS, needs_old_programs, old_cluster

pytestmark = needs_old_programs


@pytest.fixture(scope="module")
def made_once() -> Iterator[Cluster]:
    home = Path(tempfile.gettempdir()) / f"E-crm-old-{secrets.token_hex(4)}"
    yield old_cluster(home)
    shutil.rmtree(home)


@pytest.fixture
def old(made_once: Cluster) -> Iterator[Cluster]:
    """A cluster of the older version in a home of the test's own."""
    home = Path(tempfile.gettempdir()) / f"E-crm-顧客-{secrets.token_hex(4)}"
    home.mkdir(mode=0o755)
    folder = home / made_once.folder.name
    shutil.copytree(made_once.folder, folder)
    for path in (folder, *folder.rglob("*")):
        made_once.installed.give(path)
    yield Cluster(folder, made_once.installed)
    shutil.rmtree(home)


def opened(old: Cluster, **options: object) -> EmbeddedServer:
    return EmbeddedServer(old.folder.parent, settings=SETTINGS, **options)  # type: ignore[arg-type]


def customers(server: EmbeddedServer) -> int:
    with psycopg.connect(server.admin_url) as connection:
        row = connection.execute("SELECT count(*) FROM customer").fetchone()
    return int(row[0]) if row else 0


def test_all_data_come_over_and_the_old_folder_stays(old: Cluster) -> None:
    steps: list[StartStep] = []

    with opened(old, progress=steps.append) as server:
        make_ready(server)
        assert customers(server) == 300

    assert steps == [
        StartStep.BRINGING_OVER,
        StartStep.COMPARING,
        StartStep.STARTING,
        StartStep.READY,
    ]
    assert (old.folder / "PG_VERSION").read_text().strip() == "15"


def test_logins_come_over_with_their_passwords_and_rights(old: Cluster) -> None:
    with opened(old) as server:
        with psycopg.connect(server.url_for("saeki", PASSWORD)) as saeki:
            found = saeki.execute("SELECT pg_has_role('crm_operator', 'member')").fetchone()
        with psycopg.connect(server.url_for("reports", "geheim"), autocommit=True) as reports:
            reports.execute("SELECT FROM customer")

    assert found == (True,)


def test_comparisons_are_asked_after_policies_in_the_new_one_too(old: Cluster) -> None:
    question = "SELECT proleakproof FROM pg_proc WHERE proname = 'texteq'"

    with opened(old) as server, psycopg.connect(server.admin_url) as owner:
        assert owner.execute(question).fetchone() == (False,)


def test_second_start_has_nothing_to_bring_over(old: Cluster) -> None:
    opened(old).__enter__().stop()
    steps: list[StartStep] = []

    with opened(old, progress=steps.append):
        pass

    assert steps == [StartStep.STARTING, StartStep.READY]


def test_old_server_that_was_killed_is_recovered_first(old: Cluster) -> None:
    old.start(SETTINGS)
    end_server(old.folder)

    with opened(old) as server:
        assert customers(server) == 300


def test_way_back_counts_the_old_data_again(old: Cluster) -> None:
    server = opened(old)
    with server, psycopg.connect(server.admin_url, autocommit=True) as owner:
        owner.execute(
            "INSERT INTO customer (code, name, name_kana) VALUES ('C-0', '﨑田', 'サキタ')"
        )

    folders = server.go_back()

    assert folders is not None
    assert folders[0] == old.folder
    assert (folders[1] / "PG_VERSION").exists()
    with opened(old) as again:
        assert customers(again) == 300


def test_there_is_no_way_back_while_the_database_is_open(old: Cluster) -> None:
    with opened(old):
        assert opened(old).go_back() is None


def test_old_data_that_an_older_program_worked_on_since_are_told(old: Cluster) -> None:
    opened(old).__enter__().stop()
    old.start(SETTINGS)
    old.stop()

    with pytest.raises(OldDataUsedSince) as refusal:
        opened(old).start()

    assert refusal.value.old == str(old.folder)


def test_without_the_old_programs_nothing_is_changed(
    old: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_programs, "_SYSTEM", ())

    with pytest.raises(OldProgramsMissing):
        opened(old).start()
    with opened(old, old_programs=old.installed.programs.parent) as server:
        assert customers(server) == 300


def test_disk_that_is_too_small_is_refused_before_anything_is_made(
    old: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_renewal, "_ROOM_FOR_A_CLUSTER", 2**60)

    with pytest.raises(NoRoomToRenew):
        opened(old).start()

    assert {path.name for path in old.folder.parent.iterdir()} == {"15", "start.lock"}


def test_difference_leaves_the_old_data_in_use(
    old: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    prints = iter([{"public.customer": TablePrint(300, "1")}, {}])
    monkeypatch.setattr(embedded_renewal, "table_prints", lambda *_: next(prints))

    with pytest.raises(RenewalDiffers) as refusal:
        opened(old).start()

    assert refusal.value.table == "public.customer"
    assert not (old.folder.parent / "18").exists()
