"""Stores where a service on the internet says an address is. The address leaves the company."""

from __future__ import annotations

import logging
import time
from typing import Any, Final

from sqlalchemy import func, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from crm_desktop.database.engine import Database
from crm_desktop.database.models.place import AddressPosition
from crm_desktop.database.queries.homes import home_at, lock_address
from crm_desktop.database.queries.unlocated import coarsely_located
from crm_desktop.domain.home import Home, HomeSource
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.errors.map import BadPosition, GeocoderFault, GeocoderProblem
from crm_desktop.maps.online_geocoder import OnlineAnswer, OnlineGeocoder

log = logging.getLogger(__name__)

MOST_AT_ONCE: Final = 10
PAUSE_S: Final = 1.0
SUBJECT: Final = "customer_address"


def locate_online(database: Database, geocoder: OnlineGeocoder, address_id: int) -> Home:
    """Ask where an address is, store it where it is closer than what is known, return the address.

    No transaction is open while it is asked. A pin that a person has set stays, and nothing is
    asked then. ``online_asked_at`` tells that it was asked, ``source`` whether it led to anything.

    Raises:
        RecordGone: there is no such address (any more), or the card is not open.
        RecordChanged: the address is another by now.
        GeocoderProblem, BadPosition: no answer, or none that can be; nothing is stored.
    """
    with database.reading() as session:
        asked = _stored(session, address_id)
    if asked.is_pinned:
        return asked
    answer = geocoder.locate(asked.prefecture, asked.city, asked.town, asked.block)
    with database.writing() as session:
        if not lock_address(session, address_id):
            raise RecordGone(SUBJECT, address_id)
        stored = _stored(session, address_id)
        if stored.words != asked.words:
            raise RecordChanged(SUBJECT, address_id)
        if answer is not None and _is_closer(answer, stored):
            _store(session, address_id, answer)
        else:
            _mark_asked(session, address_id)
        return _stored(session, address_id)


def locate_some_online(
    database: Database,
    geocoder: OnlineGeocoder,
    *,
    most: int = MOST_AT_ONCE,
    pause_s: float = PAUSE_S,
) -> int:
    """Ask for a few addresses of which hardly the city is known, and return how many were asked.

    One after the other, ``pause_s`` apart, each address once; the first failure ends it.
    """
    with database.reading() as session:
        wanted = coarsely_located(session, most=most)
    for number, address_id in enumerate(wanted):
        if number:
            time.sleep(pause_s)
        try:
            locate_online(database, geocoder, address_id)
        except (RecordChanged, RecordGone):
            continue
        except (GeocoderProblem, BadPosition) as error:
            log.warning("%s", error)
            _put_aside(database, address_id, error)
            return number
    return len(wanted)


def _put_aside(database: Database, address_id: int, error: GeocoderProblem | BadPosition) -> None:
    """Ask no more for an address that is answered with nonsense: others wait behind it."""
    if isinstance(error, BadPosition) or error.fault is GeocoderFault.NOT_UNDERSTOOD:
        with database.writing() as session:
            _mark_asked(session, address_id)


def _is_closer(answer: OnlineAnswer, home: Home) -> bool:
    place = home.place
    if place is None or place.position is None or place.source is HomeSource.ONLINE:
        return True
    return not place.is_pinned and answer.accuracy_m < place.accuracy_m


def _store(session: Session, address_id: int, answer: OnlineAnswer) -> None:
    values: dict[str, Any] = {
        "latitude": answer.position.latitude,
        "longitude": answer.position.longitude,
        "level": str(answer.level),
        "accuracy_m": answer.accuracy_m,
        "source": str(HomeSource.ONLINE),
        "found_as": answer.found_as,
        "online_asked_at": func.now(),
    }
    session.execute(
        upsert(AddressPosition)
        .values(address_id=address_id, **values)
        .on_conflict_do_update(
            index_elements=[AddressPosition.address_id],
            set_={**values, "located_at": func.now()},
            where=AddressPosition.source != HomeSource.PERSON,
        )
    )


def _mark_asked(session: Session, address_id: int) -> None:
    session.execute(
        update(AddressPosition)
        .where(
            AddressPosition.address_id == address_id, AddressPosition.source != HomeSource.PERSON
        )
        .values(online_asked_at=func.now())
    )


def _stored(session: Session, address_id: int) -> Home:
    home = home_at(session, address_id)
    if home is None:
        raise RecordGone(SUBJECT, address_id)
    return home
