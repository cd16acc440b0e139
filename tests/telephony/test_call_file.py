"""Real files, written the ways telephone programs write them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.errors.desk import CallFileUnreadable
from crm_desktop.telephony.call_file import MOST_AT_ONCE, SETTLED_S, WINDOW_BYTES, CallFile

FIRST, SECOND = "0355550182", "0355550183"


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Followed:
    """A file of a telephone program, and who called by it."""

    def __init__(self, path: Path, pattern: str = "") -> None:
        self.path = path
        self.clock = Clock()
        self.file = CallFile(path, pattern, clock=self.clock)

    def callers(self) -> list[str]:
        return [notice.caller_raw for notice in self.file.poll()]

    def later(self) -> list[str]:
        self.clock.now += SETTLED_S
        return self.callers()

    def write(self, data: bytes | str) -> None:
        self.path.write_bytes(data if isinstance(data, bytes) else data.encode())

    def append(self, data: bytes | str) -> None:
        with self.path.open("ab") as file:
            file.write(data if isinstance(data, bytes) else data.encode())


@pytest.fixture
def file(tmp_path: Path) -> Followed:
    followed = Followed(tmp_path / "着信.txt")
    followed.write("0355550101\r\n")
    assert followed.callers() == []
    return followed


def test_appended_lines_are_calls(file: Followed) -> None:
    file.append(f"{FIRST}\r\n")
    assert file.callers() == [FIRST]

    file.append(f"{SECOND}\r\n{FIRST}\r\n")
    assert file.callers() == [SECOND, FIRST]
    assert file.callers() == []


def test_replaced_file_is_a_call(file: Followed) -> None:
    file.write(f"{FIRST}\n")
    assert file.callers() == [FIRST]

    file.write(f"{SECOND}\n")
    assert file.callers() == [SECOND]


def test_same_number_written_again_is_the_next_call(file: Followed) -> None:
    file.write(f"{FIRST}\n")
    assert file.callers() == [FIRST]

    file.write(f"{FIRST}\n")
    os.utime(file.path, (1_800_000_000, 1_800_000_000))

    assert file.callers() == [FIRST]


def test_file_that_is_swapped_for_another_is_a_call(file: Followed, tmp_path: Path) -> None:
    other = tmp_path / "new.txt"
    other.write_text(FIRST + "\n")
    other.replace(file.path)

    assert file.callers() == [FIRST]


def test_history_with_the_newest_on_top_tells_the_newest_only(file: Followed) -> None:
    file.write(f"{FIRST}\n0355550101\n")
    assert file.callers() == [FIRST]

    file.write(f"{SECOND}\n{FIRST}\n0355550101\n")
    assert file.callers() == [SECOND]


def test_line_without_an_end_waits_until_it_stands_still(file: Followed) -> None:
    file.write("03555")
    assert file.callers() == []

    file.append("50182")
    assert file.callers() == []

    assert file.later() == [FIRST]
    assert file.later() == []


def test_end_of_a_line_that_counted_already_is_no_second_call(file: Followed) -> None:
    file.write(FIRST)
    file.callers()
    assert file.later() == [FIRST]

    file.append(f"\r\n{SECOND}\r\n")

    assert file.callers() == [SECOND]


def test_end_of_a_line_that_did_not_count_yet_makes_the_call(file: Followed) -> None:
    file.append(FIRST)
    assert file.callers() == []

    file.append("\n")

    assert file.callers() == [FIRST]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"]
)
def test_encodings_of_windows_are_read(tmp_path: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    file = Followed(tmp_path / "着信.txt")
    file.callers()
    file.write(f"{mark}2026/11/22 髙橋商店 {FIRST}\r\n".replace("髙", "高").encode(encoding))

    assert file.callers() == [FIRST]

    bare = "utf-16-le" if encoding == "utf-16" else encoding.removesuffix("-sig")
    file.append("2026/11/22 ０３－５５５５－０１８３\r\n2026/11/22 非通知\r\n".encode(bare))
    assert file.callers() == ["03-5555-0183", "非通知"]


def test_file_that_comes_later_is_read_from_its_beginning(tmp_path: Path) -> None:
    file = Followed(tmp_path / "まだ無い.txt")
    assert file.callers() == []

    file.write(f"{FIRST}\n")

    assert file.callers() == [FIRST]


def test_vanished_file_is_no_trouble_and_a_new_one_counts(file: Followed) -> None:
    file.path.unlink()
    assert file.callers() == []

    file.write("0355550101\n")

    assert file.callers() == ["0355550101"]


def test_share_that_was_away_brings_nothing_old(tmp_path: Path) -> None:
    share = tmp_path / "共有"
    share.mkdir()
    file = Followed(share / "call.txt")
    file.write(f"{FIRST}\n")
    file.callers()

    share.rename(tmp_path / "away")
    with pytest.raises(CallFileUnreadable):
        file.callers()
    (tmp_path / "away").rename(share)

    assert file.callers() == []
    file.append(f"{SECOND}\n")
    assert file.callers() == [SECOND]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_what_is_no_file_is_told_and_blocks_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(CallFileUnreadable):
            CallFile(path).poll()


def test_huge_file_is_read_at_its_end_only(tmp_path: Path) -> None:
    file = Followed(tmp_path / "huge.log")
    with file.path.open("wb") as huge:
        huge.truncate(3_000_000_000)
        huge.seek(0, os.SEEK_END)
        huge.write("\n古い行 0355550101\n".encode("cp932") * 5_000)
    file.callers()

    file.append(f"{FIRST}\n")
    assert file.callers() == [FIRST]

    file.append("髙橋 \n".encode() * WINDOW_BYTES + f"{SECOND}\n".encode())
    assert file.callers() == [SECOND]


def test_flood_is_cut_to_its_newest(file: Followed) -> None:
    file.append("".join(f"03555{number:05}\n" for number in range(1_000)))

    callers = file.callers()

    assert (len(callers), callers[-1]) == (MOST_AT_ONCE, "0355500999")


def test_bytes_of_a_share_that_are_not_there_yet_are_waited_for(file: Followed) -> None:
    file.write(b"\0" * 12)
    assert file.callers() == []

    file.write(f"{FIRST}\r\n")

    assert file.callers() == [FIRST]


def test_pattern_of_the_settings_finds_the_call(tmp_path: Path) -> None:
    file = Followed(tmp_path / "cti.log", r"CALL (?P<event>\w+) <(?P<number>[^>]*)>")
    file.callers()

    file.write(f"TEL {SECOND}\nCALL ringing <{FIRST}>\nCALL answered <{FIRST}>\n")

    assert [str(notice.stage) for notice in file.file.poll()] == ["ringing", "answered"]


@given(parts=st.lists(st.binary(max_size=40), max_size=8))
def test_any_bytes_are_survived_and_the_next_line_counts(
    tmp_path_factory: pytest.TempPathFactory, parts: list[bytes]
) -> None:
    file = Followed(tmp_path_factory.mktemp("bytes") / "call.txt")
    writers: list[Callable[[bytes], None]] = [file.write, file.append]
    for number, part in enumerate([b"", *parts]):
        writers[number % 2](part)
        file.callers()

    file.write(f"{FIRST}\n")

    assert file.callers() == [FIRST]
