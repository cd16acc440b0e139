"""Addresses in real towns with invented blocks and buildings."""

from __future__ import annotations

from random import Random
from typing import Final

from crm_desktop.domain.demo_office.rows import AddressRow
from crm_desktop.domain.demo_office.towns import DemoTown

_BUILDINGS: Final = (
    "コーポ{}", "メゾン{}", "{}ハイツ", "グランド{}", "{}マンション", "ヴィラ{}", "{}荘",
    "県営{}団地", "サンライズ{}", "パークサイド{}壱番館", "シニアレジデンス{}",
)  # fmt: skip
_BUILDING_NAMES: Final = (
    "若葉", "ひばり", "緑が丘", "白樺", "朝日", "さつき", "青葉", "みなみ", "富士見", "こぶし",
)  # fmt: skip
_LONG_BUILDINGS: Final = (
    "ザ・グランレジデンス・パークフロントタワー イーストウイング 壱番館",
    "サービス付き高齢者向け住宅 こもれびの里 ケアレジデンス 弐号棟",
    "ライオンズヒルズ・アクアフォレスト・シーサイドテラス セントラルコート",
)
_KYOTO_STREETS: Final = (
    "烏丸通", "室町通", "河原町通", "堀川通", "寺町通", "油小路通", "新町通", "柳馬場通",
)  # fmt: skip
_KYOTO_CROSSINGS: Final = ("御池", "三条", "四条", "五条", "丸太町", "六角", "蛸薬師", "綾小路")
_KYOTO_TURNS: Final = ("上る", "下る", "東入", "西入")
_OLD_KYOTO: Final = ("京都市上京区", "京都市中京区", "京都市下京区")
_DELIVERY_NOTES: Final = (
    "午前中をご希望", "不在時は宅配ボックスへ", "お隣の田中様が預かってくださる", "18時以降",
    "玄関前に置かない", "管理人室あずけ可", "呼び鈴が鳴らないのでノック", "年金支給日のあと",
)  # fmt: skip
_FLAT_CHANCE: Final = 0.3
_LONG_BUILDING_CHANCE: Final = 0.01
_OAZA_CHANCE: Final = 0.3
_NOTE_CHANCE: Final = 0.1


def address_row(
    rng: Random, town: DemoTown, customer_id: int, *, position: int = 0, label: str = "home"
) -> AddressRow:
    """Return an address of the customer in ``town``."""
    return AddressRow(
        customer_id=customer_id,
        position=position,
        label=label,
        postal_code=town.postal_code,
        prefecture=town.prefecture,
        city=town.city,
        town=_town(rng, town),
        block=_block(rng, town),
        building=_building(rng),
        delivery_note=rng.choice(_DELIVERY_NOTES) if rng.random() < _NOTE_CHANCE else "",
    )


def _town(rng: Random, town: DemoTown) -> str:
    if town.city in _OLD_KYOTO:
        street, crossing = rng.choice(_KYOTO_STREETS), rng.choice(_KYOTO_CROSSINGS)
        return f"{street}{crossing}{rng.choice(_KYOTO_TURNS)}{town.town}"
    in_the_country = "郡" in town.city and not town.town.startswith(("大字", "字"))
    if in_the_country and not town.has_chome and rng.random() < _OAZA_CHANCE:
        return f"大字{town.town}"
    return town.town


def _block(rng: Random, town: DemoTown) -> str:
    if town.has_chome:
        return f"{rng.randint(1, 5)}-{rng.randint(1, 28)}-{rng.randint(1, 20)}"
    if "郡" in town.city:
        return f"{rng.randint(10, 4800)}番地{rng.choice(('', '', f'の{rng.randint(1, 9)}'))}"
    return f"{rng.randint(1, 1200)}-{rng.randint(1, 40)}"


def _building(rng: Random) -> str:
    chance = rng.random()
    if chance < _LONG_BUILDING_CHANCE:
        return f"{rng.choice(_LONG_BUILDINGS)} {rng.randint(2, 39)}{rng.randint(1, 12):02}号室"
    if chance < _FLAT_CHANCE:
        building = rng.choice(_BUILDINGS).format(rng.choice(_BUILDING_NAMES))
        return f"{building}{rng.randint(1, 9)}{rng.randint(1, 8):02}{rng.choice(('', '号室'))}"
    return ""
