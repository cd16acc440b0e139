"""Opens the CTI doctor beside the desk, and does for it what needs the database and files."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from crm_desktop.actions.calls import record_call_event
from crm_desktop.actions.received_events import watch_events
from crm_desktop.background.jobs import Jobs, lane
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.backups import BackupsTold
from crm_desktop.database.queries.call_sources import (
    ReceivedRow,
    SourceStateRow,
    received_after,
)
from crm_desktop.database.roles import ADMIN, OPERATOR, SUPERVISOR
from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.doctor_report import ReportedEvent, ReportedSource, doctor_report
from crm_desktop.domain.fake_call import FakeCall, FakeDesk
from crm_desktop.errors.files import RecordingUnreadable
from crm_desktop.settings import DeskSettings
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.phone_link.presenter import PhoneLinkPresenter
from crm_desktop.ui.shared.clock import Clock

if TYPE_CHECKING:
    from crm_desktop.app.program import DeskPlace
    from crm_desktop.ui.doctor.dialog import DoctorDialog
    from crm_desktop.ui.doctor.presenter import DoctorPresenter
    from crm_desktop.ui.doctor.state import DoctorState, Replayed
    from crm_desktop.ui.doctor.task_presenter import TasksPresenter

DOCTOR_KEY: Final = "Ctrl+Shift+D"
LARGEST_RECORDING: Final = 200_000_000
MOST_REPORTED: Final = 100


class Doctor(QObject):
    """Made when somebody opens it first: each desk would start the later for it."""

    failed = Signal(object)
    opened = Signal()

    def __init__(
        self,
        window: MainWindow,
        place: DeskPlace,
        database: Database,
        jobs: Jobs,
        link: PhoneLinkPresenter,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._place = place
        self._database = database
        self._jobs = jobs
        self._link = link
        self._files: Jobs | None = None
        self.dialog: DoctorDialog | None = None
        self.presenter: DoctorPresenter | None = None
        self.tasks: TasksPresenter | None = None
        QShortcut(QKeySequence(DOCTOR_KEY), window, self.open)

    @property
    def sees_all(self) -> bool:
        """Whether the person may watch, make up calls and replay, besides seeing the sources."""
        return bool(self._place.staff.groups & {SUPERVISOR, ADMIN})

    def open(self) -> None:
        """Show the window, with how the sources are now."""
        if self.dialog is None or self.presenter is None:
            self._make()
        if self.dialog is None or self.presenter is None:
            return
        self.presenter.open(watches=self.sees_all)
        if self.tasks is not None:
            self.tasks.open()
        self._link.look()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self.opened.emit()

    def on_backups(self, told: BackupsTold | None) -> None:
        """Say in the window how backups go, once somebody has opened it."""
        if self.dialog is not None:
            self.dialog.show_backups(told)

    def close(self) -> None:
        """End what it does, before the desk closes."""
        if self.presenter is not None:
            self.presenter.close()
        if self.tasks is not None:
            self.tasks.close()
        if self._files is not None:
            self._files.close()

    def _make(self) -> None:
        from crm_desktop.app.doctor_tasks import connected_tasks  # noqa: PLC0415
        from crm_desktop.ui.doctor.dialog import DoctorDialog, Patient  # noqa: PLC0415
        from crm_desktop.ui.doctor.presenter import (  # noqa: PLC0415
            DoctorPresenter,
            DoctorQuestions,
        )

        place = self._place
        serves = bool(place.staff.groups & {OPERATOR, SUPERVISOR})
        patient = Patient(place.extension if serves else "", self.sees_all)
        self._files = lane("doctor", 1, self)
        self.dialog = DoctorDialog(patient, place.formats, now=place.now, parent=self._window)
        questions = DoctorQuestions(self._watch, self._received, self._record, replay_file)
        self.presenter = DoctorPresenter(
            questions, self._jobs, self._files, now=place.now, parent=self
        )
        self._connect(self.presenter, self.dialog)
        if self.sees_all:
            self.tasks = connected_tasks(self._database, self._jobs, self.dialog, self)
            self.tasks.failed.connect(self.failed)

    def _connect(self, presenter: DoctorPresenter, dialog: DoctorDialog) -> None:
        presenter.changed.connect(dialog.show_state)
        presenter.failed.connect(self.failed)
        self._link.changed.connect(presenter.on_link)
        presenter.on_link(self._link.state)
        dialog.left.connect(presenter.close)
        dialog.events.clear_wanted.connect(presenter.forget_received)
        dialog.fakes.wanted.connect(self._make_up)
        dialog.fakes.end_wanted.connect(presenter.end_fake)
        dialog.replays.wanted.connect(presenter.replay)
        dialog.replays.cancel_wanted.connect(presenter.cancel_replay)
        dialog.report_wanted.connect(self._copy_report)

    def _make_up(self, kind: FakeCall, number: str) -> None:
        staff = self._place.staff
        if self.presenter is not None:
            self.presenter.make_up(kind, FakeDesk(staff.login, self._place.extension, number))

    def _copy_report(self) -> None:
        if self.presenter is not None:
            report = report_of_desk(self.presenter.state, self._place.settings, self._place.now)
            QGuiApplication.clipboard().setText(report)
            self.presenter.note_copied()

    def _watch(self) -> None:
        with self._database.writing() as session:
            watch_events(session)

    def _received(self, event_id: int) -> Sequence[ReceivedRow]:
        with self._database.asking() as session:
            return received_after(session, event_id)

    def _record(self, event: CallEvent) -> None:
        with self._database.writing() as session:
            record_call_event(session, event)


def replay_file(file: Path, is_cancelled: Callable[[], bool]) -> Replayed:
    """Return what the gateway makes of a recording; half of it when cancelled meanwhile.

    Raises:
        RecordingUnreadable: it cannot be read, or is larger than `LARGEST_RECORDING`.
    """
    from crm_desktop.telephony.ami_channels import ExtensionPattern  # noqa: PLC0415
    from crm_desktop.telephony.ami_replay import replay  # noqa: PLC0415
    from crm_desktop.ui.doctor.state import Replayed  # noqa: PLC0415

    try:
        if file.stat().st_size > LARGEST_RECORDING:
            raise RecordingUnreadable(file)
        recording = file.read_bytes()
    except OSError as error:
        raise RecordingUnreadable(file) from error
    calls, pops = replay(recording, ExtensionPattern(), is_cancelled=is_cancelled)
    return Replayed(file.name, tuple(calls), tuple(pops))


def report_of_desk(state: DoctorState, desk: DeskSettings, now: Clock) -> str:
    """Return the report to copy: nobody's name or number, no secret, no path."""
    versions = {
        "crm-desktop": version("crm-desktop"),
        "python": platform.python_version(),
        "qt": f"{qVersion()} {QGuiApplication.platformName()}",
        "system": platform.platform(),
    }
    settings = {f"desk.{name}": _setting(value) for name, value in asdict(desk).items()}
    return doctor_report(
        versions,
        settings,
        [reported_source(row) for row in state.link.sources],
        [_event(row) for row in state.received[:MOST_REPORTED]],
        at=now(),
    )


def reported_source(row: SourceStateRow) -> ReportedSource:
    """Return a source as a report has it: where its gateway runs, not who it signs in as."""
    return ReportedSource(
        row.gateway.partition("@")[2],
        row.name,
        row.kind,
        str(row.state),
        row.since,
        row.last_event_at,
        row.silent_s,
        row.problem,
        {name: value for name, value in row.facts.items() if name != "user"},
    )


def _event(row: ReceivedRow) -> ReportedEvent:
    return ReportedEvent(
        row.received_at, row.source, row.understood, row.why, row.extension, row.raw
    )


def _setting(value: object) -> str:
    """Return a setting; of free text, such as a path with a person's name, only that it is set."""
    if isinstance(value, str) and len(value) > _LONGEST_WORD:
        return "(set)"
    return str(value) or "(not set)"


_LONGEST_WORD: Final = 8
