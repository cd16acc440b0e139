"""The map on a whole desk with a real database; the web engine is another test's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import quote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from crm_desktop.actions.pins import move_pin
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer, CustomerAddress
from crm_desktop.database.models.payment import Payment
from crm_desktop.database.models.place import Place, PlaceSource
from crm_desktop.database.models.staff import OfficeSetting
from crm_desktop.database.queries.homes import homes_of
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.domain.position import Position
from crm_desktop.ui.address_map import home_map
from crm_desktop.ui.address_map.panel import AddressMapPanel
from crm_desktop.ui.address_map.web_engine import EngineBroken, EngineFault
from crm_desktop.ui.customer_card.side_column import SideView
from tests.app.conftest import OpenDesk
from tests.builders import a_customer, an_order
from tests.ui.address_map.test_panel import words_in

F3, F4, F6, F7, ESC = (
    Qt.Key.Key_F3,
    Qt.Key.Key_F4,
    Qt.Key.Key_F6,
    Qt.Key.Key_F7,
    Qt.Key.Key_Escape,
)
NISHISHINJUKU = {"prefecture": "東京都", "city": "新宿区", "town": "西新宿", "block": "2-8-1"}
SHOP = Position(35.6900, 139.6925)


@pytest.fixture(autouse=True)
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the map drawn: an engine in the process of the tests would stay in it."""

    def broken() -> str:
        raise EngineBroken(EngineFault.MISSING)

    monkeypatch.setattr(home_map, "ready_engine", broken)


@pytest.fixture
def office(own_database: Database) -> Database:
    """Michiko, who owes for a slip and lives near a shop; and Hiroshi, who lives nowhere known."""
    with own_database.writing() as session:
        michiko = a_customer(session, "髙橋 美智子")
        session.add(
            CustomerAddress(customer_id=michiko.id, delivery_note="犬に注意", **NISHISHINJUKU)
        )
        slip = Payment(method="payment_slip", amount_yen=4_980, slip_expires_on=date(2099, 11, 27))
        an_order(session, michiko, payment=slip)
        hiroshi = a_customer(session, "﨑山 弘")
        session.add(CustomerAddress(customer_id=hiroshi.id, city="どこか村", block="１"))
        source = PlaceSource(name="test", credit="© 地図", place_count=1)
        session.add(source)
        session.flush()
        session.add(
            Place(
                source_id=source.id,
                external_id="1",
                kind="convenience",
                chain="seven_eleven",
                branch="西新宿二丁目店",
                latitude=SHOP.latitude,
                longitude=SHOP.longitude,
            )
        )
    return own_database


@pytest.fixture
def desk(office: Database, open_desk: OpenDesk) -> Program:
    return open_desk(office, OPERATOR)


@pytest.fixture
def open_card(desk: Program, office: Database, qtbot: QtBot) -> Callable[[str], None]:
    def open_card(name: str) -> None:
        with office.reading() as session:
            customer_id = session.scalars(select(Customer.id).where(Customer.name == name)).one()
        desk.pages.open_customer(customer_id, OpeningReason.SEARCH)
        header = desk.card_panel.header.name
        qtbot.waitUntil(lambda: header.whole_text == name and header.isVisible())

    return open_card


@pytest.fixture
def panel(desk: Program, open_card: Callable[[str], None], qtbot: QtBot) -> AddressMapPanel:
    """The map of Michiko's home."""
    open_card("髙橋 美智子")
    QTest.keyClick(desk.window, F7)
    qtbot.waitUntil(lambda: _has_places(desk))
    assert desk.map.parts is not None
    return desk.map.parts.panel


def _has_places(desk: Program) -> bool:
    return desk.map.parts is not None and bool(desk.map.parts.presenter.state.near)


def test_f7_shows_home_slip_and_the_nearest_place(panel: AddressMapPanel) -> None:
    assert panel.isVisible()
    assert "Payment slip ¥4,980" in panel.places.payment.text()
    assert [row.name for row in panel.places.list.row_model.rows] == [
        "セブン-イレブン 西新宿二丁目店"
    ]
    assert panel.note.body.toPlainText() == "犬に注意"


