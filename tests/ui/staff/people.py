"""Invented people of an office, for the tests of the page of staff."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from crm_desktop.database.queries.staff import StaffRow

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
ADMIN = StaffRow(
    staff_id=1,
    revision=1,
    login="tadokoro",
    name="田所 守",
    name_kana="タドコロ マモル",
    extension="201",
    groups=frozenset({"crm_admin", "crm_supervisor"}),
    active=True,
    can_sign_in=True,
    password_due=False,
    last_signed_in_at=datetime(2026, 11, 23, 1, tzinfo=UTC),
    customers=0,
)
OPERATOR = replace(
    ADMIN,
    staff_id=2,
    revision=7,
    login="takahashi_m",
    name="髙橋 美智子",
    name_kana="タカハシ ミチコ",
    extension="202",
    groups=frozenset({"crm_operator"}),
    customers=3120,
)
LEFT_CUSTOMERS = replace(
    OPERATOR,
    staff_id=3,
    login="kondo",
    name="近藤 勇",
    extension="",
    active=False,
    can_sign_in=False,
    customers=245,
)
GONE = replace(LEFT_CUSTOMERS, staff_id=4, login="yoshida", name="吉田 松", customers=0)
EVERYBODY = (ADMIN, OPERATOR, LEFT_CUSTOMERS, GONE)
