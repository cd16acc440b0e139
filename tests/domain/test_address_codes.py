from __future__ import annotations

from collections.abc import Iterator

import pytest

from crm_desktop.domain.address import AddressProblem, split_address
from crm_desktop.domain.address_codes import floor_codes, narrowed_codes
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.domain.postal_address import TownCode
from crm_desktop.maps.postal_directory import PostalDirectory


@pytest.fixture(scope="module")
def places() -> Iterator[PlaceIndex]:
    with PostalDirectory() as directory:
        yield PlaceIndex(directory)


def noted(*notes: str) -> tuple[TownCode, ...]:
    return tuple(TownCode(str(number), note) for number, note in enumerate(notes))


@pytest.mark.parametrize(
    ("notes", "block", "has_chome", "codes"),
    [
        (["1丁目", "2〜4丁目"], "3-4-5", True, "1"),
        (["1、3丁目", "その他"], "2-1", False, "1"),
        (["1、3丁目", "その他"], "3丁目", False, "0"),
        (["第１地割〜第３地割(八木南町)", "第４地割〜第７地割"], "第5地割12", False, "1"),
        (["1条〜3条", "1線〜3線"], "2線159", False, "1"),
        (["338〜849番地", "その他"], "400-1", False, "0"),
        (["1〜500「211番地を除く」", "その他"], "12", False, "01"),
        (["664番地以降", "1〜663番地"], "4698", False, "0"),
        (["丁目", "番地"], "1-2-3", True, "0"),
        (["丁目", "番地"], "1234", False, "1"),
        (["1丁目", "2〜4丁目"], "無番地", False, "01"),
        (["1丁目", "2〜4丁目"], "4番5", False, "01"),
    ],
)
def test_notes_of_numbers_tell_the_code(
    notes: list[str], block: str, *, has_chome: bool, codes: str
) -> None:
    found = narrowed_codes(noted(*notes), block=block, has_chome=has_chome)

    assert "".join(entry.code for entry in found) == codes


def test_notes_of_names_tell_the_code() -> None:
    codes = noted("寺町通御池上る、寺町通二条下る", "新町")

    assert narrowed_codes(codes, part="寺町通御池上ル") == codes[:1]
    assert narrowed_codes(codes, part="字新町") == codes[1:]
    assert narrowed_codes(codes, part="字無い") == codes


def test_floor_of_a_tower_is_the_last_one_named() -> None:
    codes = noted("1階", "11階", "地階・階層不明")

    assert floor_codes(codes, "2号館 森タワー11F") == codes[1:2]
    assert floor_codes(codes, "森タワー") == ()


@pytest.mark.parametrize(
    "text",
    [
        "〒106-6108 東京都港区六本木6-10-1 六本木ヒルズ森タワー 8階",
        "〒106-0032 東京都港区六本木6-10-1 六本木ヒルズ森タワー 8階",
        "〒163-8001 東京都新宿区西新宿2-8-1 東京都庁",
        "〒100-8799 東京都千代田区丸の内2-7-2 東京中央郵便局私書箱123号",
        "〒409-0142 山梨県北都留郡小菅村12",
        "〒350 埼玉県所沢市並木1-1-1",
    ],
)
def test_codes_of_towers_large_receivers_and_boxes_are_right(places: PlaceIndex, text: str) -> None:
    assert split_address(text, places).problem is None


def test_code_that_is_wrong_brings_the_towns_own_and_what_it_means(places: PlaceIndex) -> None:
    address = split_address("〒108-0075 東京都港区芝浦", places)

    assert address.problem is AddressProblem.POSTAL_CODE_ELSEWHERE
    assert [(entry.code, entry.note) for entry in address.choices] == [
        ("1050023", "1丁目"),
        ("1080023", "2〜4丁目"),
    ]
    assert [place.town for place in address.code_places] == ["港南"]


def test_code_is_evidence_where_the_text_leaves_a_doubt(places: PlaceIndex) -> None:
    assert split_address("中央区日本橋1-1-1", places).city == ""
    assert split_address("〒103-0027 中央区日本橋1-1-1", places).prefecture == "東京都"
    assert split_address("〒301-0000 龍ケ崎市3710", places).problem is None
