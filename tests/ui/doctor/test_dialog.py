from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.received_events import DROPPED
from crm_desktop.database.queries.call_sources import ReceivedRow
from crm_desktop.domain.fake_call import FakeCall
from crm_desktop.domain.pop_reason import PopReason
from crm_desktop.domain.source_state import SourceState
from crm_desktop.ui.doctor.dialog import DoctorDialog, Patient
from crm_desktop.ui.doctor.state import DoctorState, Replayed
from crm_desktop.ui.doctor.words import came_of
from crm_desktop.ui.phone_link.state import phone_link
from crm_desktop.ui.shared.formats import Formats
from tests.ui.source_rows import SEEN, gateway, source

NOW = datetime(2026, 11, 22, 1, 40, tzinfo=UTC)
CALL = {
    "dir": "in",
    "caller": "0312345678",
    "withheld": False,
    "national": "0312345678",
    "dialled": "0120000001",
    "queue": "",
    "rang": ["201", "202"],
    "answered": ["202"],
    "result": "answered",
    "ended_by": "caller",
}


def dialog_for(qtbot: QtBot, formats: Formats, *, sees_all: bool = True) -> DoctorDialog:
    dialog = DoctorDialog(Patient("201", sees_all), formats, now=lambda: NOW)
    qtbot.addWidget(dialog)
    return dialog


def a_row(why: str, understood: str = "ringing") -> ReceivedRow:
    return ReceivedRow(7, "本社", NOW, {"from": "03…"}, understood, why, "205", None)


def test_operator_has_the_sources_alone(qtbot: QtBot, formats: Formats) -> None:
    dialog = dialog_for(qtbot, formats, sees_all=False)
    dialog.show()

    assert [part.text() for part in dialog.parts] == ["Sources"]
    assert not dialog.events.isVisible()


def test_source_is_told_with_since_when_and_what_to_try(qtbot: QtBot, formats: Formats) -> None:
    dialog = dialog_for(qtbot, formats)
    refused = source(
        state=SourceState.PROBLEM,
        problem="ExchangeLoginRefused",
        facts={"source": "本社", "user": "crm"},
    )

    dialog.show_state(DoctorState(link=phone_link([gateway(), refused])))

    cells = dialog.sources.table.words.rows[1]
    assert cells[:2] == ("本社 (ami)", "Out of order")
    assert "10:32" in cells[2]
    assert "manager.conf" in cells[4]


def test_gateway_that_says_nothing_is_silent_since_then(qtbot: QtBot, formats: Formats) -> None:
    dialog = dialog_for(qtbot, formats)

    dialog.show_state(DoctorState(link=phone_link([gateway(silent_s=45.0)])))

    (cells,) = dialog.sources.table.words.rows
    assert cells[:2] == ("Gateway pc:8713", "Silent")
    assert formats.time(SEEN) in cells[2]
    assert "crm-desktop gateway" in cells[4]


def test_office_without_a_gateway_is_told_what_that_means(qtbot: QtBot, formats: Formats) -> None:
    dialog = dialog_for(qtbot, formats)
    dialog.show()

    assert dialog.sources.empty.isVisible()


@pytest.mark.parametrize("why", list(PopReason))
def test_each_reason_has_words(why: PopReason, qtbot: QtBot) -> None:
    words = came_of(a_row(why))

    assert words
    assert why not in words
    assert "refused" not in words


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (a_row("nobodys_extension"), "Not shown: extension 205 is nobody's."),
        (a_row("signature", "refused"), "It was refused: signature"),
        (a_row("nothing_told", "refused"), "It tells of no call."),
        (a_row("412", DROPPED), "412 more came than can be shown"),
    ],
)
def test_reason_is_a_sentence(row: ReceivedRow, words: str, qtbot: QtBot) -> None:
    assert came_of(row) == words


def test_test_call_is_asked_for_with_its_number(qtbot: QtBot, formats: Formats) -> None:
    dialog = dialog_for(qtbot, formats)
    wanted: list[tuple[FakeCall, str]] = []
    dialog.fakes.wanted.connect(lambda kind, number: wanted.append((kind, number)))
    dialog.fakes.number.setText("０３-1234")

    dialog.fakes.buttons[FakeCall.QUEUE].click()

    assert wanted == [(FakeCall.QUEUE, "０３-1234")]


def test_desk_without_a_telephone_makes_up_none(qtbot: QtBot, formats: Formats) -> None:
    dialog = DoctorDialog(Patient("", sees_all=True), formats)
    qtbot.addWidget(dialog)

    assert not any(button.isEnabled() for button in dialog.fakes.buttons.values())


def test_recording_is_told_step_by_step_and_call_by_call(qtbot: QtBot, formats: Formats) -> None:
    dialog = dialog_for(qtbot, formats)
    pop = {"pop": "ringing", "extension": "201", "caller": "0312345678", "line": 81}

    dialog.show_state(DoctorState(replayed=Replayed("01.txt", (CALL,), (pop,))))

    assert dialog.replays.table.words.rows == (
        ("81", "The caller is shown", "201", "0312345678", ""),
        (
            "",
            "Call (from outside): answered",
            "202",
            "0312345678",
            "0120000001  ended by the caller",
        ),
    )
    assert dialog.replays.words.text() == "01.txt: 1 calls, 1 steps"


def test_rows_are_copied_for_a_spreadsheet(qtbot: QtBot, formats: Formats) -> None:
    dialog = dialog_for(qtbot, formats)
    dialog.show_state(DoctorState(received=(a_row("popped"),)))

    dialog.events.table.setFocus()
    QTest.keyClick(dialog.events.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert "The caller is shown at 205." in QGuiApplication.clipboard().text()


def test_closing_tells_that_nobody_looks_any_more(qtbot: QtBot, formats: Formats) -> None:
    dialog = dialog_for(qtbot, formats)
    dialog.show()

    with qtbot.waitSignal(dialog.left):
        dialog.reject()
