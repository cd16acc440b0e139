"""A customer is changed at one desk, and beside another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import CustomerAddress
from crm_desktop.database.models.place import AddressPosition
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.queries.customer_card import CustomerCard, customer_card
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.new_customer.state import Field
from tests.app.conftest import OpenDesk
from tests.app.two_desks import TwoDesks, card_opened, two_desks
from tests.builders import HOME, MOBILE, a_customer
from tests.conftest import LoginAt

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(own_database: Database, open_desk: OpenDesk, qtbot: QtBot) -> Program:
    """Tadokoro's desk, with a card open."""
    with own_database.writing() as session:
        customer_id = a_customer(session, phones=(HOME,), email="m@example.jp").id
    desk = open_desk(own_database, OPERATOR)
    card_opened(desk, customer_id, qtbot)
    return desk


@pytest.fixture
def both(own_database: Database, open_desk: OpenDesk, login_at: LoginAt, qtbot: QtBot) -> TwoDesks:
    """Two desks with the same card open."""
    return two_desks(own_database, open_desk, login_at, qtbot)


def stored(office: Database, desk: Program) -> CustomerCard:
    assert desk.editing._card is not None
    with office.reading() as session:
        return customer_card(session, desk.editing._card.customer_id)


def typed(desk: Program, which: Field, text: str) -> None:
    edit = desk.editing.panel.fields[which].edit
    edit.setFocus()
    edit.selectAll()
    edit.clear()
    edit.textEdited.emit("")
    if text.isascii():
        QTest.keyClicks(edit, text)
    else:  # comes from an input method, which QTest has not
        edit.setText(text)
        edit.textEdited.emit(text)
    edit.editingFinished.emit()


def is_shown(desk: Program, page: QWidget) -> bool:
    return desk.window.pages.currentWidget() is page


def saved(desk: Program, qtbot: QtBot) -> None:
    desk.editing.panel.save.click()
    qtbot.waitUntil(lambda: is_shown(desk, desk.card_panel))


def test_card_is_changed_with_the_keyboard(
    desk: Program, own_database: Database, qtbot: QtBot
) -> None:
    QTest.keyClick(desk.card_panel, Qt.Key.Key_E, CTRL)
    assert is_shown(desk, desk.editing.panel)
    typed(desk, Field.MEMO, "slow")
    desk.editing.panel.phones.add.click()
    line = desk.editing.panel.phones.rows[-1].field.edit
    assert QApplication.focusWidget() is line
    QTest.keyClicks(line, "090-1234-5678")

    QTest.keyClick(desk.editing.panel, Qt.Key.Key_S, CTRL)

    qtbot.waitUntil(lambda: is_shown(desk, desk.card_panel))
    card = stored(own_database, desk)
    assert (card.name, card.attention_memo) == ("髙橋 美智子", "slow")
    assert [phone.number for phone in card.phones] == [HOME, MOBILE]
    header = desk.card_panel.header
    qtbot.waitUntil(lambda: header.attention.words.whole_text == "slow")


def test_esc_leads_back_to_the_card_and_keeps_what_is_typed(desk: Program, qtbot: QtBot) -> None:
    desk.card_panel.header.edit.click()
    typed(desk, Field.MEMO, "slow")
    assert desk.editing.has_typing

    desk.window.back_wanted.emit()
    assert is_shown(desk, desk.card_panel)
    assert not desk.editing.has_typing
    desk.editing.open()

    assert desk.editing.panel.fields[Field.MEMO].edit.text() == "slow"


def test_card_opened_again_tells_of_typing_that_waits(desk: Program, qtbot: QtBot) -> None:
    assert desk.editing._card is not None
    customer_id = desk.editing._card.customer_id
    desk.editing.open()
    typed(desk, Field.MEMO, "slow")
    desk.pages.go_home()

    desk.pages.open_customer(customer_id, OpeningReason.SEARCH)

    qtbot.waitUntil(desk.editing.told.isVisible)
    assert "not saved: Ctrl+E" in desk.editing.told.words.text()


def test_kept_draft_brings_card_and_form_back(desk: Program, qtbot: QtBot) -> None:
    desk.editing.open()
    typed(desk, Field.MEMO, "slow")
    desk.pages.go_home()
    (draft,) = desk.drafts.left

    desk.kept.presenter.bring_back(draft)

    qtbot.waitUntil(lambda: is_shown(desk, desk.editing.panel))
    assert desk.editing.panel.fields[Field.MEMO].edit.text() == "slow"


