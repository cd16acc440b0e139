"""The embedded database is killed at each step of being made, started and brought over.

After each kill an ordinary start must find everything, with nothing half made left behind.
``CRM_DESKTOP_FAULTS`` is how often it is killed at random moments.
"""

from __future__ import annotations

import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from sqlalchemy import create_engine

from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.embedded_cluster import Cluster
from crm_desktop.database.embedded_process import end_server, running_postmaster
from crm_desktop.database.preparation import make_ready
from crm_desktop.database.schema import differences
from tests.database.old_cluster import SETTINGS, needs_old_programs, old_cluster
from tests.faults.counts import count
from tests.faults.crash_points import soon_and_later

TIMES = count("CRM_DESKTOP_FAULTS", usual=1, whole=3)
CHANCE = random.Random(20261122)
ROOT = Path(__file__).resolve().parents[2]
CLUSTER = "crm_desktop.database.embedded_cluster"
RENEWAL = "crm_desktop.database.embedded_renewal"


MAKING = [
    f"{CLUSTER}:_initdb:after",
    "crm_desktop.database.embedded:move_there:before",
    f"{CLUSTER}:Cluster._control:after",
    "crm_desktop.commands.db:create_database:after",
    "crm_desktop.database.preparation:apply_queue:after",
    f"{CLUSTER}:_initdb:before",
    f"{CLUSTER}:_write_access_rules:after",
    "crm_desktop.database.embedded:move_there:after",
    f"{CLUSTER}:write_settings:before",
    "crm_desktop.database.embedded:SignsOfLife:before",
    "crm_desktop.database.preparation:_bring_in_trigrams:after",
    "crm_desktop.database.schema:_take_lock:after",
    "crm_desktop.database.preparation:_give_rights:before",
    "crm_desktop.database.preparation:apply_guard:after",
]
RENEWING = [
    f"{RENEWAL}:running:after",
    f"{RENEWAL}:_compare:before",
    f"{RENEWAL}:move_there:before",
    f"{RENEWAL}:make_cluster:before",
    f"{RENEWAL}:make_cluster:after",
    f"{RENEWAL}:Cluster.start:after",
    f"{RENEWAL}:Cluster.start:after:2",
    f"{RENEWAL}:make_roles:after",
    f"{RENEWAL}:running:before",
    f"{RENEWAL}:running:before:2",
    f"{RENEWAL}:prepare:before",
    f"{RENEWAL}:_give_rights:after",
    f"{RENEWAL}:Cluster.stop:after",
    f"{RENEWAL}:write_origin:after",
    f"{RENEWAL}:move_there:after",
]


@pytest.fixture
def data() -> Iterator[Path]:
    """The data folder of a test; the cluster is in ``postgresql`` there."""
    folder = Path(tempfile.mkdtemp(prefix="E-crm-"))
    folder.chmod(0o755)
    yield folder
    for left in [*folder.glob("postgresql/*"), *folder.glob("postgresql/*/cluster")]:
        end_server(left)
    shutil.rmtree(folder, ignore_errors=True)


def program(data: Path, *line: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "CRM_DESKTOP_DATA_FOLDER": str(data)}
    environment["XDG_CONFIG_HOME"] = str(data)
    return subprocess.Popen(
        [sys.executable, "-m", *line],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def dies_at(step: str, data: Path, *line: str) -> None:
    """Run a command that is killed at ``step``; what it has started goes on."""
    process = program(data, "tests.faults.dying_process", step, *line)
    assert process.wait(100) == -signal.SIGKILL


def is_whole(data: Path) -> None:
    """Start as anybody would, and see that all is there and nothing is left over."""
    with EmbeddedServer(data / "postgresql", settings=SETTINGS) as server:
        make_ready(server)
        engine = create_engine(server.admin_url.replace("postgresql:", "postgresql+psycopg:"))
        with engine.connect() as connection:
            assert differences(connection) == []
        engine.dispose()
    assert list((data / "postgresql").glob("new-*")) == []


@pytest.mark.parametrize("step", soon_and_later(MAKING, 2))
def test_program_killed_while_the_database_is_made(data: Path, step: str) -> None:
    dies_at(step, data, "db", "init")

    is_whole(data)


def test_program_and_servers_killed_at_random_while_the_database_is_made(data: Path) -> None:
    for _ in range(TIMES):
        process = program(data, "crm_desktop", "db", "init")
        time.sleep(CHANCE.uniform(0.1, 5.0))
        family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait(20)
        if CHANCE.random() < 0.5:
            kill_all(family)
            for left in (data / "postgresql").glob("*"):
                end_server(left)

    is_whole(data)


def kill_all(processes: list[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()


@pytest.fixture(scope="module")
def made_once() -> Iterator[Cluster]:
    home = Path(tempfile.gettempdir()) / f"E-crm-old-{secrets.token_hex(4)}"
    yield old_cluster(home)
    shutil.rmtree(home)


@needs_old_programs
@pytest.mark.parametrize("step", soon_and_later(RENEWING, 1))
def test_program_killed_while_data_are_brought_over(
    data: Path, made_once: Cluster, step: str
) -> None:
    (data / "postgresql").mkdir(mode=0o755)
    old = data / "postgresql" / made_once.folder.name
    shutil.copytree(made_once.folder, old)
    for path in (old, *old.rglob("*")):
        made_once.installed.give(path)

    dies_at(step, data, "db", "upgrade")

    is_whole(data)
    with EmbeddedServer(data / "postgresql") as server, psycopg.connect(server.admin_url) as owner:
        found = owner.execute("SELECT count(*), min(name) FROM customer").fetchone()
    assert found == (300, "髙橋 1")
    assert running_postmaster(old) is None
