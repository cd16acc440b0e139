"""Connects the map's panel with its presenter."""

from __future__ import annotations

from crm_desktop.ui.address_map.panel import AddressMapPanel
from crm_desktop.ui.address_map.presenter import AddressMapPresenter


def connect_map(presenter: AddressMapPresenter, panel: AddressMapPanel) -> None:
    """Let ``panel`` show what ``presenter`` decides, and tell it what the operator did."""
    pins, notes = presenter.pins, presenter.notes
    presenter.changed.connect(panel.show_state)
    pins.changed.connect(panel.show_pin)
    notes.changed.connect(panel.show_note)
    panel.address_chosen.connect(presenter.choose_address)
    panel.place_chosen.connect(presenter.choose_place)
    panel.correct_wanted.connect(pins.begin)
    panel.pin_moved.connect(pins.move_to)
    panel.nudge_wanted.connect(pins.nudge)
    panel.keep_wanted.connect(pins.keep)
    panel.cancel_wanted.connect(pins.cancel)
    panel.bar.undo_wanted.connect(pins.undo)
    panel.address.release_wanted.connect(pins.release)
    panel.address.look_up_wanted.connect(presenter.look_up)
    panel.note.edited.connect(notes.edit)
    panel.note.save_wanted.connect(notes.save)
    panel.note.mine_wanted.connect(notes.keep_mine)
    panel.note.theirs_wanted.connect(notes.take_theirs)
