from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.customers import CallerMatch
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.ui.incoming_call.panel import IncomingCallPanel
from crm_desktop.ui.incoming_call.state import (
    CallerAnswer,
    CallPhase,
    DeskCall,
    IncomingCallState,
    Lookup,
)
from crm_desktop.ui.shared.formats import Formats

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
MICHIKO = CallerMatch(
    7, "C-000007", "髙橋 美智子", "タカハシ ミチコ", None, "female", None, "", False
)
CALL = DeskCall(
    1,
    CallPhase.RINGING,
    NOW - timedelta(seconds=84),
    "+81353211111",
    line="通販受付",
    lookup=Lookup.ONE,
    answer=CallerAnswer((MICHIKO,)),
    customer_id=7,
    customer_name="髙橋 美智子",
)


@pytest.fixture
def panel(qtbot: QtBot, formats: Formats) -> IncomingCallPanel:
    panel = IncomingCallPanel(formats, now=lambda: NOW)
    qtbot.addWidget(panel)
    return panel


def show(panel: IncomingCallPanel, call: DeskCall) -> None:
    panel.show_state(IncomingCallState((call,), call))


def test_the_band_tells_caller_line_and_reason(panel: IncomingCallPanel) -> None:
    show(panel, CALL)

    assert panel.number.text() == "03-5321-1111"
    assert panel.line.text() == "→ 通販受付"
    assert panel.reason.whole_text == "Only 髙橋 美智子 has this number (other)"
    assert panel.lasted.text() == "1:24"
    assert panel.isVisible()


def test_without_a_call_in_front_there_is_no_band(panel: IncomingCallPanel) -> None:
    show(panel, CALL)
    panel.show_state(IncomingCallState((CALL,), None))

    assert not panel.isVisible()


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (NoNumberReason.WITHHELD, "Number withheld"),
        (NoNumberReason.PAY_PHONE, "Pay phone"),
        (NoNumberReason.UNAVAILABLE, "Out of area"),
        (NoNumberReason.SERVICE_CONFLICT, "Service conflict"),
        (NoNumberReason.NONE, "No number"),
    ],
)
def test_a_call_without_a_number_says_why(
    panel: IncomingCallPanel, reason: NoNumberReason, words: str
) -> None:
    show(panel, replace(CALL, number="", no_number_reason=reason, lookup=Lookup.NO_NUMBER))

    assert panel.number.text() == words
    assert panel.reason.whole_text.endswith(".")


def test_a_text_that_is_no_number_is_shown_as_it_came(panel: IncomingCallPanel) -> None:
    show(panel, replace(CALL, number="", number_raw="<b>12#3</b>", lookup=Lookup.UNKNOWN))

    assert panel.number.text() == "<b>12#3</b>"
    assert panel.number.textFormat() is Qt.TextFormat.PlainText


def test_a_shared_number_names_who_it_was_last_time(panel: IncomingCallPanel) -> None:
    last = replace(MICHIKO, customer_id=8, name="髙橋 太郎", last_chosen=True)
    answer = CallerAnswer((last, MICHIKO))
    show(panel, replace(CALL, lookup=Lookup.SEVERAL, answer=answer, customer_id=None))

    assert "髙橋 太郎" in panel.reason.whole_text


def test_a_failed_lookup_offers_to_repeat_it(panel: IncomingCallPanel, qtbot: QtBot) -> None:
    show(panel, replace(CALL, lookup=Lookup.FAILED))
    assert panel.retry.isVisible()

    with qtbot.waitSignal(panel.retry_wanted) as retry:
        panel.retry.click()

    assert retry.args == [1]


def test_whoever_was_thought_to_call_can_be_put_right(
    panel: IncomingCallPanel, qtbot: QtBot
) -> None:
    show(panel, replace(CALL, customer_id=None, customer_name=""))
    assert not panel.choose_again.isVisible()
    show(panel, replace(CALL, lookup=Lookup.SEVERAL))

    with qtbot.waitSignal(panel.choose_again_wanted) as again:
        panel.choose_again.click()

    assert again.args == [1]


def test_a_screen_reader_hears_the_whole_band(panel: IncomingCallPanel) -> None:
    show(panel, CALL)

    assert panel.accessibleName().startswith("Ringing 03-5321-1111 Only 髙橋 美智子")
