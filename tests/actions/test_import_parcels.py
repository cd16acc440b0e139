from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.actions.enclosing import enclose_parcels
from crm_desktop.actions.import_tally import ImportTally
from crm_desktop.database.engine import Database
from crm_desktop.database.models.shipment import (
    Enclosure,
    EnclosureRule,
    Shipment,
    ShipmentEnclosure,
)
from tests.actions.imported_files import TODAY, counts, imported, reasons
from tests.builders import a_customer, an_order


@pytest.fixture
def office(own_database: Database) -> Database:
    """A rule lays the catalogue into every parcel; the second order has two parcels."""
    with own_database.writing() as session:
        customer = a_customer(session, "﨑山 髙子")
        one = Shipment(tracking_number="1111-2222")
        an_order(session, customer, number="J-1", shipment=one)
        order = an_order(session, customer, number="J-2", shop="本店", shop_order_number="77")
        session.add_all([Shipment(order_id=order.id), Shipment(order_id=order.id)])
        catalogue = Enclosure(code="E-02", title="総合カタログ")
        session.add_all([catalogue, Enclosure(code="E-09", title="お詫び状")])
        session.flush()
        session.add(EnclosureRule(enclosure_id=catalogue.id))
    enclose_parcels(own_database.writing, today=TODAY)
    return own_database


def said(database: Database, folder: Path, *rows: dict[str, str]) -> ImportTally:
    return imported(database, folder, "shipment-enclosures", list(rows), profile_name="generic")


def inside(database: Database, number: str = "1111-2222") -> list[tuple[str, bool]]:
    """Return the codes in a parcel, and whether a rule laid each there."""
    statement = (
        select(Enclosure.code, ShipmentEnclosure.rule_id)
        .join(ShipmentEnclosure, ShipmentEnclosure.enclosure_id == Enclosure.id)
        .join(Shipment, Shipment.id == ShipmentEnclosure.shipment_id)
        .where(Shipment.tracking_number == number)
        .order_by(Enclosure.code)
    )
    with database.reading() as session:
        return [(row[0], row[1] is not None) for row in session.execute(statement)]


def test_what_a_list_says_of_a_parcel_goes_before_the_rules(
    office: Database, tmp_path: Path
) -> None:
    assert inside(office) == [("E-02", True)]

    tally = said(office, tmp_path, {"注文番号": "J-1", "同梱物コード": "Ｅ－０９"})
    enclose_parcels(office.writing, today=TODAY)

    assert counts(tally) == {"created": 1}
    assert inside(office) == [("E-09", False)]


def test_several_enclosures_lie_in_a_parcel_by_tracking_number(
    office: Database, tmp_path: Path
) -> None:
    rows = [{"送り状番号": "1111-2222", "コード": code} for code in ("E-02", "E-09", "E-09")]

    assert counts(said(office, tmp_path, *rows)) == {"created": 2, "unchanged": 1}
    assert counts(said(office, tmp_path, *rows)) == {"unchanged": 3}
    assert inside(office) == [("E-02", False), ("E-09", False)]


def test_parcels_that_cannot_be_told_are_refused_with_why(office: Database, tmp_path: Path) -> None:
    rows = [
        {"注文番号": "77", "コード": "E-09"},
        {"注文番号": "J-404", "コード": "E-09"},
        {"注文番号": "J-1", "コード": "E-99"},
        {"注文番号": "", "コード": "E-09"},
    ]

    tally = said(office, tmp_path, *rows)

    assert reasons(tally) == [
        (2, "2 parcels could be meant: give their tracking numbers"),
        (3, "there is no parcel of J-404"),
        (4, "there is no enclosure E-99"),
        (5, "neither an order number nor a tracking number"),
    ]
    assert inside(office) == [("E-02", True)]
