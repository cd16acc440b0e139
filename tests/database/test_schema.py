from __future__ import annotations

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.staff import SchemaCompatibility
from crm_desktop.database.schema import differences, upgrade


def test_migrations_and_models_agree(engine: Engine) -> None:
    with engine.connect() as connection:
        assert differences(connection) == []


def test_upgrade_of_an_up_to_date_database_changes_nothing(database_url: str) -> None:
    upgrade(database_url)


def test_fresh_database_says_which_programs_may_use_it(session: Session) -> None:
    assert session.scalars(select(SchemaCompatibility.incompatible)).all() == [1]
