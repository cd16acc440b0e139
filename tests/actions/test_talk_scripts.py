from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete

from crm_desktop.actions.talk_scripts import (
    TalkScriptForm,
    add_talk_script,
    delete_talk_script,
    save_talk_script,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.mailing import Mailing, MailingRecipient
from crm_desktop.database.models.talk_script import TalkScript
from crm_desktop.database.queries.opened_cards import open_card
from crm_desktop.database.queries.talk_scripts import talk_scripts, talk_scripts_for
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordChanged, RecordGone
from tests.builders import a_customer
from tests.conftest import LoginOf

TODAY = date(2026, 11, 22)
LINE = TalkScriptForm(
    "受注", "お電話ありがとうございます。{operator}です。", line_name="テレビ通販受付"
)
GENERAL = TalkScriptForm("一般", "お電話ありがとうございます。")


@pytest.fixture
def leader(login_of: LoginOf, database: Database) -> Iterator[Database]:
    with Database(login_of(SUPERVISOR)) as leader:
        yield leader
    with database.writing() as session:
        for model in (TalkScript, MailingRecipient, Mailing, Customer):
            session.execute(delete(model))


@pytest.fixture
def desk(login_of: LoginOf) -> Iterator[Database]:
    with Database(login_of(OPERATOR)) as desk:
        yield desk


def add(leader: Database, *forms: TalkScriptForm) -> list[int]:
    with leader.writing() as session:
        return [add_talk_script(session, form) for form in forms]


def titles(desk: Database, line: str = "", customer_id: int | None = None) -> list[str]:
    with desk.reading() as session:
        found = talk_scripts_for(session, line, customer_id, today=TODAY)
        return [script.title for script in found]


def mailed(database: Database, dropped_on: date) -> tuple[int, int]:
    """Return the ids of a mailing and of a customer who was sent it."""
    with database.writing() as session:
        customer = a_customer(session)
        mailing = Mailing(code=f"DM-{dropped_on}", title="秋の感謝祭")
        session.add(mailing)
        session.flush()
        session.add(
            MailingRecipient(mailing_id=mailing.id, customer_id=customer.id, dropped_on=dropped_on)
        )
        return mailing.id, customer.id


def test_line_has_its_script_and_others_the_general_one(leader: Database, desk: Database) -> None:
    add(leader, LINE, GENERAL, replace(LINE, title="下書き", active=False))

    assert titles(desk, "テレビ通販受付") == ["受注"]
    assert titles(desk, "修理受付") == ["一般"]


def test_recent_mailing_is_the_second_choice(
    database: Database, leader: Database, desk: Database
) -> None:
    mailing_id, customer_id = mailed(database, date(2026, 10, 28))
    add(leader, LINE, TalkScriptForm("感謝祭", "クーポンのご案内", mailing_id=mailing_id))
    with desk.asking() as session:
        open_card(session, customer_id, OpeningReason.SEARCH)

    assert titles(desk, "テレビ通販受付", customer_id) == ["受注", "感謝祭"]


def test_old_mailing_and_shut_card_bring_no_script(
    database: Database, leader: Database, desk: Database
) -> None:
    old, customer_id = mailed(database, date(2026, 8, 1))
    fresh, shut = mailed(database, date(2026, 11, 1))
    add(leader, *(TalkScriptForm("DM", "…", mailing_id=mailing) for mailing in (old, fresh)))
    with desk.asking() as session:
        open_card(session, customer_id, OpeningReason.SEARCH)

    assert titles(desk, "", customer_id) == []
    assert titles(desk, "", shut) == []


def test_only_supervisors_write(leader: Database, desk: Database) -> None:
    with pytest.raises(RightMissing):
        add(desk, LINE)

    (script_id,) = add(leader, LINE)
    with pytest.raises(RightMissing), desk.writing() as session:
        save_talk_script(session, script_id, GENERAL, seen_revision=1)


def test_change_by_two_supervisors_is_told(leader: Database) -> None:
    (script_id,) = add(leader, LINE)
    with leader.writing() as session:
        save_talk_script(session, script_id, replace(LINE, title="受注(冬)"), seen_revision=1)

    with pytest.raises(RecordChanged), leader.writing() as session:
        delete_talk_script(session, script_id, seen_revision=1)
    with leader.reading() as session:
        assert [(row.title, row.revision) for row in talk_scripts(session)] == [("受注(冬)", 2)]


def test_deleted_script_is_gone(leader: Database) -> None:
    (script_id,) = add(leader, LINE)
    with leader.writing() as session:
        delete_talk_script(session, script_id, seen_revision=1)

    with pytest.raises(RecordGone), leader.writing() as session:
        delete_talk_script(session, script_id, seen_revision=1)
