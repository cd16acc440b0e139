from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.domain.staff import StaffRole
from crm_desktop.errors.access import ExtensionInUse, RoleMissing
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.staff.entry_reading import entry_of
from crm_desktop.ui.staff.panel import StaffPanel
from crm_desktop.ui.staff.state import (
    HandedOver,
    StaffDeed,
    StaffEntry,
    StaffField,
    StaffNews,
    StaffQuestion,
    StaffState,
)
from tests.ui.staff.people import ADMIN, EVERYBODY, LEFT_CUSTOMERS, NOW, OPERATOR


@pytest.fixture
def panel(qtbot: QtBot, formats: Formats) -> StaffPanel:
    panel = StaffPanel(formats, now=lambda: NOW)
    qtbot.addWidget(panel)
    panel.resize(1158, 640)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return panel


def showing(entry: StaffEntry | None = None, **facts: object) -> StaffState:
    return StaffState(rows=EVERYBODY, loaded=True, entry=entry, **facts)  # type: ignore[arg-type]


def cells(panel: StaffPanel, row: int) -> list[str]:
    return [str(panel.model.index(row, column).data()) for column in range(8)]


def test_a_row_says_who_somebody_is_and_what_they_may(panel: StaffPanel) -> None:
    panel.show_state(showing())

    assert cells(panel, 0) == [
        "田所 守",
        "タドコロ マモル",
        "tadokoro",
        "201",
        "Supervisor, Administrator",
        "Active",
        "Today 10:00",
        "",
    ]


def test_who_left_customers_behind_stands_out(panel: StaffPanel) -> None:
    panel.show_state(showing())

    assert cells(panel, 2)[5:] == ["Left customers", "Today 10:00", "245"]


def test_the_arrow_keys_choose_and_enter_goes_into_the_form(
    panel: StaffPanel, qtbot: QtBot
) -> None:
    panel.show_state(showing(entry_of(ADMIN, "tadokoro")))
    panel.table.setFocus()

    with qtbot.waitSignal(panel.table.person_chosen) as chosen:
        QTest.keyClick(panel.table, Qt.Key.Key_Down)
    QTest.keyClick(panel.table, Qt.Key.Key_Return)

    assert chosen.args == [OPERATOR.staff_id]
    assert panel.form.fields[StaffField.NAME].edit.hasFocus()


def test_showing_rows_chooses_nobody_by_itself(panel: StaffPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.table.person_chosen):
        panel.show_state(showing(entry_of(OPERATOR, "tadokoro")))
        panel.show_state(showing())


def test_ones_own_entry_offers_no_roles_and_no_way_out(panel: StaffPanel) -> None:
    panel.show_state(showing(entry_of(ADMIN, "tadokoro")))

    form = panel.form
    assert not any(tick.isEnabled() for tick in form.ticks.values())
    assert "your own roles" in form.meaning.whole_text
    assert not any(b.isVisible() for b in (form.reset, form.deactivate, form.reactivate))


def test_who_left_can_only_be_let_in_again(panel: StaffPanel) -> None:
    panel.show_state(showing(entry_of(LEFT_CUSTOMERS, "tadokoro")))

    form = panel.form
    assert form.reactivate.isVisible()
    assert not form.deactivate.isVisible()
    assert not form.reset.isVisible()


def test_a_login_is_typed_for_somebody_new_only(panel: StaffPanel) -> None:
    login = panel.form.fields[StaffField.LOGIN].edit

    panel.show_state(showing(entry_of(OPERATOR, "tadokoro")))
    assert login.isReadOnly()

    panel.show_state(showing(StaffEntry()))
    assert not login.isReadOnly()


def test_refusals_stand_beside_their_fields(panel: StaffPanel) -> None:
    refusals = {
        StaffField.EXTENSION: ExtensionInUse("202", "<b>髙橋</b>"),
        StaffField.ROLES: RoleMissing(),
    }
    panel.show_state(showing(StaffEntry(refusals=refusals)))

    message = panel.form.fields[StaffField.EXTENSION].message
    assert "<b>髙橋</b>" in message.text()
    assert message.textFormat() is Qt.TextFormat.PlainText
    assert panel.form.meaning.whole_text == "Tick at least one role."


def test_a_tick_is_told(panel: StaffPanel, qtbot: QtBot) -> None:
    panel.show_state(showing(entry_of(OPERATOR, "tadokoro")))

    with qtbot.waitSignal(panel.form.ticked) as ticked:
        panel.form.ticks[StaffRole.SCANNER].click()

    assert ticked.args == [StaffRole.SCANNER, True]


