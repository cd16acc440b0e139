"""Connects the list of drafts with its presenter."""

from __future__ import annotations

from crm_desktop.ui.kept_drafts.pane import KeptDraftsPane
from crm_desktop.ui.kept_drafts.presenter import KeptDraftsPresenter


def connect_kept_drafts(presenter: KeptDraftsPresenter, pane: KeptDraftsPane) -> None:
    """Let ``pane`` show what ``presenter`` decides, and tell it what the person did."""
    presenter.changed.connect(pane.show_state)
    pane.draft_wanted.connect(presenter.bring_back)
    pane.thrown_away.connect(presenter.throw_away)
    pane.undo_wanted.connect(presenter.put_back)
