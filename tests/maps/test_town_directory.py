from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crm_desktop.domain.position import LocatedAddress, PositionLevel, PositionSource
from crm_desktop.errors.map import BadTownFile, TownFileProblem
from crm_desktop.maps.postal_directory import PostalDirectory
from crm_desktop.maps.town_directory import TownDirectory

Parts = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def directory() -> Iterator[TownDirectory]:
    with PostalDirectory() as postal, TownDirectory(postal=postal) as opened:
        yield opened


def place(found: LocatedAddress | None) -> tuple[str, PositionLevel] | None:
    return (found.found_as, found.level) if found else None


@pytest.mark.parametrize(
    ("parts", "town"),
    [
        (("東京都", "新宿区", "西新宿", "2-8-1"), "東京都新宿区西新宿二丁目"),
        (("東京都", "新宿区", "西新宿二丁目", "8-1"), "東京都新宿区西新宿二丁目"),
        (("東京都", "新宿区", "西新宿２丁目", ""), "東京都新宿区西新宿二丁目"),
        (("北海道", "札幌市中央区", "北一条西", "2丁目"), "北海道札幌市中央区北一条西二丁目"),
        (("大阪府", "堺市堺区", "大町西", "3-2-1"), "大阪府堺市堺区大町西三丁"),
        (("和歌山県", "和歌山市", "七番丁", "23"), "和歌山県和歌山市七番丁"),
        (("新潟県", "新潟市中央区", "学校町通1番町", "602"), "新潟県新潟市中央区学校町通一番町"),
        (
            ("京都府", "京都市中京区", "寺町通御池上る上本能寺前町", "488"),
            "京都府京都市中京区上本能寺前町",
        ),
        (("青森県", "上北郡東北町", "大浦字山ノ外", "12-1"), "青森県上北郡東北町大字大浦山ノ外"),
        (
            ("岩手県", "上閉伊郡大槌町", "吉里吉里", "第2地割3-1"),
            "岩手県上閉伊郡大槌町吉里吉里第二地割",
        ),
        (("佐賀県", "鹿島市", "音成", "乙3-5"), "佐賀県鹿島市大字音成乙"),
        (("北海道", "広尾郡広尾町", "野塚", "五線3-5"), "北海道広尾郡広尾町字野塚五線"),
        (("北海道", "石狩郡新篠津村", "", "第四十七線北3-5"), "北海道石狩郡新篠津村第四十七線北"),
        (("静岡県", "浜松市中央区", "三方原町", "1"), "静岡県浜松市中央区三方原町"),
        (("静岡県", "浜松市中区", "元城町", "103-2"), "静岡県浜松市中央区元城町"),
        (("千葉県", "鎌ケ谷市", "右京塚", "1"), "千葉県鎌ヶ谷市右京塚"),
        (("東京都", "三宅島三宅村", "阿古", "1"), "東京都三宅村阿古"),
        (("福岡県", "糟屋郡須惠町", "上須惠", "1"), "福岡県糟屋郡須恵町大字上須惠"),
    ],
)
def test_town_is_found_however_it_is_written(
    directory: TownDirectory, parts: Parts, town: str
) -> None:
    found = directory.locate(*parts)

    assert found is not None
    assert found.found_as == town
    assert found.source is PositionSource.TOWNS


def test_chome_that_is_not_there_is_no_reason_to_lose_its_town(directory: TownDirectory) -> None:
    found = directory.locate("東京都", "新宿区", "西新宿", "99-1")

    assert place(found) == ("東京都新宿区西新宿", PositionLevel.OAZA)
    assert found is not None
    assert found.accuracy_m > 500


def test_rural_oaza_says_that_it_is_large(directory: TownDirectory) -> None:
    found = directory.locate("長野県", "下伊那郡阿南町", "和合", "12")

    assert place(found) == ("長野県下伊那郡阿南町和合", PositionLevel.OAZA)
    assert found is not None
    assert 2_000 <= found.accuracy_m <= 10_000


def test_town_of_kyoto_whose_name_is_there_twice_is_as_wide_as_its_ward(
    directory: TownDirectory,
) -> None:
    found = directory.locate("京都府", "京都市中京区", "御池通烏丸東入笹屋町", "1")

    assert place(found) == ("京都府京都市中京区笹屋町", PositionLevel.OAZA)
    assert found is not None
    assert found.accuracy_m == 2_000


