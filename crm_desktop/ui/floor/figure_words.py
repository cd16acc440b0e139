"""What the figures of the wall are called, how each is worked out, and their values in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.domain.call import CallDirection
from crm_desktop.domain.floor import (
    FloorLimits,
    FloorPhase,
    abandon_rate,
    after_call_work_s,
    answer_rate,
    handling_time_s,
    longest_wait_s,
    service_level,
    speed_of_answer_s,
    talk_time_s,
)
from crm_desktop.ui.floor.state import Figure, FloorState
from crm_desktop.ui.floor.words import NOTHING, mean_words, share_words
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate


def figure_words(figure: Figure) -> str:
    """Return what a figure is called."""
    return translate("floor", str(_NAMES[figure]))


def formula_words(figure: Figure, limits: FloorLimits) -> str:
    """Return how a figure is worked out, as the glossary has it."""
    return filled(translate("floor", str(_FORMULAS[figure])), str(limits.service_level_s))


def value_words(figure: Figure, state: FloorState, formats: Formats) -> str:
    """Return a figure's value; a dash where there is nothing to work it out from."""
    if state.reading is None:
        return NOTHING
    tally = state.tally(CallDirection.IN)
    if figure in _SHARES:
        return share_words(_SHARES[figure](tally))
    if figure in _MEANS:
        return mean_words(_MEANS[figure](tally), formats)
    counts = {
        Figure.WAITING: len(state.waiting),
        Figure.MISSED: state.reading.missed,
        Figure.READY: state.people_in(FloorPhase.READY),
        Figure.CALLS: tally.calls,
        Figure.CALLED: state.tally(CallDirection.OUT).calls,
    }
    return f"{counts[figure]:,}"


def aside_words(figure: Figure, state: FloorState, formats: Formats, now: datetime) -> str:
    """Return what stands small beside a figure. ``now``: by the server's clock."""
    if state.reading is None:
        return ""
    tally = state.tally(CallDirection.IN)
    value: dict[Figure, str] = {
        Figure.WAITING: mean_words(longest_wait_s(state.waiting, at=now), formats),
        Figure.MISSED: "24",
        Figure.READY: str(state.people_in(*_AT_WORK)),
        Figure.CALLS: f"{tally.missed:,}",
        Figure.ANSWER_RATE: f"{tally.answered:,}",
        Figure.SERVICE_LEVEL: str(state.reading.limits.service_level_s),
        Figure.ABANDON_RATE: f"{tally.abandoned:,}",
        Figure.SPEED_OF_ANSWER: mean_words(tally.longest_wait_s if tally.calls else None, formats),
        Figure.TALK_TIME: f"{tally.handled:,}",
        Figure.AFTER_CALL_WORK: mean_words(handling_time_s(tally), formats),
        Figure.CALLED: f"{state.tally(CallDirection.OUT).answered:,}",
    }
    return filled(translate("floor", str(_ASIDES[figure])), value[figure])


