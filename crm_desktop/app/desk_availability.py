"""Whether the person at this desk can take calls: button, calls, notes and lock hear each other."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crm_desktop.actions.notes import WrittenNote
from crm_desktop.app.availability_questions import AvailabilityQuestions
from crm_desktop.app.desk_lock import DeskLock
from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.availability import Availability
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.availability.presenter import AvailabilityPresenter
from crm_desktop.ui.availability.state import CategoryOwed
from crm_desktop.ui.customer_card.note_state import NoteState
from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.customer_card.presenter import CustomerCardPresenter
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.shared.clock import Clock

log = logging.getLogger(__name__)


class DeskAvailability(QObject):
    """What the presenter decides is shown by the top bar; a category that is owed, on the card."""

    failed = Signal(object)
    work_ended = Signal()  # asked for by key where no card is open

    def __init__(
        self,
        window: MainWindow,
        card: tuple[CustomerCardPresenter, CustomerCardPanel],
        questions: AvailabilityQuestions,
        jobs: Jobs,
        *,
        now: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._card, self._panel = card
        self.presenter = AvailabilityPresenter(
            questions.of_person(),
            jobs,
            now=now,
            may_end=lambda: not self._card.has_unsaved_typing,
            parent=self,
        )
        self._connect_button()
        self._connect_card()
        for page in (window.home, window.caller_page):
            self._add_finish_keys(page)
        self.presenter.failed.connect(self.failed)

    def listen_to_lock(self, lock: DeskLock) -> None:
        """Be away while the desk is idle; a lock that was asked for changes nothing."""
        lock.watch.idle.connect(self.presenter.on_idle)
        lock.presenter.unlocked.connect(self.presenter.on_touched)

    def may_finish(self, note: WrittenNote) -> bool:
        """Tell whether the contact of ``note`` may be ended."""
        return self.presenter.may_finish(note)

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Store what waits as soon as the database is back."""
        if linked:
            self.presenter.kept.send()

    def close(self) -> None:
        """Say in the log what could not be stored until now; jobs have ended."""
        if waiting := self.presenter.kept.waiting:
            log.error("not stored who can take calls: %d changes", len(waiting))

    def _connect_button(self) -> None:
        button, presenter = self._window.top_bar.status, self.presenter
        presenter.changed.connect(button.show_state)
        button.ready_wanted.connect(presenter.be_ready)
        button.after_call_wanted.connect(presenter.be_after_call)
        button.away_wanted.connect(presenter.be_away)
        button.toggle_wanted.connect(presenter.toggle)

    def _connect_card(self) -> None:
        card, presenter = self._card, self.presenter
        card.note.changed.connect(self._on_note)
        card.finished.connect(lambda _customer_id: presenter.finish())
        card.categories_changed.connect(presenter.on_categories)
        presenter.category_owed.connect(self._on_category_owed)

    def _on_note(self, state: NoteState) -> None:
        self.presenter.on_note(state.note)

    def _on_category_owed(self, owed: CategoryOwed) -> None:
        """Show the note that lacks it, and point at the box."""
        note = self._card.note.shown_note
        if note is None or note.call_id != owed.call_id:
            self._card.show_customer(owed.customer_id, OpeningReason.CALL, owed.call_id)
        self._window.show_card()
        self._panel.note.point_at_category()

    def _add_finish_keys(self, page: QWidget) -> None:
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), page, self._finish)

    def _finish(self) -> None:
        was_working = self.presenter.state.state is Availability.AFTER_CALL
        self.presenter.finish()
        if was_working and self.presenter.state.state is not Availability.AFTER_CALL:
            self.work_ended.emit()
