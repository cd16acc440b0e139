"""Rows of gateways and their sources, as a desk reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from crm_desktop.database.queries.call_sources import SourceStateRow
from crm_desktop.domain.source_state import GATEWAY_KIND, SourceState

TEN_32 = datetime(2026, 11, 22, 1, 32, tzinfo=UTC)
SEEN = TEN_32 + timedelta(minutes=8)
PLACE = "gateway@pc:8713"


def source(name: str = "本社", gateway: str = PLACE, **facts: Any) -> SourceStateRow:
    """Return an exchange that has been connected since 10:32 in Tokyo, but for ``facts``."""
    row = SourceStateRow(
        gateway=gateway,
        name=name,
        kind="ami",
        state=SourceState.CONNECTED,
        since=TEN_32,
        last_event_at=None,
        problem="",
        facts={},
        seen_at=SEEN,
        silent_s=3.0,
    )
    return replace(row, **facts)


def gateway(at: str = PLACE, **facts: Any) -> SourceStateRow:
    """Return a gateway that runs, but for ``facts``."""
    return source("", at, **{"state": SourceState.LISTENING, "kind": GATEWAY_KIND, **facts})
