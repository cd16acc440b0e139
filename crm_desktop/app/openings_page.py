"""The page on which supervisors see what people opened, and what it asks of the database."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal

from crm_desktop.actions.openings import read_opened_cards
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.openings import (
    OpenedCard,
    OpeningsOfDay,
    PersonOpenings,
    openings_of_day,
)
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.openings.opened_dialog import OpenedCardsDialog
from crm_desktop.ui.openings.opened_presenter import OpenedCardsPresenter
from crm_desktop.ui.openings.panel import OpeningsPanel
from crm_desktop.ui.openings.presenter import OpeningsPresenter


class OpeningsPage(QObject):
    """Everybody's figures of a day; a dialog with what one of them opened, which is recorded.

    ``looks_wanted`` asks who looked at one of the cards.
    """

    looks_wanted = Signal(int, str, object)  # customer id, name, the dialog it is asked from
    failed = Signal(object)  # Exception

    def __init__(
        self, window: MainWindow, database: Database, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        """Read nothing before the page is shown."""
        super().__init__(parent)
        self._window = window
        self._jobs = jobs
        self._questions = OpeningsQuestions(database)
        self.presenter = OpeningsPresenter(
            self._questions.read_day, jobs, today=window.desk.today, parent=self
        )
        self.panel = OpeningsPanel(window.desk.formats)
        self.panel.show_state(self.presenter.state)
        self.presenter.changed.connect(self.panel.show_state)
        self.presenter.cards_wanted.connect(self._show_cards)
        self.presenter.failed.connect(self.failed)
        self.panel.day_wanted.connect(self.presenter.choose_day)
        self.panel.days_moved.connect(self.presenter.move_days)
        self.panel.person_chosen.connect(self.presenter.choose_person)
        self.panel.cards_wanted.connect(self.presenter.open_person)
        self.panel.on_screen.connect(self.presenter.on_screen)

    def _show_cards(self, person: PersonOpenings, day: date) -> None:
        desk = self._window.desk
        dialog = OpenedCardsDialog(desk.formats, today=desk.today(), parent=self._window)
        presenter = OpenedCardsPresenter(self._questions.read_cards, self._jobs, dialog)
        presenter.changed.connect(dialog.show_state)
        presenter.failed.connect(self.failed)
        dialog.older_wanted.connect(presenter.show_older)
        dialog.looks_wanted.connect(
            lambda customer_id, name: self.looks_wanted.emit(customer_id, name, dialog)
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        presenter.show_person(person, day)
        dialog.open()


class OpeningsQuestions:
    """What the page asks, off the GUI thread; each opens a session of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read_day(self, day: date) -> OpeningsOfDay:
        """Return everybody's figures of a day."""
        with self._database.reporting() as session:
            return openings_of_day(session, day)

    def read_cards(
        self, login: str, day: date, before: OpenedCard | None, most: int
    ) -> tuple[OpenedCard, ...]:
        """Return a page of what somebody opened; asking is recorded first."""
        return read_opened_cards(self._database, login, day, before=before, most=most)
