"""Numbers that nobody should mistake for a customer's: their exchange is 55, 555 or 5555.

Japan keeps no block for fiction, so the form is valid, the area code that of the prefecture,
and the rest is all fives where the area allows it.
"""

from __future__ import annotations

from random import Random
from typing import Final

from crm_desktop.domain.demo_office.towns import DemoTown

_FIRST_SIX_DIGITS = """
北海道/011555,016655,013855,015555 青森県/017255,017855 岩手県/019755,019555 宮城県/022255,022555
秋田県/018255,018555 山形県/023455,023555 福島県/024555,024655 茨城県/029555,028055
栃木県/028555,028755 群馬県/027655,027455 埼玉県/048555,049555 千葉県/043255,047555
東京都/042555,042255 神奈川県/045555,044555,046355 新潟県/025555,025855 富山県/076655,076555
石川県/076155,076255 福井県/077655,077055 山梨県/055355,055555 長野県/026355,026555
岐阜県/057255,058555 静岡県/053555,054555,055955 愛知県/052555,056455,053255 三重県/059555,059855
滋賀県/077555,074955 京都府/075555,077155 大阪府/065555,072555 兵庫県/078555,079855
奈良県/074255,074355 和歌山県/073555,073955 鳥取県/085755,085955 島根県/085255,085355
岡山県/086555,086255 広島県/082555,084555 山口県/083455,083555 徳島県/088355,088555
香川県/087555,087755 愛媛県/089555,089755 高知県/088755,088055 福岡県/092555,093555,094255
佐賀県/095255,095555 長崎県/095655,095755 熊本県/096555,096855 大分県/097555,097755
宮崎県/098555,098255 鹿児島県/099555,099455 沖縄県/098055,098955
"""
_WARDS_OF_TOKYO: Final = "035555"
_MOBILES: Final = ("0905555", "0805555", "0705555")
_MOBILE_WEIGHTS: Final = (6, 3, 1)


class NumberBook:
    """Hands out numbers in E.164, each once; keeps clear of those that are spoken for."""

    def __init__(self, taken: frozenset[str]) -> None:
        """Begin with the numbers in ``taken`` given away."""
        self._taken = set(taken)
        self._fixed = _fixed_beginnings()

    def fixed(self, rng: Random, town: DemoTown) -> str:
        """Return a fixed line of the town's prefecture."""
        if town.prefecture == "東京都" and "区" in town.city:
            return self._unused(rng, _WARDS_OF_TOKYO)
        return self._unused(rng, rng.choice(self._fixed[town.prefecture]))

    def mobile(self, rng: Random) -> str:
        """Return a mobile number."""
        return self._unused(rng, rng.choices(_MOBILES, _MOBILE_WEIGHTS)[0])

    def _unused(self, rng: Random, beginning: str) -> str:
        while True:
            number = f"+81{beginning[1:]}{rng.randrange(10**4):04}"
            if number not in self._taken:
                self._taken.add(number)
                return number


def _fixed_beginnings() -> dict[str, list[str]]:
    entries = (entry.split("/") for entry in _FIRST_SIX_DIGITS.split())
    return {prefecture: listed.split(",") for prefecture, listed in entries}
