"""Invented unwanted callers, for the tests of the page of rules."""

from __future__ import annotations

from datetime import UTC, datetime

from crm_desktop.actions.unwanted_callers import UnwantedForm
from crm_desktop.database.queries.unwanted_callers import UnwantedRow
from crm_desktop.domain.unwanted import UnwantedAction

SALES = UnwantedRow(
    unwanted_id=1,
    revision=3,
    pattern="+81120*",
    action=UnwantedAction.REJECT,
    reason="営業電話",
    staff_name="田所 守",
    created_at=datetime(2026, 11, 20, 3, tzinfo=UTC),
)
SILENT = UnwantedRow(
    unwanted_id=2,
    revision=1,
    pattern="withheld",
    action=UnwantedAction.WARN,
    reason="無言",
    staff_name="",
    created_at=datetime(2026, 11, 19, 3, tzinfo=UTC),
)


def form_of(row: UnwantedRow) -> UnwantedForm:
    return UnwantedForm(row.pattern, row.reason, row.action)
