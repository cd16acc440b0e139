"""What the wall says, and what can be done there with keys alone; without a database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.floor import FloorReading
from crm_desktop.domain.call import CallDirection, CallResult
from crm_desktop.domain.call_filter import ABANDONED, CallFilter
from crm_desktop.domain.floor import CallTally, FloorAlarm, FloorPhase
from crm_desktop.ui.floor.state import Figure, FloorState
from crm_desktop.ui.floor.tile_grid import best_columns
from crm_desktop.ui.floor.wall import FloorWall
from crm_desktop.ui.floor.words import share_words
from crm_desktop.ui.shared.formats import Formats
from tests.ui.floor.floors import DAY, NOW, TODAY, a_floor, a_person


@pytest.fixture
def wall(qtbot: QtBot, formats: Formats) -> FloorWall:
    wall = FloorWall(formats)
    qtbot.addWidget(wall)
    wall.resize(1140, 660)
    wall.show()
    return wall


def show(wall: FloorWall, reading: FloorReading | None, **facts: Any) -> None:
    wall.show_state(FloorState(TODAY, reading, **facts), NOW)


def values(wall: FloorWall) -> dict[Figure, str]:
    return {figure: tile.look.value for figure, tile in wall.figures.items()}


def test_figures_are_those_of_the_formulas(wall: FloorWall) -> None:
    show(wall, a_floor(a_person(), waiting_s=(95, 12), missed=7))

    assert list(values(wall).values()) == (
        ["2", "7", "1", "10", "80%", "60%", "10%", "0:12", "3:20", "0:50", "0"]
    )
    assert wall.figures[Figure.WAITING].look.aside == "longest 1:35"
    assert wall.figures[Figure.AFTER_CALL_WORK].look.aside == "AHT 4:10"


def test_of_nothing_there_is_a_dash_never_nought_percent(wall: FloorWall) -> None:
    show(wall, a_floor(tally=None))

    shown = values(wall)
    rates = [Figure.ANSWER_RATE, Figure.SERVICE_LEVEL, Figure.ABANDON_RATE, Figure.TALK_TIME]
    assert [shown[figure] for figure in rates] == ["–"] * 4
    assert shown[Figure.CALLS] == "0"


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, "–"), (0.0, "0%"), (0.001, "1%"), (0.5, "50%"), (0.999, "99%"), (1.0, "100%")],
)
def test_all_and_none_are_said_of_just_that(share: float | None, words: str) -> None:
    assert share_words(share) == words


@pytest.mark.parametrize("figure", Figure)
def test_each_figure_tells_how_it_is_worked_out(wall: FloorWall, figure: Figure) -> None:
    show(wall, a_floor())
    tile = wall.figures[figure]

    wall.activateWindow()
    tile.setFocus(Qt.FocusReason.TabFocusReason)

    assert tile.look.meaning
    assert tile.look.meaning in wall.meaning.whole_text
    assert tile.accessibleDescription() == tile.look.meaning
    assert tile.look.meaning.split("÷")[0] in tile.toolTip()


def test_people_are_seen_with_word_icon_and_time_in_their_order(wall: FloorWall) -> None:
    people = (
        a_person(1, "一戸 静", FloorPhase.TALKING, direction=CallDirection.IN, ago_s=130),
        a_person(2, "髙橋 花子", FloorPhase.AWAY, reason="昼食"),
        a_person(3, "﨑山 澪", FloorPhase.GONE),
    )
    show(wall, a_floor(*people))

    tiles = [tile.look for tile in wall.people.tiles if tile.isVisible()]
    assert [(one.name, one.state, one.clock) for one in tiles] == [
        ("一戸 静", "Talking", "2:10"),
        ("髙橋 花子", "昼食", "0:42"),
    ]
    assert all(one.icon for one in tiles)
    assert wall.gone.text() == "1 signed out"


def test_clocks_run_on_without_a_reading(wall: FloorWall) -> None:
    show(wall, a_floor(a_person(ago_s=58), waiting_s=(58,)))

    wall.show_time(NOW + timedelta(seconds=4))

    assert wall.people.tiles[0].look.clock == "1:02"
    assert wall.figures[Figure.WAITING].look.aside == "longest 1:02"
    assert wall.queues.tiles[0].look.tone == "late"


def test_a_tile_keeps_the_keyboard_while_people_come_and_go(wall: FloorWall, qtbot: QtBot) -> None:
    show(wall, a_floor(a_person(1), a_person(2)))
    wall.activateWindow()
    first = wall.people.tiles[0]
    first.setFocus()

    show(wall, a_floor(a_person(1)))

    assert first.hasFocus()
    assert not wall.people.tiles[1].isVisible()


def test_an_alarm_is_a_band_with_words_and_goes_with_its_cause(wall: FloorWall) -> None:
    floor = a_floor(waiting_s=(95, 12, 3), missed=10)
    show(wall, floor, alarms=tuple(FloorAlarm))
    assert wall.band.property("look") == "wall-alarm"
    assert wall.band_words.whole_text.startswith("3 calls are waiting")
    assert wall.figures[Figure.MISSED].look.tone == "late"

    show(wall, a_floor())
    assert wall.band.property("look") == "wall-calm"
    assert wall.band_words.whole_text == "All is well"


@pytest.mark.parametrize("facts", [{"live": False}, {"failed": True}])
def test_a_wall_that_stands_still_says_since_when(wall: FloorWall, facts: dict[str, bool]) -> None:
    show(wall, a_floor(), **facts)

    assert wall.band_words.whole_text == "As of 12:00: not live"


@pytest.mark.parametrize(
    ("figure", "calls"),
    [
        (Figure.CALLS, CallFilter(CallDirection.IN)),
        (Figure.ANSWER_RATE, CallFilter(CallDirection.IN, CallResult.ANSWERED)),
        (Figure.ABANDON_RATE, CallFilter(CallDirection.IN, ABANDONED)),
        (Figure.CALLED, CallFilter(CallDirection.OUT)),
    ],
)
def test_enter_on_a_figure_asks_for_its_calls(
    wall: FloorWall, qtbot: QtBot, figure: Figure, calls: CallFilter
) -> None:
    show(wall, a_floor())

    with qtbot.waitSignal(wall.calls_wanted) as asked:
        QTest.keyClick(wall.figures[figure], Qt.Key.Key_Return)

    assert asked.args == [calls]


def test_a_person_and_a_queue_ask_for_their_calls(wall: FloorWall) -> None:
    show(wall, a_floor(a_person(7)))
    asked: list[CallFilter] = []
    wall.calls_wanted.connect(asked.append)

    wall.people.tiles[0].click()
    wall.queues.tiles[0].click()

    assert asked == [CallFilter(staff_id=7), CallFilter(CallDirection.IN, queue="受注")]


def test_names_that_are_too_long_or_turn_the_words_do_no_harm(wall: FloorWall) -> None:
    people = [a_person(number, "\u202e" + "長" * 500) for number in range(120)]

    show(wall, a_floor(*people, tally=DAY))

    assert not wall.grab().isNull()


def test_nobody_at_work_is_said(wall: FloorWall) -> None:
    show(wall, a_floor(tally=CallTally()))

    assert wall.people.empty.isVisible()
    assert wall.people.empty.text().startswith("Nobody is signed in yet.")


@pytest.mark.parametrize(
    ("count", "width", "height"), [(0, 800, 300), (1, 800, 300), (12, 1000, 500), (400, 800, 300)]
)
def test_tiles_lie_within_the_width_and_are_never_too_small(
    count: int, width: int, height: int
) -> None:
    columns, tile_width, tile_height = best_columns(count, width, height, most=12)

    assert columns * tile_width <= width
    assert tile_height >= 40
    assert tile_width >= 120
