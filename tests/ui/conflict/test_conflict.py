from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.ui.conflict.panel import ConflictPanel
from crm_desktop.ui.conflict.presenter import ConflictPresenter
from crm_desktop.ui.conflict.state import Choice, ConflictField, ConflictState
from crm_desktop.ui.conflict.wiring import connect_conflict

NAME = ConflictField("name", "Name", "髙橋", "渡邉", "﨑山", "佐伯, Today 10:32")
MEMO = ConflictField("memo", "Memo", "", "<b>耳が遠い</b>", "ゆっくり")
BOTH = ConflictState("髙橋 C-004182", (NAME, MEMO))


@pytest.fixture
def presenter(qapp: object) -> ConflictPresenter:
    return ConflictPresenter()


@pytest.fixture
def panel(presenter: ConflictPresenter, qtbot: QtBot) -> ConflictPanel:
    panel = ConflictPanel()
    qtbot.addWidget(panel)
    connect_conflict(presenter, panel)
    panel.resize(1100, 600)
    panel.show()
    panel.activateWindow()
    presenter.ask(BOTH)
    return panel


def test_nothing_is_chosen_before_a_person_chooses(panel: ConflictPanel) -> None:
    assert not any(box.is_chosen for box in panel.boxes.values())
    assert not panel.save.isEnabled()
    assert panel.left_to_do.text() == "2 still to choose"


def test_arrows_choose_a_side_and_go_to_another_field(
    presenter: ConflictPresenter, panel: ConflictPanel, qtbot: QtBot
) -> None:
    panel.setFocus()
    QTest.keyClick(panel.boxes["name"].theirs, Qt.Key.Key_Left)
    QTest.keyClick(panel.boxes["name"].theirs, Qt.Key.Key_Down)
    assert panel.boxes["memo"].theirs.hasFocus()
    QTest.keyClick(panel.boxes["memo"].theirs, Qt.Key.Key_Right)

    with qtbot.waitSignal(presenter.decided) as decided:
        QTest.keyClick(panel, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert decided.args == [{"name": Choice.THEIRS, "memo": Choice.MINE}]


def test_moving_through_the_fields_chooses_nothing(panel: ConflictPanel) -> None:
    QTest.keyClick(panel.boxes["name"].theirs, Qt.Key.Key_Down)
    QTest.keyClick(panel.boxes["memo"].theirs, Qt.Key.Key_Up)
    QTest.keyClick(panel.boxes["name"].theirs, Qt.Key.Key_Tab)

    assert not any(box.is_chosen for box in panel.boxes.values())


def test_nothing_is_saved_while_a_field_is_open(
    presenter: ConflictPresenter, panel: ConflictPanel, qtbot: QtBot
) -> None:
    presenter.choose("name", Choice.MINE)

    with qtbot.assertNotEmitted(presenter.decided):
        presenter.save()


def test_the_page_says_who_and_what_as_plain_text(panel: ConflictPanel) -> None:
    texts = [label.text() for label in panel.boxes["memo"].findChildren(QLabel)]

    assert panel.boxes["name"].by.text() == "佐伯, Today 10:32"
    assert "佐伯" in panel.boxes["name"].theirs.accessibleName()
    assert {"(nothing)", "<b>耳が遠い</b>", "ゆっくり"} <= set(texts)


def test_new_values_of_the_other_person_are_asked_for_again(
    presenter: ConflictPresenter, panel: ConflictPanel
) -> None:
    presenter.choose("name", Choice.MINE)
    presenter.choose("memo", Choice.MINE)
    presenter.save()

    newer = ConflictField("name", "Name", "渡邉", "渡部", "﨑山")
    presenter.ask(ConflictState("髙橋", (newer, MEMO)))

    assert not panel.boxes["name"].is_chosen
    assert panel.boxes["memo"].is_chosen
    assert not panel.save.isEnabled()


def test_going_back_decides_nothing(
    presenter: ConflictPresenter, panel: ConflictPanel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(presenter.left), qtbot.assertNotEmitted(presenter.decided):
        panel.back.click()

    assert not presenter.is_open


def test_saving_stays_in_sight_however_many_fields_collide(
    presenter: ConflictPresenter, panel: ConflictPanel, qtbot: QtBot
) -> None:
    many = tuple(replace(NAME, field=f"phone {number}") for number in range(12))
    presenter.ask(ConflictState("髙橋 C-004182", many))
    qtbot.waitUntil(lambda: len(panel.boxes) == 12)

    assert panel.rect().contains(panel.save.mapTo(panel, panel.save.rect().bottomRight()))
