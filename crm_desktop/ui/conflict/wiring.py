"""Connects the page of conflicts with its presenter."""

from __future__ import annotations

from crm_desktop.ui.conflict.panel import ConflictPanel
from crm_desktop.ui.conflict.presenter import ConflictPresenter


def connect_conflict(presenter: ConflictPresenter, panel: ConflictPanel) -> None:
    """Let ``panel`` show what ``presenter`` decides, and tell it what the person did."""
    presenter.changed.connect(panel.show_state)
    panel.chosen.connect(presenter.choose)
    panel.save_wanted.connect(presenter.save)
    panel.back_wanted.connect(presenter.leave)
