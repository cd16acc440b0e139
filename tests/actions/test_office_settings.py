from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from crm_desktop.actions.office_settings import read_office_form, save_office_form
from crm_desktop.database.engine import Database
from crm_desktop.domain.floor import FloorLimits
from crm_desktop.domain.office_form import OfficeForm
from crm_desktop.domain.openings import OutlierRule
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordChanged
from tests.conftest import LoginOf

FORM = OfficeForm(
    lines=(("+81120000111", "テレビ通販受付"),),
    away_reasons=("休憩", "研修"),
    after_call_seconds=90,
    category_required=True,
    outside_prefix="0",
    floor=FloorLimits(3, 45, 0, 30),
    outliers=OutlierRule(40, 2, 5),
)


@pytest.fixture
def admin(login_of: LoginOf) -> Iterator[Database]:
    with Database(login_of("crm_admin", name="田所 守")) as database:
        yield database
        with database.writing() as session:
            session.execute(text("DELETE FROM office_setting"))


def save(database: Database, form: OfficeForm, *, seen: int | None = None) -> None:
    with database.writing() as session:
        revision = read_office_form(session).revision if seen is None else seen
        save_office_form(session, form, seen_revision=revision)


def stored(database: Database) -> OfficeForm:
    with database.reading() as session:
        return read_office_form(session).form


def test_what_is_settled_is_read_again(admin: Database) -> None:
    save(admin, FORM)
    assert stored(admin) == FORM


def test_a_second_administrator_is_told_of_the_first(admin: Database) -> None:
    save(admin, OfficeForm())
    with admin.reading() as session:
        seen = read_office_form(session).revision
    save(admin, FORM)
    with pytest.raises(RecordChanged):
        save(admin, replace(FORM, after_call_seconds=5), seen=seen)
    assert stored(admin) == FORM


def test_a_value_of_another_kind_counts_as_not_set(admin: Database) -> None:
    save(admin, OfficeForm())
    with admin.writing() as session:
        session.execute(text("UPDATE office_setting SET value = '[1]'"))
    assert stored(admin) == OfficeForm()


def test_operators_settle_nothing(login_of: LoginOf) -> None:
    with Database(login_of("crm_operator")) as database, pytest.raises(RightMissing):
        save(database, FORM)
