"""Connects the form for changing a customer with its presenter."""

from __future__ import annotations

from functools import partial

from crm_desktop.ui.customer_edit.address_lines import (
    with_label,
    with_new_line,
    with_put_away,
    with_shown_as_usual,
    with_shown_in_use,
)
from crm_desktop.ui.customer_edit.panel import CustomerEditPanel
from crm_desktop.ui.customer_edit.presenter import CustomerEditPresenter


def connect_customer_edit(edit: CustomerEditPresenter, panel: CustomerEditPanel) -> None:
    """Let ``panel`` show what ``edit`` decides, and tell it what the operator did."""
    edit.changed.connect(panel.show_state)
    edit.refused.connect(panel.point_at)
    panel.typed.connect(edit.on_typed)
    panel.field_left.connect(edit.on_field_left)
    panel.place_chosen.connect(edit.choose_address)
    panel.save_wanted.connect(edit.save)
    panel.discard_wanted.connect(edit.discard)
    panel.phones.typed.connect(edit.on_phone_typed)
    panel.phones.left.connect(edit.on_phone_left)
    panel.phones.label_chosen.connect(edit.on_phone_label)
    panel.phones.added.connect(edit.add_phone)
    panel.phones.removed.connect(edit.remove_phone)
    addresses = panel.addresses
    addresses.chosen.connect(edit.show_address)
    addresses.label_chosen.connect(lambda to: edit.change_addresses(partial(with_label, label=to)))
    addresses.usual_wanted.connect(partial(edit.change_addresses, with_shown_as_usual))
    addresses.put_away_wanted.connect(partial(edit.change_addresses, with_put_away))
    addresses.use_wanted.connect(partial(edit.change_addresses, with_shown_in_use))
    addresses.added.connect(partial(edit.change_addresses, with_new_line))
