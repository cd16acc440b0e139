"""Two desks of two people on one database, with the same card open."""

from __future__ import annotations

from dataclasses import dataclass

from pytestqt.qtbot import QtBot

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.opening import OpeningReason
from tests.app.conftest import OpenDesk
from tests.builders import HOME, a_customer
from tests.conftest import LoginAt


@dataclass(frozen=True, slots=True)
class TwoDesks:
    """Mine is Tadokoro's; Saeki's is the other."""

    mine: Program
    saekis: Program
    customer_id: int


def two_desks(office: Database, open_desk: OpenDesk, login_at: LoginAt, qtbot: QtBot) -> TwoDesks:
    """Open both, and one customer's card at both."""
    with office.writing() as session:
        customer_id = a_customer(session, phones=(HOME,), email="m@example.jp").id
    saeki = login_at(office, OPERATOR, name="佐伯", extension="202")
    saekis = open_desk(office, OPERATOR, dsn=saeki, extension="202")
    mine = open_desk(office, OPERATOR)
    for desk in (saekis, mine):
        card_opened(desk, customer_id, qtbot)
    return TwoDesks(mine, saekis, customer_id)


def card_opened(desk: Program, customer_id: int, qtbot: QtBot) -> None:
    """Open a card and wait until it is shown."""
    desk.pages.open_customer(customer_id, OpeningReason.SEARCH)
    qtbot.waitUntil(lambda: desk.editing._card is not None)
