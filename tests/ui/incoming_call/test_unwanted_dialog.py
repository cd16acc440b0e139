from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from crm_desktop.actions.unwanted_callers import UnwantedForm
from crm_desktop.domain.unwanted import UnwantedAction
from crm_desktop.ui.incoming_call.unwanted_dialog import UnwantedDialog
from crm_desktop.ui.shared.formats import Formats

NUMBER = "+81355550666"


@pytest.mark.parametrize("rejects", [False, True])
def test_reason_marks_the_number(qtbot: QtBot, formats: Formats, *, rejects: bool) -> None:
    dialog = UnwantedDialog(NUMBER, formats, may_reject=True)
    qtbot.addWidget(dialog)
    dialog.reject_calls.setChecked(rejects)
    dialog.reason.setText(" 髙橋を名乗る営業 ")

    with qtbot.waitSignal(dialog.mark_wanted) as wanted:
        dialog.buttons.accepted.emit()

    action = UnwantedAction.REJECT if rejects else UnwantedAction.WARN
    assert wanted.args == [UnwantedForm(NUMBER, "髙橋を名乗る営業", action)]


def test_without_a_reason_nothing_is_marked(qtbot: QtBot, formats: Formats) -> None:
    dialog = UnwantedDialog(NUMBER, formats, may_reject=False)
    qtbot.addWidget(dialog)
    dialog.reason.setText("  ")

    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    assert dialog.reject_calls.isHidden()
