"""Who sits at this PC: signs people in, opens their desks, lets them change places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication

from crm_desktop.app.furniture import Furniture, furnish
from crm_desktop.app.password_changes import change_password
from crm_desktop.app.pauses import Collections, collect_soon
from crm_desktop.app.program import DeskPlace, Program
from crm_desktop.app.servers import Servers, SignedIn, discard
from crm_desktop.app.taking_down import TakingDown
from crm_desktop.background.jobs import lane
from crm_desktop.domain.call_notice import CallNotice
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.scanning.source import ScanSource
from crm_desktop.settings import DeskSettings
from crm_desktop.ui.password_change.panel import PasswordChangePanel
from crm_desktop.ui.password_change.presenter import PasswordChangePresenter
from crm_desktop.ui.password_change.state import ChangeReason
from crm_desktop.ui.password_change.wiring import connect_password_change
from crm_desktop.ui.shared.clock import utc_now
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.sign_in.first_person_presenter import FirstPersonPresenter
from crm_desktop.ui.sign_in.last_sign_in import LastSignIn
from crm_desktop.ui.sign_in.presenter import SignInPresenter
from crm_desktop.ui.sign_in.window import SignInWindow
from crm_desktop.ui.sign_in.wiring import connect_sign_in

_WORKERS: Final = 3  # a try that was given up may hold one for some seconds

Seat = tuple[str, str]
"""A server's name and a login."""


@dataclass(frozen=True, slots=True)
class DeskLook:
    """What is the same for whoever sits here; ``drafts`` are of everybody, each their own."""

    formats: Formats
    show: Callable[[Program], None]
    settings: DeskSettings = field(default_factory=DeskSettings)
    scanners: tuple[ScanSource, ...] = ()
    drafts: DraftPlace = field(default_factory=lambda: DraftPlace(None, utc_now))


