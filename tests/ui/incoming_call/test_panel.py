from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.call_notes import ColleagueInCall
from crm_desktop.database.queries.customers import CallerMatch
from crm_desktop.database.queries.talk_scripts import TalkScriptRow
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.domain.unwanted import UnwantedAction, UnwantedRule
from crm_desktop.ui.incoming_call.aid import CallAid
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


def test_line_and_queue_are_told_and_how_long_the_caller_waits(panel: IncomingCallPanel) -> None:
    show(panel, replace(CALL, queue="受注", began_at=NOW - timedelta(seconds=108)))

    assert panel.line.text() == "→ 通販受付 · 受注"
    assert panel.lasted.text() == "waiting 1:48"


def test_queue_called_as_its_line_is_told_once(panel: IncomingCallPanel) -> None:
    show(panel, replace(CALL, queue="通販受付"))

    assert panel.line.text() == "→ 通販受付"


def test_once_answered_the_talk_is_timed(panel: IncomingCallPanel) -> None:
    began = NOW - timedelta(seconds=108)
    show(panel, replace(CALL, phase=CallPhase.TALKING, began_at=began))

    assert panel.lasted.text() == "1:24"


def test_others_who_wait_are_counted_without_this_one(panel: IncomingCallPanel) -> None:
    ringing = replace(CALL, began_at=NOW - timedelta(seconds=1))
    since = (NOW - timedelta(seconds=1), NOW, NOW)
    panel.show_state(IncomingCallState((ringing,), ringing, since))
    assert panel.waiting.text() == "+2 waiting"

    talking = replace(CALL, phase=CallPhase.TALKING)
    panel.show_state(IncomingCallState((talking,), talking, ()))
    assert not panel.waiting.isVisible()


def test_unwanted_caller_and_colleague_before_are_told(panel: IncomingCallPanel) -> None:
    show(panel, CALL)
    assert not panel.aid.isVisible()

    rule = UnwantedRule("+81353211111", UnwantedAction.WARN, "無言電話")
    saeki = ColleagueInCall(2, "佐伯 千鶴", NOW, ("青汁2箱", "配達は\n午前"))
    panel.show_aids({1: CallAid(rule, (saeki,))})

    assert panel.aid.unwanted.whole_text == "Unwanted caller: 無言電話"
    words = "佐伯 千鶴 took this call before. Note: 青汁2箱 / 配達は 午前"
    assert panel.aid.colleagues.whole_text == words
    assert panel.aid.isVisible()


def test_colleague_without_a_note_is_named(panel: IncomingCallPanel) -> None:
    show(panel, CALL)
    panel.show_aids({1: CallAid(colleagues=(ColleagueInCall(2, "佐伯 千鶴", NOW),))})

    assert panel.aid.colleagues.whole_text == "佐伯 千鶴 took this call before; no note yet"


def test_script_is_offered_where_there_is_one(panel: IncomingCallPanel) -> None:
    show(panel, CALL)
    assert not panel.script.isVisible()

    script = TalkScriptRow(1, 1, "受注", "…", "通販受付", None, 0, active=True)
    panel.show_aids({1: CallAid(scripts=(script,))})

    assert panel.script.isVisible()


def test_call_left_aside_leads_back(panel: IncomingCallPanel, qtbot: QtBot) -> None:
    talking = replace(CALL, phase=CallPhase.TALKING)
    panel.show_state(IncomingCallState((talking,)))
    assert panel.reason.whole_text == "髙橋 美智子 is on the line; the note waits"
    assert not panel.choose_again.isVisible()

    with qtbot.waitSignal(panel.call_wanted) as back:
        panel.back.click()

    assert back.args == [1]


def test_ended_call_left_aside_says_that_its_note_waits(panel: IncomingCallPanel) -> None:
    panel.show_state(IncomingCallState((replace(CALL, phase=CallPhase.ENDED),)))

    assert panel.reason.whole_text == "The call with 髙橋 美智子 is over; its note waits"


def test_who_is_asked_for_anew_is_named(panel: IncomingCallPanel) -> None:
    show(panel, CALL.asked_anew())

    assert panel.reason.whole_text == "It is not 髙橋 美智子: who is it?"


def test_number_of_another_is_told_as_such(panel: IncomingCallPanel) -> None:
    show(panel, replace(CALL, customer_id=9, customer_name="﨑山 弘"))

    assert panel.reason.whole_text == "The number of 髙橋 美智子; chosen: 﨑山 弘"


def test_number_can_be_marked_as_unwanted(panel: IncomingCallPanel, qtbot: QtBot) -> None:
    show(panel, CALL)
    panel.open_menu(QPoint(0, 0))
    menu = panel.findChild(QMenu)
    assert menu is not None

    with qtbot.waitSignal(panel.unwanted_wanted) as wanted:
        menu.actions()[-1].trigger()

    assert wanted.args == ["+81353211111"]
