"""The words of the wall: people, queues, alarms."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.database.queries.floor import FloorPerson
from crm_desktop.domain.call import CallDirection
from crm_desktop.domain.floor import (
    FloorAlarm,
    FloorLimits,
    FloorPhase,
    answer_rate,
    service_level,
)
from crm_desktop.ui.floor.state import FloorState, QueueNow
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line

translate = QCoreApplication.translate
NOTHING = "–"


def page_words() -> str:
    """Return the heading of the page."""
    return translate("floor", "The floor")


def part_words() -> tuple[str, str]:
    """Return what the wall and the figures of people are called."""
    return translate("floor", "Now"), translate("floor", "People and days")


def share_words(share: float | None) -> str:
    """Return a share in whole percent; 100 % and 0 % only where it is just that."""
    if share is None:
        return NOTHING
    whole = round(share * 100)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole}%"


def mean_words(seconds: float | None, formats: Formats) -> str:
    """Return a time as 1:24."""
    return NOTHING if seconds is None else formats.duration(seconds + 0.5)


def phase_words(person: FloorPerson) -> str:
    """Return what somebody does, with the reason why they are away."""
    if person.phase is FloorPhase.RINGING and person.direction is CallDirection.OUT:
        return translate("floor", "Dialling")
    if person.phase is FloorPhase.TALKING and person.direction is CallDirection.INTERNAL:
        return translate("floor", "Talking inside")
    reason = one_line(person.reason) if person.phase is FloorPhase.AWAY else ""
    return reason or translate("floor", str(_PHASES[person.phase]))


def full_screen_words() -> str:
    """Return what the button for the whole screen does."""
    return translate("floor", "Whole screen")


def exported_words(rows: int, file: str) -> str:
    """Return that figures were written to a file."""
    words = translate("floor", "%1 rows written to %2. That is recorded; keep the file safe.")
    return filled(words, f"{rows:,}", file)


def nobody_words() -> str:
    """Return what stands where nobody is at work."""
    return translate("floor", "Nobody is signed in yet. Whoever signs in at a desk appears here.")


def gone_words(count: int) -> str:
    """Return how many are signed out; empty for none."""
    return filled(translate("floor", "%1 signed out"), str(count)) if count else ""


def queue_words(queue: QueueNow) -> str:
    """Return what a queue is called."""
    return one_line(queue.name) or translate("floor", "No queue")


def queue_figures(queue: QueueNow, limits: FloorLimits) -> str:
    """Return a queue's answer rate and service level."""
    words = translate("floor", "answered %1 · within %2 s %3")
    level = share_words(service_level(queue.tally))
    return filled(words, share_words(answer_rate(queue.tally)), str(limits.service_level_s), level)


def waiting_words(queue: QueueNow) -> str:
    """Return how many wait in a queue."""
    return filled(translate("floor", "waiting %1"), str(len(queue.waiting)))


def person_meaning(person: FloorPerson) -> str:
    """Return the telephone, the state and, in a call, the queue; choosing shows their calls."""
    parts = (person.extension, phase_words(person), one_line(person.queue))
    return translate("floor", " · ").join(filter(None, parts))


def alarm_words(state: FloorState) -> str:
    """Return what the band says: what is too much, or that all is well, or how old the wall is."""
    if state.reading is None:
        return translate("floor", "Reading the floor …")
    if not state.alarms:
        return translate("floor", "All is well")
    return "   ".join(_alarm(alarm, state) for alarm in state.alarms)


def stale_words(state: FloorState, formats: Formats) -> str:
    """Return since when the wall stands still; empty while it is live."""
    if state.reading is None or (state.live and not state.failed):
        return ""
    return filled(translate("floor", "As of %1: not live"), formats.time(state.reading.at))


def _alarm(alarm: FloorAlarm, state: FloorState) -> str:
    match alarm:
        case FloorAlarm.WAITING:
            return filled(translate("floor", "%1 calls are waiting"), str(len(state.waiting)))
        case FloorAlarm.WAIT:
            return translate("floor", "Somebody waits too long")
        case FloorAlarm.MISSED:
            missed = state.reading.missed if state.reading else 0
            return filled(translate("floor", "%1 callers are to be called back"), str(missed))


_PHASES = {
    FloorPhase.READY: QT_TRANSLATE_NOOP("floor", "Free"),
    FloorPhase.RINGING: QT_TRANSLATE_NOOP("floor", "Ringing"),
    FloorPhase.TALKING: QT_TRANSLATE_NOOP("floor", "Talking"),
    FloorPhase.AFTER_CALL: QT_TRANSLATE_NOOP("floor", "After-call work"),
    FloorPhase.AWAY: QT_TRANSLATE_NOOP("floor", "Away"),
    FloorPhase.GONE: QT_TRANSLATE_NOOP("floor", "Signed out"),
}
