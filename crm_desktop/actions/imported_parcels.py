"""Brings in which enclosure lay in which parcel, from a list of a packing station."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from crm_desktop.actions.import_options import BatchResult, Fate
from crm_desktop.database.enclosing import enclose_by_hand, enclosed_by_hand
from crm_desktop.database.queries.parcels import (
    enclosures_by_code,
    parcels_by_order_number,
    parcels_by_tracking_number,
)
from crm_desktop.tables.list_rows import ParcelRow


def store_parcel_enclosures(session: Session, rows: Sequence[ParcelRow]) -> BatchResult:
    """Record what lay in parcels; what rules had said of these parcels goes.

    Refused are rows whose enclosure or parcel is not known, or that could mean several parcels.
    """
    result = BatchResult()
    finder = _Finder(session, rows)
    meant = {row.line: finder.place_of(row) for row in rows}
    places = {place for place in meant.values() if not isinstance(place, str)}
    known = enclosed_by_hand(session, {parcel for parcel, _ in places})
    for row in rows:
        place = meant[row.line]
        if isinstance(place, str):
            result.refuse(row.line, place)
            continue
        result.fates.append(Fate.UNCHANGED if place in known else Fate.CREATED)
        known.add(place)
    enclose_by_hand(session, places)
    return result


class _Finder:
    """Finds enclosures and parcels of one batch; everything is asked at once when it is made."""

    def __init__(self, session: Session, rows: Sequence[ParcelRow]) -> None:
        self._enclosures = enclosures_by_code(session, {row.enclosure_code for row in rows})
        numbers = {row.tracking_number for row in rows} - {""}
        self._by_tracking = parcels_by_tracking_number(session, numbers)
        orders = {row.order_number for row in rows if not row.tracking_number}
        self._by_order = parcels_by_order_number(session, orders)

    def place_of(self, row: ParcelRow) -> tuple[int, int] | str:
        """Return parcel and enclosure, or why they cannot be told."""
        enclosure_id = self._enclosures.get(row.enclosure_code)
        if enclosure_id is None:
            return f"there is no enclosure {row.enclosure_code}"
        parcels = self._parcels_of(row)
        if not parcels:
            return f"there is no parcel of {row.tracking_number or row.order_number}"
        if len(parcels) > 1:
            return f"{len(parcels)} parcels could be meant: give their tracking numbers"
        return parcels[0], enclosure_id

    def _parcels_of(self, row: ParcelRow) -> list[int]:
        if row.tracking_number:
            return self._by_tracking.get(row.tracking_number, [])
        return self._by_order.get(row.order_number, [])
