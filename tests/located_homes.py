"""Addresses to be located, and towns that know only a few of them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.queries.homes import home_at
from crm_desktop.domain.home import Home
from crm_desktop.domain.position import (
    LocatedAddress,
    Position,
    PositionLevel,
    PositionSource,
)
from tests.builders import a_customer

SHIBAURA = {"prefecture": "東京都", "city": "港区", "town": "芝浦三丁目", "block": "１−２"}
NISHISHINJUKU = {"prefecture": "東京都", "city": "新宿区", "town": "西新宿二丁目", "block": "8-1"}
NOWHERE = {"prefecture": "", "city": "私書箱 第﨑号", "town": "", "block": ""}
AT_SHIBAURA = Position(35.6402, 139.7495)
AT_NISHISHINJUKU = Position(35.6896, 139.6917)
PINNED = Position(35.6411, 139.7488)


class FewTowns:
    """Knows two towns; counts what it was asked."""

    def __init__(self, **moved: Position) -> None:
        self._known = {"芝浦三丁目": AT_SHIBAURA, "西新宿二丁目": AT_NISHISHINJUKU, **moved}
        self._lock = threading.Lock()
        self.asked: list[tuple[str, ...]] = []

    def locate(
        self, prefecture: str, city: str, town: str, block: str, postal_codes: Sequence[str] = ()
    ) -> LocatedAddress | None:
        with self._lock:
            self.asked.append((prefecture, city, town, block, *postal_codes))
        if town not in self._known:
            return None
        name = f"{prefecture}{city}{town}"
        return LocatedAddress(
            self._known[town], PositionLevel.TOWN, 180, PositionSource.TOWNS, name
        )


def an_address(session: Session, **parts: Any) -> CustomerAddress:
    """Add a customer with one address, 芝浦三丁目 unless told; return the address."""
    customer = a_customer(session)
    address = CustomerAddress(customer_id=customer.id, **{**SHIBAURA, **parts})
    session.add(address)
    session.flush()
    return address


def stored_address(database: Database, **parts: Any) -> Home:
    """Store a customer with one address."""
    with database.writing() as session:
        return seen(session, an_address(session, **parts).id)


def seen(session: Session, address_id: int) -> Home:
    home = home_at(session, address_id)
    assert home is not None
    return home


def now_stored(database: Database, home: Home) -> Home:
    """Return an address as it is stored now."""
    with database.reading() as session:
        return seen(session, home.address_id)
