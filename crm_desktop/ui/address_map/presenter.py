"""Decides what the map beside the card shows. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.domain.home import Home
from crm_desktop.domain.position import Position
from crm_desktop.ui.address_map.delivery_notes import DeliveryNotes, TypedDeliveryNote
from crm_desktop.ui.address_map.pins import PinCorrection, PinWork
from crm_desktop.ui.address_map.state import AddressMapState, CustomerHomes, Surroundings
from crm_desktop.ui.customer_card.payable_orders import (
    PayableOrder,
    likely_meant,
    payable_orders,
)
from crm_desktop.ui.customer_card.state import CustomerCardState


@dataclass(frozen=True, slots=True)
class MapQuestions:
    """What the map asks of the database; each is called off the GUI thread.

    ``homes`` locates what nobody has located yet. ``surroundings`` is asked with the day at the
    office, and without a position where none is known. ``look_up`` asks the service on the network
    that the office has chosen, and returns the address as it is then.
    """

    homes: Callable[[int], CustomerHomes]
    surroundings: Callable[[Position | None, PayableOrder | None, date], Surroundings]
    look_up: Callable[[Home], Home]
    pins: PinWork
    write_note: Callable[[TypedDeliveryNote], object]


class AddressMapPresenter(QObject):
    """One customer at a time, and only while the map is shown: nothing is asked for a hidden one.

    ``pins`` corrects the pin, ``notes`` keeps the notes for the carrier.
    """

    changed = Signal(object)  # AddressMapState
    failed = Signal(object)

    def __init__(self, questions: MapQuestions, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._questions = questions
        self._jobs = jobs
        self._homes = LatestOnly(jobs, self)
        self._places = LatestOnly(jobs, self)
        self._state = AddressMapState()
        self._payable: Sequence[PayableOrder] = ()
        self._order_id: int | None = None
        self.pins = PinCorrection(questions.pins, jobs, self)
        self.notes = DeliveryNotes(questions.write_note, jobs, self)
        self.pins.home_changed.connect(self._on_home_changed)
        self.notes.saved.connect(self._on_note_saved)
        for part in (self.pins, self.notes):
            part.failed.connect(self.failed)

    @property
    def state(self) -> AddressMapState:
        """What was shown last."""
        return self._state

    @property
    def has_typing(self) -> bool:
        """Whether a note or a pin on the screen is not stored yet."""
        return self.notes.has_typing or self.pins.has_typing

    def show_card(self, card: CustomerCardState) -> None:
        """Read where the customer of a card lives; what was shown of another one is gone."""
        if card.card is None:
            self.forget()
            return
        customer_id = card.card.customer_id
        if customer_id != self._state.customer_id:
            self.forget()
        self._payable = payable_orders(card.card.orders)
        self._show(replace(self._state, customer_id=customer_id, today=card.today, is_reading=True))
        self._homes.run(
            lambda: self._questions.homes(customer_id), then=self._on_homes, failed=self._on_failed
        )

    def forget(self) -> None:
        """Show nobody's home; a note that was typed is saved, a pin not kept goes back."""
        self._homes.forget()
        self._places.forget()
        self._payable = ()
        self.notes.leave()
        self.pins.show_home(None)
        self._show(AddressMapState())

    def choose_address(self, address_id: int) -> None:
        """Look at another address of the customer."""
        if address_id == self._state.address_id:
            return
        self._show(replace(self._state, address_id=address_id, surroundings=None, place_id=0))
        self._on_home()

    def choose_order(self, order_id: int) -> None:
        """Show the places for the payment of this order."""
        self._order_id = order_id
        if self._state.home is not None:
            self._ask_places()

    def choose_place(self, place_id: int) -> None:
        """Select a place to pay."""
        if place_id != self._state.place_id:
            self._show(replace(self._state, place_id=place_id))

    def look_up(self) -> None:
        """Ask the service on the network, if the office has chosen one, where the home is."""
        home = self._state.home
        if home is None or home.is_pinned:
            return
        self._show(replace(self._state, is_reading=True))
        self._homes.run(
            lambda: self._questions.look_up(home),
            then=self._on_looked_up,
            failed=self._on_not_looked_up,
        )

    def _on_homes(self, read: CustomerHomes | None) -> None:
        if read is None:
            return
        known = {home.address_id for home in read.homes}
        first = read.homes[0].address_id if read.homes else 0
        chosen = self._state.address_id if self._state.address_id in known else first
        self._show(
            replace(
                self._state,
                is_reading=False,
                error=None,
                homes=read.homes,
                settings=read.settings,
                ground=read.ground,
                address_id=chosen,
            )
        )
        self._on_home()

    def _on_home(self) -> None:
        home = self._state.home
        self.pins.show_home(home)
        if home is None:
            self.notes.leave()
        else:
            self.notes.show_home(home)
        self._ask_places()

    def _ask_places(self) -> None:
        home = self._state.home
        position = None if home is None else home.position
        payment = likely_meant(self._payable, selected_order_id=self._order_id)
        today = self._state.today
        self._places.run(
            lambda: self._questions.surroundings(position, payment, today),
            then=self._on_surroundings,
            failed=self._on_failed,
        )

    def _on_surroundings(self, found: Surroundings | None) -> None:
        if found is None:
            return
        state = replace(self._state, surroundings=found)
        near = [place.place_id for place in state.near]
        if state.place_id not in near:
            state = replace(state, place_id=near[0] if near else 0)
        self._show(state)

    def _on_home_changed(self, home: Home) -> None:
        moved = self._state.home is None or self._state.home.position != home.position
        self._replace_home(home)
        if moved and home.address_id == self._state.address_id:
            self._ask_places()

    def _on_note_saved(self, address_id: int, text: str) -> None:
        for home in self._state.homes:
            if home.address_id == address_id:
                self._replace_home(replace(home, delivery_note=text))

    def _on_looked_up(self, home: Home | None) -> None:
        self._show(replace(self._state, is_reading=False))
        if home is not None:
            self._on_home_changed(home)
            self.pins.show_home(self._state.home)

    def _on_not_looked_up(self, error: Exception) -> None:
        self._show(replace(self._state, is_reading=False))
        self.failed.emit(error)

    def _replace_home(self, home: Home) -> None:
        homes = tuple(
            home if one.address_id == home.address_id else one for one in self._state.homes
        )
        self._show(replace(self._state, homes=homes))

    def _on_failed(self, error: Exception) -> None:
        self._show(replace(self._state, is_reading=False, error=error))
        self.failed.emit(error)

    def _show(self, state: AddressMapState) -> None:
        self._state = state
        self.changed.emit(state)
