"""Entries of a card's history with defaults."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from crm_desktop.database.queries.access_history import CardLook

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
_OPENED = CardLook(
    1, NOW, "tadokoro", "田所 誠", "open", "customer", "", "", (), None, "crm-desktop"
)


def a_look(action: str = "open", **facts: Any) -> CardLook:
    """Return what Tadokoro did at noon."""
    return replace(_OPENED, action=action, **facts)
