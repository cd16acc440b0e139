"""Promises of reading what the office has settled."""

from __future__ import annotations

from sqlalchemy.orm import Session

from crm_desktop.database.engine import Database
from crm_desktop.database.models.staff import OfficeSetting
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.database.roles import OPERATOR
from tests.conftest import LoginAt


def test_settings_come_by_key_with_the_values_that_were_written(session: Session) -> None:
    session.add(OfficeSetting(key="away_reasons", value=["休憩", "昼食"]))
    session.add(OfficeSetting(key="after_call_seconds", value=180))
    session.flush()

    assert office_settings(session) == {"away_reasons": ["休憩", "昼食"], "after_call_seconds": 180}


def test_an_operator_may_read_them(own_database: Database, login_at: LoginAt) -> None:
    with own_database.writing() as session:
        session.add(OfficeSetting(key="category_required", value=True))

    with Database(login_at(own_database, OPERATOR)) as desk, desk.reading() as session:
        assert office_settings(session) == {"category_required": True}
