"""Connects the viewer's panel with its presenter."""

from __future__ import annotations

from crm_desktop.ui.paper_viewer.panel import PaperViewerPanel
from crm_desktop.ui.paper_viewer.presenter import PaperViewerPresenter


def connect_viewer(presenter: PaperViewerPresenter, panel: PaperViewerPanel) -> None:
    """Let ``panel`` show what ``presenter`` decides; where it stands is left to its place."""
    presenter.changed.connect(panel.show_state)
    panel.close_wanted.connect(presenter.close)
    panel.count_wanted.connect(presenter.set_count)
    panel.paper_wanted.connect(presenter.put_row)
    panel.paper_step_wanted.connect(presenter.step_paper)
    panel.page_step_wanted.connect(presenter.step_page)
    panel.gather_wanted.connect(presenter.gather_at_active)
    panel.pane_entered.connect(presenter.activate)
    panel.grid.detail_wanted.connect(presenter.look_closely)
    panel.tools.day_wanted.connect(presenter.choose_day)
    panel.tools.order_wanted.connect(presenter.choose_order)
    panel.aloud.read_wanted.connect(presenter.mark_read)
    panel.aloud.thanked_wanted.connect(presenter.mark_thanked)
