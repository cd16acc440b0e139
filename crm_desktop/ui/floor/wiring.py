"""Connects the pages of the floor with their presenters."""

from __future__ import annotations

from crm_desktop.ui.floor.people_pane import FloorPeoplePane
from crm_desktop.ui.floor.people_presenter import FloorPeoplePresenter
from crm_desktop.ui.floor.presenter import FloorPresenter
from crm_desktop.ui.floor.state import Grouping, Measure
from crm_desktop.ui.floor.wall import FloorWall


def connect_wall(presenter: FloorPresenter, wall: FloorWall) -> None:
    """Let ``wall`` show what ``presenter`` decides."""
    wall.show_state(presenter.state, presenter.server_now)
    presenter.changed.connect(lambda state: wall.show_state(state, presenter.server_now))
    presenter.ticked.connect(wall.show_time)
    wall.on_screen.connect(presenter.on_screen)


def connect_people(presenter: FloorPeoplePresenter, pane: FloorPeoplePane) -> None:
    """Let ``pane`` show what ``presenter`` decides."""
    pane.show_state(presenter.state)
    presenter.changed.connect(pane.show_state)
    pane.on_screen.connect(presenter.on_screen)
    pane.days_wanted.connect(presenter.choose_days)
    pane.grouping_wanted.connect(lambda told: presenter.choose_grouping(Grouping(told)))
    pane.measure_wanted.connect(lambda told: presenter.choose_measure(Measure(told)))
    pane.person_wanted.connect(presenter.choose_person)
    pane.export_wanted.connect(presenter.export)
