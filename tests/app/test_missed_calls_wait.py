"""Missed calls that are settled while the database is away go off the list once it is back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.calls import record_call_events
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.builders import MOBILE
from tests.conftest import LoginAt


@pytest.fixture
def dsn(own_database: Database, login_at: LoginAt) -> str:
    """The desk of Tadokoro; somebody has called in vain."""
    ended_at = datetime.now(UTC)
    began_at = ended_at - timedelta(minutes=2)
    ringing = CallEvent("pbx", "1", CallStage.RINGING, began_at, extension="9", caller=MOBILE)
    with own_database.writing() as session:
        record_call_events(session, [ringing, CallEvent("pbx", "1", CallStage.ENDED, ended_at)])
    return login_at(own_database, OPERATOR, name="田所 紀代美", extension="201")


def missed(program: Program) -> list[int]:
    return [caller.call_id for caller in program.window.home.missed.rows.row_model.rows]


def settle_unconnected(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(missed(program)))
    program.outbox.on_linked(linked=False)
    program.home.settle(missed(program), MissedCallSettled.OTHER)
    assert program.outbox.waiting == 1


def test_settled_call_goes_in_once_the_line_is_back(
    own_database: Database, open_desk: OpenDesk, dsn: str, qtbot: QtBot
) -> None:
    program = open_desk(own_database, OPERATOR, dsn=dsn)
    settle_unconnected(program, qtbot)

    program.outbox.on_linked(linked=True)

    qtbot.waitUntil(lambda: program.outbox.waiting == 0)
    qtbot.waitUntil(lambda: not missed(program))


def test_settled_call_of_a_crashed_desk_goes_in_at_the_next_start(
    own_database: Database, open_desk: OpenDesk, dsn: str, qtbot: QtBot
) -> None:
    place = DraftPlace(None, utc_now)
    crashed = open_desk(own_database, OPERATOR, dsn=dsn, drafts=place)
    settle_unconnected(crashed, qtbot)
    assert crashed.drafts.flush(timeout_s=30)

    program = open_desk(own_database, OPERATOR, dsn=dsn, drafts=place)

    qtbot.waitUntil(lambda: program.home._state.loaded and not missed(program))
    assert program.drafts.left == ()
