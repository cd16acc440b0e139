"""Connects the page of the call log with its presenter."""

from __future__ import annotations

from crm_desktop.ui.call_log.panel import CallLogPanel
from crm_desktop.ui.call_log.presenter import CallLogPresenter


def connect_call_log(presenter: CallLogPresenter, panel: CallLogPanel) -> None:
    """Let ``panel`` show what ``presenter`` decides; where to go is left to the window."""
    panel.show_state(presenter.state)
    presenter.changed.connect(panel.show_state)
    panel.on_screen.connect(presenter.on_screen)
    panel.view_chosen.connect(presenter.choose_view)
    panel.filters.filter_wanted.connect(presenter.filter_calls)
    panel.filters.span_wanted.connect(presenter.choose_span)
    panel.table.call_chosen.connect(presenter.choose_call)
    panel.table.end_reached.connect(presenter.read_older)