def test_nothing_is_asked_before_somebody_wants_the_map(
    desk: Program, open_card: Callable[[str], None], office: Database
) -> None:
    open_card("髙橋 美智子")
    QApplication.processEvents()

    assert desk.map.parts is None


def test_what_nobody_had_located_is_stored(panel: AddressMapPanel, office: Database) -> None:
    with office.reading() as session:
        michiko = session.scalars(select(Customer.id).where(Customer.name == "髙橋 美智子")).one()
        homes = homes_of(session, michiko)

    assert homes[0].position is not None


def test_f7_again_makes_it_large_and_escape_goes_back_step_by_step(
    desk: Program, panel: AddressMapPanel
) -> None:
    card = desk.card_panel
    QTest.keyClick(desk.window, F7)
    assert card.side_view is SideView.LARGE_MAP
    assert not card.orders.isVisible()

    views = []
    for _ in range(3):
        QTest.keyClick(desk.window, ESC)
        views.append((card.side_view, card.isVisible()))

    assert views == [(SideView.MAP, True), (SideView.PAPERS, True), (SideView.PAPERS, False)]


def test_f6_brings_the_papers_back(desk: Program, panel: AddressMapPanel) -> None:
    QTest.keyClick(desk.window, F6)

    assert desk.card_panel.papers.isVisible()
    assert not panel.isVisible()


def test_the_next_card_shows_its_map_too_and_nothing_of_the_one_before(
    desk: Program, panel: AddressMapPanel, open_card: Callable[[str], None], qtbot: QtBot
) -> None:
    open_card("﨑山 弘")

    assert desk.map.parts is not None
    qtbot.waitUntil(lambda: "どこか村" in panel.address.address.whole_text)
    words = words_in(panel)
    assert [word for word in ("西新宿", "犬に注意", "セブン", "4,980") if word in words] == []
    assert panel.isVisible()


def test_a_locked_desk_shows_nobodys_home_and_an_unlocked_one_does_again(
    desk: Program, panel: AddressMapPanel, qtbot: QtBot
) -> None:
    desk.lock.presenter.lock()
    assert "西新宿" not in words_in(panel)

    desk.lock.presenter.open()

    qtbot.waitUntil(lambda: _has_places(desk))


def test_a_closed_card_leaves_nothing(desk: Program, panel: AddressMapPanel) -> None:
    desk.pages.go_home()

    assert "西新宿" not in words_in(panel)


def test_typing_in_the_note_goes_on_while_the_map_is_made(
    desk: Program, open_card: Callable[[str], None], qtbot: QtBot
) -> None:
    open_card("髙橋 美智子")
    note = desk.card_panel.note.body
    desk.map.switch.go_on()
    QTest.keyClick(desk.window, F4)
    for letter in "kikoemasuka":
        QTest.keyClicks(note, letter)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: _has_places(desk))
    QTest.keyClicks(note, "x")

    assert note.hasFocus()
    assert note.toPlainText() == "kikoemasukax"


def test_a_map_that_grows_leaves_the_caret_in_the_note(
    desk: Program, panel: AddressMapPanel
) -> None:
    QTest.keyClick(desk.window, F4)
    QTest.keyClicks(desk.card_panel.note.body, "abc")

    QTest.keyClick(desk.window, F7)
    QTest.keyClicks(QApplication.focusWidget() or desk.window, "d")

    assert desk.card_panel.note.body.toPlainText() == "abcd"


def test_a_delivery_note_that_is_typed_keeps_a_call_waiting(
    desk: Program, panel: AddressMapPanel
) -> None:
    panel.note.body.setFocus()
    QTest.keyClicks(panel.note.body, "ura ")

    assert desk.map.has_typing
    assert not desk._may_replace()


def test_a_delivery_note_is_stored_when_the_card_is_left(
    desk: Program, panel: AddressMapPanel, office: Database, qtbot: QtBot
) -> None:
    panel.note.body.setPlainText("裏口へ")
    desk.pages.go_home()

    def stored() -> bool:
        with office.reading() as session:
            return "裏口へ" in session.scalars(select(CustomerAddress.delivery_note)).all()

    qtbot.waitUntil(stored)


