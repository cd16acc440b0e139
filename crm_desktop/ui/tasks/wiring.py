"""Connects the page of tasks with its presenter."""

from __future__ import annotations

from crm_desktop.ui.tasks.panel import TasksPanel
from crm_desktop.ui.tasks.presenter import TasksPresenter


def connect_tasks(presenter: TasksPresenter, panel: TasksPanel) -> None:
    """Let ``panel`` show what ``presenter`` decides; sheets are left to who opens them."""
    panel.show_state(presenter.state)
    presenter.changed.connect(panel.show_state)
    panel.on_screen.connect(presenter.on_screen)
    panel.view_chosen.connect(presenter.choose_view)
    panel.group_chosen.connect(presenter.choose_group)
    panel.table.row_chosen.connect(presenter.choose)
    panel.table.row_opened.connect(presenter.open_chosen)
    panel.table.take_wanted.connect(presenter.take_or_give_back)
    panel.approval.approved.connect(presenter.approve)
    panel.approval.sent_back.connect(presenter.send_back)
    panel.approval.asked_again.connect(presenter.ask_again)
