from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest

from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.errors.files import FileNotWritable, SpoolFull, SpoolTaken
from crm_desktop.telephony import spool as spool_module
from crm_desktop.telephony.spool import Spool

AT = datetime(2026, 11, 20, tzinfo=UTC)


def event(call_id: object, *, minutes: int = 0) -> CallEvent:
    at = AT + timedelta(minutes=minutes)
    return CallEvent("pbx", str(call_id), CallStage.RINGING, at, caller_raw="03-5555-0182")


def emptied(spool: Spool) -> list[list[str]]:
    """Return the calls in the spool, a list for each file, and leave it empty."""
    found = []
    while not spool.is_empty:
        found.append([one.call_id for one in spool.oldest()])
        spool.forget_oldest()
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "spool"


@pytest.fixture
def spool(folder: Path) -> Iterator[Spool]:
    spool = Spool(folder)
    yield spool
    spool.close()


def reopened(spool: Spool, folder: Path) -> Spool:
    spool.close()
    return Spool(folder)


def test_nothing_is_left_on_the_disk_once_nothing_is_said_to_wait(
    spool: Spool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool.keep([event(1)])
    waiting: list[int] = []
    monkeypatch.setattr(Path, "unlink", lambda _path: waiting.append(spool.events))

    spool.forget_oldest()

    assert (waiting, spool.events) == ([1], 0)


def test_events_come_back_in_their_order_after_a_restart(spool: Spool, folder: Path) -> None:
    spool.keep([event(1), event(2)])
    spool.keep([event(3)])

    again = reopened(spool, folder)

    assert (again.events, again.oldest_at) == (3, AT)
    assert emptied(again) == [["1", "2", "3"]]
    again.close()


def test_what_comes_after_a_restart_stands_behind_what_was_left(spool: Spool, folder: Path) -> None:
    spool.keep([event(1)])
    again = reopened(spool, folder)
    again.keep([event(2)])

    assert emptied(again) == [["1"], ["2"]]
    again.close()


def test_nothing_is_added_to_a_file_that_is_being_stored(spool: Spool) -> None:
    spool.keep([event(1)])
    spool.oldest()
    spool.keep([event(2)])

    assert emptied(spool) == [["1"], ["2"]]


def test_file_holds_less_time_than_after_which_an_id_may_return(spool: Spool) -> None:
    for minutes in (0, 59, 60, 61, 200):
        spool.keep([event(minutes, minutes=minutes)])

    assert emptied(spool) == [["0", "59"], ["60", "61"], ["200"]]


def test_files_are_bounded(spool: Spool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool_module, "LARGEST_FILE_BYTES", 300)
    for number in range(4):
        spool.keep([event(number)])

    assert emptied(spool) == [["0", "1"], ["2", "3"]]


def test_numbers_are_gone_once_they_are_stored(spool: Spool, folder: Path) -> None:
    spool.keep([event(1)])
    emptied(spool)

    assert [path.name for path in folder.iterdir()] == ["lock"]


@pytest.mark.skipif(os.name == "nt", reason="rights of files are another matter on Windows")
def test_only_its_owner_can_read_it(spool: Spool, folder: Path) -> None:
    spool.keep([event(1)])
    spool.set_aside([event(1)])

    assert {path.stat().st_mode & 0o777 for path in folder.glob("0*")} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_half_a_last_line_is_set_aside(spool: Spool, folder: Path) -> None:
    spool.keep([event(1), event(2)])
    file = next(folder.glob("*.calls"))
    os.truncate(file, file.stat().st_size - 5)

    again = reopened(spool, folder)

    assert emptied(again) == [["1"]]
    assert b'"call_id":"2"' in next(folder.glob("*.aside")).read_bytes()
    again.close()


def test_what_was_set_aside_is_forgotten_after_a_month(spool: Spool, folder: Path) -> None:
    spool.keep([event(1)])
    spool.set_aside([event(1)])
    os.utime(next(folder.glob("*.aside")), (0, 0))

    reopened(spool, folder).close()

    assert not list(folder.glob("*.aside"))


def test_folder_belongs_to_one_process(spool: Spool, folder: Path) -> None:
    program = f"from crm_desktop.telephony.spool import Spool; from pathlib import Path\n\
Spool(Path({str(folder)!r}))"
    line = [sys.executable, "-c", program]
    other = subprocess.run(line, capture_output=True, text=True, check=False)

    assert spool.is_empty
    assert "SpoolTaken" in other.stderr
    assert str(SpoolTaken(folder)) in other.stderr


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(FileNotWritable):
        Spool(tmp_path / "file" / "spool")


def test_limit_refuses_an_event_and_keeps_the_others(folder: Path) -> None:
    spool = Spool(folder, limit_bytes=300)
    spool.keep([event(1), event(2)])

    with pytest.raises(SpoolFull, match="300 bytes"):
        spool.keep([event(3)])
    assert emptied(spool) == [["1", "2"]]
    spool.keep([event(3)])
    spool.close()


FULL_DISK = """
import resource, sys
from pathlib import Path
from datetime import UTC, datetime
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.errors.files import SpoolFull
from crm_desktop.telephony.spool import Spool
spool = Spool(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
kept = []
for number in range(30):
    try:
        spool.keep([CallEvent("pbx", str(number), CallStage.RINGING, datetime.now(UTC),
                              caller_raw="0" * (50 if number < 20 else 2000))])
        kept.append(str(number))
    except SpoolFull:
        pass
print(",".join(kept))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit for the size of files")
def test_write_that_stops_half_way_costs_only_its_own_event(folder: Path) -> None:
    line = [sys.executable, "-c", FULL_DISK, str(folder)]
    kept = subprocess.run(line, capture_output=True, text=True, check=True).stdout.strip()

    spool = Spool(folder)

    assert 10 < len(kept.split(",")) < 20
    assert list(chain.from_iterable(emptied(spool))) == kept.split(",")
    assert not list(folder.glob("*.aside"))
    spool.close()
