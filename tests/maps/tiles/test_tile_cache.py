"""Promises of pictures kept on this PC."""

from __future__ import annotations

import os
import stat
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crm_desktop.maps.tiles.tile_cache import KeptTile, TileCache, clear_tiles, sweep

NOW = 1_700_000_000.0
TILE = KeptTile(b"\x89PNG" + b"p" * 9_000, "image/png", NOW + 60, '"a1"', "Sun, 22 Nov")
ROOM = 12_288  # bytes that a picture of this size takes on the disk


def cache_in(folder: Path, most_bytes: int = 200_000_000, now: float = NOW) -> TileCache:
    return TileCache(folder, "gsi_pale", most_bytes=most_bytes, now=lambda: now)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    cache_in(tmp_path).write(14, 1, 2, TILE)

    assert cache_in(tmp_path).read(14, 1, 2) == TILE
    assert cache_in(tmp_path).read(14, 2, 1) is None


def test_servers_do_not_see_each_others_pictures(tmp_path: Path) -> None:
    cache_in(tmp_path).write(14, 1, 2, TILE)

    assert TileCache(tmp_path, "osm").read(14, 1, 2) is None


def test_a_square_without_a_picture_is_kept_too(tmp_path: Path) -> None:
    nothing = KeptTile(b"", "", NOW + 60)
    cache_in(tmp_path).write(14, 1, 2, nothing)

    assert cache_in(tmp_path).read(14, 1, 2) == nothing


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:20],
        lambda data: data + b"x",
        lambda data: b"x" + data,
        lambda data: data.replace(b"ppp", b"qqq", 1),
        lambda data: data.replace(b'"sum"', b'"sun"', 1),
        lambda data: data.replace(b'{"type"', b"[[[[[[[", 1),
        lambda data: b'crm-desktop map tile 1\n"\xff"\n',
        lambda data: data + b"\x00" * 2_000_000,
        lambda data: b"crm-desktop map tile 1\n" + b"[" * 100_000 + b"\n",
    ],
)
def test_a_damaged_file_is_dropped(damage: object, tmp_path: Path) -> None:
    cache_in(tmp_path).write(14, 1, 2, TILE)
    path = next(tmp_path.rglob("2.tile"))
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]

    assert cache_in(tmp_path).read(14, 1, 2) is None
    assert not path.exists()


def test_what_was_used_least_lately_goes_first(tmp_path: Path) -> None:
    cache = cache_in(tmp_path, most_bytes=10 * ROOM)
    for y in range(9):
        cache.write(14, 1, y, TILE)
        os.utime(tmp_path / f"gsi_pale/14/1/{y}.tile", (NOW + y, NOW + y))

    cache_in(tmp_path, now=NOW + 7_200).read(14, 1, 0)  # used again after two hours
    cache_in(tmp_path, most_bytes=10 * ROOM).write(14, 1, 9, TILE)

    assert files(tmp_path) == [f"{y}.tile" for y in (0, *range(3, 10))]


def test_the_folder_never_takes_more_than_its_limit(tmp_path: Path) -> None:
    caches = [cache_in(tmp_path, most_bytes=40 * ROOM) for _desk in range(2)]
    most = 0
    for y in range(150):
        caches[y % 2].write(14, y % 7, y, TILE)
        most = max(most, len(files(tmp_path)))

    assert 30 <= most <= 40


def test_two_desks_write_and_read_the_same_squares(tmp_path: Path) -> None:
    desks = [cache_in(tmp_path, most_bytes=20 * ROOM) for _desk in range(2)]

    def work(turn: int) -> KeptTile | None:
        desks[turn % 2].write(14, 1, turn % 5, TILE)
        return desks[(turn + 1) % 2].read(14, 1, turn % 5)

    with ThreadPoolExecutor(8) as threads:
        read = list(threads.map(work, range(400)))

    assert set(read) == {TILE}
    assert all(name.endswith(".tile") for name in files(tmp_path))


def test_left_overs_of_broken_writing_go(tmp_path: Path) -> None:
    for name, age_s in (("1.tile.99.ab.part", 7_200), ("2.tile.99.ab.part", 60)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (NOW - age_s, NOW - age_s))

    sweep(tmp_path, most_bytes=1_000, now=NOW)

    assert files(tmp_path) == ["2.tile.99.ab.part"]


def test_a_folder_that_cannot_be_made_keeps_nothing_and_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    cache = cache_in(tmp_path / "file" / "tiles")
    for y in range(3):
        cache.write(14, 1, y, TILE)

    assert cache.read(14, 1, 1) is None
    assert [record.getMessage() for record in caplog.records] == [
        "map pictures are not kept: Not a directory"
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="rights of folders are others there")
def test_nobody_else_on_the_pc_sees_which_places_were_looked_at(tmp_path: Path) -> None:
    cache_in(tmp_path / "map_tiles").write(14, 1, 2, TILE)

    assert stat.S_IMODE((tmp_path / "map_tiles").stat().st_mode) == 0o700


def test_clearing_leaves_nothing(tmp_path: Path) -> None:
    cache_in(tmp_path / "map_tiles").write(14, 1, 2, TILE)

    clear_tiles(tmp_path / "map_tiles")
    clear_tiles(tmp_path / "map_tiles")

    assert list(tmp_path.iterdir()) == []


def test_a_picture_used_now_and_then_is_not_touched_each_time(tmp_path: Path) -> None:
    cache_in(tmp_path).write(14, 1, 2, TILE)
    path = next(tmp_path.rglob("2.tile"))
    written = path.stat().st_mtime

    cache_in(tmp_path, now=time.time() + 600).read(14, 1, 2)

    assert path.stat().st_mtime == written