def test_the_question_says_what_will_happen_and_stands_on_no(panel: StaffPanel) -> None:
    entry = entry_of(OPERATOR, "tadokoro")
    panel.show_state(showing(entry, question=StaffQuestion(StaffDeed.DEACTIVATE, OPERATOR)))

    assert panel.question.isVisible()
    assert "3,120 customers stay assigned" in panel.question.words.text()
    assert "takahashi_m" in panel.question.words.text()
    assert panel.question.no_button.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_first_key_at_hand_means_no(panel: StaffPanel, qtbot: QtBot, key: Qt.Key) -> None:
    entry = entry_of(OPERATOR, "tadokoro")
    panel.show_state(showing(entry, question=StaffQuestion(StaffDeed.DEACTIVATE, OPERATOR)))

    with qtbot.waitSignal(panel.question.no), qtbot.assertNotEmitted(panel.question.yes):
        QTest.keyClick(panel.question.no_button, key)


def test_yes_needs_its_own_button(panel: StaffPanel, qtbot: QtBot) -> None:
    entry = entry_of(OPERATOR, "tadokoro")
    panel.show_state(showing(entry, question=StaffQuestion(StaffDeed.RESET_PASSWORD, OPERATOR)))
    panel.question.yes_button.setFocus()

    with qtbot.waitSignal(panel.question.yes):
        QTest.keyClick(panel.question.yes_button, Qt.Key.Key_Return)

    panel.show_state(showing(entry))
    assert not panel.question.isVisible()
    assert panel.table.hasFocus()


def test_a_password_is_copied_and_then_forgotten(panel: StaffPanel) -> None:
    handed_over = HandedOver("佐伯 さくら", "saeki", "k7wd-m2xp-9hqt-ve4c")
    panel.show_state(showing(handed_over=handed_over))
    assert panel.password.password.selectedText() == handed_over.password

    panel.password.copy.click()
    assert QGuiApplication.clipboard().text() == handed_over.password

    panel.show_state(showing())
    assert not panel.password.isVisible()
    assert panel.password.password.text() == ""


def test_what_was_done_is_said(panel: StaffPanel) -> None:
    panel.show_state(
        showing(
            entry_of(OPERATOR, "tadokoro"),
            news=StaffNews.DEACTIVATED,
            news_about="髙橋 美智子",
            news_customers=3120,
        )
    )

    words = panel.form.news.whole_text
    assert words.startswith("髙橋 美智子 can no longer sign in. 3,120 customers")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (StaffState(), "Reading"),
        (StaffState(failed=True), "could not be read"),
        (StaffState(loaded=True), "Nobody is on the list"),
    ],
)
def test_an_empty_list_says_why(panel: StaffPanel, state: StaffState, words: str) -> None:
    panel.show_state(state)

    assert words in panel._empty.text()
    assert not panel.table.isVisible()


@pytest.mark.parametrize(
    ("shown", "words"),
    [(1, "1 person, 2 inactive not shown"), (3, "3 people, 2 inactive not shown")],
)
def test_people_are_counted(panel: StaffPanel, shown: int, words: str) -> None:
    panel.show_state(StaffState(rows=EVERYBODY[:shown], left_out=2, loaded=True))

    assert panel._count.text() == words


def test_the_tab_key_goes_through_list_and_form(panel: StaffPanel) -> None:
    panel.show_state(showing(entry_of(OPERATOR, "tadokoro")))
    reached, widget = [], panel.table.nextInFocusChain()
    while widget is not None and widget is not panel.table:
        if isinstance(widget, QLineEdit | TickBox | QPushButton) and widget.isVisible():
            reached.append(widget.accessibleName() or getattr(widget, "text", str)())
        widget = widget.nextInFocusChain()

    assert reached == [
        *("Name", "Kana", "Login", "Extension"),
        *("Operator", "Supervisor", "Scanning", "Export", "Analysis", "Administrator"),
        *("Save", "Discard what is typed", "New password …", "Deactivate …"),
        *("Show the inactive too", "Somebody new"),
    ]


def test_the_page_fits_below_the_bars_of_a_small_screen(panel: StaffPanel) -> None:
    hint = panel.minimumSizeHint()

    assert hint.width() <= 1366 - 208
    assert hint.height() <= 768 - 128