def test_changes_of_two_people_in_different_fields_are_saved_quietly(
    both: TwoDesks, own_database: Database, qtbot: QtBot
) -> None:
    for desk in (both.mine, both.saekis):
        desk.editing.open()
    typed(both.saekis, Field.EMAIL, "s@example.jp")
    typed(both.mine, Field.MEMO, "slow")

    saved(both.saekis, qtbot)
    saved(both.mine, qtbot)

    card = stored(own_database, both.mine)
    assert (card.email, card.attention_memo) == ("s@example.jp", "slow")


def test_what_both_changed_is_shown_and_chosen(
    both: TwoDesks, own_database: Database, qtbot: QtBot
) -> None:
    mine, conflict = both.mine, both.mine.editing.conflict_panel
    for desk in (mine, both.saekis):
        desk.editing.open()
    typed(both.saekis, Field.EMAIL, "s@example.jp")
    typed(mine, Field.EMAIL, "t@example.jp")
    saved(both.saekis, qtbot)
    mine.editing.panel.save.click()
    qtbot.waitUntil(lambda: is_shown(mine, conflict))
    assert "佐伯" in conflict.boxes["email"].by.text()
    assert stored(own_database, mine).email == "s@example.jp"

    QTest.keyClick(conflict.boxes["email"].theirs, Qt.Key.Key_Right)
    QTest.keyClick(conflict, Qt.Key.Key_S, CTRL)

    qtbot.waitUntil(lambda: is_shown(mine, mine.card_panel))
    assert stored(own_database, mine).email == "t@example.jp"


def test_going_back_from_the_choice_keeps_what_is_typed(
    both: TwoDesks, own_database: Database, qtbot: QtBot
) -> None:
    mine = both.mine
    for desk in (mine, both.saekis):
        desk.editing.open()
    typed(both.saekis, Field.EMAIL, "s@example.jp")
    typed(mine, Field.EMAIL, "t@example.jp")
    saved(both.saekis, qtbot)
    mine.editing.panel.save.click()
    qtbot.waitUntil(lambda: is_shown(mine, mine.editing.conflict_panel))

    mine.window.back_wanted.emit()

    assert is_shown(mine, mine.editing.panel)
    assert mine.editing.panel.fields[Field.EMAIL].edit.text() == "t@example.jp"
    assert stored(own_database, mine).email == "s@example.jp"


def test_field_that_a_colleague_changes_is_told_beside_the_typing(
    both: TwoDesks, qtbot: QtBot
) -> None:
    mine, email = both.mine, both.mine.editing.panel.fields[Field.EMAIL]
    mine.editing.open()
    email.edit.setFocus()
    email.edit.setText("tad")
    email.edit.textEdited.emit("tad")
    both.saekis.editing.open()
    typed(both.saekis, Field.EMAIL, "s@example.jp")

    saved(both.saekis, qtbot)

    qtbot.waitUntil(lambda: "s@example.jp" in email.message.text())
    qtbot.waitUntil(lambda: "佐伯" in email.message.text())
    assert email.edit.text() == "tad"


def test_saving_without_a_line_waits_and_goes_in(
    desk: Program, own_database: Database, qtbot: QtBot
) -> None:
    desk.outbox.on_linked(linked=False)
    desk.editing.open()
    typed(desk, Field.MEMO, "slow")
    saved(desk, qtbot)
    assert stored(own_database, desk).attention_memo == ""

    desk.outbox.on_linked(linked=True)

    qtbot.waitUntil(lambda: stored(own_database, desk).attention_memo == "slow")


def test_waiting_saving_that_collides_is_decided_when_the_card_is_open(
    both: TwoDesks, own_database: Database, qtbot: QtBot
) -> None:
    mine = both.mine
    mine.outbox.on_linked(linked=False)
    mine.editing.open()
    typed(mine, Field.EMAIL, "t@example.jp")
    saved(mine, qtbot)
    both.saekis.editing.open()
    typed(both.saekis, Field.EMAIL, "s@example.jp")
    saved(both.saekis, qtbot)
    mine.outbox.on_linked(linked=True)
    qtbot.waitUntil(mine.editing.told.isVisible)
    assert is_shown(mine, mine.card_panel)

    mine.editing.open()

    qtbot.waitUntil(lambda: is_shown(mine, mine.editing.conflict_panel))
    assert mine.editing.panel.fields[Field.EMAIL].edit.text() == "t@example.jp"


