"""The doctor's window, beside the desk's: what it shows goes on while one works."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.database.queries.backups import BackupsTold
from crm_desktop.ui.doctor.backups import backup_words
from crm_desktop.ui.doctor.state import DoctorState
from crm_desktop.ui.doctor.tabs import EventsTab, FakeTab, ReplayTab, SourcesTab
from crm_desktop.ui.doctor.task_page import TasksTab
from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

_SIZE = (1200, 560)


@dataclass(frozen=True, slots=True)
class Patient:
    """At whose desk it is: the own telephone, and what the person may see."""

    extension: str
    sees_all: bool


class DoctorDialog(QDialog):
    """Pages to choose from, a report to copy; operators have the first page alone."""

    report_wanted = Signal()
    left = Signal()

    def __init__(
        self,
        patient: Patient,
        formats: Formats,
        *,
        now: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("CTI doctor"))
        self.resize(*_SIZE)
        self._formats = formats
        self._now = now
        self.sources = SourcesTab(formats, now)
        self.events = EventsTab(formats)
        self.fakes = FakeTab(patient.extension)
        self.replays = ReplayTab()
        self.tasks = TasksTab(formats, now)
        self.pages = QStackedWidget()
        self.parts: list[QToolButton] = []
        self._parts_row = QHBoxLayout()
        self._add(self.tr("Sources"), self.sources)
        if patient.sees_all:
            self._add(self.tr("Live events"), self.events)
            self._add(self.tr("Test calls"), self.fakes)
            self._add(self.tr("Recordings"), self.replays)
            self._add(self.tr("Tasks"), self.tasks)
        self.copied = PlainLabel(look="done")
        self.backups = PlainLabel(look="soft")
        self.backups.setWordWrap(True)
        self.backups.hide()
        self._lay_out(patient)
        self.show_page(0)
        self.show_state(DoctorState())

    def show_state(self, state: DoctorState) -> None:
        """Make the window say what ``state`` says."""
        for page in (self.sources, self.events, self.fakes, self.replays):
            page.show_state(state)
        words = self.tr("The report is in the clipboard; numbers and names are left out.")
        self.copied.setText(words if state.copied else "")

    def show_backups(self, told: BackupsTold | None) -> None:
        """Say how backups go."""
        self.backups.setText(backup_words(told, self._formats, now=self._now()))
        self.backups.show()

    def show_page(self, place: int) -> None:
        """Show one of the pages, the first is 0."""
        self.pages.setCurrentIndex(place)
        for at, part in enumerate(self.parts):
            part.setChecked(at == place)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that nobody looks any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    def _add(self, words: str, page: QWidget) -> None:
        place = self.pages.addWidget(page)
        part = QToolButton()
        part.setText(words)
        part.setCheckable(True)
        part.setProperty("look", "part")
        part.setShortcut(f"Alt+{place + 1}")
        part.clicked.connect(lambda: self.show_page(place))
        self.parts.append(part)
        self._parts_row.addWidget(part)

    def _lay_out(self, patient: Patient) -> None:
        for page in (self.events, self.fakes, self.replays, self.tasks):
            if not patient.sees_all:
                page.setParent(self)
                page.hide()
        self._parts_row.setSpacing(0)
        self._parts_row.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = buttons.addButton(
            self.tr("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self.report_wanted)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.copied, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SIZES.margin,) * 4)
        column.setSpacing(SIZES.gap)
        column.addLayout(self._parts_row)
        column.addWidget(self.pages, 1)
        column.addWidget(self.backups)
        column.addLayout(foot)
