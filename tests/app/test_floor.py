"""The floor in a whole desk: opened from the menu, live by notification, down to the calls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.availability import AvailabilitySaid, set_availability
from crm_desktop.actions.calls import record_call_events
from crm_desktop.app.floor import FloorPage
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import GATEWAY, OPERATOR, SUPERVISOR
from crm_desktop.domain.availability import Availability
from crm_desktop.domain.call import CallDirection, CallEvent, CallStage
from crm_desktop.domain.call_filter import CallFilter
from crm_desktop.domain.floor import FloorPhase
from crm_desktop.domain.missed_call import MissedCallSettled
from crm_desktop.ui.call_log.state import CallLogView
from crm_desktop.ui.floor.state import Figure
from tests.app.conftest import OpenDesk
from tests.conftest import LoginAt

CALLER = "+819012345678"


@pytest.fixture
def program(own_database: Database, open_desk: OpenDesk) -> Program:
    """The desk of Tadokoro, a supervisor."""
    return open_desk(own_database, SUPERVISOR)


@pytest.fixture
def floor(program: Program, qtbot: QtBot) -> FloorPage:
    """The floor, opened from the menu of the person."""
    program.window.top_bar.person.floor.trigger()
    page = program.office.floor
    assert page is not None
    qtbot.waitUntil(lambda: page.presenter.state.reading is not None)
    return page


@pytest.fixture
def gateway(own_database: Database, login_at: LoginAt) -> Iterator[Database]:
    with Database(login_at(own_database, GATEWAY), pool_size=1) as gateway:
        yield gateway


@pytest.fixture
def colleague(own_database: Database, login_at: LoginAt) -> Iterator[Database]:
    """The desk of Saeki, an operator at extension 202, with a session of hers open."""
    dsn = login_at(own_database, OPERATOR, name="佐伯 千鶴", name_kana="サエキ", extension="202")
    with ExitStack() as closing:
        closing.enter_context(psycopg.connect(dsn))
        yield closing.enter_context(Database(dsn, pool_size=1))


def says(desk: Database, state: Availability, reason: str = "") -> None:
    with desk.writing() as session:
        now = datetime.now(UTC)
        set_availability(session, AvailabilitySaid(state, now, reason=reason), now=now)


def ring(call_id: str, extension: str = "", *, ago_s: float = 5, queue: str = "受注") -> CallEvent:
    return CallEvent(
        "pbx",
        call_id,
        CallStage.RINGING,
        datetime.now(UTC) - timedelta(seconds=ago_s),
        direction=CallDirection.IN,
        extension=extension,
        caller=CALLER,
        queue=queue,
    )


def record(gateway: Database, *events: CallEvent) -> None:
    with gateway.writing() as session:
        record_call_events(session, list(events))


def phases(floor: FloorPage) -> dict[str, FloorPhase]:
    reading = floor.presenter.state.reading
    return {one.name: one.phase for one in reading.people} if reading else {}


def value(floor: FloorPage, figure: Figure) -> str:
    return floor.wall.figures[figure].look.value


def test_only_supervisors_are_offered_the_floor(
    own_database: Database, open_desk: OpenDesk
) -> None:
    operator = open_desk(own_database, OPERATOR)

    assert not operator.window.top_bar.person.floor.isVisible()


def test_what_a_colleague_says_at_another_desk_is_on_the_wall(
    floor: FloorPage, colleague: Database, qtbot: QtBot
) -> None:
    says(colleague, Availability.READY)
    qtbot.waitUntil(lambda: phases(floor).get("佐伯 千鶴") is FloorPhase.READY)

    says(colleague, Availability.AWAY, "昼食")
    qtbot.waitUntil(lambda: phases(floor)["佐伯 千鶴"] is FloorPhase.AWAY)
    tile = next(tile for tile in floor.wall.people.tiles if tile.look.name == "佐伯 千鶴")
    assert tile.look.state == "昼食"


def test_a_call_is_seen_to_wait_to_ring_and_to_be_talked(
    floor: FloorPage, colleague: Database, gateway: Database, qtbot: QtBot
) -> None:
    record(gateway, ring("a"))
    qtbot.waitUntil(lambda: value(floor, Figure.WAITING) == "1")
    assert [queue.name for queue in floor.presenter.state.queues] == ["受注"]

    record(gateway, ring("a", "202"))
    qtbot.waitUntil(lambda: phases(floor).get("佐伯 千鶴") is FloorPhase.RINGING)

    record(gateway, CallEvent("pbx", "a", CallStage.ANSWERED, datetime.now(UTC), extension="202"))
    qtbot.waitUntil(lambda: phases(floor)["佐伯 千鶴"] is FloorPhase.TALKING)
    assert (value(floor, Figure.WAITING), value(floor, Figure.CALLS)) == ("0", "1")


def test_a_missed_call_that_is_settled_elsewhere_leaves_the_wall(
    floor: FloorPage, gateway: Database, own_database: Database, qtbot: QtBot
) -> None:
    record(gateway, ring("a"), CallEvent("pbx", "a", CallStage.ENDED, datetime.now(UTC)))
    qtbot.waitUntil(lambda: value(floor, Figure.MISSED) == "1")

    with psycopg.connect(own_database.dsn, autocommit=True) as owner:
        settle = "INSERT INTO missed_call_done (call_id, reason) SELECT id, %s FROM call"
        owner.execute(settle, [next(iter(MissedCallSettled))])
    qtbot.waitUntil(lambda: value(floor, Figure.MISSED) == "0")


def test_a_limit_that_is_set_is_heeded_at_once(
    floor: FloorPage, gateway: Database, own_database: Database, qtbot: QtBot
) -> None:
    record(gateway, ring("a"), ring("b"))
    qtbot.waitUntil(lambda: value(floor, Figure.WAITING) == "2")
    assert floor.presenter.state.alarms == ()

    with psycopg.connect(own_database.dsn, autocommit=True) as owner:
        owner.execute("INSERT INTO office_setting (key, value) VALUES ('alarm_waiting', '2')")
    qtbot.waitUntil(lambda: floor.presenter.state.alarms != ())
    assert floor.wall.band_words.whole_text == "2 calls are waiting"


def test_the_calls_behind_a_figure_and_a_queue_are_shown(
    program: Program, floor: FloorPage, gateway: Database, qtbot: QtBot
) -> None:
    record(gateway, ring("a"), ring("b", queue="定期便"))
    qtbot.waitUntil(lambda: len(floor.presenter.state.queues) == 2)

    floor.wall.queues.tiles[0].click()

    page = program.call_log.page
    assert program.window.pages.currentWidget() is page
    qtbot.waitUntil(lambda: [call.queue for call in page.model.rows] == ["受注"])
    page.filters.queue.click()
    qtbot.waitUntil(lambda: len(page.model.rows) == 2)


def test_missed_callers_are_shown_as_those_to_call_back(program: Program, floor: FloorPage) -> None:
    QTest.keyClick(floor.wall.figures[Figure.MISSED], Qt.Key.Key_Return)

    page = program.call_log.page
    assert program.window.pages.currentWidget() is page
    assert page.views[CallLogView.MISSED].isChecked()


def test_a_figure_leads_to_its_calls_of_today_alone(program: Program, floor: FloorPage) -> None:
    chosen: list[CallFilter] = []
    floor.calls_wanted.connect(chosen.append)

    floor.wall.figures[Figure.CALLED].click()

    assert chosen == [CallFilter(CallDirection.OUT)]
    assert program.call_log.page.views[CallLogView.FLOOR].isChecked()


def test_the_page_takes_the_whole_screen_and_gives_it_back(
    program: Program, floor: FloorPage
) -> None:
    window = program.window
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert window.top_bar.isHidden()

    window.back_wanted.emit()
    assert not window.isFullScreen()
    assert not window.top_bar.isHidden()
    assert window.pages.currentWidget() is floor.panel


def test_another_page_gives_the_screen_back(program: Program, floor: FloorPage) -> None:
    floor.toggle_full_screen()

    program.window.show_home()

    assert not program.window.isFullScreen()
    assert not program.window.call_list.isHidden()


def test_the_figures_of_people_are_those_of_the_days_chosen(
    floor: FloorPage, colleague: Database, gateway: Database, qtbot: QtBot
) -> None:
    answered = CallEvent("pbx", "a", CallStage.ANSWERED, datetime.now(UTC), extension="202")
    record(
        gateway,
        ring("a", "202"),
        answered,
        CallEvent("pbx", "a", CallStage.ENDED, datetime.now(UTC)),
    )

    floor.panel.show_part(1)

    qtbot.waitUntil(lambda: len(floor.people.model.rows) == 1)
    assert floor.people.model.cells(0)[:4] == ("佐伯 千鶴", "all days", "1", "0")
    assert [bar.told for bar in floor.people.chart.bars] == ["1"]


def test_the_key_for_the_whole_screen_is_the_pages_own_while_it_is_there(
    program: Program, floor: FloorPage, qtbot: QtBot
) -> None:
    others: list[str] = []
    QShortcut(QKeySequence("F11"), program.window, lambda: others.append("rings"))
    tile = floor.wall.figures[Figure.WAITING]
    qtbot.waitUntil(tile.hasFocus)

    QTest.keyClick(tile, Qt.Key.Key_F11)

    assert floor.is_full_screen
    assert others == []


def test_a_wall_whose_link_was_cut_says_so_and_goes_on_by_itself(
    floor: FloorPage, gateway: Database, own_database: Database, qtbot: QtBot
) -> None:
    live: list[bool] = []
    floor.presenter.changed.connect(lambda state: live.append(state.live))

    with psycopg.connect(own_database.dsn, autocommit=True) as owner:
        owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )
    qtbot.waitUntil(lambda: False in live and live[-1])

    record(gateway, ring("a"))
    qtbot.waitUntil(lambda: value(floor, Figure.WAITING) == "1")
