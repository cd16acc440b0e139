"""Promises of a map file of the office's own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.errors.map import TileFault, TileProblem
from crm_desktop.maps.tiles.mbtiles import MbtilesFile
from crm_desktop.maps.tiles.rest import Rest
from crm_desktop.maps.tiles.source import MapCredit
from tests.maps.tiles.online_tiles import Clock
from tests.maps.tiles.tile_server import picture

FACTS = {
    "name": "髙崎市 管内図",
    "format": "png",
    "minzoom": "10",
    "maxzoom": "16",
    "attribution": '&copy; <a href="https://maps.example.jp/terms">髙崎市</a>',
}
TABLES = """
    CREATE TABLE metadata (name text, value text);
    CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);
    CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);
"""


def map_file(
    folder: Path, facts: dict[str, str] | None = None, content: object = None, tables: str = TABLES
) -> Path:
    """Return a file with one picture, at zoom 10, column 909, row 403 from the north."""
    path = folder / "髙崎 #1?.mbtiles"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(tables)
        values = (FACTS if facts is None else facts).items()
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", list(values))
        blob = picture() if content is None else content
        connection.execute("INSERT INTO tiles VALUES (10, 909, 620, ?)", (blob,))
        connection.commit()
    return path


def fault_of(ask: Callable[[], object]) -> TileFault:
    with pytest.raises(TileProblem) as caught:
        ask()
    return caught.value.fault


def test_rows_are_counted_from_the_south_in_the_file(tmp_path: Path) -> None:
    with closing(MbtilesFile(map_file(tmp_path))) as tiles:
        answer = tiles.tile(10, 909, 403)

        assert answer is not None
        assert (answer.content, answer.media_type) == (picture(), "image/png")
        assert tiles.tile(10, 909, 620) is None
        assert tiles.tile(10, 909, 4_030) is None


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_other_pictures_will_do_whatever_the_file_says(kind: str, tmp_path: Path) -> None:
    with closing(MbtilesFile(map_file(tmp_path, content=picture(kind)))) as tiles:
        answer = tiles.any_tile()

        assert answer is not None
        assert answer.media_type == f"image/{kind.lower()}"


def test_it_says_its_name_zooms_and_whom_to_credit(tmp_path: Path) -> None:
    with closing(MbtilesFile(map_file(tmp_path))) as tiles:
        tiles.open()

        assert (tiles.name, tiles.zooms) == ("髙崎市 管内図", (10, 16))
        assert tiles.credit == MapCredit("© 髙崎市", "https://maps.example.jp/terms")


@pytest.mark.parametrize(
    ("attribution", "credit"),
    [
        ("<script>alert(1)</script>髙橋", MapCredit("alert(1)髙橋")),
        ('<a href="javascript:alert(1)">x</a>', MapCredit("x")),
        ("x" * 5_000, MapCredit("x" * 200)),
        ("a\n\n  b", MapCredit("a b")),
        ("&lt;b&gt;", MapCredit("<b>")),
    ],
)
def test_credit_is_plain_words(attribution: str, credit: MapCredit, tmp_path: Path) -> None:
    with closing(MbtilesFile(map_file(tmp_path, {"attribution": attribution}))) as tiles:
        tiles.open()

        assert tiles.credit == credit


@pytest.mark.parametrize("facts", [{}, {"minzoom": "x", "maxzoom": "-1"}, {"minzoom": "1e9"}])
def test_zooms_that_are_not_said_are_those_of_its_pictures(
    facts: dict[str, str], tmp_path: Path
) -> None:
    with closing(MbtilesFile(map_file(tmp_path, facts))) as tiles:
        tiles.open()

        assert tiles.zooms == (10, 10)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"<html>", "no_picture"),
        (b"\x89PNG\r\n\x1a\n\x00", "no_picture"),
        ("text", "no_picture"),
        (42, "no_picture"),
        (b"\x1f\x8b\x08" + b"x" * 50, "file_vector"),
        (picture() + b"\x00" * 1_000_000, "too_large"),
        (picture(size=(2_000, 2_000)), "too_large"),
    ],
)
def test_a_blob_that_is_no_picture_says_why(content: object, fault: str, tmp_path: Path) -> None:
    with closing(MbtilesFile(map_file(tmp_path, content=content))) as tiles:
        assert fault_of(lambda: tiles.tile(10, 909, 403)) == fault


@pytest.mark.parametrize("content", [b"", sqlite3.Binary(b"")])
def test_an_empty_blob_is_no_picture_of_that_square(content: object, tmp_path: Path) -> None:
    with closing(MbtilesFile(map_file(tmp_path, content=content))) as tiles:
        assert tiles.tile(10, 909, 403) is None


def test_vector_tiles_are_refused(tmp_path: Path) -> None:
    with closing(MbtilesFile(map_file(tmp_path, {"format": "pbf"}))) as tiles:
        assert fault_of(tiles.open) is TileFault.FILE_VECTOR


@pytest.mark.parametrize(
    "content",
    [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 4_000, b"PK\x03\x04" * 2_000],
)
def test_a_file_of_another_kind_is_damaged(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "own.mbtiles"
    path.write_bytes(content)

    with closing(MbtilesFile(path)) as tiles:
        assert fault_of(tiles.open) is TileFault.FILE_DAMAGED


def test_a_file_cut_off_in_the_middle_is_damaged(tmp_path: Path) -> None:
    path = map_file(tmp_path, content=picture() + b"\x00" * 500_000)
    path.write_bytes(path.read_bytes()[:30_000])

    with closing(MbtilesFile(path)) as tiles:
        assert fault_of(lambda: tiles.tile(10, 909, 403)) is TileFault.FILE_DAMAGED


def test_a_database_of_something_else_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "own.mbtiles"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE metadata (name, value)")

    with closing(MbtilesFile(path)) as tiles:
        assert fault_of(tiles.open) is TileFault.FILE_DAMAGED


def test_a_file_that_is_not_there_rests_before_it_is_looked_for_again(tmp_path: Path) -> None:
    clock = Clock()
    with closing(MbtilesFile(tmp_path / "own.mbtiles", rest=Rest(clock))) as tiles:
        faults = [fault_of(tiles.open), fault_of(tiles.open)]
        map_file(tmp_path).rename(tmp_path / "own.mbtiles")
        clock.now += 31

        assert faults == ["file_missing", "resting"]
        assert tiles.tile(10, 909, 403) is not None


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with closing(MbtilesFile(tmp_path)) as tiles:
        assert fault_of(tiles.open) is TileFault.FILE_MISSING


def test_a_view_that_never_ends_is_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_desktop.maps.tiles.mbtiles.ANSWER_S", 0.2)
    endless = (
        TABLES.replace("TABLE tiles", "TABLE held").replace("tiles (zoom", "held (zoom")
        + """
        CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
            SELECT i AS zoom_level, i AS tile_column, i AS tile_row, 'x' AS tile_data FROM n;
        CREATE TRIGGER taken INSTEAD OF INSERT ON tiles BEGIN SELECT 1; END;
    """
    )

    with closing(MbtilesFile(map_file(tmp_path, tables=endless))) as tiles:
        assert fault_of(tiles.open) is TileFault.FILE_DAMAGED


def test_the_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = map_file(tmp_path)
    before = path.read_bytes()

    with closing(MbtilesFile(path)) as tiles:
        tiles.tile(10, 909, 403)

    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == [path.name]


def test_threads_may_ask_at_the_same_time(tmp_path: Path) -> None:
    with closing(MbtilesFile(map_file(tmp_path))) as tiles, ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _turn: tiles.tile(10, 909, 403), range(200)))

    assert all(answer is not None and answer.content == picture() for answer in answers)


def test_a_closed_file_is_not_opened_again(tmp_path: Path) -> None:
    tiles = MbtilesFile(map_file(tmp_path))
    tiles.open()
    tiles.close()
    tiles.close()

    assert fault_of(lambda: tiles.tile(10, 909, 403)) is TileFault.FILE_MISSING
