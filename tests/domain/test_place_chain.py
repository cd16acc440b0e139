"""Which chain a place is of, from what people and files write."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from crm_desktop.domain.place import display_name
from crm_desktop.domain.place_chain import branch_in, chain_of, convenience_chain_named
from crm_desktop.domain.place_kind import PlaceKind

REAL_SHOPS = Path(__file__).parents[3] / "shared" / "data" / "osm_convenience_chiyoda_2014.geojson"


@pytest.mark.parametrize(
    ("name", "chain"),
    [
        ("セブン-イレブン (Seven-Eleven)", "seven_eleven"),
        ("ｾﾌﾞﾝ‐ｲﾚﾌﾞﾝ", "seven_eleven"),
        ("7 eleven", "seven_eleven"),
        ("ファミリ−マート", "family_mart"),
        ("Am Pm", "family_mart"),
        ("サークルＫ", "family_mart"),
        ("サンクス (sunkus)", "family_mart"),
        ("NATURAL\u3000LOWSON", "lawson"),
        ("ローソン・スリーエフ", "lawson"),
        ("ローソン・ポプラ", "lawson"),
        ("生活彩家", "poplar"),
        ("Mini Stop", "ministop"),
        ("NEW DAYS", "new_days"),
        ("キャンプマート campmart", ""),
        ("サブウェイ", ""),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_convenience_chain_is_told_however_it_is_written(name: str, chain: str) -> None:
    assert convenience_chain_named(name) == chain


def test_number_at_wikidata_counts_before_the_name() -> None:
    chain = chain_of(PlaceKind.CONVENIENCE, name="おみせ", wikidata="Q16141064")

    assert chain == "family_mart"


@pytest.mark.parametrize(
    ("texts", "chain"),
    [
        ({"brand": "三菱東京ＵＦＪ銀行"}, "三菱UFJ銀行"),
        ({"name": "三菱UFJ信託銀行 本店"}, "三菱UFJ信託銀行"),
        ({"name": "みずほ銀行神田支店"}, "みずほ銀行"),
        ({"operator": "株式会社横浜銀行", "name": "ATMコーナー"}, "横浜銀行"),
        ({"name": "城南信用金庫 九段支店"}, "城南信用金庫"),
        ({"operator": "ゆうちょ銀行"}, "japan_post"),
        ({"name": "ATM"}, ""),
    ],
)
def test_bank_is_named_as_it_is_called_today(texts: dict[str, str], chain: str) -> None:
    assert chain_of(PlaceKind.ATM, **texts) == chain


def test_shop_of_a_parcel_carrier_is_no_post_office() -> None:
    assert chain_of(PlaceKind.POST_OFFICE, name="ヤマト運輸 神田センター") == ""
    assert chain_of(PlaceKind.POST_OFFICE, name="神田駅前郵便局") == "japan_post"


@pytest.mark.parametrize(
    ("name", "chain", "branch"),
    [
        ("ファミリーマート 外神田三丁目店", "family_mart", "外神田三丁目店"),
        ("セブンイレブン髙﨑駅前店", "seven_eleven", "髙﨑駅前店"),
        ("LAWSON 銀座６丁目店 (LAWSON GINZA 6-chome)", "lawson", "銀座6丁目店"),
        ("城南信用金庫九段支店", "城南信用金庫", "九段支店"),
        ("ローソン", "lawson", ""),
        ("高橋商店", "", ""),
    ],
)
def test_branch_is_what_follows_the_chain(name: str, chain: str, branch: str) -> None:
    assert branch_in(name, chain) == branch


@pytest.mark.parametrize(
    ("kind", "chain", "name", "branch", "shown"),
    [
        ("convenience", "family_mart", "サンクス", "上野中通り店", "ファミリーマート 上野中通り店"),
        ("convenience", "", "髙島屋の売店", "", "髙島屋の売店"),
        ("post_office", "japan_post", "神田駅前郵便局", "", "神田駅前郵便局"),
        ("post_office", "japan_post", "", "", "郵便局"),
        ("atm", "japan_post", "", "", "ゆうちょ銀行"),
        ("bank", "三菱UFJ銀行", "三菱東京UFJ銀行", "神田支店", "三菱UFJ銀行 神田支店"),
        ("atm", "", "ATM", "", "ATM"),
        ("atm", "", "", "", ""),
    ],
)
def test_place_is_called_by_todays_name(
    kind: str, chain: str, name: str, branch: str, shown: str
) -> None:
    assert display_name(PlaceKind(kind), chain, name, branch) == shown


def test_nearly_all_real_shops_have_their_chain() -> None:
    if not REAL_SHOPS.exists():
        pytest.skip("the real shops are not next to the repository")
    features = json.loads(REAL_SHOPS.read_text(encoding="utf-8"))["features"]
    names = [feature["properties"]["name"] for feature in features]

    chains = Counter(convenience_chain_named(name) for name in names)

    assert chains[""] == 3
    assert chains["family_mart"] == 82
