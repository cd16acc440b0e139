"""The words of the doctor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.actions.received_events import DROPPED
from crm_desktop.database.queries.call_sources import ReceivedRow, SourceStateRow
from crm_desktop.domain.call import CallStage
from crm_desktop.domain.fake_call import FakeCall
from crm_desktop.domain.pop_reason import PopReason
from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.telephony import GatewaySilent
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.phone_link.state import is_running, place_of, problem_of
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate
Cells = tuple[str, ...]


def source_headings() -> Cells:
    """Return the headings of the sources."""
    return (
        translate("doctor", "Source"),
        translate("doctor", "State"),
        translate("doctor", "Since"),
        translate("doctor", "Last call event"),
        translate("doctor", "What is wrong, and what to try"),
    )


def source_cells(row: SourceStateRow, formats: Formats, *, now: datetime) -> Cells:
    """Return the words of one source, or of the gateway itself."""
    name = filled(translate("doctor", "%1 (%2)"), row.name, row.kind)
    if row.is_gateway:
        name = filled(translate("doctor", "Gateway %1"), place_of(row))
    silent = not is_running(row) and row.state is not SourceState.STOPPED
    state = translate("doctor", "Silent") if silent else _translated(_STATES[row.state])
    since = row.seen_at if silent else row.since
    last = "" if row.last_event_at is None else formats.moment(row.last_event_at, now=now)
    return (name, state, formats.moment(since, now=now), last, _trouble(row, silent=silent))


def event_headings() -> Cells:
    """Return the headings of what was received."""
    return (
        translate("doctor", "Received"),
        translate("doctor", "Source"),
        translate("doctor", "Understood as"),
        translate("doctor", "Telephone"),
        translate("doctor", "What came of it"),
        translate("doctor", "As it came"),
    )


def event_cells(row: ReceivedRow, formats: Formats) -> Cells:
    """Return the words of one thing that was received."""
    moment = formats.local(row.received_at).strftime("%H:%M:%S")
    raw = "  ".join(f"{name}={value}" for name, value in row.raw.items() if value)
    return (moment, row.source, _understood(row), row.extension, came_of(row), raw)


def came_of(row: ReceivedRow) -> str:
    """Return why a caller was shown, or was not."""
    if row.understood == DROPPED:
        return filled(translate("doctor", "%1 more came than can be shown"), row.why)
    if row.why in _REASONS:
        return filled(_translated(_REASONS[row.why]), row.extension)
    if row.why == "nothing_told":
        return translate("doctor", "It tells of no call.")
    return filled(translate("doctor", "It was refused: %1"), row.why)


def fake_words(kind: FakeCall) -> str:
    """Return what a made-up call does."""
    return _translated(_FAKES[kind])


def replay_headings() -> Cells:
    """Return the headings of a replayed recording."""
    return (
        translate("doctor", "Line"),
        translate("doctor", "What"),
        translate("doctor", "Telephone"),
        translate("doctor", "Caller"),
        translate("doctor", "More"),
    )


def pop_cells(row: Mapping[str, Any]) -> Cells:
    """Return the words of one thing that a desk would be told."""
    what = _translated(_POPS[row["pop"]])
    return (str(row["line"]), what, row["extension"], row["caller"], "")


def call_cells(row: Mapping[str, Any]) -> Cells:
    """Return the words of one call of a recording."""
    what = filled(
        translate("doctor", "Call (%1): %2"),
        _known(_DIRECTIONS, row["dir"]),
        _known(_RESULTS, row["result"]),
    )
    withheld = translate("doctor", "Number withheld")
    telephones = row["answered"] or row["rang"]
    more = (row["dialled"], row["queue"], _known(_ENDED_BY, row["ended_by"]))
    return (
        "",
        what,
        " ".join(telephones),
        withheld if row["withheld"] else row["caller"],
        "  ".join(word for word in more if word),
    )


def _trouble(row: SourceStateRow, *, silent: bool) -> str:
    if row.is_gateway and (silent or row.state is SourceState.STOPPED):
        return error_text(GatewaySilent(place_of(row)))
    problem = problem_of(row)
    return error_text(problem) if problem and not silent else ""


def _understood(row: ReceivedRow) -> str:
    return _known(_STAGES, row.understood) if row.understood != DROPPED else ""


def _known(words: Mapping[str, object], name: str) -> str:
    return _translated(words[name]) if name in words else name


def _translated(source: object) -> str:
    return translate("doctor", str(source))


_STATES = {
    SourceState.CONNECTING: QT_TRANSLATE_NOOP("doctor", "Connecting"),
    SourceState.CONNECTED: QT_TRANSLATE_NOOP("doctor", "Connected"),
    SourceState.LISTENING: QT_TRANSLATE_NOOP("doctor", "Listening"),
    SourceState.STANDING_BY: QT_TRANSLATE_NOOP("doctor", "Standing by"),
    SourceState.PROBLEM: QT_TRANSLATE_NOOP("doctor", "Out of order"),
    SourceState.STOPPED: QT_TRANSLATE_NOOP("doctor", "Stopped"),
}
_REASONS: dict[str, object] = {
    PopReason.POPPED: QT_TRANSLATE_NOOP("doctor", "The caller is shown at %1."),
    PopReason.POPPED_WITHHELD: QT_TRANSLATE_NOOP(
        "doctor", "Shown at %1 without a number: the caller withholds it."
    ),
    PopReason.POPPED_NO_NUMBER: QT_TRANSLATE_NOOP(
        "doctor", "Shown at %1 without a number: none was told that can be read."
    ),
    PopReason.ANSWERED_HERE: QT_TRANSLATE_NOOP("doctor", "The call is talked in at %1 now."),
    PopReason.ANSWERED_ELSEWHERE: QT_TRANSLATE_NOOP(
        "doctor", "Taken off at %1: answered elsewhere."
    ),
    PopReason.CLEARED: QT_TRANSLATE_NOOP("doctor", "Taken off at %1: it rings there no more."),
    PopReason.CALL_OVER: QT_TRANSLATE_NOOP("doctor", "The call is over."),
    PopReason.HAD_ENDED: QT_TRANSLATE_NOOP("doctor", "Not shown: the call had ended."),
    PopReason.REPEATED: QT_TRANSLATE_NOOP("doctor", "Nothing: it was told already."),
    PopReason.NOTHING_NEW: QT_TRANSLATE_NOOP("doctor", "Noted; no desk needs to know."),
    PopReason.INTERNAL: QT_TRANSLATE_NOOP("doctor", "Not shown: a call within the office."),
    PopReason.OUTGOING: QT_TRANSLATE_NOOP("doctor", "Not shown: a call to outside."),
    PopReason.NO_TELEPHONE: QT_TRANSLATE_NOOP("doctor", "Not shown: no telephone rings yet."),
    PopReason.NOBODYS_EXTENSION: QT_TRANSLATE_NOOP(
        "doctor", "Not shown: extension %1 is nobody's."
    ),
}
_STAGES: dict[str, object] = {
    CallStage.RINGING: QT_TRANSLATE_NOOP("doctor", "Ringing"),
    CallStage.ANSWERED: QT_TRANSLATE_NOOP("doctor", "Answered"),
    CallStage.ENDED: QT_TRANSLATE_NOOP("doctor", "Ended"),
    CallStage.TRANSFERRED: QT_TRANSLATE_NOOP("doctor", "Transferred"),
    "refused": QT_TRANSLATE_NOOP("doctor", "Not understood"),
}
_FAKES = {
    FakeCall.RINGING: QT_TRANSLATE_NOOP("doctor", "Rings for a minute"),
    FakeCall.ANSWERED: QT_TRANSLATE_NOOP("doctor", "Is answered after 3 s"),
    FakeCall.MISSED: QT_TRANSLATE_NOOP("doctor", "Gives up after 4 s"),
    FakeCall.WITHHELD: QT_TRANSLATE_NOOP("doctor", "Withholds the number"),
    FakeCall.TRANSFERRED: QT_TRANSLATE_NOOP("doctor", "Is transferred to here"),
    FakeCall.QUEUE: QT_TRANSLATE_NOOP("doctor", "Comes from a queue"),
}
_POPS = {
    "ringing": QT_TRANSLATE_NOOP("doctor", "The caller is shown"),
    "answered": QT_TRANSLATE_NOOP("doctor", "Answered there"),
    "cleared": QT_TRANSLATE_NOOP("doctor", "Taken off"),
}
_DIRECTIONS: dict[str, object] = {
    "in": QT_TRANSLATE_NOOP("doctor", "from outside"),
    "out": QT_TRANSLATE_NOOP("doctor", "to outside"),
    "internal": QT_TRANSLATE_NOOP("doctor", "within the office"),
}
_RESULTS: dict[str, object] = {
    "answered": QT_TRANSLATE_NOOP("doctor", "answered"),
    "missed": QT_TRANSLATE_NOOP("doctor", "missed"),
    "rejected": QT_TRANSLATE_NOOP("doctor", "rejected"),
    "busy": QT_TRANSLATE_NOOP("doctor", "busy"),
    "unreachable": QT_TRANSLATE_NOOP("doctor", "not reached"),
    "forwarded": QT_TRANSLATE_NOOP("doctor", "forwarded"),
    "failed": QT_TRANSLATE_NOOP("doctor", "failed"),
}
_ENDED_BY: dict[str, object] = {
    "caller": QT_TRANSLATE_NOOP("doctor", "ended by the caller"),
    "operator": QT_TRANSLATE_NOOP("doctor", "ended by us"),
    "pbx": QT_TRANSLATE_NOOP("doctor", "ended by the exchange"),
    "outside": QT_TRANSLATE_NOOP("doctor", "ended outside"),
    "unknown": "",
}
