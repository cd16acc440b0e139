"""What a person corrects on the map: the pin of an address, and the note for who delivers there."""

from __future__ import annotations

from typing import Final

from sqlalchemy import delete, func, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.models.place import AddressPosition
from crm_desktop.database.queries.homes import home_at, lock_address
from crm_desktop.domain.home import Home, HomeSource
from crm_desktop.domain.position import Position
from crm_desktop.errors.database import RecordChanged, RecordGone

SUBJECT: Final = "customer_address"
LONGEST_NOTE: Final = 1_000


def move_pin(
    session: Session, address_id: int, position: Position, *, staff_id: int, seen: Home
) -> Home:
    """Set the pin of an address that the person saw as ``seen``; from now on no machine moves it.

    ``staff_id`` is whoever is signed in.

    Raises:
        RecordGone: there is no such address (any more), or the card is not open.
        RecordChanged: the address is another by now, or somebody else moved the pin.
        RightMissing: ``staff_id`` is somebody else (by way of the session).
    """
    _locked_as_seen(session, address_id, seen)
    values = {
        "latitude": position.latitude,
        "longitude": position.longitude,
        "level": "",
        "accuracy_m": 0,
        "source": str(HomeSource.PERSON),
        "found_as": "",
        "pinned_by_id": staff_id,
    }
    again = {**values, "located_at": func.now(), "address_changed_at": None}
    session.execute(
        upsert(AddressPosition)
        .values(address_id=address_id, **values)
        .on_conflict_do_update(index_elements=[AddressPosition.address_id], set_=again)
    )
    return _stored(session, address_id)


def release_pin(session: Session, address_id: int, *, seen: Home) -> Home:
    """Take a person's pin away and return the address, which is to be located anew.

    Nothing happens to what a machine has found.

    Raises:
        RecordGone, RecordChanged: see `move_pin`.
    """
    _locked_as_seen(session, address_id, seen)
    session.execute(
        delete(AddressPosition).where(
            AddressPosition.address_id == address_id, AddressPosition.source == HomeSource.PERSON
        )
    )
    return _stored(session, address_id)


def write_delivery_note(session: Session, address_id: int, note: str, *, seen: str) -> str:
    """Store what whoever delivers should know, and return it as stored; "" takes it away.

    ``seen`` is the note that the person has changed. At most `LONGEST_NOTE` characters are kept.

    Raises:
        RecordGone: see `move_pin`.
        RecordChanged: somebody else wrote another note; ``now_stored`` has it.
    """
    if not lock_address(session, address_id):
        raise RecordGone(SUBJECT, address_id)
    stored, wanted = _stored(session, address_id).delivery_note, _storable(note)
    if stored == wanted:
        return wanted
    if stored != seen:
        raise RecordChanged(SUBJECT, address_id, now_stored={"delivery_note": stored})
    session.execute(
        update(CustomerAddress)
        .where(CustomerAddress.id == address_id)
        .values(delivery_note=wanted)
        .execution_options(synchronize_session=False)
    )
    return wanted


def _locked_as_seen(session: Session, address_id: int, seen: Home) -> None:
    """Hold an address that is still what was seen; what a machine found meanwhile counts not."""
    if not lock_address(session, address_id):
        raise RecordGone(SUBJECT, address_id)
    stored = _stored(session, address_id)
    if stored.words != seen.words or _pin(stored) != _pin(seen):
        raise RecordChanged(SUBJECT, address_id)


def _pin(home: Home) -> tuple[Position, str] | None:
    place = home.place
    if place is None or place.position is None or not place.is_pinned:
        return None
    return place.position, place.pinned_by


def _stored(session: Session, address_id: int) -> Home:
    home = home_at(session, address_id)
    if home is None:
        raise RecordGone(SUBJECT, address_id)
    return home


def _storable(note: str) -> str:
    plain = note.encode("utf-8", "ignore").decode().replace("\0", "")
    return plain.strip()[:LONGEST_NOTE]
