from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest

from crm_desktop.domain.position import PositionLevel
from crm_desktop.errors.map import BadTownFile, TownFileProblem
from crm_desktop.maps.town_csv import opened_town_table
from crm_desktop.maps.town_directory import TownDirectory
from crm_desktop.maps.town_file import TownArchive, TownSource, open_town_file
from crm_desktop.maps.town_merge import MergedTowns, merged_source, merged_towns
from crm_desktop.resources import resource
from tests.maps.town_tables import (
    GEOLONIA,
    MINISTRY_BLOCKS,
    block_row,
    geolonia_row,
    write_table,
)

SOURCE = TownSource("新しい町", "誰か", "CC BY 4.0")


def merged(path: Path, before: bytes | None = None) -> MergedTowns:
    shipped = resource("japan", "towns.zip")
    opened = TownArchive("old", BytesIO(before)) if before else open_town_file(shipped)
    with opened as old, opened_town_table(path) as new:
        return merged_towns(new.rows(), old, SOURCE, lambda _read: None)


def table(folder: Path, header: list[str], rows: Iterable[list[str]]) -> Path:
    return write_table(folder / "new.csv", header, rows)


def test_new_town_is_found_and_old_ones_stay(tmp_path: Path) -> None:
    row = geolonia_row("新宿区", "髙﨑タウン一丁目", "35.6900", "139.7000")

    towns = merged(table(tmp_path, GEOLONIA, [row]))

    with TownDirectory(towns.content) as directory:
        new = directory.locate("東京都", "新宿区", "高崎タウン", "1-2")
        old = directory.locate("東京都", "新宿区", "西新宿", "2-8-1")
    assert (towns.cities, towns.towns) == (1, 1)
    assert new is not None
    assert new.found_as == "東京都新宿区髙﨑タウン一丁目"
    assert 50 <= new.accuracy_m <= 2_000
    assert old is not None


def test_newer_point_of_a_town_counts(tmp_path: Path) -> None:
    row = geolonia_row("新宿区", "西新宿2丁目", "35.7000", "139.7100")

    towns = merged(table(tmp_path, GEOLONIA, [row]))

    with TownDirectory(towns.content) as directory:
        found = directory.locate("東京都", "新宿区", "西新宿", "2-8-1")
    assert found is not None
    assert (found.position.latitude, found.position.longitude) == (35.7, 139.71)


def test_block_is_found_closer_than_its_town(tmp_path: Path) -> None:
    rows = [
        block_row("西新宿二丁目", "8", "35.68950", "139.69170"),
        block_row("西新宿二丁目", "8", "35.68000", "139.69000", main="0"),
        block_row("西新宿二丁目", "9", "35.68990", "139.69270"),
        block_row("西新宿二丁目", "10", "35.69030", "139.69170"),
    ]

    towns = merged(table(tmp_path, MINISTRY_BLOCKS, rows))

    with TownDirectory(towns.content) as directory:
        found = directory.locate("東京都", "新宿区", "西新宿", "2-8-1")
        town = directory.locate("東京都", "新宿区", "西新宿", "2-77-1")
    assert towns.blocks == 3
    assert found is not None
    assert town is not None
    assert (found.level, found.found_as) == (PositionLevel.BLOCK, "東京都新宿区西新宿二丁目8")
    assert found.position.latitude == 35.6895
    assert town.level is PositionLevel.TOWN
    assert found.accuracy_m < town.accuracy_m


def test_blocks_stay_when_towns_are_taken_in_later(tmp_path: Path) -> None:
    blocks = merged(
        table(tmp_path, MINISTRY_BLOCKS, [block_row("西新宿二丁目", "8", "35.68950", "139.69170")])
    )
    row = geolonia_row("新宿区", "西新宿二丁目", "35.6894", "139.6916")

    towns = merged(table(tmp_path, GEOLONIA, [row]), blocks.content)

    with TownDirectory(towns.content) as directory:
        found = directory.locate("東京都", "新宿区", "西新宿", "2-8-1")
    assert found is not None
    assert found.level is PositionLevel.BLOCK


def test_city_is_known_under_the_name_the_file_writes(tmp_path: Path) -> None:
    row = geolonia_row("鎌ケ谷市", "髙﨑", "35.7700", "140.0000", prefecture="千葉県")

    towns = merged(table(tmp_path, GEOLONIA, [row]))

    with TownDirectory(towns.content) as directory:
        assert len(directory._read_index().cities) == 1892
        assert directory.locate("千葉県", "鎌ケ谷市", "髙﨑", "") is not None
        assert directory.locate("千葉県", "鎌ケ谷市", "右京塚", "") is not None


def test_the_same_rows_make_the_same_bytes(tmp_path: Path) -> None:
    path = table(tmp_path, GEOLONIA, [geolonia_row("新宿区", "荒木町", "35.69", "139.72")])

    once = merged(path)

    assert merged(path).content == once.content
    assert merged(path, once.content).content == once.content


def test_file_without_a_point_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTownFile) as refused:
        merged(table(tmp_path, GEOLONIA, [geolonia_row("新宿区", "荒木町", "", "")]))

    assert refused.value.problem is TownFileProblem.EMPTY


def test_credit_names_everybody_once() -> None:
    new = TownSource("位置参照情報", "国土交通省 位置参照情報", "利用約款")
    old = TownSource("Geolonia", "Geolonia 住所データ, 国土交通省 位置参照情報", "CC BY 4.0")

    both = merged_source(new, old)

    assert both.credit == "国土交通省 位置参照情報, Geolonia 住所データ"
    assert both.licence == "利用約款; CC BY 4.0"
    assert merged_source(new, both) == both
