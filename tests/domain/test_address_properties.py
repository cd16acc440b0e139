"""What holds of every text: nothing is lost, what is shown is read alike, nothing takes long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crm_desktop.domain.address import Address, AddressProblem, split_address
from crm_desktop.domain.address_text import plain_address
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.maps.postal_directory import PostalDirectory

PLACES = [
    "東京都港区芝浦",
    "京都市中京区",
    "京都市中京区寺町通御池上る",
    "大阪府堺市堺区向陵中町",
    "北海道上川郡東川町西4号北",
    "札幌市中央区北1西",
    "岩手県和賀郡西和賀町湯本",
    "石川県七尾市藤橋町",
    "山梨県北都留郡小菅村",
    "府中市",
    "浜松市北区",
    "〒105-0023 ",
    "",
]
TAILS = st.text(
    "0123１二百丁目番地号-ー－の条線地割字甲イ 　ビル階F室上る入私書箱三文町()/\x00"
    "\u200b、・ﾊｲﾂ髙﨑𠮷方様東西第",
    max_size=24,
)
WRITTEN = st.builds("{}{}".format, st.sampled_from(PLACES), TAILS)
BLOCKS = ["1-2-3", "1丁目2番3号", "二丁目", "12番地3", "4番5号", "無番地", "イ12-3", "甲123-4"]
BLOCKS += [
    "字桜田12",
    "第3地割12-3",
    "3丁目南12-3",
    "5線西2号",
    "123番地先",
    "千二百番地",
    "１の２の３",
]
BUILDINGS = ["", "コーポ桜205号室", "405号", "髙橋様方", "ＪＰタワー５Ｆ", "(405)", "#405", "A-101"]
BUILDINGS += [
    "メゾン・ド・芝浦 3-405",
    "第2桜荘201",
    "㈱髙橋商店 気付",
    "3号棟405",
    "二号館",
    "ヴィラ―ジュ",
]
# Patterns that run away would take minutes on one of these.
LONG_SIGNS = [
    *"0一十百の-ー 、字ハ甲番号(〒上入西々葛",
    "\u3000",
    "\U000e0100",
    "1-",
    "一丁目",
    "字一",
    "上る",
]
LONG_SIGNS += [
    "第1",
    "1番",
    "甲1",
    "ノ1",
    "地割",
    "1条",
    "私書",
    "入西",
    "ヶ",
    "0,000番",
    "P.O.",
    "1 ",
]
# Written or not, they mean the same; so do numerals of every kind, widths and hyphens.
FOLDED_AWAY = frozenset("丁目番地号のノ之字大-ー、,・/. ()\x00")
NUMERALS = str.maketrans("〇一二三四五六七八九", "0123456789")


@pytest.fixture(scope="module")
def places() -> Iterator[PlaceIndex]:
    with PostalDirectory() as directory:
        yield PlaceIndex(directory)


def parts(address: Address) -> tuple[str, ...]:
    return address.prefecture, address.city, address.town, address.block, address.building


def signs(text: str) -> Counter[str]:
    """Return how often each sign stands in a text, but for what is folded away."""
    return Counter(plain_address(text).translate(NUMERALS)) - Counter(
        {sign: len(text) + 1 for sign in FOLDED_AWAY}
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(WRITTEN, st.text(max_size=60)))
@example("東京都港区芝浦(1-2-3)")
@example("京都市中京区上本能寺前町(寺町通御池上る)488")
def test_every_sign_is_found_again_in_the_parts(places: PlaceIndex, text: str) -> None:
    address = split_address(text, places)
    kept = "".join(parts(address)) + address.written_code

    assert not signs(text.replace("百", "")) - signs(kept) - Counter("〒郵便番号")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from([place for place in PLACES if place.endswith(("浦", "町", "本"))]),
    st.sampled_from(BLOCKS),
    st.sampled_from(["", " ", "　", "、", "-", " - "]),
    st.sampled_from(BUILDINGS),
)
def test_understood_address_is_read_alike_when_shown(
    places: PlaceIndex, place: str, block: str, between: str, building: str
) -> None:
    address = split_address(f"{place}{block}{between}{building}", places)

    assert address.problem is None
    assert parts(split_address(address.shown.line, places)) == parts(address)


@pytest.mark.timeout(30, method="thread")
@pytest.mark.parametrize("sign", LONG_SIGNS)
@pytest.mark.parametrize("place", ["東京都港区芝浦", "京都市中京区", "札幌市中央区", "中央区", ""])
def test_long_nonsense_is_answered_at_once(places: PlaceIndex, place: str, sign: str) -> None:
    address = split_address((place + sign * 500)[:500], places)

    assert address.problem is not AddressProblem.TOO_LONG


def test_too_long_text_is_kept_whole(places: PlaceIndex) -> None:
    address = split_address("東京都港区芝浦" * 1000, places)

    assert (address.town, address.problem) == ("東京都港区芝浦" * 1000, AddressProblem.TOO_LONG)
