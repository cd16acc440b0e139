"""A caller who is marked as unwanted while the database is away is on the list once it is back."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.unwanted_caller import UnwantedCaller
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.ui.incoming_call.unwanted_dialog import UnwantedDialog
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.conftest import LoginAt

PRANKSTER = "+815055550001"
Listed = tuple[str, str, str]


@pytest.fixture
def dsn(own_database: Database, login_at: LoginAt) -> str:
    return login_at(own_database, OPERATOR, SUPERVISOR, name="田所 紀代美", extension="201")


def listed(office: Database) -> list[Listed]:
    columns = UnwantedCaller.pattern, UnwantedCaller.reason, UnwantedCaller.action
    with office.reading() as session:
        return [(row[0], row[1], str(row[2])) for row in session.execute(select(*columns))]


def mark(program: Program, reason: str, *, rejects: bool = False) -> None:
    program.window.incoming_call.unwanted_wanted.emit(PRANKSTER)
    dialog = program.window.findChildren(UnwantedDialog)[-1]
    dialog.reason.setText(reason)
    dialog.reject_calls.setChecked(rejects)
    dialog.buttons.accepted.emit()


def test_mark_goes_in_once_the_line_is_back(
    own_database: Database, open_desk: OpenDesk, dsn: str, qtbot: QtBot
) -> None:
    program = open_desk(own_database, OPERATOR, dsn=dsn)
    program.outbox.on_linked(linked=False)
    mark(program, "無言電話", rejects=True)
    assert program.outbox.waiting == 1

    program.outbox.on_linked(linked=True)

    qtbot.waitUntil(lambda: program.outbox.waiting == 0)
    assert listed(own_database) == [(PRANKSTER, "無言電話", "reject")]
    assert program.drafts.left == ()


def test_mark_of_a_crashed_desk_goes_in_at_the_next_start(
    own_database: Database, open_desk: OpenDesk, dsn: str, qtbot: QtBot
) -> None:
    place = DraftPlace(None, utc_now)
    crashed = open_desk(own_database, OPERATOR, dsn=dsn, drafts=place)
    crashed.outbox.on_linked(linked=False)
    mark(crashed, "ﾎﾞｰｽ ﾊﾝｷﾞﾝｸﾞ")
    assert crashed.drafts.flush(timeout_s=30)

    program = open_desk(own_database, OPERATOR, dsn=dsn, drafts=place)

    qtbot.waitUntil(lambda: listed(own_database) == [(PRANKSTER, "ﾎﾞｰｽ ﾊﾝｷﾞﾝｸﾞ", "warn")])
    qtbot.waitUntil(lambda: program.drafts.left == ())


def test_reason_of_a_refused_mark_lies_there_again(
    own_database: Database, open_desk: OpenDesk, dsn: str, qtbot: QtBot
) -> None:
    program = open_desk(own_database, OPERATOR, dsn=dsn)
    mark(program, "勧誘")
    qtbot.waitUntil(lambda: len(listed(own_database)) == 1)

    mark(program, "また勧誘")

    qtbot.waitUntil(program.window.error_bar.isVisible)
    (draft,) = program.drafts.left
    assert draft.fields["words"] == "また勧誘"
    assert listed(own_database) == [(PRANKSTER, "勧誘", "warn")]
