"""Who may open the embedded cluster, and that what it saved is on the disk."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import psycopg
import pytest

from crm_desktop.database import embedded_mark
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.embedded_cluster import lasting_settings
from crm_desktop.database.embedded_files import installation
from crm_desktop.database.embedded_mark import SILENT_AFTER_S, Mark, this_opener
from crm_desktop.database.embedded_process import end_server, running_postmaster
from crm_desktop.errors.embedded import (
    EmbeddedFolderTaken,
    EmbeddedServerByHand,
    StillAlive,
)

SMALL = {"shared_buffers": "16MB"}
OTHER_PC = replace(this_opener(), computer="受付-PC2", machine="2", boot="2")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder whose cluster is made once, with the settings an office has."""
    folder = Path(tempfile.gettempdir()) / f"E-crm-開ける-{secrets.token_hex(4)}"
    EmbeddedServer(folder, settings=SMALL).__enter__().stop()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def cluster(folder: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(folder, settings=SMALL)
    yield server
    server.stop()


def setting(server: EmbeddedServer, name: str) -> str:
    with psycopg.connect(server.url_for("postgres", "", database="postgres")) as connection:
        row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    return str(row and row[0])


@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit"])
def test_what_is_saved_is_on_the_disk(cluster: EmbeddedServer, name: str) -> None:
    cluster.start()

    assert setting(cluster, name) == "on"


def test_pages_are_checked_when_they_are_read(cluster: EmbeddedServer) -> None:
    cluster.start()

    assert setting(cluster, "data_checksums") == "on"


@pytest.mark.parametrize(
    ("platform", "method"),
    [("linux", None), ("darwin", "fsync_writethrough"), ("win32", "fsync")],
)
def test_disks_that_cache_are_made_to_write(platform: str, method: str | None) -> None:
    assert lasting_settings(platform).get("wal_sync_method") == method


def test_folder_that_another_computer_has_open_is_refused(
    folder: Path, cluster: EmbeddedServer
) -> None:
    theirs = Mark(folder, OTHER_PC)
    theirs.take()

    with pytest.raises(EmbeddedFolderTaken) as refusal:
        cluster.start()
    theirs.remove()

    assert refusal.value.computer == "受付-PC2"
    assert running_postmaster(cluster._cluster) is None


def test_folder_of_a_computer_that_is_off_is_freed_by_a_person(
    folder: Path, cluster: EmbeddedServer
) -> None:
    Mark(folder, OTHER_PC).take()
    with pytest.raises(StillAlive):
        cluster.take_over()
    long_ago = time.time() - 2 * SILENT_AFTER_S
    os.utime(folder / "opened-by.json", (long_ago, long_ago))

    assert cluster.take_over() == "受付-PC2"
    cluster.start()

    assert setting(cluster, "fsync") == "on"


def test_folder_is_free_once_it_is_closed(folder: Path, cluster: EmbeddedServer) -> None:
    cluster.start()
    assert Mark(folder).opener() is not None

    cluster.stop()

    assert Mark(folder).opener() is None


def test_start_that_fails_leaves_the_folder_free(folder: Path) -> None:
    broken = EmbeddedServer(folder, settings={"shared_buffers": "many"})

    with pytest.raises(Exception, match="did not start"):
        broken.start()

    assert Mark(folder).opener() is None


def test_server_ends_when_its_folder_was_taken_over(
    folder: Path, cluster: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_mark, "BEAT_S", 0.05)
    cluster.start()
    (folder / "elsewhere").mkdir()
    Mark(folder / "elsewhere", OTHER_PC).take()
    theirs = Mark(folder, OTHER_PC)
    assert cluster._life is not None

    (folder / "elsewhere" / "opened-by.json").replace(folder / "opened-by.json")
    cluster._life._thread.join()

    assert running_postmaster(cluster._cluster) is None
    theirs.remove()


def test_server_whose_number_was_an_earlier_process_s_is_ended(cluster: EmbeddedServer) -> None:
    cluster.start()
    server = running_postmaster(cluster._cluster)
    assert server is not None
    met = next(process for process in psutil.process_iter() if process.pid == server.pid)
    met._ident = (server.pid, 0.0)  # as if the number had been another's when it was met

    end_server(cluster._cluster)

    assert running_postmaster(cluster._cluster) is None


@pytest.mark.skipif(sys.platform == "win32", reason="started by hand with a relative name")
def test_server_started_by_hand_is_neither_used_nor_joined_by_a_second(
    cluster: EmbeddedServer,
) -> None:
    cluster.start()  # which deals with what a server that was killed has left
    cluster.stop()
    by_hand = ["pg_ctl", "start", "-D", ".", "-w", "-s", "-l", "by_hand.log"]
    complaint = installation().run(*by_hand, folder=cluster._cluster)
    assert complaint is None, (cluster._cluster / "by_hand.log").read_text()

    with pytest.raises(EmbeddedServerByHand) as refusal:
        cluster.start()

    assert refusal.value.computer == this_opener().computer
    assert running_postmaster(cluster._cluster) is not None
    end_server(cluster._cluster)


AS_ANOTHER = """
import os, sys
from pathlib import Path
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.errors.embedded import EmbeddedFolderForbidden

os.setgroups([]), os.setgid(65534), os.setuid(65534)
for ask in (lambda server: server.exists, lambda server: server.start()):
    try:
        ask(EmbeddedServer(Path(sys.argv[1])))
    except EmbeddedFolderForbidden as error:
        print(error.folder)
"""


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root becomes another account"
)
def test_folder_of_another_account_is_refused() -> None:
    closed = Path(tempfile.mkdtemp(prefix="E-closed-"))
    line = [sys.executable, "-c", AS_ANOTHER, str(closed)]

    told = subprocess.run(line, capture_output=True, text=True, check=False)
    closed.rmdir()

    assert told.stdout.split() == [str(closed)] * 2, told.stderr
