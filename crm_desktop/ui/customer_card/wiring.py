"""Connects the card's panel with its presenter."""

from __future__ import annotations

from crm_desktop.ui.customer_card.panel import CustomerCardPanel
from crm_desktop.ui.customer_card.presenter import CustomerCardPresenter


def connect_card(presenter: CustomerCardPresenter, panel: CustomerCardPanel) -> None:
    """Let ``panel`` show what ``presenter`` decides, and tell it what the operator did."""
    presenter.changed.connect(panel.show_state)
    presenter.renewed.connect(panel.renew_state)
    presenter.note.changed.connect(panel.note.show_state)
    presenter.papers.changed.connect(panel.papers.show_papers)
    presenter.papers.previewed.connect(panel.papers.show_larger)
    presenter.categories_changed.connect(panel.note.show_categories)
    panel.note.edited.connect(presenter.note.edit)
    panel.note.save_asked.connect(presenter.note.save)
    panel.note.finish_asked.connect(presenter.finish)
    panel.papers.document_chosen.connect(presenter.papers.choose)
