"""``run.py bench cti``: from the bytes of an exchange to the painted card; a gateway; a floor.

What is measured and in which units is said by the modules ``cti_*``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crm_desktop.app.own_server import sign_in_address
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import GATEWAY
from tests.benchmarks.cti_desks import bench_desks, crowd_of
from tests.benchmarks.cti_flood import bench_ami_flood, bench_http_flood
from tests.benchmarks.cti_pop import bench_cti_pop
from tests.benchmarks.pop import WARM_UP, numbers_of_one

SERVER_SETTINGS = {"max_connections": "2200", "track_commit_timestamp": "on"}
"""Each desk has two connections; the server tells when a call was stored."""


@dataclass(frozen=True)
class Extent:
    """How much is measured."""

    pops: int = 300
    flood_calls: int = 6_000
    floors: tuple[int, ...] = (100, 500, 1_000)
    floor_s: float = 60.0


QUICK = Extent(pops=60, flood_calls=1_000, floors=(100,), floor_s=10.0)


def bench_cti(server: EmbeddedServer, login: str, extent: Extent) -> dict[str, Any]:
    """Measure everything one after the other on the started ``server``; ``login`` has 201."""
    gateway = sign_in_address(server, "gateway", (GATEWAY,))
    admin = server.admin_url
    with Database(admin) as database:
        numbers = numbers_of_one(database, extent.pops + WARM_UP)
    crowd = crowd_of(server, max(extent.floors))
    return {
        "ami_to_painted_ms": bench_cti_pop(sign_in_address(server, login), gateway, admin, numbers),
        "ami_flood": bench_ami_flood(gateway, admin, extent.flood_calls),
        "http_flood": bench_http_flood(gateway, admin, extent.flood_calls),
        "floors": [
            bench_desks(crowd[:desks], gateway, admin, seconds=extent.floor_s)
            for desks in extent.floors
        ],
    }


def cti_table(figures: Mapping[str, Any]) -> str:
    """Return the figures of `bench_cti` for people."""
    return "\n".join(_lines(figures))


def _lines(figures: Mapping[str, Any]) -> Iterator[str]:
    pops = figures["ami_to_painted_ms"]
    yield f"{'milliseconds':<28}{'n':>7}{'p50':>9}{'p99':>9}{'max':>9}"
    for name in ("written_to_painted", "written_to_stored", "stored_to_told"):
        yield _times(name, pops[name])
    for name in ("told_to_card", "card_to_painted"):
        yield _times(name, pops[name])
    yield f"not painted: {pops['not_painted']}; seconds of processor: {_words(pops['cpu_s'])}"
    for name in ("ami_flood", "http_flood"):
        flood = figures[name]
        yield ""
        yield f"{name}: {flood['events_per_s']} events/s ({flood['events']} in {flood['seconds']} s"
        yield f"  of {flood['calls']} calls, {flood['not_ended']} not ended)"
        yield f"  events a second of processor: {_words(flood['events_per_cpu_s'])}"
    for floor in figures["floors"]:
        yield ""
        yield _times(f"{floor['desks']} desks, own call", floor["written_to_told"])
        yield f"  lost {floor['lost']}, twice {floor['twice']}; cores: {_words(floor['cores'])}"


def _times(name: str, times: Mapping[str, float]) -> str:
    figures = "".join(f"{times.get(key, 0.0):>9.1f}" for key in ("p50", "p99", "max"))
    return f"{name.replace('_', ' '):<28}{times['n']:>7}{figures}"


def _words(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value}" for name, value in figures.items())
