from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from crm_desktop.errors.map import BadTownFile, TownFileProblem
from crm_desktop.maps.town_csv import LARGEST_BYTES, TownRow, opened_town_table
from tests.maps.town_tables import (
    GEOLONIA,
    MINISTRY_BLOCKS,
    MINISTRY_TOWNS,
    block_row,
    geolonia_row,
    town_row,
    write_table,
)


def rows_of(path: Path) -> list[TownRow]:
    with opened_town_table(path) as table:
        return list(table.rows())


def refusal(path: Path) -> tuple[TownFileProblem, int]:
    with pytest.raises(BadTownFile) as refused:
        rows_of(path)
    return refused.value.problem, refused.value.line


def test_geolonia_is_read_with_its_small_fields(tmp_path: Path) -> None:
    rows = [
        geolonia_row("新宿区", "西新宿二丁目", "35.6895", "139.6917"),
        geolonia_row("新宿区", "大字　髙﨑", "35.69", "139.69", small="山ノ外"),
        geolonia_row("新宿区", "点のない町", "", ""),
    ]

    read = rows_of(write_table(tmp_path / "latest.csv", GEOLONIA, rows))

    assert [(row.town, row.field, row.block) for row in read] == [
        ("西新宿二丁目", "", None),
        ("大字髙﨑", "山ノ外", None),
    ]


def test_towns_of_the_ministry_are_read_in_cp932(tmp_path: Path) -> None:
    rows = [town_row("新宿区", "西新宿二丁目", "35.6895", "139.6917")]
    path = write_table(tmp_path / "13_2024.csv", MINISTRY_TOWNS, rows, "cp932")

    (row,) = rows_of(path)

    assert (row.city, row.town, row.position.latitude) == ("新宿区", "西新宿二丁目", 35.6895)


@pytest.mark.parametrize(
    ("written", "block"), [("8", "8"), ("８番地", "8"), ("甲602", "甲602"), ("無番地", "")]
)
def test_blocks_of_the_ministry_are_read_as_addresses_write_them(
    tmp_path: Path, written: str, block: str
) -> None:
    rows = [block_row("西新宿二丁目", written, "35.6895", "139.6917", main="0")]

    (row,) = rows_of(write_table(tmp_path / "b.csv", MINISTRY_BLOCKS, rows, "cp932"))

    assert (row.block, row.is_main) == (block, False)


def test_one_csv_in_a_zip_is_read(tmp_path: Path) -> None:
    table = write_table(
        tmp_path / "a.csv",
        MINISTRY_TOWNS,
        [town_row("新宿区", "荒木町", "35.69", "139.72")],
        "cp932",
    )
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(table, "13000-18.0b/13_2024.csv")
        archive.writestr("13000-18.0b/META_13_2024.xml", "<xml/>")

    assert [row.town for row in rows_of(tmp_path / "a.zip")] == ["荒木町"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "problem"),
    [
        ("0", "0", TownFileProblem.ZERO),
        ("139.69", "35.68", TownFileProblem.SWAPPED),
        ("nan", "139.69", TownFileProblem.NOT_A_NUMBER),
        ("三十五", "139.69", TownFileProblem.NOT_A_NUMBER),
        ("35.68", "", TownFileProblem.NOT_A_NUMBER),
        ("51.5", "-0.12", TownFileProblem.OUTSIDE),
    ],
)
def test_point_that_cannot_be_is_refused_with_its_line(
    tmp_path: Path, latitude: str, longitude: str, problem: TownFileProblem
) -> None:
    rows = [
        geolonia_row("新宿区", "荒木町", "35.69", "139.72"),
        geolonia_row("新宿区", "西新宿二丁目", latitude, longitude),
    ]

    assert refusal(write_table(tmp_path / "latest.csv", GEOLONIA, rows)) == (problem, 3)


@pytest.mark.parametrize("name", ["荒木\t町", "荒木+町", "荒木\n町", "荒木\u2028町", "町" * 101])
def test_name_that_no_town_has_is_refused(tmp_path: Path, name: str) -> None:
    path = write_table(
        tmp_path / "latest.csv", GEOLONIA, [geolonia_row("新宿区", name, "35.69", "139.72")]
    )

    assert refusal(path)[0] is TownFileProblem.NAME


@pytest.mark.parametrize(
    ("content", "problem", "line"),
    [
        (b"", TownFileProblem.COLUMNS, 1),
        (b"\xef\xbb\xbf", TownFileProblem.COLUMNS, 1),
        (b"<html><body>404</body></html>", TownFileProblem.COLUMNS, 1),
        ("名前,住所\n髙橋,新宿区\n".encode(), TownFileProblem.COLUMNS, 1),
        (b"x" * 3_000_000, TownFileProblem.CELLS, 1),
        (b"\x00" * 100, TownFileProblem.COLUMNS, 1),
        (b"PK\x03\x04half", TownFileProblem.DAMAGED, 0),
        (
            "都道府県名,市区町村名,大字町丁目名,緯度,経度\n東京都,新宿区,荒木町\n".encode(),
            TownFileProblem.CELLS,
            2,
        ),
        (
            '都道府県名,市区町村名,大字町丁目名,緯度,経度\n東京都,"新宿区'.encode(),
            TownFileProblem.CELLS,
            2,
        ),
        (
            "都道府県名,市区町村名,大字町丁目名,緯度,経度\n東京都,".encode() + b"\xff\xfe\n",
            TownFileProblem.ENCODING,
            2,
        ),
    ],
)
def test_broken_file_is_refused_with_its_line(
    tmp_path: Path, content: bytes, problem: TownFileProblem, line: int
) -> None:
    path = tmp_path / "broken.csv"
    path.write_bytes(content)

    assert refusal(path) == (problem, line)


def test_zip_cut_off_half_way_is_refused(tmp_path: Path) -> None:
    rows = [geolonia_row("新宿区", f"{number}番町", "35.69", "139.72") for number in range(5_000)]
    write_table(tmp_path / "a.csv", GEOLONIA, rows)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(tmp_path / "a.csv", "a.csv")
    whole = bytearray((tmp_path / "a.zip").read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 50] = bytes(50)
    (tmp_path / "a.zip").write_bytes(whole)

    with pytest.raises(BadTownFile):
        rows_of(tmp_path / "a.zip")


def test_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv") == (TownFileProblem.MISSING, 0)


def test_folder_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path) == (TownFileProblem.MISSING, 0)


def test_file_of_gigabytes_is_not_even_begun(tmp_path: Path) -> None:
    with (tmp_path / "latest.csv").open("wb") as stream:
        stream.truncate(LARGEST_BYTES + 1)

    assert refusal(tmp_path / "latest.csv") == (TownFileProblem.TOO_LARGE, 0)
