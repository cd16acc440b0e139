from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crm_desktop.errors.files import FileInTheWay, FileNotWritable
from crm_desktop.tables.whole_file import whole_file


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@contextmanager
def small_disk() -> Iterator[None]:
    """Let no file of this process grow beyond 64 kB: the system refuses as a full disk does."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_file_is_not_there_before_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "顧客.csv"
    with whole_file(path, encoding="utf-8") as stream:
        stream.write("髙橋\r\n")
        assert not path.exists()

    assert path.read_bytes() == "髙橋\r\n".encode()
    assert names(tmp_path) == ["顧客.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a.csv", encoding="utf-8") as stream:
        stream.write("x")

    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600


def test_file_in_the_way_is_said_first_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    with pytest.raises(FileInTheWay), whole_file(path, encoding="utf-8"):
        pytest.fail("it was said too late")

    assert path.read_text() == "old"


def test_file_that_came_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    with pytest.raises(FileInTheWay), whole_file(path, encoding="utf-8") as stream:
        stream.write("new")
        path.write_text("old")

    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.csv"]


def test_file_is_replaced_where_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    with whole_file(path, encoding="utf-8", replaces=True) as stream:
        stream.write("new")

    assert path.read_text() == "new"


def test_what_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    with (
        pytest.raises(ValueError, match="broken off"),
        whole_file(path, encoding="utf-8", replaces=True) as stream,
    ):
        stream.write("new")
        raise ValueError("broken off")

    assert (path.read_text(), names(tmp_path)) == ("old", ["a.csv"])


def test_full_disk_is_a_refusal_that_leaves_nothing_behind(tmp_path: Path) -> None:
    with (
        small_disk(),
        pytest.raises(FileNotWritable) as refusal,
        whole_file(tmp_path / "a.csv", encoding="utf-8") as stream,
    ):
        for _ in range(10_000):
            stream.write("髙橋 美智子\n")

    assert refusal.value.reason
    assert names(tmp_path) == []


@pytest.mark.parametrize("place", ["nowhere/a.csv", "folder"])
def test_place_that_cannot_be_written_is_said_first(place: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    with (
        pytest.raises(FileNotWritable),
        whole_file(tmp_path / place, encoding="utf-8", replaces=True),
    ):
        pytest.fail("it was said too late")
