"""How far off addresses are located, how many are, and how long it takes; no database is needed.

The truth is ``../shared/data/geocode_addresses.tsv``, which is not in this repository: without it
that part is left out.
"""

from __future__ import annotations

import csv
import gc
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import psutil

from crm_desktop.domain.address import split_address
from crm_desktop.domain.place_index import PlaceIndex
from crm_desktop.domain.position import LocatedAddress, Position, distance_m
from crm_desktop.maps.postal_directory import PostalDirectory
from crm_desktop.maps.town_directory import TownDirectory
from crm_desktop.maps.town_file import City, Town, entry_name, open_town_file, town_of, whole_lines
from crm_desktop.resources import resource
from tests.benchmarks.measures import percentile, summary

TRUTH: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "geocode_addresses.tsv"
ALL_CITIES: Final = 4_000
OF_A_CITY: Final = 6
ASKED: Final = 20_000
Known = tuple[City, Town]
Locate = Callable[[str], LocatedAddress | None]


def bench_towns() -> dict[str, Any]:
    """Return the figures: metres, shares, milliseconds, MB."""
    figures: dict[str, Any] = {"memory_mb": memory_mb()}
    with PostalDirectory() as postal, TownDirectory(None, postal, cities_kept=ALL_CITIES) as towns:
        locate = locating(postal, towns)
        known = list(known_towns())
        figures["against_truth"] = errors_m(locate, TRUTH) if TRUTH.exists() else None
        figures["by_own_name"] = by_own_name(towns, known)
        figures["as_people_write"] = as_people_write(locate, known)
        figures["towns_of_the_post"] = levels_of_the_post(towns, postal)
        figures["speed_ms"] = speed_ms(postal, towns, known)
    return figures


def locating(postal: PostalDirectory, towns: TownDirectory) -> Locate:
    """Return what locates an address as it is written."""
    places = PlaceIndex(postal)

    def locate(text: str) -> LocatedAddress | None:
        parts = split_address(text, places)
        return towns.locate(
            parts.prefecture, parts.city, parts.town, parts.block, parts.postal_codes
        )

    return locate


def known_towns() -> Iterator[Known]:
    """Yield every town and 小字 of the file that comes with the program."""
    with open_town_file(resource("japan", "towns.zip")) as archive:
        for number, city in enumerate(archive.cities()):
            for town in map(town_of, whole_lines(archive.content(entry_name(number)))):
                if town.name:
                    yield city, town


def errors_m(locate: Locate, truth: Path) -> dict[str, Any]:
    """Return how far addresses are from where surveyors put them, and how many lie within."""
    errors: list[float] = []
    within = 0
    with truth.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found = locate(row["address"])
            assert found is not None, row["address"]
            true = Position(float(row["true_lat"]), float(row["true_lon"]))
            errors.append(distance_m(found.position, true))
            within += errors[-1] <= found.accuracy_m
    return _metres(errors) | {"within_accuracy": round(within / len(errors), 3)}


def by_own_name(towns: TownDirectory, known: Iterable[Known]) -> dict[str, Any]:
    """Return which share of all towns is found by its own name, at its own point."""
    right = [
        _off_m(towns.locate(city.prefecture, city.city, town.name + town.field, ""), town) < 1
        for city, town in known
    ]
    return {"n": len(right), "found": round(sum(right) / len(right), 5)}


def as_people_write(locate: Locate, known: Sequence[Known]) -> dict[str, Any]:
    """Return how far off some towns of each city are when a whole address is parsed first."""
    draw = random.Random(7)
    some = draw.sample(known, min(len(known), OF_A_CITY * 1_900))
    errors: list[float] = []
    within = 0
    for city, town in some:
        found = locate(f"{city.prefecture}{city.city}{town.name}{town.field}3-5")
        errors.append(_off_m(found, town))
        within += found is not None and errors[-1] <= found.accuracy_m
    exact = sum(error < 1 for error in errors) / len(errors)
    return _metres(errors) | {
        "exact": round(exact, 4),
        "within_accuracy": round(within / len(errors), 4),
    }


def levels_of_the_post(towns: TownDirectory, postal: PostalDirectory) -> dict[str, float]:
    """Return at which level the towns of Japan Post are found, as shares of all."""
    levels: Counter[str] = Counter()
    for prefecture, city in postal.cities():
        for town, codes in postal.towns(prefecture, city).items():
            if town:
                given = tuple(code.code for code in codes)
                found = towns.locate(prefecture, city, town, "", given)
                levels[str(found.level) if found else "not found"] += 1
    count = levels.total()
    return {"n": count} | {level: round(n / count, 4) for level, n in levels.most_common()}


def speed_ms(
    postal: PostalDirectory, towns: TownDirectory, known: Sequence[Known]
) -> dict[str, Any]:
    """Return the times of addresses all over Japan: parsing, locating, both; all cities read."""
    places = PlaceIndex(postal)
    some = random.Random(1).sample(known, ASKED)
    texts = [f"{city.prefecture}{city.city}{town.name}{town.field}3-5-7" for city, town in some]
    for text in texts:
        split_address(text, places)
    parsing: list[float] = []
    finding: list[float] = []
    for text in texts:
        start = perf_counter()
        parts = split_address(text, places)
        between = perf_counter()
        towns.locate(parts.prefecture, parts.city, parts.town, parts.block, parts.postal_codes)
        finding.append((perf_counter() - between) * 1_000)
        parsing.append((between - start) * 1_000)
    both = [one + other for one, other in zip(parsing, finding, strict=True)]
    first = [_first_ms(city, town) for city, town in some[:200]]
    return {
        "parse": summary(parsing),
        "locate": summary(finding),
        "both": summary(both),
        "first_of_a_desk": summary(first),
    }


def memory_mb() -> dict[str, float]:
    """Return how much a desk grows by opening the towns and looking at 5, then at all cities."""
    process = psutil.Process()
    with open_town_file(resource("japan", "towns.zip")) as archive:
        cities = archive.cities()
    gc.collect()
    before = process.memory_full_info().uss
    grown: dict[str, float] = {}
    with TownDirectory(cities_kept=ALL_CITIES) as towns:
        for number, city in enumerate(random.Random(3).sample(cities, len(cities)), start=1):
            towns.locate(city.prefecture, city.city, "本町", "1")
            if number in {1, 5, 60, len(cities)}:
                used = process.memory_full_info().uss - before
                grown[f"{number}_cities"] = round(used / 1_048_576, 1)
    return grown


def _first_ms(city: City, town: Town) -> float:
    with TownDirectory() as fresh:
        start = perf_counter()
        fresh.locate(city.prefecture, city.city, town.name, "1")
        return (perf_counter() - start) * 1_000


def _off_m(found: LocatedAddress | None, town: Town) -> float:
    if found is None:
        return float("inf")
    return distance_m(found.position, Position(town.latitude, town.longitude))


def _metres(errors: Sequence[float]) -> dict[str, Any]:
    ordered = sorted(errors)
    shares = {"median_m": 0.5, "p90_m": 0.9, "max_m": 1.0}
    figures = {name: round(percentile(ordered, share)) for name, share in shares.items()}
    return {"n": len(ordered)} | figures