def home_and_parents(office: Database, customer_id: int) -> None:
    """Give a customer two addresses, the second with a person's pin."""
    with office.writing() as session:
        parents = CustomerAddress(
            customer_id=customer_id, position=1, label="delivery", city="清須市", town="春日"
        )
        session.add_all([CustomerAddress(customer_id=customer_id, city="港区"), parents])
        session.flush()
        who = session.scalars(select(Staff.id)).first()
        where = {"latitude": 35.2, "longitude": 136.8, "source": "person", "pinned_by_id": who}
        session.add(AddressPosition(address_id=parents.id, **where))


def wait_for_two_addresses(desk: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(getattr(desk.editing._card, "addresses", ())) == 2)


def opened_with_addresses(desk: Program, office: Database, qtbot: QtBot) -> None:
    assert desk.editing._card is not None
    home_and_parents(office, desk.editing._card.customer_id)
    wait_for_two_addresses(desk, qtbot)
    QTest.keyClick(desk.card_panel, Qt.Key.Key_E, CTRL)


def test_delivery_address_is_changed_with_the_keyboard_and_keeps_its_pin(
    desk: Program, own_database: Database, qtbot: QtBot
) -> None:
    opened_with_addresses(desk, own_database, qtbot)
    addresses = desk.editing.panel.addresses
    addresses.list.setFocus()
    QTest.keyClick(addresses.list, Qt.Key.Key_Down)
    QTest.keyClick(addresses.list, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is desk.editing.panel.fields[Field.POSTAL_CODE].edit
    assert desk.editing.panel.fields[Field.TOWN].edit.text() == "春日"
    typed(desk, Field.BLOCK, "1-2")

    QTest.keyClick(desk.editing.panel, Qt.Key.Key_S, CTRL)

    qtbot.waitUntil(lambda: is_shown(desk, desk.card_panel))
    first, second = stored(own_database, desk).addresses
    assert (first.city, second.city, second.block) == ("港区", "清須市", "1-2")
    with own_database.reading() as session:
        (pin,) = session.scalars(select(AddressPosition))
        assert (pin.address_id, pin.source) == (second.address_id, "person")
        assert pin.address_changed_at is not None


def test_address_is_added_made_usual_and_the_old_one_put_away(
    desk: Program, own_database: Database, qtbot: QtBot
) -> None:
    opened_with_addresses(desk, own_database, qtbot)
    addresses = desk.editing.panel.addresses
    addresses.away.setFocus()
    QTest.keyClick(addresses.away, Qt.Key.Key_Space)
    QTest.keyClick(addresses.add, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is desk.editing.panel.fields[Field.POSTAL_CODE].edit
    typed(desk, Field.CITY, "髙山市")
    QTest.keyClick(addresses.usual, Qt.Key.Key_Space)

    saved(desk, qtbot)

    card = stored(own_database, desk)
    assert [one.city for one in card.addresses] == ["髙山市", "清須市"]
    assert [one.city for one in card.addresses_put_away] == ["港区"]
    qtbot.waitUntil(lambda: "髙山市" in desk.card_panel.header.address.whole_text)


def test_two_people_change_two_addresses_and_the_same_one(
    both: TwoDesks, own_database: Database, qtbot: QtBot
) -> None:
    mine, conflict = both.mine, both.mine.editing.conflict_panel
    home_and_parents(own_database, both.customer_id)
    for desk in (mine, both.saekis):
        wait_for_two_addresses(desk, qtbot)
        desk.editing.open()
    typed(both.saekis, Field.BUILDING, "﨑荘")
    typed(mine, Field.BUILDING, "髙橋ビル")
    mine.editing.presenter.show_address(1)
    typed(mine, Field.BUILDING, "離れ")
    saved(both.saekis, qtbot)

    mine.editing.panel.save.click()
    qtbot.waitUntil(lambda: is_shown(mine, conflict))
    (box,) = conflict.boxes.values()
    assert "佐伯" in box.by.text()
    QTest.keyClick(box.theirs, Qt.Key.Key_Left)
    QTest.keyClick(conflict, Qt.Key.Key_S, CTRL)

    qtbot.waitUntil(lambda: is_shown(mine, mine.card_panel))
    buildings = [one.building for one in stored(own_database, mine).addresses]
    assert buildings == ["﨑荘", "離れ"]
