"""Questions about addresses that are to be located, in runs of ids."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from crm_desktop.database.models.customer import PUT_AWAY_FROM, CustomerAddress
from crm_desktop.database.models.place import AddressPosition

BATCH: Final = 10_000


class Wanted(Enum):
    """Which addresses are to be located."""

    NEW = "new"
    """Those nobody has looked for."""
    ALL = "all"
    """Also those that were, but for pins of people and what a service on the internet found."""


@dataclass(frozen=True, slots=True)
class IdRun:
    """Addresses that are wanted, from one id to another."""

    first_id: int
    last_id: int
    count: int


class Unlocated(NamedTuple):
    """An address in its parts; ``fingerprint`` is another one as soon as any part is.

    What was found before stands in the last columns, empty where nothing was.
    """

    address_id: int
    prefecture: str
    city: str
    town: str
    block: str
    postal_code: str
    fingerprint: int
    latitude: float | None
    longitude: float | None
    level: str | None
    accuracy_m: int | None
    source: str | None
    found_as: str | None


def next_run(session: Session, first_id: int, wanted: Wanted, *, most: int = BATCH) -> IdRun | None:
    """Return the first ``most`` wanted addresses from ``first_id`` on; None when there are none."""
    ids = _of(wanted, CustomerAddress.id).where(CustomerAddress.id >= first_id)
    some = ids.order_by(CustomerAddress.id).limit(most).subquery()
    row = session.execute(
        select(func.min(some.c.id), func.max(some.c.id), func.count(some.c.id))
    ).one()
    return IdRun(*row) if row[2] else None


def count_of(session: Session, wanted: Wanted) -> int:
    """Return how many addresses are wanted; 0.3 s for a million."""
    return int(session.scalar(_of(wanted, func.count(CustomerAddress.id))) or 0)


def addresses_in(session: Session, run: IdRun, wanted: Wanted) -> list[Unlocated]:
    """Return the addresses of a run that are still wanted, by id."""
    statement = _of(wanted, *_COLUMNS).where(CustomerAddress.id.between(run.first_id, run.last_id))
    rows = session.execute(statement.order_by(CustomerAddress.id))
    return [Unlocated._make(row) for row in rows]


def coarsely_located(session: Session, *, most: int) -> list[int]:
    """Return addresses, by their id, of which a machine knows hardly the city.

    Not those for which a service on the internet was asked already, nor those that are put away:
    what nobody uses leaves the company for nothing.
    """
    statement = (
        select(AddressPosition.address_id)
        .join(CustomerAddress, CustomerAddress.id == AddressPosition.address_id)
        .where(
            CustomerAddress.position < PUT_AWAY_FROM,
            AddressPosition.online_asked_at.is_(None),
            AddressPosition.source.in_(("towns", "postal_code")),
            AddressPosition.level.in_(("", "city", "prefecture")),
        )
        .order_by(AddressPosition.address_id)
        .limit(most)
    )
    return list(session.scalars(statement))


def _of(wanted: Wanted, *columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401
    """Select columns of wanted addresses; the join is one of two primary keys in their order."""
    joined = select(*columns).outerjoin(
        AddressPosition, AddressPosition.address_id == CustomerAddress.id
    )
    return joined.where(_IS[wanted])


_IS: Final[dict[Wanted, ColumnElement[bool]]] = {
    Wanted.NEW: AddressPosition.address_id.is_(None),
    Wanted.ALL: or_(
        AddressPosition.address_id.is_(None),
        and_(AddressPosition.source != "person", AddressPosition.source != "online"),
    ),
}
FINGERPRINT: Final = func.hashtextextended(
    func.concat_ws(
        "\x1f",
        CustomerAddress.prefecture,
        CustomerAddress.city,
        CustomerAddress.town,
        CustomerAddress.block,
        CustomerAddress.postal_code,
    ),
    0,
)
_COLUMNS: Final = (
    CustomerAddress.id,
    CustomerAddress.prefecture,
    CustomerAddress.city,
    CustomerAddress.town,
    CustomerAddress.block,
    CustomerAddress.postal_code,
    FINGERPRINT,
    AddressPosition.latitude,
    AddressPosition.longitude,
    AddressPosition.level,
    AddressPosition.accuracy_m,
    AddressPosition.source,
    AddressPosition.found_as,
)
