"""Everything the map beside the card shows, as facts; the widgets choose the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from crm_desktop.database.queries.places import NearPlace, PlacesAnswer
from crm_desktop.domain.home import Home
from crm_desktop.domain.map_settings import MapSettings
from crm_desktop.domain.position import Position
from crm_desktop.maps.tiles.source import MapCredit
from crm_desktop.ui.customer_card.payable_orders import PayableOrder


@dataclass(frozen=True, slots=True)
class MapGround:
    """What the map is drawn on: pictures of these zooms while ``is_online``, else outlines."""

    is_online: bool = False
    zooms: tuple[int, int] = (0, 18)
    credits: tuple[MapCredit, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerHomes:
    """The addresses of one customer, the home first, and what the office settles about maps."""

    homes: tuple[Home, ...] = ()
    settings: MapSettings = field(default_factory=MapSettings)
    ground: MapGround = field(default_factory=MapGround)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where ``payment`` can be made near a home; None: nothing is to be paid."""

    payment: PayableOrder | None
    answer: PlacesAnswer


@dataclass(frozen=True, slots=True)
class AddressMapState:
    """One address of one customer; ``customer_id`` 0: nobody's.

    ``homes`` is empty while ``is_reading``, where nothing could be read (``error``), and of a
    customer without an address. ``surroundings`` is None until they are known.
    """

    customer_id: int = 0
    today: date = date.min
    is_reading: bool = False
    error: Exception | None = None
    homes: tuple[Home, ...] = ()
    address_id: int = 0
    settings: MapSettings = field(default_factory=MapSettings)
    ground: MapGround = field(default_factory=MapGround)
    surroundings: Surroundings | None = None
    place_id: int = 0

    @property
    def home(self) -> Home | None:
        """The address that is looked at."""
        return next((home for home in self.homes if home.address_id == self.address_id), None)

    @property
    def place(self) -> NearPlace | None:
        """The place to pay that is selected."""
        return next((place for place in self.near if place.place_id == self.place_id), None)

    @property
    def near(self) -> tuple[NearPlace, ...]:
        """The places to pay, as they are numbered on the map; beyond walking, the nearest one."""
        if self.surroundings is None:
            return ()
        answer = self.surroundings.answer
        return answer.near or ((answer.beyond,) if answer.beyond else ())


@dataclass(frozen=True, slots=True)
class PinState:
    """How the pin of the address on the screen is being corrected.

    ``draft`` is where it stands now and is not kept yet, None while nobody corrects it. ``theirs``
    is the address as somebody else has changed it meanwhile; ``can_undo``: it was just kept.
    """

    draft: Position | None = None
    is_saving: bool = False
    can_undo: bool = False
    theirs: Home | None = None
    error: Exception | None = None

    @property
    def is_correcting(self) -> bool:
        """Whether the pin is being moved."""
        return self.draft is not None
