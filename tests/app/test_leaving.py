"""Whoever signs out while the server is away is let go at once, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.note import ContactNote
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.ui.shared.clock import utc_now
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.conftest import LoginAt
from tests.faults.proxy import Proxy, proxy
from tests.gui_watchdog import GuiWatchdog, spare_what_others_left

WORDS = "髙橋様、折り返し。耳が遠い ﾃﾞﾝﾜは午前"
SitDown = Callable[[], Program]


@pytest.fixture
def line(own_database: Database) -> Iterator[Proxy]:
    """What lies between the desk and the server."""
    with proxy(own_database.dsn) as line:
        yield line


@pytest.fixture
def sit_down(
    own_database: Database, open_desk: OpenDesk, login_at: LoginAt, line: Proxy
) -> SitDown:
    """Open the desk of the same person on the same PC."""
    spare_what_others_left()
    dsn = line.dsn(login_at(own_database, OPERATOR, name="田所 紀代美", extension="201"))
    drafts = DraftPlace(None, utc_now)
    return lambda: open_desk(own_database, OPERATOR, dsn=dsn, drafts=drafts)


@pytest.fixture
def typing(qtbot: QtBot, own_database: Database, sit_down: SitDown) -> Program:
    """A desk with a note that was typed and not saved."""
    with own_database.writing() as session:
        michiko = a_customer(session, "髙橋 美智子").id
    program = sit_down()
    program.pages.open_customer(michiko, OpeningReason.SEARCH)
    qtbot.waitUntil(lambda: program.card.note.shown_note is not None)
    note = program.card.note.shown_note
    assert note is not None
    program.card.note.edit(replace(note, body=WORDS))
    return program


def stored(office: Database) -> list[str]:
    with office.reading() as session:
        return list(session.scalars(select(ContactNote.body)))


@pytest.mark.parametrize("lose", [Proxy.cut, Proxy.fall_silent])
def test_note_of_who_leaves_while_the_server_is_away_goes_in_at_the_next_sign_in(
    own_database: Database,
    qtbot: QtBot,
    line: Proxy,
    typing: Program,
    sit_down: SitDown,
    lose: Callable[[Proxy], None],
) -> None:
    lose(line)
    watch, closed = GuiWatchdog(), list[bool]()
    typing.closed.connect(lambda: closed.append(True))

    watch.do("hide", typing.go_away, lambda: True)
    watch.do("leave", typing.close_when_idle, lambda: closed)

    assert [str(hold) for hold in watch.holds] == []
    assert stored(own_database) == []
    line.pass_on()
    program = sit_down()
    qtbot.waitUntil(lambda: stored(own_database) == [WORDS])
    qtbot.waitUntil(lambda: not program.outbox.waiting and program.drafts.flush(0.0))
    assert program.drafts.left == program.drafts.queued == ()


def test_note_whose_answer_was_lost_at_leaving_is_stored_once(
    own_database: Database, qtbot: QtBot, line: Proxy, typing: Program, sit_down: SitDown
) -> None:
    save = typing.questions.save_note

    def save_twice(note: WrittenNote) -> None:
        save(note)
        line.cut()
        save(note)

    typing.card.note._save_note = save_twice

    typing.close()

    line.pass_on()
    program = sit_down()
    qtbot.waitUntil(lambda: program.drafts.flush(0.0) and not program.outbox.waiting)
    assert stored(own_database) == [WORDS]


def test_closing_by_force_keeps_what_is_under_way(
    own_database: Database, qtbot: QtBot, line: Proxy, typing: Program, sit_down: SitDown
) -> None:
    line.fall_silent()
    watch = GuiWatchdog()

    typing.leaving.begin(within_s=0.1)
    watch.do("close", typing.close, lambda: True)

    assert [str(hold) for hold in watch.holds] == []
    line.pass_on()
    sit_down()
    qtbot.waitUntil(lambda: stored(own_database) == [WORDS])
