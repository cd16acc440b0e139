from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.talk_scripts import TalkScriptRow
from crm_desktop.ui.incoming_call.aid import CallAid
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, IncomingCallState, Lookup
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.talk_script.pane import TalkScriptPane
from crm_desktop.ui.talk_script.presenter import TalkScriptPresenter
from crm_desktop.ui.talk_script.state import ShownScript, TalkScriptState

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
ORDERS = TalkScriptRow(
    1, 1, "受注", "{line}、{operator}が承ります。\n{name}ですね。", "通販受付", None, 0, active=True
)
THANKS = replace(ORDERS, script_id=2, title="感謝祭", body="<b>クーポン</b>", line_name="")
CALL = DeskCall(
    1,
    CallPhase.TALKING,
    NOW,
    "+81353211111",
    line="通販受付",
    lookup=Lookup.ONE,
    customer_id=7,
    customer_name="髙橋 美智子",
)


@pytest.fixture
def presenter() -> TalkScriptPresenter:
    return TalkScriptPresenter("田所 由紀", Formats("ja"))


def states_of(presenter: TalkScriptPresenter) -> list[TalkScriptState]:
    states: list[TalkScriptState] = []
    presenter.changed.connect(states.append)
    return states


def test_script_says_who_is_spoken_to(presenter: TalkScriptPresenter) -> None:
    states = states_of(presenter)

    presenter.on_calls(IncomingCallState((CALL,), CALL))
    presenter.on_aids({1: CallAid(scripts=(ORDERS,))})

    (script,) = states[-1].scripts
    assert script.text == "通販受付、田所 由紀が承ります。\n髙橋 美智子 様ですね。"


def test_nobody_known_yet_is_the_customer(presenter: TalkScriptPresenter) -> None:
    states = states_of(presenter)
    unknown = replace(CALL, customer_id=None, customer_name="")

    presenter.on_calls(IncomingCallState((unknown,), unknown))
    presenter.on_aids({1: CallAid(scripts=(ORDERS,))})

    assert states[-1].scripts[0].text.endswith("the customerですね。")


def test_it_is_open_only_while_it_is_wanted_and_there(presenter: TalkScriptPresenter) -> None:
    states = states_of(presenter)
    presenter.toggle()
    assert not states[-1].is_open
    presenter.on_calls(IncomingCallState((CALL,), CALL))
    presenter.on_aids({1: CallAid(scripts=(ORDERS,))})
    assert states[-1].is_open

    presenter.on_calls(IncomingCallState((CALL,), None))
    assert not states[-1].is_open
    presenter.put_away()
    assert not states[-1].wanted


@pytest.fixture
def pane(qtbot: QtBot) -> TalkScriptPane:
    pane = TalkScriptPane()
    qtbot.addWidget(pane)
    pane.show()
    return pane


def test_one_script_needs_no_choice(pane: TalkScriptPane) -> None:
    pane.show_state(TalkScriptState((ShownScript("受注", "お電話ありがとうございます"),)))

    assert pane.title.whole_text == "受注"
    assert not pane.choice.isVisible()


def test_second_script_is_chosen_and_stays_chosen(pane: TalkScriptPane) -> None:
    first, second = ShownScript("受注", "一"), ShownScript("感謝祭", "二")
    pane.show_state(TalkScriptState((first, second)))
    pane.choice.setCurrentIndex(1)
    assert pane.text.toPlainText() == "二"

    pane.show_state(TalkScriptState((first, replace(second, text="二 髙橋様"))))

    assert pane.text.toPlainText() == "二 髙橋様"


def test_markup_is_shown_as_it_is(pane: TalkScriptPane) -> None:
    pane.show_state(TalkScriptState((ShownScript("<i>題</i>", THANKS.body),)))

    assert pane.text.toPlainText() == "<b>クーポン</b>"
    assert pane.title.whole_text == "<i>題</i>"
