from __future__ import annotations

from collections.abc import Mapping

import pytest

from crm_desktop.domain.place_folding import arabic_number, fold_place
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.domain.postal_address import PostalAddress, TownCode


class TwoCities:
    """A directory of two invented cities of one name and a ward."""

    def addresses_for(self, code: str) -> tuple[PostalAddress, ...]:
        return ()

    def cities(self) -> tuple[tuple[str, str], ...]:
        return (("東京都", "青葉市"), ("広島県", "青葉市"), ("東京都", "青葉市緑区"))

    def cities_with_towns(self, prefecture: str, beginning: str) -> tuple[str, ...]:
        return ()

    def towns(self, prefecture: str, city: str) -> Mapping[str, tuple[TownCode, ...]]:
        names = ["", "桜ケ丘", "桜ケ丘東", "第一", "緑緑タワー"]
        note = {"緑緑タワー": "8階"}
        return {name: (TownCode("1000001", note.get(name, "")),) for name in names}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("霞が関", "霞ヶ関"),
        ("丸の内", "丸ノ内"),
        ("北一条西", "北１条西"),
        ("二十四軒", "24軒"),
        ("大字桜", "桜"),
        ("三 宅", "三宅"),
        ("澤", "沢"),
    ],
)
def test_ways_to_write_a_place_fold_alike(one: str, other: str) -> None:
    assert fold_place(one)[0] == fold_place(other)[0]


@pytest.mark.parametrize(
    ("kanji", "arabic"),
    [("二十三", "23"), ("十", "10"), ("二三", "23"), ("一〇", "10"), ("十十", "十十")],
)
def test_kanji_numbers_are_read(kanji: str, arabic: str) -> None:
    assert arabic_number(kanji) == arabic


def test_longest_name_wins() -> None:
    index = PlaceIndex(TwoCities())

    assert [found.city for found in index.cities_at("青葉市緑区", "")] == ["青葉市緑区"]
    assert (town := index.town_at("桜が丘東1", "東京都", "青葉市")) is not None
    assert (town.town, town.length) == ("桜ケ丘東", 4)


def test_prefecture_narrows_the_cities() -> None:
    index = PlaceIndex(TwoCities())

    assert len(index.cities_at("青葉市1", "")) == 3
    assert len(index.cities_at("青葉市1", "広島県")) == 1


def test_number_is_not_cut_in_two() -> None:
    assert PlaceIndex(TwoCities()).town_at("第12-3", "東京都", "青葉市") is None


def test_tower_is_no_town() -> None:
    assert PlaceIndex(TwoCities()).town_at("緑緑タワー", "東京都", "青葉市") is None
