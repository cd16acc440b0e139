"""Connects the sheet for a new password with its presenter."""

from __future__ import annotations

from crm_desktop.ui.password_change.panel import PasswordChangePanel
from crm_desktop.ui.password_change.presenter import PasswordChangePresenter


def connect_password_change(presenter: PasswordChangePresenter, panel: PasswordChangePanel) -> None:
    """Let ``panel`` show what ``presenter`` decides; a changed password is forgotten here."""
    panel.show_state(presenter.state)
    presenter.changed.connect(panel.show_state)
    presenter.password_changed.connect(panel.empty)
    panel.change_wanted.connect(presenter.change)
    panel.typed.connect(presenter.on_typed)
