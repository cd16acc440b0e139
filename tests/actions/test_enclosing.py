from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.actions import enclosing
from crm_desktop.actions.enclosing import enclose_parcels
from crm_desktop.database.engine import Database
from crm_desktop.database.models.shipment import (
    Enclosure,
    EnclosureRule,
    Shipment,
    ShipmentEnclosure,
)
from tests.actions.imported_files import BOUGHT, TODAY, imported
from tests.builders import a_customer, an_order

WAITING = BOUGHT | {
    "発送日": "",
    "対応状況(名称)": "新規受付",
    "対応状況(ID)": "1",
    "出荷伝票番号": "",
}


def with_rule(database: Database, **terms: object) -> None:
    with database.writing() as session:
        enclosure = Enclosure(code="E-01", title="はじめてのお客様へ")
        session.add(enclosure)
        session.flush()
        session.add(EnclosureRule(enclosure_id=enclosure.id, **terms))


def boxes(database: Database) -> list[tuple[int, int | None]]:
    with database.reading() as session:
        rows = select(ShipmentEnclosure.shipment_id, ShipmentEnclosure.rule_id)
        return [(row[0], row[1]) for row in session.execute(rows)]


def switch_rules_off(database: Database) -> None:
    with database.writing() as session:
        for rule in session.scalars(select(EnclosureRule)):
            rule.active = False


def test_imported_parcels_are_filled_by_the_rules(own_database: Database, tmp_path: Path) -> None:
    with_rule(own_database, nth_order=1)

    imported(own_database, tmp_path, "orders", [BOUGHT])

    assert len(boxes(own_database)) == 1


def test_a_parcel_that_was_sent_meanwhile_stays_as_it_was(
    own_database: Database, tmp_path: Path
) -> None:
    with_rule(own_database)
    imported(own_database, tmp_path, "orders", [WAITING])
    before = boxes(own_database)
    switch_rules_off(own_database)

    imported(own_database, tmp_path, "orders", [BOUGHT])

    assert boxes(own_database) == before != []


def test_a_new_rule_says_nothing_of_parcels_sent_without_it(
    own_database: Database, tmp_path: Path
) -> None:
    imported(own_database, tmp_path, "orders", [BOUGHT])
    with_rule(own_database)

    imported(own_database, tmp_path, "orders", [BOUGHT | {"入金日": "2026-11-21 10:00:00"}])
    enclose_parcels(own_database.writing, today=TODAY)

    assert boxes(own_database) == []


def test_sent_parcels_of_which_nothing_is_known_are_filled_when_asked(
    own_database: Database, tmp_path: Path
) -> None:
    imported(own_database, tmp_path, "orders", [BOUGHT])
    with_rule(own_database)

    later = enclose_parcels(own_database.writing, today=TODAY, since=date(2026, 11, 20))
    done = enclose_parcels(own_database.writing, today=TODAY, since=date(2026, 11, 19))

    assert (later[0], done[0]) == (0, 1)
    assert len(boxes(own_database)) == 1


def test_all_waiting_parcels_are_gone_through_batch_by_batch(
    own_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enclosing, "PARCELS_IN_BATCH", 2)
    with own_database.writing() as session:
        customer = a_customer(session, "﨑山 髙子")
        for _ in range(5):
            an_order(session, customer, shipment=Shipment())
    with_rule(own_database)
    told: list[int] = []

    def go_on(parcels: int) -> bool:
        told.append(parcels)
        return True

    parcels, done = enclose_parcels(own_database.writing, today=TODAY, progress=go_on)

    assert (parcels, done.laid_in, told) == (5, 5, [2, 4, 5])


def test_going_through_can_be_ended_and_taken_up_again(
    own_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enclosing, "PARCELS_IN_BATCH", 1)
    with own_database.writing() as session:
        for _ in range(2):
            an_order(session, a_customer(session), shipment=Shipment())
    with_rule(own_database)

    ended = enclose_parcels(own_database.writing, today=TODAY, progress=lambda _count: False)
    enclose_parcels(own_database.writing, today=TODAY)

    assert ended[0] == 1
    assert len(boxes(own_database)) == 2
