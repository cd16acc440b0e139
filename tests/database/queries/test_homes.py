from __future__ import annotations

from sqlalchemy.orm import Session

from crm_desktop.actions.locating import locate_address
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.queries.homes import homes_of
from tests.located_homes import AT_SHIBAURA, NISHISHINJUKU, FewTowns, an_address


def test_all_addresses_of_a_customer_come_the_home_first(session: Session) -> None:
    home = an_address(session)
    away = CustomerAddress(
        customer_id=home.customer_id, position=1, label="delivery", **NISHISHINJUKU
    )
    session.add(away)
    session.flush()
    locate_address(session, FewTowns(), home.id)

    homes = homes_of(session, home.customer_id)

    assert [one.label for one in homes] == ["home", "delivery"]
    assert [one.position for one in homes] == [AT_SHIBAURA, None]


def test_who_has_no_address_has_no_homes(session: Session) -> None:
    assert homes_of(session, 999_999) == ()
