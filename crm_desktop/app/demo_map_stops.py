"""The map on the tour through the demo."""

from __future__ import annotations

from functools import partial

from crm_desktop.app.address_map_parts import AddressMapParts
from crm_desktop.app.demo_stop import Stop
from crm_desktop.app.program import Program
from crm_desktop.domain.payment import PaymentStanding
from crm_desktop.ui.customer_card.side_column import SideView

_EAST_M, _NORTH_M = 60.0, 40.0


class MapStops:
    """Shows the map of the card that is open: beside it, for a slip that expired, large."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._map = program.map

    def stops(self) -> list[Stop]:
        """Return the pictures; `leave` afterwards."""
        return [
            Stop("3g_map", partial(self._show, SideView.MAP), self._is_seen),
            Stop("3h_map_slip_expired", self._choose_expired, self._is_seen),
            Stop("3i_map_large", partial(self._show, SideView.LARGE_MAP), self._is_seen),
            Stop("3j_map_pin_moved", self._move_pin, self._is_seen),
        ]

    def leave(self) -> None:
        """Put the pin back and show the papers again."""
        self._parts.presenter.pins.cancel()
        self.put_aside()

    def put_aside(self) -> None:
        """Show the papers, also where this person's desk showed the map the last time."""
        self._program.card_panel.show_side(SideView.PAPERS)

    def _is_seen(self) -> bool:
        parts = self._map.parts
        if parts is None:
            return False
        return parts.presenter.state.surroundings is not None and parts.panel.map.is_settled

    def _move_pin(self) -> None:
        pins = self._parts.presenter.pins
        pins.begin()
        pins.nudge(_EAST_M, _NORTH_M)

    def _show(self, view: SideView) -> None:
        self._program.card_panel.show_side(view)

    def _choose_expired(self) -> None:
        orders = self._program.card_panel.orders
        standings = [facts.standing for facts in orders.model.rows.facts]
        if PaymentStanding.SLIP_EXPIRED in standings:
            row = standings.index(PaymentStanding.SLIP_EXPIRED)
            orders.select_order(orders.model.rows.facts[row].order.order_id)

    @property
    def _parts(self) -> AddressMapParts:
        if self._map.parts is None:
            raise RuntimeError("nobody has shown the map yet")
        return self._map.parts
