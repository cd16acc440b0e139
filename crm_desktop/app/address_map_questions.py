"""What the map beside the card asks of the database; each question opens a session of its own.

Called on worker threads; knows no Qt. Whatever is read is of a card that is open: the database
answers about no other.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date

from sqlalchemy.orm import Session

from crm_desktop.actions.locating import locate_address
from crm_desktop.actions.online_locating import locate_online
from crm_desktop.actions.pins import move_pin, release_pin
from crm_desktop.app.delivery_notes import store_note
from crm_desktop.app.desk_towns import DeskTowns
from crm_desktop.app.map_ground import MapTiles
from crm_desktop.app.opened_again import with_card_open
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.homes import home_at, homes_of
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.database.queries.places import PlacesAnswer, place_sources, places_to_pay
from crm_desktop.database.sent_operations import SentOperations
from crm_desktop.domain.home import Home
from crm_desktop.domain.map_settings import MapSettings, map_settings_of
from crm_desktop.domain.position import Position
from crm_desktop.domain.where_to_pay import Nowhere, SlipTakers, WhereToPay, where_to_pay
from crm_desktop.errors.database import RecordGone
from crm_desktop.maps.online_geocoder import configured_geocoder
from crm_desktop.maps.tiles.source import MapCredit
from crm_desktop.ui.address_map.delivery_notes import TypedDeliveryNote
from crm_desktop.ui.address_map.pins import PinWork
from crm_desktop.ui.address_map.presenter import MapQuestions
from crm_desktop.ui.address_map.state import CustomerHomes, Surroundings
from crm_desktop.ui.customer_card.payable_orders import PayableOrder


class AddressMapQuestions:
    """Homes, their pins, the places near them; ``towns`` finds what nobody has located yet."""

    def __init__(
        self, database: Database, staff_id: int, towns: DeskTowns, tiles: MapTiles
    ) -> None:
        self._database = database
        self._sent = SentOperations(database)
        self._staff_id = staff_id
        self._customers: dict[int, int] = {}  # by address
        self._towns = towns
        self._tiles = tiles

    def of_map(self) -> MapQuestions:
        """Return what the map asks."""
        pins = PinWork(self.move_pin, self.release_pin, self.read_home)
        return MapQuestions(
            self.load_homes, self.load_surroundings, self.look_up, pins, self.write_note
        )

    def load_homes(self, customer_id: int) -> CustomerHomes:
        """Return the addresses of a customer; one that nobody has located is located now."""
        with self._database.asking() as session:
            homes = homes_of(session, customer_id)
            self._customers.update({home.address_id: customer_id for home in homes})
            settings = map_settings_of(office_settings(session))
        located = tuple(home if home.place else self._located(home) for home in homes)
        credits_ = tuple(MapCredit(part) for part in self._towns.credit.split(", "))
        return CustomerHomes(located, settings, self._tiles.ground_for(settings, credits_))

    def load_surroundings(
        self, position: Position | None, payment: PayableOrder | None, today: date
    ) -> Surroundings:
        """Return where a payment can be made near a home; where it may be, without a position."""
        with self._database.asking() as session:
            settings = map_settings_of(office_settings(session))
            where = _where(payment, settings, today)
            if position is None:
                answer = PlacesAnswer(where, (), None, place_sources(session))
            else:
                answer = places_to_pay(
                    session, position, where, within_m=settings.walking_distance_m
                )
        return Surroundings(payment, answer)

    def look_up(self, home: Home) -> Home:
        """Ask the service that the office has switched on where a home is; the address leaves it.

        Raises:
            GeocoderProblem, BadPosition: no answer, or none that can be; nothing has changed.
        """
        with self._database.asking() as session:
            geocoder = configured_geocoder(map_settings_of(office_settings(session)))
        if geocoder is None:
            return home
        with closing(geocoder):
            return locate_online(self._database, geocoder, home.address_id)

    def move_pin(self, home: Home, position: Position) -> Home:
        """Store where a person says that a home is."""

        def move(session: Session) -> None:
            move_pin(session, home.address_id, position, staff_id=self._staff_id, seen=home)

        what = ("move pin", home, position)
        with_card_open(self._database, home.customer_id, lambda: self._sent.save(what, move))
        return self.read_home(home)

    def release_pin(self, home: Home) -> Home:
        """Take a person's pin away, and locate the address anew."""

        def release(session: Session) -> None:
            release_pin(session, home.address_id, seen=home)
            locate_address(session, self._towns, home.address_id)

        what = ("release pin", home)
        with_card_open(self._database, home.customer_id, lambda: self._sent.save(what, release))
        return self.read_home(home)

    def read_home(self, home: Home) -> Home:
        """Return an address as it is stored now."""
        with self._database.asking() as session:
            found = home_at(session, home.address_id)
        if found is None:
            raise RecordGone("customer_address", home.address_id)
        return found

    def write_note(self, note: TypedDeliveryNote) -> str:
        """Store what the carrier should know; it may come when the card is shut again."""
        return store_note(self._database, self._customers.get(note.address_id), note)

    def _located(self, home: Home) -> Home:
        with self._database.writing() as session:
            return locate_address(session, self._towns, home.address_id)


def _where(payment: PayableOrder | None, settings: MapSettings, today: date) -> WhereToPay:
    if payment is None:
        return WhereToPay(nowhere=Nowhere.PAID)
    takers = SlipTakers(settings.slip_chains, settings.slip_post_office)
    return where_to_pay(
        payment.method, takers, today=today, slip_expires_on=payment.slip_expires_on
    )