def test_what_another_desk_wrote_is_shown_beside_mine(
    panel: AddressMapPanel, office: Database, qtbot: QtBot
) -> None:
    with office.writing() as session:
        session.execute(
            update(CustomerAddress)
            .where(CustomerAddress.delivery_note == "犬に注意")
            .values(delivery_note="犬はいません")
        )

    panel.note.body.setPlainText("裏口へ")
    panel.note.save_wanted.emit()

    qtbot.waitUntil(panel.note.conflict.isVisible)
    assert "犬はいません" in panel.note.conflict.text()
    assert panel.note.body.toPlainText() == "裏口へ"


def test_a_pin_is_kept_and_shown_with_who_set_it(
    desk: Program, panel: AddressMapPanel, qtbot: QtBot
) -> None:
    panel.map.pin_moved.emit(SHOP.latitude, SHOP.longitude)
    panel.bar.keep.click()

    qtbot.waitUntil(lambda: "田所 紀代美" in panel.address.knowledge.text())
    qtbot.waitUntil(lambda: "10 m" in panel.places.list.row_model.rows[0].way)


def test_a_pin_another_desk_set_meanwhile_is_shown_beside_mine(
    desk: Program, panel: AddressMapPanel, office: Database, qtbot: QtBot, login_at: object
) -> None:
    assert desk.map.parts is not None
    home = desk.map.parts.presenter.state.home
    assert home is not None
    with desk.database.writing() as session:
        move_pin(session, home.address_id, SHOP, staff_id=desk.place.staff.staff_id, seen=home)

    panel.map.pin_moved.emit(35.6880, 139.6900)
    panel.bar.keep.click()

    qtbot.waitUntil(lambda: "set the pin" in panel.bar.words.text())


def test_showing_the_map_again_shows_what_others_changed(
    desk: Program, panel: AddressMapPanel, office: Database, qtbot: QtBot
) -> None:
    QTest.keyClick(desk.window, F6)
    with office.writing() as session:
        session.execute(update(CustomerAddress).values(delivery_note="犬はいません"))

    QTest.keyClick(desk.window, F7)

    qtbot.waitUntil(lambda: panel.note.body.toPlainText() == "犬はいません")


def test_an_address_nobody_can_find_says_what_to_do(
    desk: Program, panel: AddressMapPanel, open_card: Callable[[str], None], qtbot: QtBot
) -> None:
    open_card("﨑山 弘")

    qtbot.waitUntil(lambda: "Not found on the map" in panel.address.knowledge.text())


def test_a_desk_that_showed_the_map_shows_it_the_next_day(
    desk: Program, panel: AddressMapPanel, qtbot: QtBot
) -> None:
    desk.card_panel.show_side(SideView.PAPERS)
    desk.map.switch._settings.setValue(desk.map.switch._key, "yes")

    desk.map.switch.restore()

    assert desk.card_panel.side_view is SideView.MAP


def settle(office: Database, **settings: object) -> None:
    with office.writing() as session:
        session.add_all(OfficeSetting(key=key, value=value) for key, value in settings.items())


def test_the_route_planner_gets_the_home_and_nothing_else(
    desk: Program, office: Database, panel: AddressMapPanel, qtbot: QtBot
) -> None:
    settle(office, route_url="https://route.invalid/?q={address}")
    QTest.keyClick(desk.window, F6)
    QTest.keyClick(desk.window, F7)
    qtbot.waitUntil(panel.address.route.isVisible)
    assert desk.map.parts is not None
    links: list[str] = []
    desk.map.parts.link_wanted.disconnect()
    desk.map.parts.link_wanted.connect(links.append)

    panel.address.route.trigger()

    assert links == [f"https://route.invalid/?q={quote('東京都新宿区西新宿2-8-1')}"]


def test_a_service_that_is_silent_leaves_the_home_where_it_was(
    desk: Program, office: Database, panel: AddressMapPanel, qtbot: QtBot
) -> None:
    settle(office, geocoder="template", geocoder_url="http://127.0.0.1:9/?q={address}")
    QTest.keyClick(desk.window, F6)
    QTest.keyClick(desk.window, F7)
    qtbot.waitUntil(panel.address.look_up.isVisible)
    before = panel.address.knowledge.text()

    panel.address.look_up.trigger()

    qtbot.waitUntil(desk.window.error_bar.isVisible)
    assert panel.address.knowledge.text() == before
