"""Connects the form for a new customer with its presenter."""

from __future__ import annotations

from crm_desktop.ui.new_customer.panel import NewCustomerPanel
from crm_desktop.ui.new_customer.presenter import NewCustomerPresenter


def connect_new_customer(form: NewCustomerPresenter, panel: NewCustomerPanel) -> None:
    """Let ``panel`` show what ``form`` decides, and tell it what the operator did."""
    form.changed.connect(panel.show_state)
    form.refused.connect(panel.point_at)
    panel.typed.connect(form.on_typed)
    panel.field_left.connect(form.on_field_left)
    panel.place_chosen.connect(form.choose_address)
    panel.save_wanted.connect(form.save)
    panel.discard_wanted.connect(form.discard)
