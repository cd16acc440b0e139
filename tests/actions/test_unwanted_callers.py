from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, func, select

from crm_desktop.actions.unwanted_callers import (
    UnwantedForm,
    add_unwanted_caller,
    change_unwanted_caller,
    remove_unwanted_caller,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.models.audit import AuditEntry
from crm_desktop.database.models.staff import OfficeSetting
from crm_desktop.database.models.unwanted_caller import UnwantedCaller
from crm_desktop.database.queries.unwanted_callers import unwanted_callers, unwanted_rules
from crm_desktop.database.roles import GATEWAY, OPERATOR, SUPERVISOR
from crm_desktop.domain.unwanted import UnwantedAction
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.callers import AlreadyUnwanted, CannotBeUnwanted
from crm_desktop.errors.database import RecordChanged, RecordGone
from tests.conftest import LoginOf

NUISANCE = "+81355550666"


@pytest.fixture(autouse=True)
def office(database: Database) -> Iterator[None]:
    yield
    with database.writing() as session:
        session.execute(delete(UnwantedCaller))
        session.execute(delete(OfficeSetting))


@pytest.fixture
def desk(login_of: LoginOf) -> Iterator[Database]:
    with Database(login_of(OPERATOR, extension="201")) as desk:
        yield desk


@pytest.fixture
def leader(login_of: LoginOf) -> Iterator[Database]:
    with Database(login_of(SUPERVISOR, name="佐伯 﨑子")) as leader:
        yield leader


def add(
    desk: Database, pattern: str = NUISANCE, action: str = "warn", reason: str = "無言電話"
) -> None:
    with desk.writing() as session:
        staff_id = session.scalar(select(func.my_staff_id()))
        form = UnwantedForm(pattern, reason, UnwantedAction(action))
        add_unwanted_caller(session, form, staff_id=staff_id)


def listed(leader: Database) -> list[tuple[str, str, str]]:
    with leader.reading() as session:
        return [(row.pattern, row.action, row.reason) for row in unwanted_callers(session)]


def test_operator_may_have_the_desks_warned(desk: Database, leader: Database) -> None:
    add(desk, reason="  髙橋を名乗る営業 ")

    assert listed(leader) == [(NUISANCE, "warn", "髙橋を名乗る営業")]


def test_operator_may_not_have_calls_rejected(desk: Database, leader: Database) -> None:
    with pytest.raises(RightMissing):
        add(desk, action="reject")

    assert listed(leader) == []


def test_operator_reads_no_list(desk: Database) -> None:
    add(desk)

    with pytest.raises(RightMissing), desk.reading() as session:
        unwanted_callers(session)


def test_supervisor_may_have_calls_rejected_and_knows_who_did(leader: Database) -> None:
    add(leader, action="reject")

    with leader.reading() as session:
        assert unwanted_callers(session)[0].staff_name == "佐伯 﨑子"


def test_caller_is_listed_once(desk: Database, leader: Database) -> None:
    add(leader)

    with pytest.raises(AlreadyUnwanted):
        add(desk)


def test_own_lines_stay_reachable(database: Database, desk: Database) -> None:
    with database.writing() as session:
        session.add(OfficeSetting(key="line_names", value={"0120-555-010": "テレビ通販受付"}))

    with pytest.raises(CannotBeUnwanted):
        add(desk, "+81120555*")


def test_change_by_two_supervisors_is_told(leader: Database) -> None:
    add(leader)
    with leader.reading() as session:
        seen = unwanted_callers(session)[0]
    form = UnwantedForm("+81355550667", "番号が違った")
    with leader.writing() as session:
        change_unwanted_caller(session, seen.unwanted_id, form, seen_revision=seen.revision)

    with pytest.raises(RecordChanged), leader.writing() as session:
        remove_unwanted_caller(session, seen.unwanted_id, seen_revision=seen.revision)
    assert listed(leader) == [("+81355550667", "warn", "番号が違った")]


def test_removed_caller_is_gone_and_on_record(database: Database, leader: Database) -> None:
    add(leader)
    with leader.reading() as session:
        seen = unwanted_callers(session)[0]
    with leader.writing() as session:
        remove_unwanted_caller(session, seen.unwanted_id, seen_revision=seen.revision)

    with pytest.raises(RecordGone), leader.writing() as session:
        remove_unwanted_caller(session, seen.unwanted_id, seen_revision=seen.revision)
    with database.reading() as session:
        entries = select(AuditEntry.action).where(AuditEntry.subject == "unwanted_caller")
        assert {"insert", "delete"} <= set(session.scalars(entries))


def test_gateway_heeds_but_changes_nothing(desk: Database, login_of: LoginOf) -> None:
    add(desk)
    with Database(login_of(GATEWAY)) as gateway:
        with gateway.asking() as session:
            assert [rule.pattern for rule in unwanted_rules(session)] == [NUISANCE]
        with pytest.raises(RightMissing), gateway.writing() as session:
            session.execute(delete(UnwantedCaller))
