"""How long places to pay take: an import of 500,000, then the nearest of a home among them."""

from __future__ import annotations

import json
import math
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import osmium
from osmium.osm.mutable import Node
from sqlalchemy import text

from crm_desktop.actions.place_files import open_place_file
from crm_desktop.actions.places import PlacesRequest, import_places
from crm_desktop.actions.staff import register_staff
from crm_desktop.app.own_server import sign_in_address
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.preparation import make_ready
from crm_desktop.database.queries.places import _nearest, place_sources, places_near, places_to_pay
from crm_desktop.domain.payment import PaymentMethod
from crm_desktop.domain.position import Position
from crm_desktop.domain.where_to_pay import SlipTakers, where_to_pay
from tests.benchmarks.measures import summary

PLACES = 500_000
HOMES = 2_000
WALK_M = 800.0
CITIES = 400
IN_A_CITY = 0.9
LOGIN = "bench_places"
SLIP = where_to_pay(PaymentMethod.DEFERRED, SlipTakers(), today=date(2026, 11, 22))
SHOPS = ("ローソン", "ファミリーマート", "セブン-イレブン", "NewDays", "髙橋商店")
KINDS = (
    *[{"shop": "convenience", "name": name} for name in SHOPS],
    {"amenity": "post_office", "name": "郵便局"},
    {"amenity": "bank", "name": "みずほ銀行"},
    {"amenity": "atm", "operator": "ゆうちょ銀行"},
)


def bench_places(places: int = PLACES) -> dict[str, Any]:
    """Return figures of a fresh server: the import, the questions, the plan of the question."""
    with tempfile.TemporaryDirectory() as folder:
        extract = written_extract(Path(folder) / "japan.osm.pbf", places)
        with EmbeddedServer(Path(folder) / "cluster") as server:
            make_ready(server)
            figures = {"places": places, "import": imported(server.admin_url, extract)}
            figures["import_again"] = imported(server.admin_url, extract)
            with Database(server.admin_url) as database, database.writing() as session:
                register_staff(session, login=LOGIN, name="計測", extension="")
            return figures | asked(sign_in_address(server, LOGIN))


def written_extract(path: Path, places: int) -> Path:
    """Write places as they stand in Japan: most of them close together in cities."""
    with osmium.SimpleWriter(str(path)) as writer:
        for number, spot in enumerate(_spots(Random(1), places), start=1):
            tags = KINDS[number % len(KINDS)]
            writer.add_node(Node(id=number, location=spot, tags=tags))
    return path


def imported(dsn: str, extract: Path) -> dict[str, Any]:
    """Take the file in and return how long it took, what it came to, and the memory of it all."""
    start = time.perf_counter()
    with Database(dsn, statement_timeout_ms=0) as database, database.writing() as session:
        request = PlacesRequest(extract, "計測")
        tally = import_places(session, open_place_file(extract), request, lambda _read: None)
    seconds = time.perf_counter() - start
    return {
        "seconds": round(seconds, 1),
        "entries_a_second": round(tally.read / seconds),
        "taken": tally.taken,
        "twins": tally.twins,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def asked(dsn: str) -> dict[str, Any]:
    """Return how long an operator's questions take about homes in cities and elsewhere."""
    rng = Random(2)
    homes = [Position(south, east) for east, south in _spots(rng, HOMES)]
    with Database(dsn) as database:
        times = {
            "nearest_five_ms": _timed(homes, lambda home: _near(database, home)),
            "whole_answer_ms": _timed(homes, lambda home: _answer(database, home)),
        }
        with database.reading() as session:
            in_full = _nearest(homes[0], WALK_M, SLIP.taken_at).limit(20)
            words = in_full.compile(session.connection(), compile_kwargs={"literal_binds": True})
            plan = [row[0] for row in session.execute(text(f"EXPLAIN (ANALYZE, BUFFERS) {words}"))]
            credit = [source.name for source in place_sources(session)]
    return {**times, "sources": credit, "plan": plan}


def _near(database: Database, home: Position) -> None:
    with database.asking() as session:
        places_near(session, home, within_m=WALK_M, taken_at=SLIP.taken_at)


def _answer(database: Database, home: Position) -> None:
    with database.asking() as session:
        places_to_pay(session, home, SLIP, within_m=WALK_M)


def _timed(homes: list[Position], ask: Callable[[Position], None]) -> dict[str, float]:
    ask(homes[0])
    times = []
    for home in homes:
        start = time.perf_counter()
        ask(home)
        times.append(1_000 * (time.perf_counter() - start))
    return summary(times)


def _spots(rng: Random, count: int) -> Iterator[tuple[float, float]]:
    """Yield longitudes and latitudes; a few large cities hold most of them."""
    place = Random(0)
    cities = [(place.uniform(130.0, 141.0), place.uniform(33.0, 39.0)) for _ in range(CITIES)]
    weights = [1 / rank for rank in range(1, CITIES + 1)]
    chosen = rng.choices(cities, weights, k=count)
    for east, north in chosen:
        if rng.random() > IN_A_CITY:
            yield rng.uniform(130.0, 141.0), rng.uniform(33.0, 39.0)
            continue
        spread = 0.06
        yield (
            east + rng.gauss(0, spread / math.cos(math.radians(north))),
            north + rng.gauss(0, spread),
        )


if __name__ == "__main__":
    print(json.dumps(bench_places(), indent=2, ensure_ascii=False))
