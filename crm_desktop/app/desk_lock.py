"""The lock of one desk: idle for too long, or asked for; nothing behind it is closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.staff import SignedInStaff
from crm_desktop.ui.incoming_call.state import CallPhase, IncomingCallState
from crm_desktop.ui.lock.idle_watch import IdleWatch
from crm_desktop.ui.lock.panel import LockPanel
from crm_desktop.ui.lock.presenter import LockPresenter
from crm_desktop.ui.lock.wiring import connect_lock


class DeskLock(QObject):
    """Covers ``window``; whoever talks on the telephone is not locked out in the middle of it."""

    def __init__(
        self,
        window: QWidget,
        staff: SignedInStaff,
        check_password: Callable[[str, str], None],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.presenter = LockPresenter(staff.login, staff.name, check_password, jobs, self)
        self.panel = LockPanel(window)
        self.watch = IdleWatch(staff.idle_lock_minutes, parent=self)
        connect_lock(self.presenter, self.panel, self.watch)

    @property
    def is_locked(self) -> bool:
        """Whether the desk is covered."""
        return self.presenter.state.locked

    def start(self) -> None:
        """Begin to count how long nobody touches the desk."""
        self.watch.start()

    def lift(self) -> None:
        """Uncover the desk and count no longer, for as long as its window is hidden."""
        self.presenter.open()
        self.watch.stop()

    def on_calls(self, state: IncomingCallState) -> None:
        """Say on the lock that a call rings; count anew while one is talked in."""
        phases = {call.phase for call in state.calls}
        self.presenter.on_ringing(CallPhase.RINGING in phases)
        if CallPhase.TALKING in phases and not self.is_locked:
            self.watch.touch()
