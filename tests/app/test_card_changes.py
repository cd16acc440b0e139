"""Who was in charge of the customer whose card is open, asked on the card."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.customer_moves.changes_dialog import ChangesDialog
from tests.actions.assignments import customers_of, moved, somebody
from tests.app.conftest import OpenDesk
from tests.conftest import LoginAt


def open_changes(program: Program, customer_id: int, qtbot: QtBot) -> ChangesDialog:
    with qtbot.waitSignal(program.card.changed, check_params_cb=lambda state: bool(state.card)):
        program.pages.open_customer(customer_id, OpeningReason.SEARCH)
    QTest.keyClick(program.card_panel, Qt.Key.Key_F7, Qt.KeyboardModifier.ControlModifier)
    dialog = program.window.findChild(ChangesDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.told.text() != "Reading …")
    return dialog


@pytest.mark.parametrize("group", [OPERATOR, SUPERVISOR])
def test_card_tells_from_whom_to_whom_the_customer_went(
    own_database: Database, open_desk: OpenDesk, login_at: LoginAt, qtbot: QtBot, group: str
) -> None:
    one, other = somebody(own_database, "佐伯 千鶴"), somebody(own_database, "﨑田 昭和")
    (customer_id,) = customers_of(own_database, one, 1)
    with Database(login_at(own_database, SUPERVISOR, name="田所 守"), pool_size=1) as supervisor:
        moved(supervisor, [customer_id], other, hand_over_note="よろしく")

    dialog = open_changes(open_desk(own_database, group), customer_id, qtbot)

    (cells,) = (dialog.table.words.cells(number) for number in range(len(dialog.table.words.rows)))
    assert list(cells[1:]) == ["佐伯 千鶴", "﨑田 昭和", "田所 守", "", "よろしく"]


def test_customer_who_was_never_moved_is_told_so(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    (customer_id,) = customers_of(own_database, None, 1)

    dialog = open_changes(open_desk(own_database, OPERATOR), customer_id, qtbot)

    assert dialog.told.text().startswith("This customer was never moved.")