_AT_WORK = (
    FloorPhase.READY,
    FloorPhase.RINGING,
    FloorPhase.TALKING,
    FloorPhase.AFTER_CALL,
    FloorPhase.AWAY,
)
_SHARES = {
    Figure.ANSWER_RATE: answer_rate,
    Figure.SERVICE_LEVEL: service_level,
    Figure.ABANDON_RATE: abandon_rate,
}
_MEANS = {
    Figure.SPEED_OF_ANSWER: speed_of_answer_s,
    Figure.TALK_TIME: talk_time_s,
    Figure.AFTER_CALL_WORK: after_call_work_s,
}
_NAMES = {
    Figure.WAITING: QT_TRANSLATE_NOOP("floor", "Waiting"),
    Figure.MISSED: QT_TRANSLATE_NOOP("floor", "To call back"),
    Figure.READY: QT_TRANSLATE_NOOP("floor", "Free"),
    Figure.CALLS: QT_TRANSLATE_NOOP("floor", "Incoming"),
    Figure.ANSWER_RATE: QT_TRANSLATE_NOOP("floor", "Answer rate"),
    Figure.SERVICE_LEVEL: QT_TRANSLATE_NOOP("floor", "Service level"),
    Figure.ABANDON_RATE: QT_TRANSLATE_NOOP("floor", "Abandon rate"),
    Figure.SPEED_OF_ANSWER: QT_TRANSLATE_NOOP("floor", "Mean wait"),
    Figure.TALK_TIME: QT_TRANSLATE_NOOP("floor", "Mean talk"),
    Figure.AFTER_CALL_WORK: QT_TRANSLATE_NOOP("floor", "Mean ACW"),
    Figure.CALLED: QT_TRANSLATE_NOOP("floor", "Outgoing"),
}
_ASIDES = {
    Figure.WAITING: QT_TRANSLATE_NOOP("floor", "longest %1"),
    Figure.MISSED: QT_TRANSLATE_NOOP("floor", "in %1 hours"),
    Figure.READY: QT_TRANSLATE_NOOP("floor", "of %1 at work"),
    Figure.CALLS: QT_TRANSLATE_NOOP("floor", "missed %1"),
    Figure.ANSWER_RATE: QT_TRANSLATE_NOOP("floor", "answered %1"),
    Figure.SERVICE_LEVEL: QT_TRANSLATE_NOOP("floor", "within %1 s"),
    Figure.ABANDON_RATE: QT_TRANSLATE_NOOP("floor", "given up %1"),
    Figure.SPEED_OF_ANSWER: QT_TRANSLATE_NOOP("floor", "longest %1"),
    Figure.TALK_TIME: QT_TRANSLATE_NOOP("floor", "handled %1"),
    Figure.AFTER_CALL_WORK: QT_TRANSLATE_NOOP("floor", "AHT %1"),
    Figure.CALLED: QT_TRANSLATE_NOOP("floor", "reached %1"),
}
_FORMULAS = {
    Figure.WAITING: QT_TRANSLATE_NOOP("floor", "Calls from outside that nobody has answered yet."),
    Figure.MISSED: QT_TRANSLATE_NOOP(
        "floor",
        "Callers missed in the last 24 hours with whom nobody has spoken since, and whom nobody"
        " has settled.",
    ),
    Figure.READY: QT_TRANSLATE_NOOP(
        "floor", "People who are ready and in no call, of those who are signed in."
    ),
    Figure.CALLS: QT_TRANSLATE_NOOP(
        "floor", "Calls from outside that began today and are answered or over."
    ),
    Figure.ANSWER_RATE: QT_TRANSLATE_NOOP("floor", "Answered calls ÷ incoming calls."),
    Figure.SERVICE_LEVEL: QT_TRANSLATE_NOOP(
        "floor", "Calls answered within %1 seconds ÷ incoming calls."
    ),
    Figure.ABANDON_RATE: QT_TRANSLATE_NOOP(
        "floor",
        "Calls given up by the caller while waiting ÷ incoming calls. Where the exchange does not"
        " say who hung up, a call is missed but not counted here.",
    ),
    Figure.SPEED_OF_ANSWER: QT_TRANSLATE_NOOP(
        "floor", "ASA = waiting time of the answered calls ÷ answered calls."
    ),
    Figure.TALK_TIME: QT_TRANSLATE_NOOP(
        "floor", "ATT = talk time ÷ handled calls: incoming ones that were answered and are over."
    ),
    Figure.AFTER_CALL_WORK: QT_TRANSLATE_NOOP(
        "floor",
        "ACW = after-call work about the handled calls ÷ handled calls. AHT = ATT + ACW.",
    ),
    Figure.CALLED: QT_TRANSLATE_NOOP(
        "floor", "Calls to the outside that began today. They are in no other figure."
    ),
}
