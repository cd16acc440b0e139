"""Connects the two searches with their presenters."""

from __future__ import annotations

from crm_desktop.ui.customer_search.inline import CustomerFinder
from crm_desktop.ui.customer_search.panel import CustomerSearchPanel
from crm_desktop.ui.customer_search.presenter import CustomerSearchPresenter


def connect_search(presenter: CustomerSearchPresenter, panel: CustomerSearchPanel) -> None:
    """Let the search of the window show what is found."""
    panel.words_typed.connect(presenter.on_words_typed)
    panel.entered.connect(presenter.on_enter)
    presenter.changed.connect(panel.show_state)


def connect_finder(presenter: CustomerSearchPresenter, finder: CustomerFinder) -> None:
    """Let the search for a caller show what is found."""
    finder.words_typed.connect(presenter.on_words_typed)
    presenter.changed.connect(finder.show_state)