class Reception(QObject):
    """One person at a time; the desks of those who have only gone for a while stay, locked.

    ``left`` tells that the last window was closed, ``occupied`` whether somebody sits here now.
    """

    left = Signal()
    occupied = Signal(bool)

    def __init__(
        self, servers: Servers, last: LastSignIn, look: DeskLook, parent: QObject | None = None
    ) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._collections = Collections(self)
        self._collections.start()
        self._servers = servers
        self._look = look
        self._jobs = lane("reception", _WORKERS, self)
        self._desks: dict[Seat, Program] = {}
        self._leaving: list[Program] = []
        self._is_furnishing = False
        self._here: Seat | None = None
        self.window = SignInWindow()
        self.presenter = SignInPresenter(
            servers.choices(), servers.of_window(), self._jobs, last, self
        )
        first = FirstPersonPresenter(servers.create_first_person, self._jobs, self)
        connect_sign_in(self.window, self.presenter, first)
        self.presenter.signed_in.connect(self.receive)
        self.window.closing.connect(self._on_closing)

    def start(self) -> None:
        """Show the window for signing in; a password kept on this PC opens the desk at once."""
        self.window.show()
        self.presenter.start()

    def receive(self, person: SignedIn) -> None:
        """Show the desk of somebody who has come in, after a new password where that is due.

        A desk that waits for them goes on.
        """
        if person.staff.password_due:
            self._ask_for_password(person)
        else:
            self._open_desk(person)

    def report_call(self, notice: CallNotice) -> None:
        """Record a call that was reported on this PC at the desk of who sits here."""
        if self._here is not None:
            self._desks[self._here].reported_calls.record(notice)

    def tell(self, error: Exception) -> None:
        """Say at the desk of who sits here that something on this PC failed."""
        if self._here is not None:
            self._desks[self._here].errors.show(error)

    def take_back(self, error: Exception) -> None:
        """Say no longer that ``error`` happened: it is over."""
        if self._here is not None:
            self._desks[self._here].errors.take_back(error)

    def bring_to_front(self) -> None:
        """Show the desk, or the window for signing in; whoever types elsewhere goes on typing."""
        if self._here is None:
            self.window.show()
            self.window.raise_()
        else:
            self._desks[self._here].window.bring_to_front_without_focus()

    def close(self) -> None:
        """Close all desks, which saves what is typed, and the embedded server.

        Events are handled until that is done; nothing is seen of it.
        """
        self.window.hide()
        left, self._here = list(self._desks.values()), None
        self._desks.clear()
        for program in left:
            program.window.hide()
            program.close_when_idle()
        for program in (*left, *self._leaving):
            program.close()
        self._look.drafts.close()
        self._jobs.close()
        self._servers.close()
        self._collections.stop()

    def _open_desk(self, person: SignedIn) -> None:
        seat = (person.server_name, person.staff.login)
        program = self._desks.get(seat)
        if program is not None:
            program.come_back(person.database.dsn)
            discard(person)
            self._sit_down(person, seat)
            return
        if self._is_furnishing:  # somebody was quicker, a moment ago
            discard(person)
            return
        self._is_furnishing = True
        furnish(self._place_of(person, seat), self, partial(self._on_furnished, person, seat))

    def _place_of(self, person: SignedIn, seat: Seat) -> DeskPlace:
        look = self._look
        return DeskPlace(
            person.staff,
            person.staff.extension,
            look.formats,
            settings=look.settings,
            scanners=look.scanners,
            drafts=look.drafts,
            seat=self._servers.seat(*seat),
        )

    def _on_furnished(self, person: SignedIn, seat: Seat, furniture: Furniture) -> None:
        check = self._checker(person.server_name)
        program = Program(person.database, furniture.place, check, furniture)
        self._desks[seat] = program
        self._listen_to(program, seat)
        QTimer.singleShot(0, self, partial(self._show_desk, person, seat))

    def _show_desk(self, person: SignedIn, seat: Seat) -> None:
        self._is_furnishing = False
        if seat in self._desks:  # else this PC's last window was closed meanwhile
            self._look.show(self._desks[seat])
            self._sit_down(person, seat)

    def _sit_down(self, person: SignedIn, seat: Seat) -> None:
        self._here = seat
        self.occupied.emit(True)
        if person.desk_refusal is not None:
            self._desks[seat].errors.show(person.desk_refusal)
        self.window.hide()

    def _ask_for_password(self, person: SignedIn) -> None:
        panel = PasswordChangePanel()
        presenter = PasswordChangePresenter(
            person.staff.login,
            lambda old, new: change_password(person.database, old, new),
            self._jobs,
            panel,
        )
        connect_password_change(presenter, panel)
        presenter.password_changed.connect(lambda: self._on_password_changed(person))
        panel.leave_wanted.connect(lambda: self._on_not_changed(person))
        self.window.add_page(panel)
        self.window.show()
        self.window.show_page(panel)
        presenter.ask(ChangeReason.FIRST_SIGN_IN)

    def _on_password_changed(self, person: SignedIn) -> None:
        self.window.show_page(self.window.form)
        self._servers.forget(person.server_name, person.staff.login)
        self._open_desk(person)

    def _on_not_changed(self, person: SignedIn) -> None:
        discard(person)
        self.window.show_page(self.window.form)
        self.presenter.start_asking()

    def _listen_to(self, program: Program, seat: Seat) -> None:
        program.other_person_wanted.connect(lambda: self._make_room(seat))
        program.sign_out_wanted.connect(lambda: self._sign_out(seat))
        program.window.closing.connect(self._on_closing)

    def _make_room(self, seat: Seat) -> None:
        """Let somebody else sit down; what is typed at the desk stays there, locked."""
        self._desks[seat].go_away()
        self._ask_again()

    def _sign_out(self, seat: Seat) -> None:
        self._servers.forget(*seat)
        program = self._desks.pop(seat)
        program.go_away()
        self._ask_again()
        self._leaving.append(program)
        program.closed.connect(lambda: self._on_closed(program))
        program.close_when_idle()

    def _on_closed(self, program: Program) -> None:
        self._leaving.remove(program)
        TakingDown(program, self).over.connect(collect_soon)

    def _ask_again(self) -> None:
        self._here = None
        self.occupied.emit(False)
        self.window.show()
        self.window.activateWindow()
        self.presenter.start_asking()

    def _on_closing(self) -> None:
        self.left.emit()

    def _checker(self, server_name: str) -> Callable[[str, str], None]:
        return lambda login, password: self._servers.check_password(server_name, login, password)


def last_sign_in() -> LastSignIn:
    """Return what is remembered of the last sign-in on this PC."""
    return LastSignIn(QSettings())


def quit_when_left(reception: Reception, application: QApplication) -> None:
    """End the program with its last window, not when one makes room for another."""
    application.setQuitOnLastWindowClosed(False)
    reception.left.connect(application.quit)
