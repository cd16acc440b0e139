"""Places in a CSV file."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.domain.place_reading import RawPlace
from crm_desktop.errors.files import ImportColumnsMissing, ImportFileUnreadable
from crm_desktop.tables.place_rows import CsvPlaceFile

HEADER = "番号,店舗名,支店名,種別,ブランド,営業時間,緯度,経度\r\n"


def rows(folder: Path, text: str, encoding: str = "cp932") -> list[RawPlace]:
    path = folder / "places.csv"
    path.write_bytes(text.encode(encoding))
    return list(CsvPlaceFile(path).places())


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig"])
def test_japanese_columns_are_understood_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    line = "A-1,ﾛｰｿﾝ,髙﨑店,コンビニ,ローソン,24時間,35.69,１３９．７\r\n"

    (raw,) = rows(tmp_path, HEADER + line, encoding)

    assert (raw.where, raw.external_id) == ("line 2", "A-1")
    assert (raw.latitude, raw.longitude) == (35.69, 139.7)
    assert raw.tags["brand"] == "ローソン"
    assert raw.tags["opening_hours"] == "24時間"


def test_cell_that_is_no_number_stays_what_it_is(tmp_path: Path) -> None:
    first, second = rows(tmp_path, "name,lat,lon\nローソン,35°41′,139.7\nローソン,,139.7\n")

    assert (first.latitude, second.latitude) == ("35°41′", None)


def test_broken_row_does_not_take_its_neighbours_along(tmp_path: Path) -> None:
    places = rows(tmp_path, "name,lat,lon\nローソン,35.69\nポプラ,35.69,139.7\n")

    assert [raw.is_broken for raw in places] == [True, False]


def test_file_without_coordinates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportColumnsMissing):
        rows(tmp_path, "name,住所\nローソン,東京都\n")


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(bytes(range(128, 256)) * 40)

    with pytest.raises(ImportFileUnreadable):
        list(CsvPlaceFile(path).places())
