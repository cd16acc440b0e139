"""Connects a list of rules with its presenter."""

from __future__ import annotations

from crm_desktop.ui.shared.rules_pane import RulesPane
from crm_desktop.ui.shared.rules_presenter import RulesPresenter


def connect_rules(presenter: RulesPresenter, pane: RulesPane) -> None:
    """Let ``pane`` show what ``presenter`` decides; ``presenter.failed`` is left to the window."""
    pane.show_state(presenter.state)
    presenter.changed.connect(pane.show_state)
    pane.rule_chosen.connect(presenter.choose)
    pane.typed.connect(presenter.edit)
    pane.save_wanted.connect(presenter.save)
    pane.discard_wanted.connect(presenter.discard)
    pane.removal_wanted.connect(presenter.ask_to_remove)
    pane.removal_confirmed.connect(presenter.remove)
    pane.removal_dropped.connect(presenter.keep)
