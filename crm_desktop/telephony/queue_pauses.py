"""Keeps queues from ringing telephones whose people cannot take calls."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from crm_desktop.database.queries.availability import TelephoneAvailability
from crm_desktop.domain.availability import Availability
from crm_desktop.telephony.exchange_queues import (
    ExchangeQueues,
    OrderFailed,
    QueueListing,
    QueuePlace,
)

log = logging.getLogger(__name__)

MARK: Final = "CRM: "
"""How the reasons of our pauses begin: whatever else is paused was paused at the telephone."""

_Told = tuple[Availability, str]


class QueuePauses:
    """Tells each exchange of every change once, and all of it anew when it was signed in to again.

    Nobody is fought: a telephone that was paused there stays paused, and one that is let ring there
    rings, until its person says something else. So two gateways do no more than one.
    """

    def __init__(
        self, read: Callable[[], Sequence[TelephoneAvailability]], queues: Sequence[ExchangeQueues]
    ) -> None:
        """``read`` is called on a thread, and may raise `CrmError`."""
        self._read = read
        self._exchanges = [_Exchange(each) for each in queues]

    async def take_all(self) -> None:
        """Bring the exchanges that this gateway is signed in to up to what people say.

        Raises:
            CrmError: the database is away.
        """
        listings = [exchange.queues.listing() for exchange in self._exchanges]
        if not any(listings):
            return
        wanted = await asyncio.to_thread(self._read)
        for exchange, listing in zip(self._exchanges, listings, strict=True):
            if listing is not None:
                await exchange.follow(listing, wanted)


@dataclass(slots=True)
class _Exchange:
    """What one exchange was told over the connection that it has now."""

    queues: ExchangeQueues
    connection: int = 0
    told: dict[str, _Told] = field(default_factory=dict)
    places: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    async def follow(self, listing: QueueListing, wanted: Sequence[TelephoneAvailability]) -> None:
        if listing.connection != self.connection:
            self.connection = listing.connection
            self.told.clear()
            self.places.clear()
        for person in wanted:
            places = listing.telephones.get(person.extension, ())
            try:
                await self._follow(person, places)
            except OrderFailed as error:
                log.warning("queues cannot be told of %s: %s", person.extension, error)
                if not error.is_lasting:
                    return
            self.told[person.extension] = (person.state, person.reason)
            self.places[person.extension] = {place.key for place in places}

    async def _follow(self, person: TelephoneAvailability, places: Sequence[QueuePlace]) -> None:
        """Tell what the person says anew; else only of queues that they have joined since."""
        told = self.places.get(person.extension, set())
        if self.told.get(person.extension) != (person.state, person.reason):
            told = set()
        for place in places:
            if place.key not in told:
                await self._tell(person, place)

    async def _tell(self, person: TelephoneAvailability, place: QueuePlace) -> None:
        is_ours = place.paused and place.reason.startswith(MARK)
        paused = person.state is not Availability.READY
        if is_ours or (paused and not place.paused):
            reason = _reason(person) if paused else ""
            await self.queues.pause(place, paused=paused, reason=reason)
            log.info("queue %s %s", "pauses" if paused else "rings", person.extension)


def _reason(person: TelephoneAvailability) -> str:
    return f"{MARK}{person.reason or _REASONS[person.state]}"


_REASONS: Final[Mapping[Availability, str]] = {
    Availability.AFTER_CALL: "after-call work",
    Availability.AWAY: "away",
    Availability.SIGNED_OUT: "signed out",
}
