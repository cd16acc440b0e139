from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date

import psycopg
import pytest
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from crm_desktop.database.enclosing import (
    EnclosingResult,
    apply_enclosure_rules,
    enclose_by_hand,
    enclosed_by_hand,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.models.audit import AuditEntry
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.document import Document
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.models.mailing import Mailing
from crm_desktop.database.models.shipment import Enclosure, EnclosureRule, Shipment
from crm_desktop.database.roles import OPERATOR, SCANNER, SUPERVISOR, WORKER
from tests.builders import a_customer, an_order
from tests.conftest import LoginOf, SignedIn

ADD = "INSERT INTO mailing (code, title) VALUES ('DM-冬', '冬の贈りもの')"
TODAY = date(2026, 11, 22)


@pytest.fixture
def office(engine: Engine) -> Iterator[Session]:
    """A session of the owner's that may commit: an enclosure in every parcel, one that waits."""
    with Session(engine) as session:
        enclosure = Enclosure(code="E-01", title="はじめてのお客様へ")
        session.add(enclosure)
        an_order(session, a_customer(session, "﨑山 髙子"), shipment=Shipment())
        session.flush()
        session.add(EnclosureRule(enclosure_id=enclosure.id))
        session.commit()
        yield session
        session.rollback()
        for model in (Letter, Customer, EnclosureRule, Enclosure, Mailing, Document):
            session.execute(delete(model))
        session.commit()


def test_the_worker_lays_enclosures_in(office: Session, login_of: LoginOf) -> None:
    ids = list(office.scalars(select(Shipment.id)))

    with Database(login_of(WORKER)) as database, database.writing() as session:
        assert apply_enclosure_rules(session, ids, today=TODAY) == EnclosingResult(laid_in=1)


def test_what_is_said_of_a_parcel_meanwhile_goes_before_the_rules(
    office: Session, database: Database
) -> None:
    (parcel,) = office.scalars(select(Shipment.id))
    apology = Enclosure(code="E-09", title="お詫び状")
    office.add(apology)
    office.flush()
    enclose_by_hand(office, [(parcel, apology.id)])

    def apply() -> EnclosingResult:
        with database.writing() as session:
            return apply_enclosure_rules(session, [parcel], today=TODAY)

    with ThreadPoolExecutor(1) as other:
        applying = other.submit(apply)
        wait([applying], timeout=0.3)
        office.commit()
        done = applying.result()

    assert done == EnclosingResult()
    assert enclosed_by_hand(office, [parcel]) == {(parcel, apology.id)}


def test_supervisors_keep_masters_and_it_is_recorded(office: Session, signed_in: SignedIn) -> None:
    signed_in(SUPERVISOR).execute(ADD)

    entry = select(AuditEntry.action).where(AuditEntry.subject == "mailing")
    assert office.scalars(entry).all() == ["insert"]


@pytest.mark.parametrize("group", [OPERATOR, SCANNER])
def test_nobody_else_keeps_masters(group: str, office: Session, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(group).execute(ADD)


def test_no_rule_is_removed(office: Session, signed_in: SignedIn) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        signed_in(SUPERVISOR).execute("DELETE FROM enclosure_rule")


def test_a_letter_cannot_be_shown_to_everybody_as_a_mailing(
    office: Session, signed_in: SignedIn
) -> None:
    paper = Document()
    office.add(paper)
    office.flush()
    customer_id = office.scalars(select(Customer.id)).first()
    office.add(Letter(customer_id=customer_id, received_on=TODAY, document_id=paper.id))
    office.commit()
    supervisor = signed_in(SUPERVISOR)
    supervisor.execute(ADD)

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        supervisor.execute("UPDATE mailing SET document_id = %s", [paper.id])
