"""Questions about where customers live: the address, and where it is on the map."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.customer import PUT_AWAY_FROM, CustomerAddress
from crm_desktop.database.models.place import AddressPosition
from crm_desktop.database.models.staff import Staff
from crm_desktop.domain.home import Home, HomePlace, HomeSource
from crm_desktop.domain.position import Position, PositionLevel


def homes_of(session: Session, customer_id: int) -> tuple[Home, ...]:
    """Return the addresses of a customer that are not put away, the usual one first.

    Empty where the card is not open.
    """
    statement = _HOME.where(
        CustomerAddress.customer_id == customer_id, CustomerAddress.position < PUT_AWAY_FROM
    )
    rows = session.execute(statement.order_by(CustomerAddress.position).limit(_MOST_HOMES))
    return tuple(_home(row) for row in rows)


def home_at(session: Session, address_id: int) -> Home | None:
    """Return an address as it is stored now; None where there is none that may be seen."""
    row = session.execute(_HOME.where(CustomerAddress.id == address_id)).one_or_none()
    return None if row is None else _home(row)


def lock_address(session: Session, address_id: int) -> bool:
    """Let nobody change an address, or move its pin, before this transaction ends.

    False where there is none that may be seen.
    """
    statement = select(CustomerAddress.id).where(CustomerAddress.id == address_id)
    return session.scalar(statement.with_for_update(key_share=True)) is not None


def _home(row: Row[*tuple[Any, ...]]) -> Home:
    return Home(
        address_id=row.id,
        customer_id=row.customer_id,
        label=row.label,
        postal_code=row.postal_code,
        prefecture=row.prefecture,
        city=row.city,
        town=row.town,
        block=row.block,
        building=row.building,
        delivery_note=row.delivery_note,
        place=None if row.source is None else _place(row),
    )


def _place(row: Row[*tuple[Any, ...]]) -> HomePlace:
    found = row.latitude is not None
    return HomePlace(
        position=Position(row.latitude, row.longitude) if found else None,
        level=PositionLevel(row.level) if row.level else None,
        accuracy_m=row.accuracy_m,
        source=HomeSource(row.source),
        found_as=row.found_as,
        located_at=row.located_at,
        pinned_by=row.pinned_by or "",
        address_changed_at=row.address_changed_at,
        online_asked_at=row.online_asked_at,
    )


_MOST_HOMES: Final = 20
_HOME: Final[Select[*tuple[Any, ...]]] = (
    select(
        CustomerAddress.id,
        CustomerAddress.customer_id,
        CustomerAddress.label,
        CustomerAddress.postal_code,
        CustomerAddress.prefecture,
        CustomerAddress.city,
        CustomerAddress.town,
        CustomerAddress.block,
        CustomerAddress.building,
        CustomerAddress.delivery_note,
        AddressPosition.latitude,
        AddressPosition.longitude,
        AddressPosition.level,
        AddressPosition.accuracy_m,
        AddressPosition.source,
        AddressPosition.found_as,
        AddressPosition.located_at,
        Staff.name.label("pinned_by"),
        AddressPosition.address_changed_at,
        AddressPosition.online_asked_at,
    )
    .outerjoin(AddressPosition, AddressPosition.address_id == CustomerAddress.id)
    .outerjoin(Staff, Staff.id == AddressPosition.pinned_by_id)
)
