"""Connects the lock's panel with its presenter and with the watch for idle desks."""

from __future__ import annotations

from crm_desktop.ui.lock.idle_watch import IdleWatch
from crm_desktop.ui.lock.panel import LockPanel
from crm_desktop.ui.lock.presenter import LockPresenter


def connect_lock(presenter: LockPresenter, panel: LockPanel, watch: IdleWatch) -> None:
    """Lock when the desk is idle; count anew once it is unlocked."""
    panel.show_state(presenter.state)
    presenter.changed.connect(panel.show_state)
    presenter.locked.connect(watch.stop)
    presenter.unlocked.connect(watch.start)
    panel.unlock_wanted.connect(presenter.unlock)
    panel.cancel_wanted.connect(presenter.cancel)
    panel.other_person_wanted.connect(presenter.call_other_person)
    watch.idle.connect(presenter.lock)
