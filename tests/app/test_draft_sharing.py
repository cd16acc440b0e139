"""A note that a colleague began and could not save is gone on with by another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.conftest import LoginAt

SitDown = Callable[[], Program]
WORDS = "耳が遠い ﾃﾞﾝﾜは午前"


@pytest.fixture
def michiko(own_database: Database) -> int:
    with own_database.writing() as session:
        return a_customer(session, "髙橋 美智子").id


@pytest.fixture
def writer(own_database: Database, open_desk: OpenDesk) -> Program:
    return open_desk(own_database, OPERATOR)


@pytest.fixture
def colleague(own_database: Database, open_desk: OpenDesk, login_at: LoginAt) -> Program:
    dsn = login_at(own_database, OPERATOR, name="佐伯 千鶴", extension="202")
    return open_desk(own_database, OPERATOR, dsn=dsn, extension="202")


@pytest.fixture
def place() -> DraftPlace:
    """The drafts of one PC."""
    return DraftPlace(None, utc_now)


@pytest.fixture
def sit_down(
    own_database: Database, open_desk: OpenDesk, login_at: LoginAt, place: DraftPlace
) -> SitDown:
    """Return what opens one person's desk on that PC, as often as it is called."""
    dsn = login_at(own_database, OPERATOR, name="田所 紀代美", extension="203")
    return partial(open_desk, own_database, OPERATOR, dsn=dsn, extension="203", drafts=place)


def open_card(qtbot: QtBot, program: Program, customer_id: int) -> None:
    program.pages.open_customer(customer_id, OpeningReason.SEARCH)
    qtbot.waitUntil(program.card_panel.note.isEnabled)


def type_and_share(qtbot: QtBot, program: Program, customer_id: int) -> None:
    open_card(qtbot, program, customer_id)
    program.card_panel.note.body.setPlainText(WORDS)
    program.kept.sharing.share()


def take_over(qtbot: QtBot, program: Program, customer_id: int) -> None:
    open_card(qtbot, program, customer_id)
    qtbot.waitUntil(program.card_panel.drafts.isVisible)
    with qtbot.waitSignal(program.kept.sharing.presenter.taken):
        program.card_panel.drafts.take_over.click()


def test_note_of_a_colleague_is_told_and_taken_over_with_the_keys(
    qtbot: QtBot, writer: Program, colleague: Program, michiko: int
) -> None:
    type_and_share(qtbot, writer, michiko)
    open_card(qtbot, colleague, michiko)
    line = colleague.card_panel.drafts
    qtbot.waitUntil(line.isVisible)
    told = line.words.text()

    QTest.keyClick(
        colleague.card_panel.note.body,
        Qt.Key.Key_U,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )

    qtbot.waitUntil(lambda: colleague.card_panel.note.body.toPlainText() == WORDS)
    assert "田所" in told
    assert WORDS not in told
    with qtbot.waitSignal(colleague.card.note.saved):
        colleague.card_panel.note.save.click()
    qtbot.waitUntil(line.isHidden)


def test_line_goes_when_its_writer_saves(
    qtbot: QtBot, writer: Program, colleague: Program, michiko: int
) -> None:
    type_and_share(qtbot, writer, michiko)
    open_card(qtbot, colleague, michiko)
    line = colleague.card_panel.drafts
    qtbot.waitUntil(line.isVisible)

    writer.card_panel.note.save.click()

    qtbot.waitUntil(line.isHidden)


def test_own_note_is_not_told_at_the_desk_where_it_is_typed(
    qtbot: QtBot, writer: Program, michiko: int
) -> None:
    with qtbot.waitSignal(writer.kept.sharing._heard):
        type_and_share(qtbot, writer, michiko)
    qtbot.wait(50)

    assert writer.card_panel.drafts.isHidden()


def test_draft_that_was_taken_over_is_not_offered_to_its_writer_again(
    qtbot: QtBot, sit_down: SitDown, place: DraftPlace, colleague: Program, michiko: int
) -> None:
    crashed = sit_down()
    type_and_share(qtbot, crashed, michiko)
    take_over(qtbot, colleague, michiko)
    qtbot.waitUntil(crashed.drafts.flush)

    again = sit_down()

    qtbot.waitUntil(lambda: not again.drafts.left and again.drafts.flush(0.0))
    assert place.open(again.place.staff.login).store.drafts() == []


def test_words_typed_after_the_draft_was_shared_stay_their_writers(
    qtbot: QtBot, sit_down: SitDown, colleague: Program, michiko: int
) -> None:
    crashed = sit_down()
    type_and_share(qtbot, crashed, michiko)
    take_over(qtbot, colleague, michiko)
    crashed.card_panel.note.body.setPlainText(WORDS + "\n三行目")
    qtbot.waitUntil(crashed.drafts.flush)

    again = sit_down()
    qtbot.waitUntil(lambda: again.drafts.flush(0.0))
    qtbot.waitUntil(lambda: not again.jobs.is_busy)

    assert [draft.fields["body"] for draft in again.drafts.left] == [WORDS + "\n三行目"]


def test_writer_is_told_at_once_who_goes_on_with_the_note(
    qtbot: QtBot, writer: Program, colleague: Program, michiko: int
) -> None:
    type_and_share(qtbot, writer, michiko)

    take_over(qtbot, colleague, michiko)

    line = writer.card_panel.drafts
    qtbot.waitUntil(line.isVisible)
    assert "佐伯" in line.words.text()
    assert not line.take_over.isVisible()
    assert writer.card_panel.note.body.toPlainText() == WORDS
    writer.card_panel.note.body.clear()
    qtbot.waitUntil(line.take_over.isVisible)  # what lies there now is the colleague's


def test_note_that_could_not_be_shared_is_once_the_line_is_back(
    qtbot: QtBot,
    own_database: Database,
    open_desk: OpenDesk,
    login_at: LoginAt,
    colleague: Program,
    michiko: int,
) -> None:
    dsn = login_at(own_database, OPERATOR, name="田所 紀代美", extension="203")
    writer = open_desk(own_database, OPERATOR, dsn=dsn, extension="203")
    open_card(qtbot, colleague, michiko)
    open_card(qtbot, writer, michiko)
    writer.database.use_address("postgresql://127.0.0.1:1/nowhere?connect_timeout=1")
    writer.database.cut()
    writer.card_panel.note.body.setPlainText(WORDS)
    writer.kept.sharing.share()
    qtbot.waitUntil(lambda: bool(writer.kept.sharing._missed))
    writer.database.use_address(dsn)

    writer.kept.sharing.on_linked(linked=True)  # and again once the feed is

    qtbot.waitUntil(colleague.card_panel.drafts.isVisible)


def test_desk_asks_for_its_own_drafts_alone(qtbot: QtBot, writer: Program, michiko: int) -> None:
    at = utc_now()
    writer.drafts.put_back(Draft(uuid4(), DraftKind.NOTE, michiko, {"body": WORDS}, at))
    qtbot.waitUntil(lambda: not writer.jobs.is_busy)

    writer.kept.sharing._heard.emit(str(michiko + 1))
    asked_for_another = writer.jobs.is_busy
    writer.kept.sharing._heard.emit(str(michiko))

    assert (asked_for_another, writer.jobs.is_busy) == (False, True)
