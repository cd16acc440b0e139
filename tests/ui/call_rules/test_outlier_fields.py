"""The rule of the mark as an administrator types it."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.office_form import OfficeForm
from crm_desktop.domain.openings import OutlierRule
from crm_desktop.ui.call_rules.settings_form import SettingsForm


def test_the_usual_rule_stands_there_where_none_is_set(qtbot: QtBot) -> None:
    form = SettingsForm()
    qtbot.addWidget(form)

    assert form.outliers.rule == OutlierRule()
    assert form.outliers.least.text() == "20"


def test_an_emptied_field_means_never_and_letters_are_no_numbers(qtbot: QtBot) -> None:
    form = SettingsForm()
    qtbot.addWidget(form)
    typed: list[OfficeForm] = []
    form.typed.connect(typed.append)
    form.typed.connect(form.show_form)

    form.outliers.least.clear()
    QTest.keyClicks(form.outliers.per_call, "x5")

    assert typed[-1].outliers == OutlierRule(least=0, per_call=35)
    assert form.outliers.least.text() == ""
