"""What the map draws of a state."""

from __future__ import annotations

from crm_desktop.database.queries.places import NearPlace
from crm_desktop.domain.home import Home
from crm_desktop.ui.address_map.map_view import MapPlace, MapView
from crm_desktop.ui.address_map.pay_words import place_words, way_words
from crm_desktop.ui.address_map.state import AddressMapState, PinState
from crm_desktop.ui.address_map.words import plain_address


def map_view(state: AddressMapState, pin: PinState) -> MapView:
    """Return what is drawn: a pin that is being moved where it stands now, without its circle."""
    home = state.home
    ground = state.ground
    if home is None:
        return MapView(is_online=ground.is_online, zooms=ground.zooms, credits=ground.credits)
    accuracy_m = home.place.accuracy_m if home.place and not pin.is_correcting else 0
    return MapView(
        subject_id=home.address_id,
        home=pin.draft or home.position,
        accuracy_m=accuracy_m,
        label=plain_address(home),
        is_pinned=home.is_pinned or pin.is_correcting,
        is_movable=not pin.is_saving,
        places=tuple(_place(place, home) for place in state.near),
        is_online=ground.is_online,
        zooms=ground.zooms,
        credits=ground.credits,
    )


def _place(place: NearPlace, home: Home) -> MapPlace:
    return MapPlace(place.place_id, place_words(place), way_words(place, home), place.position)
