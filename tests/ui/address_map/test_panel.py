"""The panel beside the card, without a database and without a web engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.map_settings import GeocoderChoice, MapSettings
from crm_desktop.ui.address_map.home_map import HomeMap
from crm_desktop.ui.address_map.map_view import MapLanes, MapSources
from crm_desktop.ui.address_map.panel import AddressMapPanel
from crm_desktop.ui.address_map.presenter import AddressMapPresenter
from crm_desktop.ui.address_map.wiring import connect_map
from crm_desktop.ui.shared.formats import Formats
from tests.ui.address_map.homes import (
    AT_HOME,
    ELSEWHERE,
    Answers,
    a_home,
    a_pin,
    a_place,
    card_of,
    changed_by_others,
)
from tests.ui.customer_card.cards import JAPAN
from tests.ui.customer_card.held_jobs import HeldExecutor

NARROW, WIDE = (350, 620), (780, 620)
HTML = "</script><b>髙橋</b>\u2028&amp;"


class Desk:
    """The panel with what decides about it; the web engine never comes."""

    def __init__(self, qtbot: QtBot, jobs: Jobs) -> None:
        self.answers = Answers()
        nothing = MapSources(lambda _name: None, lambda: b"{}", lambda _: (), lambda *_: None)
        held = Jobs(HeldExecutor())
        self.panel = AddressMapPanel(Formats("en", JAPAN), HomeMap(nothing, MapLanes(held, held)))
        qtbot.addWidget(self.panel)
        self.presenter = AddressMapPresenter(self.answers.questions(), jobs, self.panel)
        connect_map(self.presenter, self.panel)
        self.panel.resize(*NARROW)
        self.panel.show()
        self.panel.activateWindow()

    def show(self, customer_id: int = 4182) -> AddressMapPanel:
        self.presenter.show_card(card_of(customer_id))
        QApplication.processEvents()
        return self.panel


@pytest.fixture
def desk(qtbot: QtBot, inline_jobs: Jobs) -> Desk:
    return Desk(qtbot, inline_jobs)


def words_in(panel: QWidget) -> str:
    """Return every text that stands in the panel, shown or not, also for a screen reader."""
    return "\n".join(_texts(panel))


def _texts(panel: QWidget) -> Iterator[str]:
    for widget in panel.findChildren(QWidget):
        yield from (widget.accessibleName(), widget.toolTip(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
        yield getattr(widget, "whole_text", "")
    assert isinstance(panel, AddressMapPanel)
    yield from (row.words for row in panel.places.list.row_model.rows)
    choice = panel.address.choice
    for row in range(choice.count()):
        yield f"{choice.itemText(row)} {choice.itemData(row, Qt.ItemDataRole.ToolTipRole)}"


def test_address_knowledge_and_places_are_shown(desk: Desk) -> None:
    panel = desk.show()

    assert panel.address.address.whole_text.startswith("〒160-0023 東京都新宿区西新宿2-8-1")
    assert "300 m" in panel.address.knowledge.text()
    assert [row.number for row in panel.places.list.row_model.rows] == [1, 2]
    assert "3 minutes" in panel.places.aloud.text()


def test_nothing_of_the_customer_before_is_left(desk: Desk) -> None:
    desk.answers.homes[4182] = (
        a_home(delivery_note="犬に注意", place=a_pin(by="佐伯")),
        a_home(8, label="delivery", city="﨑市"),
    )
    desk.answers.homes[5001] = ()
    panel = desk.show()
    assert {"西新宿", "犬に注意", "佐伯", "﨑市"} <= set(_found(panel))

    desk.show(5001)

    assert _found(panel) == []
    assert panel.map._view.home is None


def test_a_closed_card_leaves_nothing_either(desk: Desk) -> None:
    desk.answers.homes[4182] = (a_home(delivery_note="犬に注意", place=a_pin(by="佐伯")),)
    panel = desk.show()

    desk.presenter.forget()

    assert _found(panel) == []
    assert panel.map._view.label == ""


def _found(panel: QWidget) -> list[str]:
    words = words_in(panel)
    return [part for part in ("西新宿", "犬に注意", "佐伯", "﨑市", "セブン") if part in words]


def test_several_addresses_can_be_chosen_from(desk: Desk) -> None:
    desk.answers.homes[4182] = (a_home(), a_home(8, label="delivery", city="渋谷区"))
    panel = desk.show()

    panel.address.choice.setCurrentIndex(1)

    assert "渋谷区" in panel.address.address.whole_text
    assert panel.address.choice.isVisible()


def test_one_address_needs_no_choice(desk: Desk) -> None:
    assert not desk.show().address.choice.isVisible()


def test_the_map_stands_above_the_words_or_beside_them(desk: Desk) -> None:
    panel = desk.show()
    above = panel.map.geometry()

    panel.resize(*WIDE)
    QApplication.processEvents()

    assert above.left() == 0
    assert panel.map.x() >= 330
    assert panel.map.height() > 600


def test_a_place_chosen_in_the_list_is_the_one_that_is_told(desk: Desk) -> None:
    panel = desk.show()
    panel.take_caret()

    QTest.keyClick(panel.places.list, Qt.Key.Key_Down)

    assert desk.presenter.state.place_id == 2


def test_a_place_chosen_on_the_map_is_chosen_in_the_list(desk: Desk) -> None:
    panel = desk.show()

    panel.map.place_chosen.emit(2)

    assert panel.places.list.currentIndex().row() == 1


def test_what_is_read_aloud_can_be_copied(desk: Desk) -> None:
    panel = desk.show()

    panel.places.copy.click()

    assert QGuiApplication.clipboard().text() == panel.places.aloud.text()


def test_the_pin_is_corrected_by_keys_alone(desk: Desk) -> None:
    panel = desk.show()

    panel.address.correct.setFocus()
    panel.address.correct.click()
    where = QApplication.focusWidget()
    assert where is not None
    QTest.keyClick(where, Qt.Key.Key_Right)
    QTest.keyClick(where, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert panel.bar.isVisible()
    assert "50 m" in panel.bar.words.text()
    QTest.keyClick(where, Qt.Key.Key_Return)

    assert desk.answers.homes[4182][0].is_pinned
    assert panel.bar.undo.isVisible()


def test_arrows_move_the_map_while_no_pin_is_corrected(desk: Desk) -> None:
    panel = desk.show()
    panel.map.setFocus()

    QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Right)

    assert not desk.presenter.pins.state.is_correcting


def test_a_dragged_pin_asks_and_is_put_back(desk: Desk) -> None:
    panel = desk.show()

    panel.map.pin_moved.emit(ELSEWHERE.latitude, ELSEWHERE.longitude)
    assert panel.bar.isVisible()
    assert panel.map._view.home == ELSEWHERE
    panel.bar.cancel.click()

    assert not panel.bar.isVisible()
    assert panel.map._view.home == AT_HOME


def test_theirs_and_mine_stand_side_by_side(desk: Desk) -> None:
    panel = desk.show()
    desk.answers.homes[4182] = (a_home(place=a_pin(by="佐伯")),)
    desk.answers.refusing = changed_by_others()

    panel.map.pin_moved.emit(35.69, 139.69)
    panel.bar.keep.click()

    assert "佐伯" in panel.bar.words.text()
    assert "Keep mine" in panel.bar.keep.text()


def test_only_what_the_office_has_switched_on_is_offered(desk: Desk) -> None:
    panel = desk.show()
    assert not panel.address.route.isVisible()
    assert not panel.address.look_up.isVisible()

    desk.answers.settings = replace(
        MapSettings(), route_url="https://route.invalid/?q={address}", geocoder=GeocoderChoice.GSI
    )
    desk.show()

    assert panel.address.route.isVisible()
    assert panel.address.look_up.isVisible()


def test_a_person_s_pin_can_be_given_up_and_no_other(desk: Desk) -> None:
    panel = desk.show()
    assert not panel.address.release.isVisible()

    desk.answers.homes[4182] = (a_home(place=a_pin()),)
    desk.show()

    assert panel.address.release.isVisible()


def test_an_address_that_is_not_found_says_what_to_do(desk: Desk) -> None:
    desk.answers.homes[4182] = (a_home(place=a_place(position=None, level=None)),)

    panel = desk.show()

    assert "set the pin by hand" in panel.address.knowledge.text()
    assert not panel.places.list.isVisible()


def test_a_customer_without_an_address_is_said_to_be_one(desk: Desk) -> None:
    desk.answers.homes[4182] = ()

    assert desk.show().address.knowledge.text() == "No address is known of this customer."


def test_typing_in_the_delivery_note_is_saved_when_the_caret_leaves(desk: Desk) -> None:
    panel = desk.show()
    panel.note.body.setFocus()
    QTest.keyClicks(panel.note.body, "uraguchi")

    panel.places.list.setFocus()

    assert [note.text for note in desk.answers.written] == ["uraguchi"]


def test_the_home_read_again_leaves_caret_and_words_of_the_note(desk: Desk) -> None:
    panel = desk.show()
    panel.note.body.setFocus()
    QTest.keyClicks(panel.note.body, "inu")
    QTest.keyClick(panel.note.body, Qt.Key.Key_Left)

    desk.show()
    QTest.keyClicks(panel.note.body, "x")

    assert panel.note.body.toPlainText() == "inxu"


def test_the_map_can_be_copied_as_a_picture(desk: Desk) -> None:
    panel = desk.show()

    panel.address.picture.trigger()

    assert not QGuiApplication.clipboard().image().isNull()


def test_words_of_customers_are_never_read_as_html(desk: Desk) -> None:
    desk.answers.homes[4182] = (a_home(building=HTML, delivery_note=HTML),)

    panel = desk.show()

    assert "</script><b>髙橋</b>" in panel.address.address.whole_text
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText
        for label in panel.findChildren(QLabel)
        if "髙橋" in label.text()
    )


def test_everything_that_takes_the_caret_has_a_name(desk: Desk) -> None:
    panel = desk.show()
    focusable = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]

    nameless = [
        type(widget).__name__
        for widget in focusable
        if not (widget.accessibleName() or getattr(widget, "text", str)())
    ]

    assert nameless == []


def test_the_caret_of_a_list_that_goes_never_lands_in_a_field(desk: Desk) -> None:
    panel = desk.show()
    panel.take_caret()
    assert panel.places.list.hasFocus()

    desk.presenter.forget()
    assert not panel.note.body.hasFocus()

    desk.show()
    assert panel.places.list.hasFocus()


def test_typing_on_after_another_card_came_is_nobodys_delivery_note(desk: Desk) -> None:
    panel = desk.show()
    panel.note.body.setFocus()

    desk.show(5001)
    QTest.keyClicks(QApplication.focusWidget() or panel, "abc")
    desk.show()

    assert panel.note.body.toPlainText() == ""
    assert desk.answers.written == []
