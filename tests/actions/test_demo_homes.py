from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.actions.demo_homes import store_demo_homes
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.models.place import AddressPosition
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.homes import homes_of
from crm_desktop.domain.demo_office.staff import SAEKI_ID
from tests.builders import a_customer
from tests.located_homes import NOWHERE

NISHISHINJUKU = {"prefecture": "東京都", "city": "新宿区", "town": "西新宿", "block": "2-8-1"}


def test_every_home_is_located_and_one_has_a_person_s_pin(session: Session) -> None:
    session.add(Staff(id=SAEKI_ID, login="saeki", name="佐伯 千鶴"))
    showcase, lost = a_customer(session, "髙橋 美智子"), a_customer(session, "﨑山 弘")
    session.add(CustomerAddress(customer_id=showcase.id, **NISHISHINJUKU))
    session.add(CustomerAddress(customer_id=lost.id, **NOWHERE))
    session.flush()

    store_demo_homes(session, pinned_customer_id=showcase.id)

    (home,), (nowhere,) = homes_of(session, showcase.id), homes_of(session, lost.id)
    assert home.place is not None
    assert (home.is_pinned, home.place.pinned_by) == (True, "佐伯 千鶴")
    assert nowhere.position is None
    assert session.scalar(select(func.count()).select_from(AddressPosition)) == 2
