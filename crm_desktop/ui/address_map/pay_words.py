"""What the map says of places to pay, also the sentence that is read aloud."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.places import NearPlace, PlacesAnswer, SourceOfPlaces
from crm_desktop.domain.home import Home
from crm_desktop.domain.place_kind import PlaceKind
from crm_desktop.domain.where_to_pay import Nowhere, WhereToPay
from crm_desktop.ui.address_map.state import AddressMapState
from crm_desktop.ui.address_map.words import direction_words, is_exact, metres_words
from crm_desktop.ui.customer_card.order_words import method_word
from crm_desktop.ui.customer_card.payable_orders import PayableOrder
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate

IMPORT_COMMAND: Final = "crm-desktop import places FILE"
VAGUE_M: Final = 1_000
"""A home that is known no better: nothing is read aloud of how far it is."""


def payment_words(
    payment: PayableOrder | None, where: WhereToPay, formats: Formats, today: date
) -> str:
    """Return what is to be paid, and until when or why nowhere."""
    if payment is None:
        return translate("address_map", "Nothing is left to pay.")
    what = f"{method_word(payment.method)} {formats.yen(payment.amount_yen)}"
    return f"{what}  {_until_words(where, formats, today)}".strip()


def is_urgent(where: WhereToPay) -> bool:
    """Tell whether the slip is good no more."""
    return where.nowhere is Nowhere.SLIP_EXPIRED


def empty_words(state: AddressMapState) -> str:
    """Return why there is no list of places; "" where there is one, or nothing is to be said."""
    found = state.surroundings
    if found is None or state.near or found.answer.where.nowhere is not None:
        return ""
    if not found.answer.sources:
        words = translate(
            "address_map",
            "No places to pay are known yet. An administrator brings them in: %1",
        )
        return filled(words, IMPORT_COMMAND)
    if state.home is None or state.home.position is None:
        return translate("address_map", "Places are shown once the home is on the map.")
    return translate("address_map", "No place for this payment within 10 km.")


def beyond_words(answer: PlacesAnswer, walking_m: int) -> str:
    """Return that the only place listed is further than one walks; "" where it is not."""
    if answer.near or answer.beyond is None:
        return ""
    words = translate("address_map", "None within %1; the nearest:")
    return filled(words, metres_words(walking_m))


def place_words(place: NearPlace) -> str:
    """Return what a place is called; its kind where it has no name."""
    return place.name or kind_of_place_words(place.kind)


def kind_of_place_words(kind: PlaceKind) -> str:
    """Return the word for a kind of places."""
    words = {
        PlaceKind.CONVENIENCE: translate("address_map", "Convenience store"),
        PlaceKind.POST_OFFICE: translate("address_map", "Post office"),
        PlaceKind.BANK: translate("address_map", "Bank"),
        PlaceKind.ATM: translate("address_map", "ATM"),
    }
    return words[kind]


def way_words(place: NearPlace, home: Home) -> str:
    """Return how far and where a place is: 240 m north-east · 3 min. walk."""
    words = (
        translate("address_map", "%1 %2 · %3 min. walk")
        if is_exact(home)
        else translate("address_map", "about %1 %2 · %3 min. walk")
    )
    metres, direction = metres_words(place.distance_m), direction_words(place.direction)
    return filled(words, metres, direction, str(place.minutes))


def hours_words(place: NearPlace) -> str:
    """Return the opening hours as they were told; "" where they were not."""
    if place.opening_hours == "24/7":
        return translate("address_map", "open day and night")
    return place.opening_hours


def aloud_words(state: AddressMapState, formats: Formats) -> str:
    """Return the sentence to read aloud for the selected place; "" where there is none."""
    home, place, found = state.home, state.place, state.surroundings
    if home is None or home.place is None or place is None or found is None:
        return ""
    if home.place.accuracy_m > VAGUE_M:
        return ""
    words = translate("address_map", "About %1 minutes on foot to the %2 of %3 there is %4.")
    where = filled(
        words,
        str(place.minutes),
        direction_words(place.direction),
        _origin_words(home),
        place_words(place),
    )
    return f"{where}{_good_until(found.answer.where, formats, state.today)}"


def vague_words(state: AddressMapState) -> str:
    """Return why nothing is read aloud: the home is not known well enough; "" where it is."""
    home = state.home
    if home is None or home.place is None or home.place.accuracy_m <= VAGUE_M or not state.near:
        return ""
    words = translate(
        "address_map",
        "The home is known only within %1: ask for a landmark and set the pin before you "
        "describe a way.",
    )
    return filled(words, metres_words(home.place.accuracy_m))


def source_words(sources: tuple[SourceOfPlaces, ...], formats: Formats, today: date) -> str:
    """Return whose data the places are, and of which day."""
    return " · ".join(_source(source, formats, today) for source in sources)


def _source(source: SourceOfPlaces, formats: Formats, today: date) -> str:
    day = source.fetched_on or formats.local(source.imported_at).date()
    words = translate("address_map", "%1, as of %2")
    return filled(words, source.credit or source.name, formats.short_day(day, today=today))


def _until_words(where: WhereToPay, formats: Formats, today: date) -> str:
    day = "" if where.last_on is None else formats.day(where.last_on, today=today)
    match where.nowhere:
        case None:
            return filled(translate("address_map", "can be paid until %1"), day) if day else ""
        case Nowhere.SLIP_EXPIRED:
            words = translate("address_map", "slip expired on %1: send a new one first")
            return filled(words, day)
        case Nowhere.PAID_AT_THE_DOOR:
            return translate("address_map", "paid to the carrier at the door")
        case Nowhere.PAID_BY_CARD:
            return translate("address_map", "paid by card: nothing to bring anywhere")
        case Nowhere.NOBODY_TAKES_SLIPS:
            return translate("address_map", "the office has not settled who takes its slips")
        case _:
            return translate("address_map", "nothing to pay")


def _origin_words(home: Home) -> str:
    """Return from where the way is told: the home, or the middle of a town it is known to be in."""
    if not is_exact(home) and home.place is not None and home.place.found_as:
        town = home.place.found_as.removeprefix(home.prefecture).removeprefix(home.city)
        return filled(translate("address_map", "the middle of %1"), town or home.place.found_as)
    words = {
        "home": translate("address_map", "your home"),
        "delivery": translate("address_map", "the delivery address"),
        "work": translate("address_map", "your workplace"),
    }
    return words.get(home.label, translate("address_map", "the address"))


def _good_until(where: WhereToPay, formats: Formats, today: date) -> str:
    if where.last_on is None:
        return ""
    if where.last_on == today:
        return translate("address_map", " The payment slip is good until today.")
    words = translate("address_map", " The payment slip is good until %1.")
    return filled(words, _spoken_day(where.last_on, formats, today))


def _spoken_day(day: date, formats: Formats, today: date) -> str:
    """Return the day as it is read aloud: 11月27日(金), Nov 27 (Fri)."""
    shown = formats.day(day, today=today)
    if formats.language != "ja":
        return shown
    return f"{day.month}月{day.day}日{shown[shown.index('(') :]}"
