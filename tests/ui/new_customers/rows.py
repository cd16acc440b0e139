"""A new customer with defaults."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from crm_desktop.database.queries.new_customers import NewCustomerRow

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


def a_row(**given: Any) -> NewCustomerRow:
    values: dict[str, Any] = {
        "move_id": 5,
        "customer_id": 7,
        "code": "C-004182",
        "name": "髙橋 美智子",
        "name_kana": "タカハシ ミチコ",
        "moved_at": datetime(2026, 11, 20, 1, tzinfo=UTC),
        "from_name": "佐伯",
        "move_note": "",
        "note": "",
        "cover_until": None,
        "unpaid_yen": 0,
        "overdue_days": None,
        "thanks_due": False,
    }
    return NewCustomerRow(**values | given)
