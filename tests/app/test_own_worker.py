from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree

import psutil
import pytest

from crm_desktop.app import own_worker
from crm_desktop.app.own_worker import OwnWorker, worker_line
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.embedded_files import cluster_home
from crm_desktop.database.embedded_process import running_postmaster
from crm_desktop.database.preparation import make_ready

ROOT = Path(__file__).resolve().parents[2]
SAYS_ITS_NUMBER = """
import os, pathlib, sys
pathlib.Path(sys.argv[1], str(os.getpid())).touch()
sys.stdin.read() if len(sys.argv) == 2 else sys.exit(3)
"""
DESK = """
import pathlib, sys, time
from crm_desktop.app.own_worker import OwnWorker
folder, line = pathlib.Path(sys.argv[1]), sys.argv[2:]
OwnWorker(folder, folder / "log", first_after_s=0, line=line).start()
time.sleep(600)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for the lock, which root would have elsewhere if it were not open to all."""
    folder = Path(tempfile.gettempdir()) / f"B-{secrets.token_hex(6)}"
    (folder / "seen").mkdir(parents=True)
    yield folder
    rmtree(folder, ignore_errors=True)


@pytest.fixture
def kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., OwnWorker]]:
    monkeypatch.setattr(own_worker, "_END_S", 60)  # these have nothing in hand, but a busy machine
    made: list[OwnWorker] = []

    def kept(*more: str) -> OwnWorker:
        line = (sys.executable, "-c", SAYS_ITS_NUMBER, str(folder / "seen"), *more)
        made.append(OwnWorker(folder, folder / "log", first_after_s=0, line=line))
        made[-1].start()
        return made[-1]

    yield kept
    for worker in made:
        worker.close()


def wait_for(reached: Callable[[], object]) -> None:
    give_up = time.monotonic() + 60
    while not reached() and time.monotonic() < give_up:
        time.sleep(0.05)
    assert reached()


def seen(folder: Path) -> list[int]:
    return [int(path.name) for path in (folder / "seen").iterdir()]


def gone(number: int) -> bool:
    try:
        return bool(psutil.Process(number).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def test_worker_ends_with_its_desk(kept: Callable[..., OwnWorker], folder: Path) -> None:
    worker = kept()
    wait_for(lambda: seen(folder))

    worker.close()

    assert gone(seen(folder)[0])


def test_worker_that_dies_is_started_again(
    kept: Callable[..., OwnWorker], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_worker, "_FIRST_DELAY_S", 0.1)
    kept()
    wait_for(lambda: seen(folder))

    os.kill(seen(folder)[0], signal.SIGKILL)

    wait_for(lambda: len(seen(folder)) == 2)


def test_one_that_cannot_run_is_tried_more_and_more_seldom(
    kept: Callable[..., OwnWorker], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_worker, "_FIRST_DELAY_S", 0.05)
    kept("refuse")
    wait_for(lambda: len(seen(folder)) >= 4)

    began = sorted(path.stat().st_mtime for path in (folder / "seen").iterdir())

    assert began[3] - began[2] > 0.2


def test_two_desks_have_one_worker_which_goes_to_the_other(
    kept: Callable[..., OwnWorker], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_worker, "_LOOK_EVERY_S", 0.2)
    line = [sys.executable, "-c", SAYS_ITS_NUMBER, str(folder / "seen")]
    desk = [sys.executable, "-c", DESK, str(folder), *line]
    with subprocess.Popen(desk, cwd=ROOT) as first:
        wait_for(lambda: seen(folder))
        theirs = seen(folder)[0]
        kept()
        time.sleep(1)
        assert seen(folder) == [theirs]

        first.kill()

        wait_for(lambda: len(seen(folder)) == 2)
        wait_for(lambda: gone(theirs))


def test_line_of_a_build_of_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert worker_line(Path("/データ"), Path("/記録"))[1:] == [
        "worker",
        "--data=/データ",
        "--log-file=/記録",
        "--until-input-ends",
    ]


@pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning")
def test_real_worker_keeps_the_server_until_it_has_ended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRM_DESKTOP_BACKUP_NIGHTLY", "false")
    monkeypatch.chdir(ROOT)
    log_file = folder / "logs" / "worker.log"
    worker = OwnWorker(folder, log_file, first_after_s=0)
    with EmbeddedServer(folder) as server:
        make_ready(server)
        worker.start()
        cluster = cluster_home(folder)
        wait_for(lambda: len(list((cluster / "programs").iterdir())) == 2)
        worker.close()

    wait_for(lambda: running_postmaster(cluster / "18") is None)
