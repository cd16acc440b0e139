"""The map the desk paints itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.maps.tiles.source import MapCredit
from crm_desktop.ui.address_map.drawn_map import DrawnMap, plain_tip
from crm_desktop.ui.address_map.map_painting import pin_rect, pixel_of
from crm_desktop.ui.address_map.map_view import MapView
from crm_desktop.ui.shared.theme import current_colours
from tests.ui.address_map.map_desk import OSAKA, POST, SHINJUKU, AskedSources

Drawn = tuple[DrawnMap, AskedSources]


@pytest.fixture
def drawn(qtbot: QtBot, inline_jobs: Jobs) -> Drawn:
    """A shown map of 400 x 300 without a home, and what it asked for."""
    asked = AskedSources()
    drawn = DrawnMap(asked.sources(), inline_jobs)
    qtbot.addWidget(drawn)
    drawn.resize(400, 300)
    with qtbot.waitExposed(drawn):
        drawn.show()
    return drawn, asked


def colour_at(drawn: DrawnMap, at: QPointF) -> str:
    return drawn.grab().toImage().pixelColor(at.toPoint()).name()


def pin_of(drawn: DrawnMap) -> QPoint:
    assert drawn._view.home is not None
    return pin_rect(pixel_of(drawn._framing, drawn._view.home)).center().toPoint()


def test_pin_stands_where_the_home_is(drawn: Drawn) -> None:
    map_, _ = drawn

    map_.show_home(SHINJUKU)

    assert colour_at(map_, QPointF(200, 140)) == current_colours().accent


def test_previous_home_is_gone_with_the_next_painting(drawn: Drawn) -> None:
    map_, _ = drawn
    map_.show_home(SHINJUKU)
    place = pixel_of(map_._framing, POST.position)

    map_.show_home(replace(OSAKA, places=()))

    assert colour_at(map_, place + QPointF(-10, 0)) != current_colours().accent


def test_cleared_map_shows_japan_without_a_pin(drawn: Drawn) -> None:
    map_, _ = drawn
    map_.show_home(SHINJUKU)

    map_.clear()

    assert colour_at(map_, QPointF(200, 140)) != current_colours().accent
    assert map_._framing.zoom == 4


def test_click_on_a_number_chooses_the_place(drawn: Drawn, qtbot: QtBot) -> None:
    map_, _ = drawn
    map_.show_home(SHINJUKU)
    at = pixel_of(map_._framing, POST.position).toPoint()

    with qtbot.waitSignal(map_.place_chosen) as chosen:
        QTest.mouseClick(map_, Qt.MouseButton.LeftButton, pos=at)

    assert chosen.args == [POST.place_id]


def drag(map_: DrawnMap, start: QPoint, by: QPoint) -> None:
    QTest.mousePress(map_, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(map_, start + by / 2)
    QTest.mouseMove(map_, start + by)
    QTest.mouseRelease(map_, Qt.MouseButton.LeftButton, pos=start + by)


def test_dragged_pin_tells_where_it_was_dropped(drawn: Drawn, qtbot: QtBot) -> None:
    map_, _ = drawn
    map_.show_home(SHINJUKU)

    with qtbot.waitSignal(map_.pin_moved) as moved:
        drag(map_, pin_of(map_), QPoint(40, 0))

    latitude, longitude = moved.args or (0, 0)
    assert latitude == pytest.approx(35.6896, abs=0.0002)
    assert longitude > 139.6925


def test_pin_that_may_not_be_moved_stays(drawn: Drawn, qtbot: QtBot) -> None:
    map_, _ = drawn
    map_.show_home(replace(SHINJUKU, is_movable=False))

    with qtbot.assertNotEmitted(map_.pin_moved):
        drag(map_, pin_of(map_), QPoint(40, 0))

    assert map_._view.home == SHINJUKU.home


def test_clicked_pin_is_not_moved(drawn: Drawn, qtbot: QtBot) -> None:
    map_, _ = drawn
    map_.show_home(SHINJUKU)

    with qtbot.assertNotEmitted(map_.pin_moved):
        QTest.mouseClick(map_, Qt.MouseButton.LeftButton, pos=pin_of(map_))


@pytest.mark.parametrize(
    ("key", "change"),
    [(Qt.Key.Key_Plus, 1), (Qt.Key.Key_Minus, -1)],
)
def test_keys_zoom(drawn: Drawn, key: Qt.Key, change: int) -> None:
    map_, _ = drawn
    map_.show_home(SHINJUKU)
    before = map_._framing.zoom

    QTest.keyClick(map_, key)

    assert map_._framing.zoom == before + change


def test_map_the_operator_moved_stays_when_places_come(drawn: Drawn) -> None:
    map_, _ = drawn
    map_.show_home(replace(SHINJUKU, places=()))
    QTest.keyClick(map_, Qt.Key.Key_Left)
    moved = map_._framing

    map_.show_home(SHINJUKU)
    assert map_._framing == moved
    map_.show_home(OSAKA)
    assert map_._framing != moved


def test_towns_of_the_part_that_is_shown_are_asked_for(drawn: Drawn, qtbot: QtBot) -> None:
    map_, asked = drawn

    map_.show_home(OSAKA)

    qtbot.waitUntil(lambda: bool(asked.towns) and asked.towns[-1].west > 135.4)
    assert asked.towns[-1].south < 34.6937 < asked.towns[-1].north


def test_credit_is_a_link_that_the_desk_is_told_of(drawn: Drawn, qtbot: QtBot) -> None:
    map_, _ = drawn
    map_.show_home(
        replace(SHINJUKU, credits=(MapCredit("<b>地理院タイル</b>", "https://a.invalid"),))
    )

    with qtbot.waitSignal(map_.link_chosen) as chosen:
        map_._credit.linkActivated.emit("https://a.invalid")

    assert chosen.args == ["https://a.invalid"]
    assert "&lt;b&gt;地理院タイル" in map_._credit.text()


def test_tip_is_shown_as_it_is_written() -> None:
    assert plain_tip("<img src=x>", "") == "<span>&lt;img src=x&gt;</span>"
    assert plain_tip("", "") == ""


def test_note_is_shown_and_goes(drawn: Drawn) -> None:
    map_, _ = drawn

    map_.show_note("オフライン地図")
    shown = [label.text() for label in map_.findChildren(QLabel) if label.isVisible()]
    map_.show_note("")

    assert shown == ["オフライン地図"]
    assert not any(label.isVisible() for label in map_.findChildren(QLabel))


def test_picture_is_sharp_enough_for_a_letter(drawn: Drawn) -> None:
    map_, _ = drawn
    map_.show_home(SHINJUKU)

    picture = map_.picture()

    assert (picture.width(), picture.height()) == (800, 600)
    assert picture.toImage().pixelColor(400, 280) == QColor(current_colours().accent)


def test_map_without_outlines_or_towns_still_shows_the_home(
    qtbot: QtBot, inline_jobs: Jobs
) -> None:
    def fails(*_wanted: object) -> Any:
        raise OSError

    broken = replace(AskedSources().sources(), outlines=fails, towns=fails)
    map_ = DrawnMap(broken, inline_jobs)
    qtbot.addWidget(map_)
    map_.resize(400, 300)

    map_.show_home(SHINJUKU)

    assert colour_at(map_, QPointF(200, 140)) == current_colours().accent


def test_view_of_a_map_that_is_not_shown_yet_is_kept(qtbot: QtBot, inline_jobs: Jobs) -> None:
    map_ = DrawnMap(AskedSources().sources(), inline_jobs)
    qtbot.addWidget(map_)

    map_.show_home(SHINJUKU)
    map_.resize(400, 300)

    assert map_._view == SHINJUKU
    assert map_._view != MapView()
