"""The screens beside the card: who looked at it, staff, calls, signing in, the locked desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.call_log import CallNote, Colleague
from crm_desktop.errors.access import SignInRefused
from crm_desktop.ui.access_history.dialog import AccessHistoryDialog
from crm_desktop.ui.access_history.state import AccessHistoryState
from crm_desktop.ui.call_log.panel import CallLogPanel
from crm_desktop.ui.call_log.state import CallLogState, CallLogView
from crm_desktop.ui.letter_inbox.quarantine_pane import QuarantinePane
from crm_desktop.ui.lock.panel import LockPanel
from crm_desktop.ui.lock.state import LockState
from crm_desktop.ui.openings.opened_dialog import OpenedCardsDialog
from crm_desktop.ui.openings.panel import OpeningsPanel
from crm_desktop.ui.openings.state import OpenedState, OpeningsState, rows_of
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.staff.panel import StaffPanel
from crm_desktop.ui.staff.state import HandedOver, StaffDeed, StaffQuestion, StaffState
from tests.hostile.drawn_text import drawn, shown_of_tool_tip
from tests.hostile.hostile_office import NOW
from tests.hostile.hostile_texts import ENDLESS, FORMULAS, MOVING, TEXTS
from tests.ui.access_history.looks import a_look
from tests.ui.call_log.calls import ANSWERED
from tests.ui.letter_inbox.letters import a_panel, state_of
from tests.ui.openings.days import CURIOUS, DAY, a_card
from tests.ui.staff.people import OPERATOR

ALL = {**TEXTS, "endless": ENDLESS}
FORMATS = Formats("en", ZoneInfo("Asia/Tokyo"))


def history_of(text: str) -> AccessHistoryDialog:
    look = {"login": text, "staff_name": text, "why": text, "what": text, "program": text}
    dialog = AccessHistoryDialog(FORMATS, now=lambda: NOW)
    looks = (a_look("export", **look), a_look(text, subject=text, columns=(text,), **look))
    dialog.show_state(AccessHistoryState(1, text, looks))
    return dialog


def staff_of(text: str) -> StaffPanel:
    person = replace(OPERATOR, name=text, name_kana=text, login=text[:60])
    panel = StaffPanel(FORMATS, now=lambda: NOW)
    question = StaffQuestion(StaffDeed.DEACTIVATE, person)
    handed = HandedOver(text, text[:60], "secret")
    panel.show_state(StaffState((person,), loaded=True, question=question, handed_over=handed))
    return panel


def log_of(text: str) -> CallLogPanel:
    leg = replace(ANSWERED.legs[0], staff_name=text, extension=text[:60])
    call = replace(
        ANSWERED,
        caller=None,
        caller_raw=text,
        line_name=text,
        queue=text,
        cause=text,
        recording_url=text,
        customer_name=text,
        legs=(leg, replace(leg, answered_at=leg.rang_at)),
    )
    panel = CallLogPanel(FORMATS, now=lambda: NOW)
    notes = (CallNote(NOW, text, text, text),)
    people = (Colleague(1, text, text[:60]),)
    panel.show_state(
        CallLogState(
            NOW.date(),
            CallLogView.FLOOR,
            offers_floor=True,
            colleagues=people,
            rows=(call,),
            loaded=True,
            chosen=call,
            notes=notes,
        )
    )
    return panel


def openings_of(text: str) -> OpeningsPanel:
    person = replace(CURIOUS, login=text, name=text, name_kana=text, reasons=((text, 3),))
    day = replace(DAY, people=(person, replace(person, login="", uncalled=0)))
    panel = OpeningsPanel(FORMATS)
    panel.show_state(OpeningsState(NOW.date(), NOW.date(), rows_of(day), day.rule, ""))
    return panel


def opened_of(text: str) -> OpenedCardsDialog:
    person = replace(CURIOUS, login=text, name=text)
    card = a_card(action="refuse", code=text, name=text, why=text, what=text, call_id=7)
    dialog = OpenedCardsDialog(FORMATS, today=NOW.date())
    dialog.show_state(OpenedState(person, NOW.date(), (card,)))
    return dialog


def locked_desk_of(text: str) -> QWidget:
    window = QWidget()
    panel = LockPanel(window)
    panel.show_state(LockState(text, locked=True, refusal=SignInRefused(text)))
    return window


def letters_of(text: str) -> QWidget:
    panel = a_panel()
    panel.show_state(state_of(text))
    panel.offer_scanning((text, "R&D"))
    return panel


def refused_of(text: str) -> QWidget:
    panel = letters_of(text)
    panel.findChildren(QuarantinePane)[0].show()
    return panel


def unlock(screen: QWidget) -> None:
    """Let go of the application's events, which a locked desk watches."""
    for panel in screen.findChildren(LockPanel):
        panel.curtain.open()


SCREENS: dict[str, Callable[[str], QWidget]] = {
    "history": history_of,
    "staff": staff_of,
    "call log": log_of,
    "openings": openings_of,
    "opened cards": opened_of,
    "locked desk": locked_desk_of,
    "letters": letters_of,
    "refused files": refused_of,
}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("make", SCREENS.values(), ids=list(SCREENS))
def test_screen_shows_plain_lines(qtbot: QtBot, make: Callable[[str], QWidget], name: str) -> None:
    screen = make(ALL[name])
    qtbot.addWidget(screen, before_close_func=unlock)
    screen.resize(1366, 728)

    assert not MOVING.search(drawn(screen))
    for label in screen.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    for button in screen.findChildren(QAbstractButton):
        assert QKeySequence.mnemonic(button.text()).isEmpty()


@pytest.mark.parametrize("name", ["bold", "link", "entity", "right to left override", "endless"])
@pytest.mark.parametrize(
    "make",
    [history_of, staff_of, openings_of, opened_of],
    ids=["history", "staff", "openings", "opened cards"],
)
def test_tool_tip_of_a_cell_is_plain(
    qtbot: QtBot, make: Callable[[str], QWidget], name: str
) -> None:
    screen = make(ALL[name])
    qtbot.addWidget(screen)

    model = screen.findChildren(QTableView)[0].model()
    for column in range(model.columnCount()):
        tip = model.index(0, column).data(Qt.ItemDataRole.ToolTipRole) or ""
        inside = tip.removeprefix("<p style='white-space:pre-wrap'>").removesuffix("</p>")
        assert "<" not in inside
        assert len(shown_of_tool_tip(tip)) <= 1_000


@pytest.mark.parametrize("name", FORMULAS)
def test_copied_rows_hold_no_formula(qtbot: QtBot, name: str) -> None:
    dialog = history_of(FORMULAS[name])
    qtbot.addWidget(dialog)

    cells = [cell for line in dialog.table.chosen_text().split("\n") for cell in line.split("\t")]

    assert len(cells) == 10
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize("name", ["long word", "long text", "endless"])
def test_filter_of_people_does_not_widen_the_dialog(qtbot: QtBot, name: str) -> None:
    dialog = history_of(ALL[name])
    qtbot.addWidget(dialog)

    assert dialog.people.sizeHint().width() < 1_000
