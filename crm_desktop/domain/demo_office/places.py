"""Invented places to pay around the homes of the demo office's customers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random
from typing import Final

from crm_desktop.domain.place_reading import RawPlace
from crm_desktop.domain.position import Position

DEMO_SOURCE: Final = "デモ(架空の場所)"
DEMO_CREDIT: Final = "デモ用の架空の場所"
_CONVENIENCE_STORES: Final = (2, 3, 4, 5)
_NEAREST_M: Final = 60.0
_FARTHEST_M: Final = 1_300.0
_METRES_IN_A_DEGREE: Final = 111_195.0
_CHAINS: Final = {
    "セブン-イレブン": 38, "ファミリーマート": 28, "ローソン": 25, "ミニストップ": 3,
    "デイリーヤマザキ": 2, "NewDays": 1, "ポプラ": 1, "ヤマザキショップ": 2,
}  # fmt: skip
_BANKS: Final = ("みずほ銀行", "三井住友銀行", "三菱UFJ銀行", "りそな銀行", "やまびこ信用金庫")
_SIDES: Final = ("", "駅前", "東", "西", "南", "北", "中央", "本町")
_DAY_AND_NIGHT: Final = "24/7"
_COUNTER_HOURS: Final = "Mo-Fr 09:00-17:00"
_BANK_HOURS: Final = "Mo-Fr 09:00-15:00"


def places_around(rng: Random, home: Position, town: str) -> Iterator[RawPlace]:
    """Yield some convenience stores, a post office, a bank and cash machines near ``home``."""
    for side in rng.sample(_SIDES, rng.choice(_CONVENIENCE_STORES)):
        chain = rng.choices(list(_CHAINS), list(_CHAINS.values()))[0]
        tags = {"shop": "convenience", "brand": chain, "branch": f"{town}{side}店"}
        yield _placed(rng, home, tags | {"opening_hours": _DAY_AND_NIGHT})
    office = {"amenity": "post_office", "name": f"{town}郵便局", "opening_hours": _COUNTER_HOURS}
    yield _placed(rng, home, office)
    yield _placed(rng, home, {"amenity": "atm", "operator": "ゆうちょ銀行"})
    bank = rng.choice(_BANKS)
    branch = {"amenity": "bank", "brand": bank, "branch": f"{town}支店"}
    yield _placed(rng, home, branch | {"opening_hours": _BANK_HOURS})
    yield _placed(rng, home, {"amenity": "atm", "operator": bank})


def _placed(rng: Random, home: Position, tags: dict[str, str]) -> RawPlace:
    """Return a place somewhere around ``home``, rather near than far."""
    metres = _NEAREST_M + (_FARTHEST_M - _NEAREST_M) * rng.random() ** 1.5
    bearing = rng.random() * math.tau
    north = metres * math.cos(bearing) / _METRES_IN_A_DEGREE
    east = metres * math.sin(bearing) / _METRES_IN_A_DEGREE
    latitude = home.latitude + north
    longitude = home.longitude + east / math.cos(math.radians(home.latitude))
    where = f"demo/{latitude:.6f},{longitude:.6f}"
    return RawPlace(where, where, tags, round(latitude, 6), round(longitude, 6))
