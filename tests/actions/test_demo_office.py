from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.actions.demo_office import TABLES, demo_office_is_seeded, seed_demo_office
from crm_desktop.database.models.customer import Customer, CustomerPhone
from crm_desktop.database.models.staff import Staff
from crm_desktop.domain.demo_office.cast import FAMILY_NUMBER, SHOWCASE_NUMBER
from crm_desktop.errors import OfficeNotEmpty

TODAY = date(2026, 11, 22)


@pytest.fixture
def seeded(session: Session) -> Session:
    seed_demo_office(session, today=TODAY, customers=30)
    return session


def test_empty_database_is_not_a_demo_office(session: Session) -> None:
    assert not demo_office_is_seeded(session)


def test_seeding_makes_a_demo_office(seeded: Session) -> None:
    assert demo_office_is_seeded(seeded)
    assert seeded.scalar(select(func.count(Customer.id))) == 30


@pytest.mark.parametrize("model", TABLES.values(), ids=lambda model: model.__tablename__)
def test_seeding_fills_the_table(seeded: Session, model: type[object]) -> None:
    assert seeded.execute(select(model).limit(1)).first()


def test_who_rings_in_the_demo_is_known(seeded: Session) -> None:
    def people(number: str) -> list[str]:
        return list(
            seeded.scalars(
                select(Customer.name)
                .join(CustomerPhone)
                .where(CustomerPhone.number == number)
                .order_by(Customer.id)
            )
        )

    assert people(SHOWCASE_NUMBER) == ["髙橋 美智子"]
    assert people(FAMILY_NUMBER) == ["渡邉 正雄", "渡邉 ヨシ子", "渡辺 由美子"]


def test_new_customers_get_the_next_id(seeded: Session) -> None:
    customer = Customer(code="C-999999", name="﨑山 一")
    seeded.add(customer)
    seeded.flush()

    assert customer.id == 31


def test_progress_ends_with_all(session: Session) -> None:
    told: list[int] = []

    seed_demo_office(session, today=TODAY, customers=30, progress=told.append)

    assert told[-1] == 100


def test_office_in_use_is_left_alone(session: Session) -> None:
    session.add(Staff(login="sato", name="佐藤"))
    session.flush()

    with pytest.raises(OfficeNotEmpty):
        seed_demo_office(session, today=TODAY, customers=30)
