"""Real towns to live in, chosen as often as people live in their prefecture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import NamedTuple

_PEOPLE_TEN_THOUSAND = """
北海道/522 青森県/124 岩手県/121 宮城県/230 秋田県/96 山形県/107 福島県/183 茨城県/287
栃木県/193 群馬県/194 埼玉県/734 千葉県/628 東京都/1405 神奈川県/924 新潟県/220 富山県/103
石川県/113 福井県/77 山梨県/81 長野県/205 岐阜県/198 静岡県/363 愛知県/754 三重県/177 滋賀県/141
京都府/258 大阪府/884 兵庫県/547 奈良県/132 和歌山県/92 鳥取県/55 島根県/67 岡山県/189
広島県/280 山口県/134 徳島県/72 香川県/95 愛媛県/133 高知県/69 福岡県/514 佐賀県/81
長崎県/131 熊本県/174 大分県/112 宮崎県/107 鹿児島県/159 沖縄県/147
"""


class DemoTown(NamedTuple):
    """One town with its seven-digit code; ``has_chome`` says that it is cut into 丁目."""

    postal_code: str
    prefecture: str
    city: str
    town: str
    has_chome: bool


@dataclass(frozen=True, slots=True)
class TownChoice:
    """Towns by prefecture, with the summed weights that choosing one needs."""

    prefectures: tuple[str, ...]
    summed_weights: tuple[int, ...]
    towns: dict[str, tuple[DemoTown, ...]]

    def choose(self, rng: Random) -> DemoTown:
        """Return one town."""
        prefecture = rng.choices(self.prefectures, cum_weights=self.summed_weights)[0]
        return rng.choice(self.towns[prefecture])


def town_choice(towns: Iterable[DemoTown]) -> TownChoice:
    """Return a choice of ``towns``, of which there must be at least one."""
    grouped: dict[str, list[DemoTown]] = defaultdict(list)
    for town in towns:
        grouped[town.prefecture].append(town)
    people = prefecture_weights()
    return TownChoice(
        tuple(grouped),
        tuple(accumulate(people[prefecture] for prefecture in grouped)),
        {prefecture: tuple(found) for prefecture, found in grouped.items()},
    )


def prefecture_weights() -> dict[str, int]:
    """Return how many ten thousand people live in each of the 47 prefectures."""
    entries = (entry.split("/") for entry in _PEOPLE_TEN_THOUSAND.split())
    return {prefecture: int(people) for prefecture, people in entries}
