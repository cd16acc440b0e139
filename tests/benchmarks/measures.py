"""What all measurements need: the floor's connection, median and tail of the times."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

import psycopg

from crm_desktop.database.engine import ConnectionKind, connection_text


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the smallest of the ascending values that at least ``share`` of them do not exceed."""
    return ordered[max(ceil(share * len(ordered)) - 1, 0)]


def summary(times_ms: Sequence[float]) -> dict[str, float]:
    """Return n and, in milliseconds, p50, p95, p99 and max; only n when nothing was measured."""
    if not times_ms:
        return {"n": 0}
    ordered = sorted(times_ms)
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    figures = {name: round(percentile(ordered, share), 3) for name, share in shares.items()}
    return {"n": len(ordered)} | figures


def bare_connection(dsn: str) -> psycopg.Connection[Any]:
    """Return a connection set up as the program's own for questions, to measure the floor with."""
    kind = ConnectionKind(autocommit=True)
    return psycopg.connect(connection_text(dsn, kind), autocommit=True)
