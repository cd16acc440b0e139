"""What the map says of an address: what it is, how exactly it is known, who set its pin."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.home import Home, HomePlace, HomeSource
from crm_desktop.domain.position import (
    Compass,
    Position,
    PositionLevel,
    bearing_deg,
    compass,
    distance_m,
)
from crm_desktop.domain.postal_code import postal_display
from crm_desktop.ui.shared.copy_menu import Copy
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate

EXACT_M: Final = 100
"""Within this a direction from home is true; beyond it, one from the middle of the town is."""


def kind_words(home: Home) -> str:
    """Return what an address is to the customer."""
    words = {
        "home": translate("address_map", "Home"),
        "delivery": translate("address_map", "Delivery"),
        "work": translate("address_map", "Work"),
    }
    return words.get(home.label, translate("address_map", "Other"))


def plain_address(home: Home) -> str:
    """Return the address without its postal code."""
    street = f"{home.prefecture}{home.city}{home.town}{home.block}"
    return " ".join(filter(None, [street, home.building]))


def address_words(home: Home) -> str:
    """Return 〒160-0023 東京都新宿区西新宿2-8-1 and the building."""
    return " ".join(filter(None, [_code(home), plain_address(home)]))


def address_copies(home: Home) -> list[Copy]:
    """Return what can be copied of an address: as shown, plain, its postal code."""
    found = [
        Copy(translate("address_map", "Copy as shown"), address_words(home)),
        Copy(translate("address_map", "Copy plain: no postal code"), plain_address(home)),
    ]
    if home.postal_code:
        code = postal_display(home.postal_code)
        found.append(Copy(translate("address_map", "Copy the postal code"), code))
    return found


def knowledge_words(home: Home, formats: Formats, today: date) -> str:
    """Return how exactly the home is known, and who says so."""
    place = home.place
    if place is None:
        return translate("address_map", "Nobody has looked for this address yet.")
    if place.position is None:
        return translate(
            "address_map",
            "Not found on the map: the address is kept as it is written. Check it with the "
            "customer, or set the pin by hand.",
        )
    if place.is_pinned:
        on = formats.day(formats.local(place.located_at).date(), today=today)
        return filled(translate("address_map", "Pin set by %1 on %2"), place.pinned_by, on)
    known = filled(_level_words(place), metres_words(place.accuracy_m))
    if place.online_asked_at is None or place.source is HomeSource.ONLINE:
        return known
    asked = translate("address_map", "Online nothing closer is known.")
    return f"{known} {asked}"


def change_words(home: Home, formats: Formats, today: date) -> str:
    """Return that the address has changed since the pin was set; "" where it has not."""
    changed_at = None if home.place is None else home.place.address_changed_at
    if changed_at is None:
        return ""
    words = translate(
        "address_map", "The address changed on %1, after the pin was set. Is the pin still right?"
    )
    return filled(words, formats.day(formats.local(changed_at).date(), today=today))


def metres_words(metres: float) -> str:
    """Return 240 m or 1.2 km."""
    rounded = max(round(metres, -1), 10)
    if rounded < _KILOMETRE:
        return f"{rounded:.0f} m"
    return f"{metres / _KILOMETRE:.1f} km"


def direction_words(direction: Compass) -> str:
    """Return one of the eight directions: north-east, 北東."""
    words = {
        Compass.N: translate("address_map", "north"),
        Compass.NE: translate("address_map", "north-east"),
        Compass.E: translate("address_map", "east"),
        Compass.SE: translate("address_map", "south-east"),
        Compass.S: translate("address_map", "south"),
        Compass.SW: translate("address_map", "south-west"),
        Compass.W: translate("address_map", "west"),
        Compass.NW: translate("address_map", "north-west"),
    }
    return words[direction]


def moved_words(before: Position | None, after: Position) -> str:
    """Return how far the pin was moved and in which direction; what to do where it was not."""
    if before is None:
        return translate("address_map", "Drag the pin to the home, or move it by the arrow keys.")
    metres = distance_m(before, after)
    if metres < 1:
        return translate(
            "address_map", "Drag the pin, or move it by the arrow keys (Shift: further)."
        )
    words = translate("address_map", "Pin moved %1 to the %2")
    return filled(words, metres_words(metres), direction_words(compass(bearing_deg(before, after))))


def conflict_words(theirs: Home, mine: Position) -> str:
    """Return what somebody else did to the pin, or the address, meanwhile."""
    position = theirs.position
    if position is None or not theirs.is_pinned:
        return translate(
            "address_map",
            "Meanwhile somebody changed the address or took the pin away. Your pin is not stored.",
        )
    who = theirs.place.pinned_by if theirs.place else ""
    words = translate(
        "address_map", "Meanwhile %1 set the pin, %2 to the %3 of yours. Yours is not stored."
    )
    metres = metres_words(distance_m(mine, position))
    return filled(words, who, metres, direction_words(compass(bearing_deg(mine, position))))


def is_exact(home: Home) -> bool:
    """Tell whether a direction from the home can be trusted."""
    place = home.place
    return place is not None and (place.is_pinned or place.accuracy_m <= EXACT_M)


def _code(home: Home) -> str:
    return f"〒{postal_display(home.postal_code)}" if home.postal_code else ""


def _level_words(place: HomePlace) -> str:
    if place.source is HomeSource.POSTAL_CODE:
        return translate("address_map", "Found by its postal code: within about %1 of the pin")
    if place.source is HomeSource.ONLINE:
        return translate("address_map", "Looked up online: within about %1 of the pin")
    words = {
        PositionLevel.BLOCK: translate("address_map", "Within about %1 of the middle of the block"),
        PositionLevel.TOWN: translate("address_map", "Within about %1 of the middle of the town"),
        PositionLevel.OAZA: translate("address_map", "Within about %1 of the middle of the oaza"),
        PositionLevel.CITY: translate("address_map", "Only the city was found: within about %1"),
    }
    unknown = translate("address_map", "Only the prefecture was found: within about %1")
    return words.get(place.level, unknown) if place.level else unknown


_KILOMETRE: Final = 1_000