def test_unknown_field_leads_to_its_oaza(directory: TownDirectory) -> None:
    found = directory.locate("青森県", "上北郡東北町", "大浦字誰も知らぬ畑", "1", ("0392402",))

    assert place(found) == ("青森県上北郡東北町大字大浦", PositionLevel.OAZA)


def test_postal_code_tells_the_town_that_is_missing(directory: TownDirectory) -> None:
    found = directory.locate("東京都", "新宿区", "", "2-8-1", ("1600023",))

    assert place(found) == ("東京都新宿区西新宿二丁目", PositionLevel.TOWN)
    assert found is not None
    assert found.source is PositionSource.POSTAL_CODE


def test_postal_code_of_another_city_is_no_evidence(directory: TownDirectory) -> None:
    found = directory.locate("大阪府", "大阪市北区", "髙橋さん方", "", ("1600023",))

    assert place(found) == ("大阪府大阪市北区", PositionLevel.CITY)


def test_postal_code_of_many_towns_is_as_wide_as_they_lie(directory: TownDirectory) -> None:
    found = directory.locate("愛知県", "清須市", "", "", ("4520961",))

    assert found is not None
    assert found.level is PositionLevel.OAZA
    assert found.accuracy_m > 500


@pytest.mark.parametrize(
    ("prefecture", "city", "expected"),
    [
        ("静岡県", "浜松市", ("静岡県浜松市", PositionLevel.CITY)),
        ("熊本県", "球磨郡湯前町", ("熊本県球磨郡湯前町", PositionLevel.CITY)),
        ("東京都", "知らない市", ("東京都", PositionLevel.PREFECTURE)),
        ("沖縄県", "", ("沖縄県", PositionLevel.PREFECTURE)),
        ("大阪県", "", None),
        ("", "", None),
    ],
)
def test_without_a_town_the_larger_place_is_all_that_is_known(
    directory: TownDirectory, prefecture: str, city: str, expected: object
) -> None:
    assert place(directory.locate(prefecture, city, "", "")) == expected


def test_hostile_parts_find_the_city_at_most(directory: TownDirectory) -> None:
    found = directory.locate("東京都", "新宿区", "\x00+\t<script>" * 500, "-" * 5_000)

    assert place(found) == ("東京都新宿区", PositionLevel.CITY)


def test_many_threads_may_ask_at_once(directory: TownDirectory) -> None:
    def ask(number: int) -> str:
        found = directory.locate("東京都", "新宿区", "西新宿", f"{number % 8 + 1}-1")
        return found.found_as if found else ""

    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(ask, range(400)))

    assert len(names) == 8


def test_only_the_cities_asked_for_last_are_kept() -> None:
    with TownDirectory(cities_kept=2) as small:
        for city in ("新宿区", "渋谷区", "中野区", "杉並区"):
            small.locate("東京都", city, "本町", "1")

        assert len(small._towns) == 2


def test_credit_names_whom_the_licence_asks_for(directory: TownDirectory) -> None:
    assert directory.credit == "Geolonia 住所データ, 国土交通省 位置参照情報, 日本郵便"
    assert directory.source.licence == "CC BY 4.0"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a zip", b"<html>404</html>"])
def test_broken_file_is_refused_at_once(content: bytes) -> None:
    with pytest.raises(BadTownFile) as refused:
        TownDirectory(content)

    assert refused.value.problem is TownFileProblem.DAMAGED


def test_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadTownFile) as refused:
        TownDirectory(tmp_path / "towns.zip")

    assert (refused.value.name, refused.value.problem) == ("towns.zip", TownFileProblem.MISSING)


def test_wide_map_bears_names_of_large_cities(directory: TownDirectory) -> None:
    names = [found.name for found in directory.towns_within(24, 123, 46, 146, 40)]

    assert 20 <= len(names) <= 40
    assert {"札幌市", "京都市", "那覇市"} <= set(names)


def test_near_map_bears_names_of_towns(directory: TownDirectory) -> None:
    names = [found.name for found in directory.towns_within(35.68, 139.68, 35.70, 139.72, 20)]

    assert 10 <= len(names) <= 20
    assert "西新宿" in names


def test_nearest_map_bears_names_of_chome(directory: TownDirectory) -> None:
    names = [found.name for found in directory.towns_within(35.685, 139.69, 35.695, 139.70, 20)]

    assert "西新宿二丁目" in names


def test_map_of_the_sea_bears_no_names(directory: TownDirectory) -> None:
    assert directory.towns_within(30.0, 150.0, 30.1, 150.1, 20) == ()
