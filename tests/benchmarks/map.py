"""Everything about the map: towns and addresses, the view, places to pay, a whole office located.

Each part is a module of its own and says what it measures.
"""

from __future__ import annotations

from typing import Any

from tests.benchmarks.map_card import bench_map_card
from tests.benchmarks.map_locating import bench_locating
from tests.benchmarks.map_places import bench_places
from tests.benchmarks.map_towns import bench_towns
from tests.benchmarks.map_view import bench_map_view


def bench_map(owner_dsn: str, worker_dsn: str) -> dict[str, Any]:
    """Return the figures of all parts; the DSNs are those of an office with many customers."""
    return {
        "towns": bench_towns(),
        "view": bench_map_view(),
        "card": bench_map_card(),
        "places": bench_places(),
        "locating": bench_locating(owner_dsn, worker_dsn),
    }
