"""Connects the field of a page's text with its presenter."""

from __future__ import annotations

from crm_desktop.ui.page_text.pane import PageTextPane
from crm_desktop.ui.page_text.presenter import PageTextPresenter


def connect_page_text(presenter: PageTextPresenter, pane: PageTextPane) -> None:
    """Let ``pane`` show what ``presenter`` keeps."""
    presenter.changed.connect(pane.show_state)
    pane.typed.connect(presenter.type)
    pane.save_wanted.connect(presenter.save)
    pane.discard_wanted.connect(presenter.discard)
    pane.left.connect(presenter.leave)
    pane.show_state(presenter.state)
