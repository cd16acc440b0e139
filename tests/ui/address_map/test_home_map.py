"""Which of the two maps is on the screen, and when the web engine is begun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.ui.address_map import home_map
from crm_desktop.ui.address_map.home_map import HomeMap
from crm_desktop.ui.address_map.map_view import MapLanes, MapView
from crm_desktop.ui.address_map.web_engine import EngineBroken, EngineFault
from tests.ui.address_map.map_desk import OSAKA, SHINJUKU, AskedSources

Begun = list[str]


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Begun:
    """A web engine that is missing; says how often it was asked for."""
    begun: Begun = []

    def missing() -> str:
        begun.append("asked")
        raise EngineBroken(EngineFault.MISSING)

    monkeypatch.setattr(home_map, "ready_engine", missing)
    return begun


@pytest.fixture
def map_(qtbot: QtBot, inline_jobs: Jobs, begun: Begun) -> HomeMap:
    """A map of 400 x 300 that nobody sees yet."""
    map_ = HomeMap(AskedSources().sources(), MapLanes(inline_jobs, inline_jobs))
    qtbot.addWidget(map_)
    map_.resize(400, 300)
    return map_


def words_on(map_: HomeMap) -> list[str]:
    return [label.text() for label in map_.findChildren(QLabel) if label.isVisibleTo(map_)]


def test_map_that_nobody_sees_begins_no_engine(map_: HomeMap, begun: Begun) -> None:
    map_.show_home(SHINJUKU)

    assert begun == []


def test_map_without_a_home_begins_no_engine(map_: HomeMap, begun: Begun) -> None:
    map_.show()
    map_.show_home(MapView())

    assert begun == []


@pytest.mark.parametrize(
    "steps",
    [
        (HomeMap.show, lambda map_: map_.show_home(SHINJUKU)),
        (lambda map_: map_.show_home(SHINJUKU), HomeMap.show),
    ],
)
def test_first_home_that_is_seen_begins_the_engine_once(
    map_: HomeMap, begun: Begun, steps: tuple[Callable[[HomeMap], Any], ...]
) -> None:
    for step in steps:
        step(map_)
    map_.show_home(OSAKA)
    map_.start()

    assert begun == ["asked"]


def test_desk_without_an_engine_goes_on_with_a_sentence(map_: HomeMap, qtbot: QtBot) -> None:
    map_.show()

    with qtbot.waitSignal(map_.broken) as broken:
        map_.show_home(SHINJUKU)
    map_.show_home(OSAKA)

    assert broken.args == ["missing"]
    assert "Simple map: the full one does not run on this PC" in words_on(map_)
    assert map_._drawn._view == OSAKA


@pytest.mark.parametrize(
    ("view", "words"), [(OSAKA, ["Offline map"]), (replace(OSAKA, is_online=True), [])]
)
def test_map_without_pictures_says_so(map_: HomeMap, view: MapView, words: list[str]) -> None:
    map_.show_home(view)

    assert words_on(map_) == words


def test_buttons_zoom_and_have_names(map_: HomeMap) -> None:
    map_.show_home(SHINJUKU)
    before = map_._drawn._framing.zoom
    closer, farther = map_.findChildren(QToolButton)

    QTest.mouseClick(closer, Qt.MouseButton.LeftButton)
    nearer = map_._drawn._framing.zoom
    QTest.mouseClick(farther, Qt.MouseButton.LeftButton)

    assert (nearer, map_._drawn._framing.zoom) == (before + 1, before)
    assert [closer.accessibleName(), farther.accessibleName()] == ["Closer", "Farther away"]


def test_cleared_map_shows_nobody(map_: HomeMap) -> None:
    map_.show_home(SHINJUKU)

    map_.clear()

    assert map_._drawn._view == MapView()
