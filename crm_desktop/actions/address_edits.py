"""The addresses of a customer as fields of their card, and how they are stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.actions.customers import NewAddress
from crm_desktop.database.models.customer import PUT_AWAY_FROM, CustomerAddress

USUAL_ADDRESS: Final = "usual_address"
_ADDRESS: Final = "address "
_PARTS: Final = tuple(part.name for part in fields(NewAddress))


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """One address of a customer; ``key`` is its id as text, "+1" and so on while it has none.

    ``label`` is one of ADDRESS_LABELS. One that is ``put_away`` stays stored with its pin and its
    delivery note, and is on no card.
    """

    key: str
    parts: NewAddress = field(default_factory=NewAddress)
    label: str = "home"
    put_away: bool = False


@dataclass(frozen=True, slots=True)
class UsualAddress:
    """Which address is the usual one; ``parts`` say which that is to a person."""

    key: str
    parts: NewAddress = field(compare=False)


def address_field(key: str) -> str:
    """Return the name under which an address is a field; its value is the `KnownAddress`."""
    return _ADDRESS + key


def address_of_field(name: str) -> str | None:
    """Return the key of `address_field`; None for any other field."""
    return name.removeprefix(_ADDRESS) if name.startswith(_ADDRESS) else None


def usual_address(addresses: Iterable[KnownAddress]) -> KnownAddress | None:
    """Return the first that is in use; None where none is."""
    return next((one for one in addresses if not one.put_away), None)


def fields_of_addresses(addresses: tuple[KnownAddress, ...]) -> dict[str, object]:
    """Return a field for each address, and which one is the usual."""
    named: dict[str, object] = {address_field(one.key): one for one in addresses}
    usual = usual_address(addresses)
    return named if usual is None else {**named, USUAL_ADDRESS: _as_usual(usual)}


def with_address_fields(
    addresses: tuple[KnownAddress, ...], changes: Mapping[str, object]
) -> tuple[KnownAddress, ...]:
    """Return the addresses with the fields of these names changed; new ones come last.

    The usual one comes first and is in use: who says which it is says that it is, and the one of
    before stays so where two people together would put away all. Those that are put away come
    after all others.
    """
    known = {one.key: one for one in addresses}
    for name, value in changes.items():
        key = address_of_field(name)
        if key is not None and isinstance(value, KnownAddress):
            known[key] = value
        elif key is not None:
            known.pop(key, None)
    before = usual_address(addresses)
    usual = changes.get(USUAL_ADDRESS)
    if not isinstance(usual, UsualAddress):
        usual = None if before is None else _as_usual(before)
    first = None if usual is None else known.get(usual.key)
    is_said = isinstance(changes.get(USUAL_ADDRESS), UsualAddress)
    if first is not None and (is_said or all(one.put_away for one in known.values())):
        known[first.key] = replace(first, put_away=False)
    place = {key: number for number, key in enumerate(known)}
    return tuple(
        sorted(
            known.values(),
            key=lambda one: (one.put_away, first is None or one.key != first.key, place[one.key]),
        )
    )


def torn_address(mine: Mapping[str, object], theirs: Mapping[str, object]) -> str | None:
    """Return which of my changes is of an address that one puts away and the other makes usual."""
    usual = mine.get(USUAL_ADDRESS)
    if isinstance(usual, UsualAddress) and _puts_away(theirs, usual.key):
        return USUAL_ADDRESS
    usual = theirs.get(USUAL_ADDRESS)
    if isinstance(usual, UsualAddress) and _puts_away(mine, usual.key):
        return address_field(usual.key)
    return None


def stored_keys(
    known: tuple[KnownAddress, ...],
    stored: tuple[KnownAddress, ...],
    wanted: tuple[KnownAddress, ...] = (),
) -> dict[str, str]:
    """Return the keys that addresses in ``known`` have by now, those without an id before.

    One that has been stored meanwhile is told by its parts. One that is only ``wanted`` is what
    somebody else has added when it says all the same: two people never make two of it.
    """
    ids, keys = {one.key for one in stored}, {one.key for one in known}
    free = [one for one in stored if one.key not in keys]
    renamed = {}
    for address in known:
        same = next((one for one in free if one.parts == address.parts), None)
        if address.key not in ids and same is not None:
            free.remove(same)
            renamed[address.key] = same.key
    for address in (one for one in wanted if one.key not in ids | keys):
        same = next((one for one in free if replace(one, key=address.key) == address), None)
        if same is not None:
            free.remove(same)
            renamed[address.key] = same.key
    return renamed


def with_keys(
    addresses: tuple[KnownAddress, ...], keys: Mapping[str, str]
) -> tuple[KnownAddress, ...]:
    """Return the addresses under their other ``keys``."""
    return tuple(replace(one, key=keys.get(one.key, one.key)) for one in addresses)


def addresses_of(session: Session, customer_id: int) -> tuple[KnownAddress, ...]:
    """Return all addresses of a customer, the usual one first, those put away last."""
    return tuple(
        KnownAddress(
            str(row.id),
            NewAddress(*(getattr(row, part) for part in _PARTS)),
            row.label,
            put_away=row.position >= PUT_AWAY_FROM,
        )
        for row in _rows(session, customer_id)
    )


def store_addresses(session: Session, customer_id: int, wanted: tuple[KnownAddress, ...]) -> None:
    """Bring what is stored of a customer's addresses to what is ``wanted``; none is deleted.

    The first in use becomes the usual one, which is where it was not; all others keep their order.
    """
    rows = {str(row.id): row for row in _rows(session, customer_id)}
    usual: CustomerAddress | None = None
    for address in wanted:
        row = rows.get(address.key)
        if row is None:
            row = CustomerAddress(customer_id=customer_id, position=_free(rows, address.put_away))
            rows[address.key] = row
            session.add(row)
        elif (row.position >= PUT_AWAY_FROM) != address.put_away:
            row.position = _free(rows, address.put_away)
            session.flush()  # a place is one address's at a time
        for column, value in {**asdict(address.parts), "label": address.label}.items():
            setattr(row, column, value)
        usual = usual or (None if address.put_away else row)
    session.flush()
    if usual is not None and usual.position != 0:
        _move_to_front(session, usual, rows)


def _move_to_front(
    session: Session, usual: CustomerAddress, rows: Mapping[str, CustomerAddress]
) -> None:
    """Give ``usual`` the first place; who has it goes behind all others in use."""
    for row in rows.values():
        if row.position == 0 and row is not usual:
            row.position = _free(rows, put_away=False)
            session.flush()  # a place is one address's at a time
    usual.position = 0
    session.flush()


def _free(rows: Mapping[str, CustomerAddress], put_away: bool) -> int:  # noqa: FBT001
    """Return the place behind all others in use, or behind all others put away.

    Whoever made another the usual one often enough finds the last place in use taken: then it is
    the first that is free.
    """
    first = PUT_AWAY_FROM if put_away else 0
    taken = {row.position for row in rows.values() if (row.position >= PUT_AWAY_FROM) == put_away}
    last = max(taken, default=first - 1) + 1
    if put_away or last < PUT_AWAY_FROM:
        return last
    return next(place for place in range(1, PUT_AWAY_FROM) if place not in taken)


def _rows(session: Session, customer_id: int) -> list[CustomerAddress]:
    statement = (
        select(CustomerAddress)
        .where(CustomerAddress.customer_id == customer_id)
        .order_by(CustomerAddress.position)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(statement))


def _puts_away(changes: Mapping[str, object], key: str) -> bool:
    name = address_field(key)
    address = changes.get(name)
    return name in changes and (not isinstance(address, KnownAddress) or address.put_away)


def _as_usual(address: KnownAddress) -> UsualAddress:
    return UsualAddress(address.key, address.parts)
