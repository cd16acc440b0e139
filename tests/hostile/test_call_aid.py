"""What colleagues, supervisors and phone systems write, beside a call, however hostile."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.call_notes import ColleagueInCall
from crm_desktop.domain.unwanted import UnwantedAction, UnwantedRule
from crm_desktop.ui.incoming_call.aid import CallAid
from crm_desktop.ui.incoming_call.panel import IncomingCallPanel
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState, Lookup
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.talk_script.pane import TalkScriptPane
from crm_desktop.ui.talk_script.state import ShownScript, TalkScriptState
from tests.hostile.hostile_texts import ENDLESS, TEXTS

WRITTEN = {**TEXTS, "endless": ENDLESS}
NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
CALL = DeskCall(1, CallPhase.RINGING, NOW, "+81353211111", lookup=Lookup.UNKNOWN)


@pytest.mark.parametrize("name", WRITTEN)
def test_band_stays_in_its_lines_and_its_width(qtbot: QtBot, name: str) -> None:
    panel = IncomingCallPanel(Formats("ja"), now=lambda: NOW)
    qtbot.addWidget(panel)
    panel.show_state(IncomingCallState((CALL,), CALL))
    panel.show_aids({1: CallAid()})
    width = panel.minimumSizeHint().width()

    text = WRITTEN[name]
    rule = UnwantedRule("+81353211111", UnwantedAction.WARN, text)
    panel.show_aids({1: CallAid(rule, (ColleagueInCall(2, text, NOW, (text, text)),))})

    assert panel.minimumSizeHint().width() <= max(width, 900)
    assert panel.aid.height() == panel.aid.minimumHeight()
    assert "\n" not in panel.aid.colleagues.text() + panel.aid.unwanted.text()


@pytest.mark.parametrize("name", WRITTEN)
def test_script_stays_plain_and_in_its_pane(qtbot: QtBot, name: str) -> None:
    pane = TalkScriptPane()
    qtbot.addWidget(pane)
    text = WRITTEN[name]

    pane.show_state(TalkScriptState((ShownScript(text, text), ShownScript("二", text))))

    assert pane.minimumSizeHint().width() <= 340
    assert pane.choice.count() == 2
