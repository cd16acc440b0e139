"""Stores many positions that a machine found, but none of an address that has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CursorResult,
    Double,
    Integer,
    Text,
    and_,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.models.place import AddressPosition
from crm_desktop.database.queries.unlocated import FINGERPRINT


class FoundPosition(NamedTuple):
    """What was found for the address of which ``fingerprint`` was read; no degrees: nothing."""

    address_id: int
    fingerprint: int
    latitude: float | None
    longitude: float | None
    level: str
    accuracy_m: int
    source: str
    found_as: str


def store_positions(session: Session, found: Sequence[FoundPosition]) -> int:
    """Store what was found, and return for how many addresses.

    An address that has another fingerprint by now, or is being written at this moment, is left
    for later: so nobody waits for somebody who waits for them. Pins of people, and what a service
    on the internet found, stay.
    """
    if not found:
        return 0
    columns = zip(*found, strict=True)
    arrays: list[ColumnElement[Any]] = [
        literal(list(values), ARRAY(kind)) for values, kind in zip(columns, _KINDS, strict=True)
    ]
    new = func.unnest(*arrays).table_valued(*FoundPosition._fields, name="new").render_derived()
    steady = (
        select(CustomerAddress.id)
        .join(new, and_(new.c.address_id == CustomerAddress.id, new.c.fingerprint == FINGERPRINT))
        .order_by(CustomerAddress.id)
        .with_for_update(read=True, of=CustomerAddress, skip_locked=True)
        .cte("steady")
    )
    rows = select(*(new.c[name] for name in _STORED)).join(steady, steady.c.id == new.c.address_id)
    statement = upsert(AddressPosition).from_select(list(_STORED), rows)
    values = {name: statement.excluded[name] for name in _STORED[1:]}
    done = session.execute(
        statement.on_conflict_do_update(
            index_elements=[AddressPosition.address_id],
            set_={**values, "located_at": func.now()},
            where=AddressPosition.source.not_in(("person", "online")),
        ),
        execution_options={"preserve_rowcount": True},
    )
    return cast(CursorResult[Any], done).rowcount


_STORED: Final = tuple(name for name in FoundPosition._fields if name != "fingerprint")
_KINDS: Final[tuple[TypeEngine[Any], ...]] = (
    BigInteger(),
    BigInteger(),
    Double(),
    Double(),
    Text(),
    Integer(),
    Text(),
    Text(),
)
