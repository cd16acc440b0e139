"""The floor of supervisors: its page, what it asks of the database, and from where news come in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from crm_desktop.actions.floor_exports import export_floor
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.floor import FloorReading, PersonDay, person_days, read_floor
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.database.roles import EXPORTER
from crm_desktop.ui.floor.page import FloorPanel
from crm_desktop.ui.floor.people_pane import FloorPeoplePane
from crm_desktop.ui.floor.people_presenter import FloorPeoplePresenter, PeopleWork
from crm_desktop.ui.floor.presenter import FloorPresenter
from crm_desktop.ui.floor.wall import FloorWall
from crm_desktop.ui.floor.wiring import connect_people, connect_wall
from crm_desktop.ui.floor.words import exported_words, page_words, part_words
from crm_desktop.ui.main_window import MainWindow

_FIGURES: Final = 1


class FloorPage(QObject):
    """The wall and the figures of people; F11 gives the page the whole screen, and takes it back.

    ``calls_wanted`` and ``missed_wanted`` ask for the calls behind a figure.
    """

    calls_wanted = Signal(object)  # CallFilter
    missed_wanted = Signal()
    failed = Signal(object)  # Exception

    def __init__(
        self,
        window: MainWindow,
        staff: SignedInStaff,
        database: Database,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """Read nothing before the page is shown."""
        super().__init__(parent)
        self._window = window
        self._was_maximized = False
        desk = window.desk
        questions = FloorQuestions(database)
        self.presenter = FloorPresenter(
            questions.read, jobs, now=desk.now, today=desk.today, parent=self
        )
        self.people_presenter = FloorPeoplePresenter(
            questions.of_people(), jobs, today=desk.today, parent=self
        )
        self.wall = FloorWall(desk.formats)
        self.people = FloorPeoplePane(desk.formats, exports=EXPORTER in staff.groups)
        now, days = part_words()
        self.panel = FloorPanel(page_words(), [(now, self.wall), (days, self.people)])
        self._connect()

    def on_news(self, *told: object) -> None:
        """Know that something happened on the floor."""
        self.presenter.on_news(*told)

    def show_figures(self) -> None:
        """Show the part with the figures of people and days."""
        self.panel.show_part(_FIGURES)

    def leave_full_screen(self) -> bool:
        """Give the screen back; tell whether the page had it."""
        if not self.is_full_screen:
            return False
        self._window.top_bar.show()
        self._window.call_list.show()
        if self._was_maximized:
            self._window.showMaximized()
        else:
            self._window.showNormal()
        return True

    @property
    def is_full_screen(self) -> bool:
        """Whether the page has the screen for itself."""
        return self._window.isFullScreen() and self._window.top_bar.isHidden()

    def toggle_full_screen(self) -> None:
        """Take the whole screen for the page, or give it back."""
        if self.leave_full_screen():
            return
        self._was_maximized = self._window.isMaximized()
        self._window.top_bar.hide()
        self._window.call_list.hide()
        self._window.showFullScreen()

    def _on_page(self, _place: int) -> None:
        """Give the screen back when another page is shown."""
        if self._window.pages.currentWidget() is not self.panel:
            self.leave_full_screen()

    def _connect(self) -> None:
        self.panel.full_screen_wanted.connect(self.toggle_full_screen)
        self._window.pages.currentChanged.connect(self._on_page)
        connect_wall(self.presenter, self.wall)
        connect_people(self.people_presenter, self.people)
        self.wall.calls_wanted.connect(self.calls_wanted)
        self.wall.missed_wanted.connect(self.missed_wanted)
        self.presenter.failed.connect(self.failed)
        self.people_presenter.failed.connect(self.failed)
        self.people_presenter.exported.connect(
            lambda rows, file: self._window.tell(exported_words(rows, str(file)))
        )


class FloorQuestions:
    """Each question opens a session of its own. Called on worker threads; knows no Qt."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_people(self) -> PeopleWork:
        """Return what the figures of people ask."""
        return PeopleWork(self.read_people, self.export)

    def read(self, day: date) -> FloorReading:
        """Return the floor as it is now, with the figures of ``day``."""
        with self._database.reading() as session:
            return read_floor(session, day)

    def read_people(self, first_on: date, last_on: date) -> Sequence[PersonDay]:
        """Return what everybody did on each of some days."""
        with self._database.reporting() as session:
            return person_days(session, first_on, last_on)

    def export(self, reason: str, first_on: date, last_on: date, file: Path) -> int:
        """Write the figures of some days to ``file``, which the person has let replace."""
        return export_floor(self._database, reason, (first_on, last_on), file, replaces=True)
