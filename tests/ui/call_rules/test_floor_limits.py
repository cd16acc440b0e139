"""The limits of the floor as an administrator types them."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.floor import FloorLimits
from crm_desktop.domain.office_form import OfficeForm
from crm_desktop.ui.call_rules.floor_limits import FloorLimitFields
from crm_desktop.ui.call_rules.settings_form import SettingsForm


def test_the_usual_limits_stand_there_where_none_are_set(qtbot: QtBot) -> None:
    fields = FloorLimitFields()
    qtbot.addWidget(fields)

    assert fields.limits == FloorLimits()
    assert fields.wait_s.text() == "60"


def test_a_field_that_is_emptied_means_never_and_stays_empty(qtbot: QtBot) -> None:
    form = SettingsForm()
    qtbot.addWidget(form)
    typed: list[OfficeForm] = []
    form.typed.connect(typed.append)
    form.typed.connect(form.show_form)

    form.floor.waiting.clear()
    QTest.keyClicks(form.floor.missed, "5")

    assert typed[-1].floor == FloorLimits(waiting=0, missed=105)
    assert form.floor.waiting.text() == ""


def test_letters_are_no_limits(qtbot: QtBot) -> None:
    fields = FloorLimitFields()
    qtbot.addWidget(fields)
    fields.waiting.clear()

    QTest.keyClicks(fields.waiting, "3x-2")

    assert fields.limits.waiting == 32
