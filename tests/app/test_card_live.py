"""What a colleague does with a card is seen at once on another desk that has it open."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR
from tests.app.conftest import OpenDesk
from tests.app.two_desks import TwoDesks, card_opened, two_desks
from tests.conftest import LoginAt

OPEN_TOO = "Also open at another desk: "


@pytest.fixture
def both(own_database: Database, open_desk: OpenDesk, login_at: LoginAt, qtbot: QtBot) -> TwoDesks:
    """Two desks with the same card open."""
    return two_desks(own_database, open_desk, login_at, qtbot)


def changed(both: TwoDesks, change: str) -> None:
    with both.saekis.database.writing() as session:
        session.execute(text(change.format(both.customer_id)))


def test_changed_value_is_shown_and_marked_with_who(both: TwoDesks, qtbot: QtBot) -> None:
    email = both.mine.card_panel.header.email

    changed(both, "UPDATE customer SET email = 's@example.jp' WHERE id = {}")

    qtbot.waitUntil(lambda: email.whole_text == "s@example.jp")
    assert "Changed by 佐伯" in email.toolTip()
    assert "佐伯 changed at" in both.mine.live.told.words.text()


def test_whoever_changes_something_sees_it_without_a_mark(both: TwoDesks, qtbot: QtBot) -> None:
    header = both.saekis.card_panel.header

    changed(both, "UPDATE customer SET email = 's@example.jp' WHERE id = {}")

    qtbot.waitUntil(lambda: header.email.whole_text == "s@example.jp")
    assert "Changed" not in header.email.toolTip()


def test_typing_goes_on_while_a_colleague_changes_the_card(both: TwoDesks, qtbot: QtBot) -> None:
    body = both.mine.card_panel.note.body
    body.setFocus()
    body.setPlainText("払込票の再発")
    cursor = body.textCursor()
    cursor.setPosition(3)
    body.setTextCursor(cursor)
    before = QApplication.focusWidget()

    changed(both, "UPDATE customer SET attention_memo = '耳が遠い' WHERE id = {}")
    memo = both.mine.card_panel.header.attention.words
    qtbot.waitUntil(lambda: memo.whole_text == "耳が遠い")

    assert (QApplication.focusWidget(), body.textCursor().position()) == (before, 3)
    assert body.toPlainText() == "払込票の再発"


def test_note_of_a_colleague_comes_into_the_history(both: TwoDesks, qtbot: QtBot) -> None:
    timeline = both.mine.card_panel.timeline

    note = both.saekis.card_panel.note.body
    note.setPlainText("折り返しの約束")
    both.saekis.card.note.save()

    qtbot.waitUntil(lambda: timeline.model.rowCount() == 1)
    assert "notes" in both.mine.live.told.words.text()


def test_both_are_told_of_each_other(both: TwoDesks, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: both.mine.card_panel.header.others.whole_text == f"{OPEN_TOO}佐伯")
    qtbot.waitUntil(
        lambda: both.saekis.card_panel.header.others.whole_text == f"{OPEN_TOO}田所 紀代美"
    )

    both.saekis.pages.go_home()

    qtbot.waitUntil(both.mine.card_panel.header.others.isHidden)


def test_presence_comes_back_after_a_lost_line(
    both: TwoDesks, own_database: Database, qtbot: QtBot
) -> None:
    mine = both.mine.card_panel.header.others
    qtbot.waitUntil(lambda: mine.whole_text == f"{OPEN_TOO}佐伯")
    with own_database.asking() as session, qtbot.waitSignal(both.saekis.feed.connected):
        session.execute(
            text(
                "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_stat_activity a"
                " USING (pid) WHERE l.classid = 1667329895 AND a.usename = :login"
            ),
            {"login": both.saekis.place.staff.login},
        )
    both.mine.live.presenter.on_people()
    qtbot.waitUntil(lambda: both.saekis.feed._is_connected is True)

    qtbot.waitUntil(lambda: mine.whole_text == f"{OPEN_TOO}佐伯")


def test_same_person_at_another_pc_is_told_so(
    both: TwoDesks, own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    third = open_desk(own_database, OPERATOR, dsn=both.saekis.database.dsn, extension="202")

    card_opened(third, both.customer_id, qtbot)

    others = both.saekis.card_panel.header.others
    qtbot.waitUntil(lambda: "you, at another PC" in others.whole_text)


def test_import_of_many_is_seen_a_little_later(
    both: TwoDesks, own_database: Database, qtbot: QtBot
) -> None:
    with own_database.writing() as session:
        session.execute(
            text(
                "INSERT INTO customer (code, name)"
                " SELECT 'X-' || i, '鈴木' FROM generate_series(1, 60) i"
            )
        )
        session.execute(text("UPDATE customer SET email = 'x@example.jp'"))

    email = both.mine.card_panel.header.email
    qtbot.waitUntil(lambda: email.whole_text == "x@example.jp")
