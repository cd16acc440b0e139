"""Write resources/japan/outlines.json from the outlines in the package japanmap (Apache-2.0).

The package has the mainland of each prefecture only. Islands are drawn round the towns in
towns.zip that lie far outside of these. Run it after an update of either, with the wheel's path:

    python resources/japan/make_outlines.py japanmap-0.6.0-py3-none-any.whl
"""

from __future__ import annotations

import json
import math
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, Final

from crm_desktop.maps.town_file import entry_name, open_town_file, town_of, whole_lines

# Longitude and latitude, in degrees, as in GeoJSON; a ring ends where it began.
Point = tuple[float, float]
Ring = list[Point]


def main(wheel: Path) -> None:
    """Write the file beside this script and say how large it is."""
    mainlands = _mainlands(wheel)
    islands = list(_islands(list(mainlands.values())))
    collection = {
        "type": "FeatureCollection",
        "credit": "japanmap 0.6.0 (Apache-2.0), © Saito Tsutomu",
        "features": [
            *(_feature(name, [[ring]]) for name, ring in mainlands.items()),
            _feature("", [[ring] for ring in islands]),
        ],
    }
    content = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    Path(__file__).with_name("outlines.json").write_text(content + "\n", encoding="utf-8")
    sys.stdout.write(
        f"{len(mainlands)} mainlands, {len(islands)} islands, {len(content.encode())} bytes\n"
    )


def _mainlands(wheel: Path) -> dict[str, Ring]:
    """Return the outline of each prefecture; the package keeps arcs, shared by neighbours."""
    with zipfile.ZipFile(wheel) as package:
        points, prefectures = json.loads(package.read("japanmap/japan.json"))
    rings = (
        _closed(_rounded(points[at][0]) for _neighbour, arc in arcs for at in arc)
        for arcs in prefectures
    )
    return dict(zip(_PREFECTURES.split(), rings, strict=True))


def _islands(mainlands: Sequence[Ring]) -> Iterator[Ring]:
    """Yield a rough outline of each group of towns that lies in the sea of the mainlands."""
    for group in _groups([at for at in _towns() if not any(_holds(at, one) for one in mainlands)]):
        if median(_far_km(at, mainlands) for at in group) > _SURELY_ISLAND_KM:
            yield _closed(_hull([_rounded(edge) for at in group for edge in _round_about(at)]))


def _towns() -> Iterator[Point]:
    with open_town_file(Path(__file__).with_name("towns.zip")) as archive:
        for number, _city in enumerate(archive.cities()):
            for town in map(town_of, whole_lines(archive.content(entry_name(number)))):
                yield town.longitude, town.latitude


def _holds(point: Point, ring: Ring) -> bool:
    """Tell whether a point is inside, by how often a line to the east crosses the outline."""
    inside = False
    for (west, south), (east, north) in pairwise(ring):
        crosses = (south > point[1]) != (north > point[1])
        if crosses and point[0] < (east - west) * (point[1] - south) / (north - south) + west:
            inside = not inside
    return inside


def _groups(points: Iterable[Point]) -> Iterator[list[Point]]:
    """Yield points that are apart by less than a bay is wide."""
    cells: defaultdict[tuple[int, int], list[Point]] = defaultdict(list)
    for point in points:
        cells[math.floor(point[0] / _CELL), math.floor(point[1] / _CELL)].append(point)
    while cells:
        waiting, group = [next(iter(cells))], list[Point]()
        while waiting:
            x, y = waiting.pop()
            group += cells.pop((x, y), [])
            around = [(x + right, y + up) for right in (-1, 0, 1) for up in (-1, 0, 1)]
            waiting += [cell for cell in around if cell in cells]
        yield group


def _far_km(point: Point, mainlands: Sequence[Ring]) -> float:
    sides = (side for ring in mainlands for side in pairwise(ring))
    return min(_from_side_km(point, *side) for side in sides)


def _from_side_km(point: Point, start: Point, end: Point) -> float:
    """Return the distance from a point to a line between two others, on a plane."""
    shrink = math.cos(math.radians(point[1]))
    x, y = (point[0] - start[0]) * shrink, point[1] - start[1]
    right, up = (end[0] - start[0]) * shrink, end[1] - start[1]
    along = (x * right + y * up) / (right**2 + up**2 or 1.0)
    share = min(max(along, 0.0), 1.0)
    return math.hypot(x - share * right, y - share * up) * _KM_A_DEGREE


def _round_about(point: Point) -> Iterator[Point]:
    for eighth in range(8):
        turn = math.radians(eighth * 45)
        north = math.cos(turn) * _SHORE_KM / _KM_A_DEGREE
        east = math.sin(turn) * _SHORE_KM / _KM_A_DEGREE / math.cos(math.radians(point[1]))
        yield point[0] + east, point[1] + north


def _hull(points: Iterable[Point]) -> Ring:
    ordered = sorted(set(points))
    return _half_hull(ordered) + _half_hull(ordered[::-1])


def _half_hull(points: Iterable[Point]) -> Ring:
    half: Ring = []
    for point in points:
        while len(half) > 1 and _turns_right(half[-2], half[-1], point):
            half.pop()
        half.append(point)
    return half[:-1]


def _turns_right(one: Point, two: Point, three: Point) -> bool:
    cross = (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])
    return cross <= 0


def _closed(points: Iterable[Point]) -> Ring:
    ring = list(dict.fromkeys(points))
    return [*ring, ring[0]]


def _rounded(point: Sequence[float]) -> Point:
    return round(point[0], 4), round(point[1], 4)


def _feature(name: str, polygons: list[list[Ring]]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


_KM_A_DEGREE: Final = 111.2
_CELL: Final = 0.03
_SHORE_KM: Final = 1.0
# The package's coasts are some kilometres off at times.
_SURELY_ISLAND_KM: Final = 3.0
_PREFECTURES: Final = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県"
    " 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県"
    " 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県"
    " 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
)

if __name__ == "__main__":
    main(Path(sys.argv[1]))
