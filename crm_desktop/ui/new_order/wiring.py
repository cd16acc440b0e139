"""Connects the form of an order with its presenter."""

from __future__ import annotations

from crm_desktop.ui.new_order.panel import NewOrderPanel
from crm_desktop.ui.new_order.presenter import NewOrderPresenter


def connect_new_order(form: NewOrderPresenter, panel: NewOrderPanel) -> None:
    """Let ``panel`` show what ``form`` decides, and tell it what the operator did."""
    form.changed.connect(panel.show_state)
    form.pointed.connect(panel.point_at)
    panel.typed.connect(form.type)
    panel.moved.connect(form.move)
    panel.product_taken.connect(form.take_product)
    panel.line_entered.connect(form.add_line)
    panel.line_wanted.connect(form.edit_line)
    panel.line_removed.connect(form.remove_line)
    panel.method_chosen.connect(form.choose_method)
    panel.repeat_wanted.connect(form.repeat_last)
    panel.save_wanted.connect(form.save)
    panel.discard_wanted.connect(form.discard)
