"""The disk of the server fills up while desks save, and has room again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.crowd import Crowd, outcome, seated
from tests.faults.killable_server import KillableServer
from tests.faults.small_disk import fill, small_disk

DESKS, PROCESSES, REST_S = 6, 2, 0.05
DISK_MB = 220
FULL_FOR_S = 6.0

pytestmark = pytest.mark.slow


@pytest.fixture
def server(short_folder: Path) -> Iterator[KillableServer]:
    """A PostgreSQL on a small disk."""
    short_folder.chmod(0o755)  # the server is another account when root starts it
    with small_disk(short_folder / "disk", DISK_MB) as disk:
        server = KillableServer(disk / "cluster", max_wal_size="32MB", min_wal_size="32MB")
        server.start()
        try:
            yield server
        finally:
            server.stop()


def test_nothing_is_lost_when_the_server_has_no_room(
    server: KillableServer, tmp_path: Path
) -> None:
    disk = server.folder.parent
    seats = seated(server, tmp_path, DESKS, REST_S)
    with Crowd(seats, PROCESSES) as crowd:
        crowd.wait_for_all(time.monotonic())
        ballast = fill(disk)
        time.sleep(FULL_FOR_S)
        full = time.monotonic()
        ballast.unlink()
        if not server.processes():  # it could not even write down that it cannot write
            server.server.stop()
            server.start()
        print(f"all desks save {crowd.wait_for_all(full):.1f} s after there is room")
        crowd.finish()
        events = crowd.events()

    found = outcome(events, server)
    print(found, {event["error"] for event in events if event["event"] == "tried"})
    assert any(event["event"] == "tried" for event in events)
    assert found.is_clean
