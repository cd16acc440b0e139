from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crm_desktop.domain.postal_address import PostalKind
from crm_desktop.errors.files import PostalDirectoryUnreadable
from crm_desktop.maps.postal_directory import PostalDirectory


@pytest.fixture(scope="module")
def directory() -> Iterator[PostalDirectory]:
    with PostalDirectory() as opened:
        yield opened


def test_code_of_one_town(directory: PostalDirectory) -> None:
    (place,) = directory.addresses_for("1000001")

    assert (place.prefecture, place.city, place.town) == ("東京都", "千代田区", "千代田")
    assert (place.kana, place.note, place.kind) == ("チヨダ", "", PostalKind.TOWN)


def test_code_of_many_towns_gives_them_all(directory: PostalDirectory) -> None:
    places = directory.addresses_for("4520961")

    assert len(places) > 60
    assert {place.city for place in places} == {"清須市"}


def test_code_may_lie_in_two_prefectures(directory: PostalDirectory) -> None:
    assert {place.prefecture for place in directory.addresses_for("4980000")} == {
        "愛知県",
        "三重県",
    }
    assert "4980000" in directory.codes_for("三重県", "桑名郡木曽岬町", "")


def test_code_of_an_office_names_it(directory: PostalDirectory) -> None:
    (place,) = directory.addresses_for("1638001")

    assert (place.kind, place.note, place.block) == (PostalKind.OFFICE, "東京都庁", "2丁目8-1")


def test_reading_of_joined_rows_is_given_once(directory: PostalDirectory) -> None:
    (place,) = directory.addresses_for("6048135")

    assert place.kana == "サンモンジチョウ"


def test_true_repetition_in_a_reading_stays(directory: PostalDirectory) -> None:
    (place,) = directory.addresses_for("0381311")

    assert (place.town, place.kana) == ("浪岡浪岡", "ナミオカナミオカ")


def test_rest_of_a_city_has_no_town(directory: PostalDirectory) -> None:
    (place,) = directory.addresses_for("1000000")

    assert (place.town, place.note) == ("", "以下に掲載がない場合")


def test_torn_range_is_put_together(directory: PostalDirectory) -> None:
    towns = {place.town for place in directory.addresses_for("0295523")}

    assert "越中畑６４地割〜越中畑６６地割" in towns


def test_floor_of_a_tower_is_in_the_note(directory: PostalDirectory) -> None:
    (place,) = directory.addresses_for("1066108")

    assert (place.town, place.note) == ("六本木六本木ヒルズ森タワー", "8階")


@pytest.mark.parametrize("code", ["9999999", "", "100-0001", "髙橋", "' OR 1=1"])
def test_unknown_code_has_no_places(directory: PostalDirectory, code: str) -> None:
    assert directory.addresses_for(code) == ()


def test_town_may_have_several_codes(directory: PostalDirectory) -> None:
    assert directory.codes_for("東京都", "港区", "芝浦") == ("1050023", "1080023")
    assert directory.codes_for("東京都", "港区", "無い町") == ()


def test_cities_are_read_alike_one_by_one_and_all_at_once() -> None:
    with PostalDirectory() as directory:
        first = [dict(directory.towns(*place)) for place in directory.cities()[:20]]
        directory.towns("東京都", "港区")

        assert [directory.towns(*place) for place in directory.cities()[:20]] == first


def test_many_threads_may_ask_at_once(directory: PostalDirectory) -> None:
    codes = ["1000001", "4520961", "1638001", "9999999"] * 25
    expected = [directory.addresses_for(code) for code in codes]

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(directory.addresses_for, codes)) == expected


def test_missing_or_broken_file_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "壊れた#?.db"
    broken.write_bytes(b"not a database" * 100)

    with pytest.raises(PostalDirectoryUnreadable), PostalDirectory(broken) as directory:
        directory.addresses_for("1000001")
    with pytest.raises(PostalDirectoryUnreadable):
        PostalDirectory(tmp_path / "none.db")


def test_town_with_chome_is_told_from_one_without(directory: PostalDirectory) -> None:
    assert directory.towns("東京都", "港区")["芝浦"][0].has_chome
    assert not directory.towns("福島県", "いわき市")["平"][0].has_chome


def test_cities_are_found_by_how_their_towns_begin(directory: PostalDirectory) -> None:
    assert "高崎市" in directory.cities_with_towns("群馬県", "箕郷")
    assert "清須市" in directory.cities_with_towns("愛知県", "春日")
    assert directory.cities_with_towns("群馬県", "%_") == ()
