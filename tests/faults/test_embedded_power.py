"""What a power failure does to the embedded database, as far as that can be imitated.

All processes of the server are stopped at one moment, the folder is copied as it is then, and the
copy is opened elsewhere: it is what kill -9 of everything at once would have left. It does not
prove that the disk keeps what it has said to have written: the copy sees what the system still has
in memory. That is for fsync, see `tests/database/test_embedded_openers.py`, and for the disk.
``CRM_DESKTOP_FAULTS`` is how often.
"""

from __future__ import annotations

import random
import secrets
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.embedded_files import installation
from crm_desktop.database.embedded_process import running_postmaster
from tests.faults.counts import count

TIMES = count("CRM_DESKTOP_FAULTS", usual=1, whole=3)
CHANCE = random.Random(20261122)
SETTINGS = {"shared_buffers": "16MB"}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows stops no process")


class Writer(threading.Thread):
    """Saves rows one after the other, and knows which of them the server has acknowledged."""

    def __init__(self, dsn: str) -> None:
        super().__init__(daemon=True)
        self.dsn = dsn
        self.acknowledged = 0
        self.ended = threading.Event()

    def run(self) -> None:
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            while not self.ended.is_set():
                note = f"髙橋 {secrets.token_hex(200)}"
                connection.execute("INSERT INTO word (note) VALUES (%s)", [note])
                self.acknowledged += 1


@pytest.fixture
def folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="E-power-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def stopped_copy(server: EmbeddedServer, to: Path, writer: Writer) -> int:
    """Copy the folder of a server that stands still; return what was acknowledged before."""
    cluster = server.log_file.parent
    running = running_postmaster(cluster)
    assert running is not None
    family = [psutil.Process(running.pid)]
    family += family[0].children(recursive=True)
    signal_all(family, signal.SIGSTOP)
    try:
        acknowledged = writer.acknowledged
        shutil.copytree(cluster.parent, to, ignore=shutil.ignore_patterns(".s.PGSQL*"))
    finally:
        signal_all(family[::-1], signal.SIGCONT)
    copy = to / cluster.name
    for path in (copy, *copy.rglob("*")):
        installation().give(path)
    return acknowledged


def signal_all(processes: list[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)


def rows_in(folder: Path) -> int:
    """Return how many rows the copy has, read by its table and by its index."""
    with EmbeddedServer(folder, settings=SETTINGS) as server:
        dsn = server.url_for("postgres", "", database="postgres")
        with psycopg.connect(dsn) as connection:
            by_table = connection.execute("SELECT count(note) FROM word").fetchone()
            connection.execute("SET enable_seqscan = off")
            by_index = connection.execute("SELECT count(*) FROM word WHERE id > 0").fetchone()
    assert by_table == by_index
    return int(by_table[0]) if by_table else 0


def test_copy_of_a_moment_has_all_that_was_acknowledged(folder: Path) -> None:
    with EmbeddedServer(folder / "home", settings=SETTINGS) as server:
        dsn = server.url_for("postgres", "", database="postgres")
        with psycopg.connect(dsn, autocommit=True) as owner:
            owner.execute("CREATE TABLE word (id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY)")
            owner.execute("ALTER TABLE word ADD note text NOT NULL")
        writer = Writer(dsn)
        writer.start()
        kept = []
        for number in range(TIMES):
            time.sleep(CHANCE.uniform(0.05, 1.5))
            kept.append(stopped_copy(server, folder / str(number), writer))
        writer.ended.set()
        writer.join()

    found = [rows_in(folder / str(number)) for number in range(TIMES)]
    print(f"copies: {TIMES}, acknowledged: {kept}, found: {found}")

    # One more may have been stored whose answer had not come back.
    assert {there - known for there, known in zip(found, kept, strict=True)} <= {0, 1}
