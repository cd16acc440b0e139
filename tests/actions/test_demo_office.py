from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.actions.demo_office import TABLES, demo_office_day, seed_demo_office
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer, CustomerPhone
from crm_desktop.database.models.document import Document
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.documents import first_page_thumbnails
from crm_desktop.database.queries.letters import letter_transcript, waiting_letters
from crm_desktop.domain.demo_office.cast import FAMILY_NUMBER, SHOWCASE_NUMBER
from crm_desktop.errors.database import OfficeNotEmpty

TODAY = date(2026, 11, 22)
CUSTOMERS = 30


@pytest.fixture(scope="module")
def progress(database: Database) -> list[int]:
    """What was told while the file's database was made a demo office."""
    told: list[int] = []
    with database.writing() as session:
        seed_demo_office(session, today=TODAY, customers=CUSTOMERS, progress=told.append)
    return told


@pytest.fixture
def office(progress: list[int], database: Database) -> Iterator[Session]:
    with database.reading() as session:
        yield session


def test_empty_database_is_not_a_demo_office(own_database: Database) -> None:
    with own_database.reading() as session:
        assert demo_office_day(session) is None


def test_seeding_makes_a_demo_office(office: Session) -> None:
    assert demo_office_day(office) == TODAY
    assert office.scalar(select(func.count(Customer.id))) == CUSTOMERS


@pytest.mark.parametrize("model", TABLES.values(), ids=lambda model: model.__tablename__)
def test_seeding_fills_the_table(office: Session, model: type[object]) -> None:
    assert office.execute(select(model).limit(1)).first()


def test_who_rings_in_the_demo_is_known(office: Session) -> None:
    def people(number: str) -> list[str]:
        having = select(Customer.name).join(CustomerPhone).where(CustomerPhone.number == number)
        return list(office.scalars(having.order_by(Customer.id)))

    assert people(SHOWCASE_NUMBER) == ["髙橋 美智子"]
    assert people(FAMILY_NUMBER) == ["渡邉 正雄", "渡邉 ヨシ子", "渡辺 由美子"]


def test_every_paper_has_its_pictures(office: Session) -> None:
    documents = set(office.scalars(select(Document.id)))
    first_pages = first_page_thumbnails(office, documents)

    assert set(first_pages) == documents
    assert all(picture.startswith(b"\xff\xd8") for picture in first_pages.values())


def test_progress_ends_with_all(progress: list[int]) -> None:
    assert progress[-1] == 100


def test_new_customers_get_the_next_id(office: Session, database: Database) -> None:
    with database.writing() as session:
        customer = Customer(code="C-999999", name="﨑山 一")
        session.add(customer)
        session.flush()
        number = customer.id
        session.rollback()

    assert number == CUSTOMERS + 1


def test_office_in_use_is_left_alone(own_database: Database) -> None:
    with own_database.writing() as session:
        session.add(Staff(login="sato", name="佐藤"))
        session.flush()
        with pytest.raises(OfficeNotEmpty):
            seed_demo_office(session, today=TODAY, customers=CUSTOMERS)


def test_letters_wait_for_their_customers_some_of_them_read(office: Session) -> None:
    waiting = waiting_letters(office)
    read = [letter_transcript(office, letter.letter_id) for letter in waiting]

    assert len(waiting) == 8
    assert sum(bool(letter.code_read) for letter in waiting) == 1
    assert sum(not text for text in read) == 1
    assert any("〒" in text for text in read)
