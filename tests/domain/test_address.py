from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.domain.address import Address, AddressLevel, AddressProblem, split_address
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.maps.postal_directory import PostalDirectory

ADDRESSES = Path(__file__).parents[3] / "shared" / "data" / "geocode_addresses.tsv"


@pytest.fixture(scope="module")
def places() -> Iterator[PlaceIndex]:
    with PostalDirectory() as directory:
        yield PlaceIndex(directory)


def parts(address: Address) -> tuple[str, ...]:
    return address.prefecture, address.city, address.town, address.block, address.building


def real_addresses() -> list[str]:
    if not ADDRESSES.exists():
        return []
    with ADDRESSES.open(encoding="utf-8", newline="") as lines:
        return [row["address"] for row in csv.DictReader(lines, delimiter="\t")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "〒100-0005 東京都千代田区丸の内２ー７ー２　ＪＰタワー５階",
            ("東京都", "千代田区", "丸の内", "2-7-2", "JPタワー5階"),
        ),
        ("神戸市中央区加納町6-5-1", ("兵庫県", "神戸市中央区", "加納町", "6-5-1", "")),
        ("東京都港区芝浦三丁目4番5号", ("東京都", "港区", "芝浦", "3-4-5", "")),
        ("世田谷区世田谷四丁目二十一番二十七号", ("東京都", "世田谷区", "世田谷", "4-21-27", "")),
        ("千代田区霞ヶ関１の１", ("東京都", "千代田区", "霞が関", "1-1", "")),
        ("北海道札幌市中央区北1条西2丁目", ("北海道", "札幌市中央区", "北一条西", "2丁目", "")),
        ("当別町大字白樺町58-9", ("北海道", "石狩郡当別町", "白樺町", "58-9", "")),
        (
            "新潟県新潟市中央区学校町通1番町602番地1",
            ("新潟県", "新潟市中央区", "学校町通1番町", "602-1", ""),
        ),
        ("堺市堺区向陵中町4丁1-2", ("大阪府", "堺市堺区", "向陵中町", "4-1-2", "")),
        ("福島県いわき市平字梅本21", ("福島県", "いわき市", "平字梅本", "21", "")),
        ("東京都青ヶ島村無番地", ("東京都", "青ヶ島村", "", "無番地", "")),
        ("東京都三宅村阿古497", ("東京都", "三宅島三宅村", "阿古", "497", "")),
        (
            "仙台市青葉区国分町3丁目7番1号101号室",
            ("宮城県", "仙台市青葉区", "国分町", "3-7-1", "101号室"),
        ),
        (
            "和賀郡西和賀町越中畑64地割1-2",
            ("岩手県", "和賀郡西和賀町", "越中畑", "64地割1-2", ""),
        ),
        ("千代田区丸の内 東京ビル3階", ("東京都", "千代田区", "丸の内", "", "東京ビル3階")),
        ("東京都千代田区九段南1-2-1-5F", ("東京都", "千代田区", "九段南", "1-2-1", "5F")),
    ],
)
def test_address_is_split_however_it_is_written(
    places: PlaceIndex, text: str, expected: tuple[str, ...]
) -> None:
    address = split_address(text, places)

    assert parts(address) == expected
    assert address.problem is None


def test_kyoto_crossing_is_kept_before_the_town(places: PlaceIndex) -> None:
    address = split_address("京都市中京区東洞院通三条下る三文字町200番地", places)

    assert (address.town, address.block) == ("東洞院通三条下る三文字町", "200")
    assert address.postal_codes == ("6048135",)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("東京都港区芝浦1-2-3", ("1050023",)),
        ("東京都港区芝浦四丁目1-2", ("1080023",)),
        ("東京都港区芝浦", ("1050023", "1080023")),
        ("長野市大字鶴賀緑町1613", ("3800813",)),
    ],
)
def test_postal_codes_are_those_of_the_block(
    places: PlaceIndex, text: str, codes: tuple[str, ...]
) -> None:
    assert split_address(text, places).postal_codes == codes


def test_postal_code_of_another_town_is_pointed_out(places: PlaceIndex) -> None:
    address = split_address("〒109-0023 東京都港区芝浦1-2-3", places)

    assert address.problem is AddressProblem.POSTAL_CODE_ELSEWHERE
    assert (address.written_code, address.postal_codes) == ("1090023", ("1050023",))


def test_city_of_one_name_in_two_prefectures_is_told_by_its_town(places: PlaceIndex) -> None:
    assert split_address("府中市宮町1-1", places).prefecture == "東京都"
    assert split_address("府中市府川町315", places).prefecture == "広島県"


def test_postal_code_stands_in_for_a_missing_city(places: PlaceIndex) -> None:
    assert split_address("〒160-0023 西新宿2-8-1", places).city == "新宿区"


@pytest.mark.parametrize(
    ("text", "problem", "kept"),
    [
        ("府中市", AddressProblem.CITY_AMBIGUOUS, "府中市"),
        ("中央区日本橋1-1-1", AddressProblem.CITY_AMBIGUOUS, "中央区日本橋1-1-1"),
        ("髙橋様方", AddressProblem.CITY_UNKNOWN, "髙橋様方"),
        ("東京都無い区無い町1-2", AddressProblem.CITY_UNKNOWN, "無い区無い町1-2"),
        ("東京都港区無い町1-2", AddressProblem.TOWN_UNKNOWN, "無い町"),
        ("　", AddressProblem.EMPTY, ""),
        ("あ" * 501, AddressProblem.TOO_LONG, "あ" * 501),
    ],
)
def test_what_is_not_understood_is_kept_and_marked(
    places: PlaceIndex, text: str, problem: AddressProblem, kept: str
) -> None:
    address = split_address(text, places)

    assert (address.problem, address.town) == (problem, kept)


@pytest.mark.skipif(not ADDRESSES.exists(), reason="the shared addresses are not here")
@pytest.mark.parametrize("text", real_addresses())
def test_real_addresses_are_understood_to_the_block(places: PlaceIndex, text: str) -> None:
    address = split_address(text, places)

    assert (address.level, address.problem) == (AddressLevel.BLOCK, None)
    assert len(address.postal_codes) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(
        st.text(max_size=40),
        st.builds(
            "{}{}".format,
            st.sampled_from(
                ["東京都港区芝浦", "京都市中京区寺町通御池上る", "府中市", "〒105-0023 "]
            ),
            st.text(
                "0123１二十百丁目番地号-ー－の条線地割字甲イ 　ビル階F上る入私書箱三文町()/\x00",
                max_size=16,
            ),
        ),
    )
)
def test_nothing_that_was_written_is_lost(places: PlaceIndex, text: str) -> None:
    address = split_address(text, places)
    kept = "".join(parts(address)) + address.written_code

    for letter in re.findall("[ビル階F上入私書箱甲イ]", text):
        assert letter in kept
    assert len(re.findall("[0-9]", kept)) >= len(re.findall("[0-9１]", text))
