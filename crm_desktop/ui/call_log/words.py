"""The words of the call log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.database.queries.call_log import CallNote, LoggedCall, LoggedLeg
from crm_desktop.domain.call import CallDirection, CallEndedBy, CallResult, LegOutcome
from crm_desktop.domain.call_filter import ABANDONED, GOING_ON
from crm_desktop.domain.call_times import times_of_call, times_of_leg
from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.ui.call_log.state import CallLogState, CallLogView, SpanKind
from crm_desktop.ui.incoming_call.words import LONGEST_TOLD, no_number_words
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line, shortened

translate = QCoreApplication.translate


def headings() -> tuple[str, ...]:
    """Return the headings of the columns."""
    return (
        translate("call_log", "Time"),
        translate("call_log", "Direction"),
        translate("call_log", "Customer"),
        translate("call_log", "Number"),
        translate("call_log", "Line, queue"),
        translate("call_log", "Answered by"),
        translate("call_log", "Result"),
        translate("call_log", "Waited"),
        translate("call_log", "Talked"),
    )


def cells_of(call: LoggedCall, formats: Formats, now: datetime) -> tuple[str, ...]:
    """Return the words of a row, in the order of the columns."""
    times = times_of_call(call, call.legs, at=now)
    return (
        formats.moment(call.began_at, now=now),
        direction_words(call.direction),
        formats.person(call.customer_name),
        number_words(call, formats),
        line_words(call),
        answered_words(call),
        result_words(call),
        formats.duration(times.waiting_s),
        "" if times.talking_s is None else formats.duration(times.talking_s),
    )


def direction_words(direction: CallDirection) -> str:
    """Return who called whom."""
    match direction:
        case CallDirection.IN:
            return translate("call_log", "In")
        case CallDirection.OUT:
            return translate("call_log", "Out")
        case CallDirection.INTERNAL:
            return translate("call_log", "Internal")


def number_words(call: LoggedCall, formats: Formats) -> str:
    """Return the number outside as it is written, or why there is none."""
    if call.caller:
        return formats.phone(call.caller)
    if call.no_number_reason is not None:
        return no_number_words(call.no_number_reason)
    told = shortened(one_line(call.caller_raw), LONGEST_TOLD)
    return told or no_number_words(NoNumberReason.NONE)


def line_words(call: LoggedCall) -> str:
    """Return the line that was called, and the queue the call went through."""
    line = call.line_name or call.called_raw
    return translate("call_log", ", ").join(filter(None, [line, call.queue]))


def answered_words(call: LoggedCall) -> str:
    """Return who answered, in their order; each once."""
    names = [leg_name(leg) for leg in call.legs if leg.answered_at is not None]
    return translate("call_log", ", ").join(dict.fromkeys(names))


def leg_name(leg: LoggedLeg) -> str:
    """Return whose telephone it is, or its number."""
    return leg.staff_name or leg.extension


def result_words(call: LoggedCall) -> str:
    """Return how the call came out, or how it stands."""
    if call.result is None:
        return _translated(_STANDING[call.answered_at is not None])
    handed_on = any(leg.outcome is LegOutcome.TRANSFERRED for leg in call.legs)
    if call.result is CallResult.ANSWERED and handed_on:
        return translate("call_log", "Handed on")
    if call.result is CallResult.MISSED and call.direction is not CallDirection.IN:
        return translate("call_log", "No answer")
    return result_word(call.result)


def result_word(result: CallResult | str) -> str:
    """Return the word of a result, also of `GOING_ON` and `ABANDONED`."""
    return _translated(_RESULTS[result])


def ended_words(call: LoggedCall) -> str:
    """Return who hung up, as far as the phone system tells; "" while it goes on."""
    return "" if call.ended_by is None else _translated(_ENDED_BY[call.ended_by])


def cause_words(cause: str) -> str:
    """Return why the call ended; what is not known stands as the phone system sent it."""
    if cause in _UNREMARKABLE:
        return ""
    if cause in _CAUSES:
        return _translated(_CAUSES[cause])
    return shortened(one_line(cause), LONGEST_TOLD)


def facts_words(call: LoggedCall, formats: Formats, now: datetime) -> str:
    """Return the line of facts above the telephones of a call."""
    times = times_of_call(call, call.legs, at=now)
    facts = [
        result_words(call),
        filled(translate("call_log", "waited %1"), formats.duration(times.waiting_s)),
    ]
    if times.talking_s is not None:
        talked = formats.duration(times.talking_s)
        facts.append(filled(translate("call_log", "talked %1"), talked))
    facts += [line_words(call), ended_words(call), cause_words(call.cause)]
    return translate("call_log", " · ").join(filter(None, facts))


@dataclass(frozen=True, slots=True)
class LegWords:
    """One telephone of a call as it is read."""

    who: str
    extension: str
    rang: str
    answered: str
    ended: str
    outcome: str
    failed: bool

    @property
    def line(self) -> str:
        """All of it, as a screen reader reads it."""
        return " ".join(
            filter(None, [self.who, self.extension, self.rang, self.answered, self.outcome])
        )


def leg_words(leg: LoggedLeg, formats: Formats, now: datetime) -> LegWords:
    """Return the words of one telephone: when it rang, answered and was done, how it came out."""
    times = times_of_leg(leg, at=now)
    talked = "" if times.talking_s is None else formats.duration(times.talking_s)
    outcome = _translated(_OUTCOMES[leg.outcome])
    return LegWords(
        who=leg.staff_name,
        extension=leg.extension,
        rang=_clock(leg.rang_at, formats),
        answered=_clock(leg.answered_at, formats),
        ended=_clock(leg.ended_at, formats),
        outcome=filled(translate("call_log", "%1 %2"), outcome, talked).rstrip(),
        failed=leg.outcome is LegOutcome.MISSED,
    )


def leg_headings() -> LegWords:
    """Return what stands above the telephones."""
    return LegWords(
        who=translate("call_log", "Telephone"),
        extension=translate("call_log", "Ext."),
        rang=translate("call_log", "Rang"),
        answered=translate("call_log", "Answered"),
        ended=translate("call_log", "Ended"),
        outcome=translate("call_log", "Outcome, talked"),
        failed=False,
    )


def notes_words(
    notes: tuple[CallNote, ...] | None, call: LoggedCall, formats: Formats, now: datetime
) -> str:
    """Return the notes of a call, or why none is to be read."""
    if notes is None:
        return translate("call_log", "Reading …")
    if notes:
        return "\n\n".join(_note(note, formats, now) for note in notes)
    if call.customer_id is None:
        return translate("call_log", "No note. Whoever calls is no customer, or several have it.")
    return translate("call_log", "No note is open here. Enter opens the card with all notes.")


def view_words(view: CallLogView) -> str:
    """Return the words of the switch of a view."""
    match view:
        case CallLogView.MINE:
            return translate("call_log", "My telephone")
        case CallLogView.FLOOR:
            return translate("call_log", "Everybody")
        case CallLogView.MISSED:
            return translate("call_log", "To call back")


def span_words(kind: SpanKind) -> str:
    """Return which days are shown."""
    return _translated(_SPANS[kind])


def count_words(state: CallLogState) -> str:
    """Return how many calls stand in the list."""
    if not state.loaded or not state.rows or state.view is CallLogView.MISSED:
        return ""
    shown = str(len(state.rows))
    if state.more:
        return filled(translate("call_log", "the newest %1 calls; more below"), shown)
    if len(state.rows) == 1:
        return translate("call_log", "1 call")
    return filled(translate("call_log", "%1 calls"), shown)


def empty_words(state: CallLogState) -> str:
    """Return what would be here, and how it comes."""
    if state.failed:
        return translate(
            "call_log", "The calls could not be read. The next call, or F5, reads them again."
        )
    if not state.loaded:
        return translate("call_log", "Reading …")
    if state.is_filtered:
        return translate(
            "call_log", "No call of these days is like that. Show all results, or more days."
        )
    if state.view is CallLogView.FLOOR:
        return translate(
            "call_log",
            "Nobody was called today or yesterday. Each call at any telephone appears here.",
        )
    return translate(
        "call_log", "No calls in these days. Each call that rings at your telephone appears here."
    )


def is_web_address(url: str) -> bool:
    """Tell whether ``url`` leads to a page, and to nothing that a program would be started for."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _note(note: CallNote, formats: Formats, now: datetime) -> str:
    head = filter(None, [formats.moment(note.happened_at, now=now), note.staff_name, note.category])
    lines = ["  ".join(head), *note.body.splitlines()]
    return "\n".join(one_line(line) for line in lines)


def _clock(moment: datetime | None, formats: Formats) -> str:
    if moment is None:
        return ""
    return f"{formats.time(moment)}:{formats.local(moment).second:02}"


def _translated(source: object) -> str:
    return translate("call_log", str(source))


_STANDING: Final = {
    False: QT_TRANSLATE_NOOP("call_log", "Ringing"),
    True: QT_TRANSLATE_NOOP("call_log", "Talking"),
}
_RESULTS: Final[dict[CallResult | str, object]] = {
    CallResult.ANSWERED: QT_TRANSLATE_NOOP("call_log", "Answered"),
    CallResult.MISSED: QT_TRANSLATE_NOOP("call_log", "Missed"),
    CallResult.REJECTED: QT_TRANSLATE_NOOP("call_log", "Rejected"),
    CallResult.BUSY: QT_TRANSLATE_NOOP("call_log", "Busy"),
    CallResult.UNREACHABLE: QT_TRANSLATE_NOOP("call_log", "Unreachable"),
    CallResult.FORWARDED: QT_TRANSLATE_NOOP("call_log", "Forwarded"),
    CallResult.FAILED: QT_TRANSLATE_NOOP("call_log", "Failed"),
    GOING_ON: QT_TRANSLATE_NOOP("call_log", "Going on"),
    ABANDONED: QT_TRANSLATE_NOOP("call_log", "Given up while waiting"),
}
_OUTCOMES: Final[dict[LegOutcome | None, object]] = {
    None: QT_TRANSLATE_NOOP("call_log", "Going on"),
    LegOutcome.ANSWERED: QT_TRANSLATE_NOOP("call_log", "Answered"),
    LegOutcome.ANSWERED_ELSEWHERE: QT_TRANSLATE_NOOP("call_log", "Answered elsewhere"),
    LegOutcome.TRANSFERRED: QT_TRANSLATE_NOOP("call_log", "Handed on"),
    LegOutcome.MISSED: QT_TRANSLATE_NOOP("call_log", "Not answered"),
    LegOutcome.REJECTED: QT_TRANSLATE_NOOP("call_log", "Rejected"),
    LegOutcome.BUSY: QT_TRANSLATE_NOOP("call_log", "Busy"),
    LegOutcome.UNREACHABLE: QT_TRANSLATE_NOOP("call_log", "Unreachable"),
    LegOutcome.FORWARDED: QT_TRANSLATE_NOOP("call_log", "Forwarded"),
    LegOutcome.FAILED: QT_TRANSLATE_NOOP("call_log", "Failed"),
}
_ENDED_BY: Final = {
    CallEndedBy.CALLER: QT_TRANSLATE_NOOP("call_log", "the caller hung up"),
    CallEndedBy.OPERATOR: QT_TRANSLATE_NOOP("call_log", "we hung up"),
    CallEndedBy.PBX: QT_TRANSLATE_NOOP("call_log", "the phone system ended it"),
    CallEndedBy.OUTSIDE: QT_TRANSLATE_NOOP("call_log", "hung up outside"),
    CallEndedBy.UNKNOWN: QT_TRANSLATE_NOOP("call_log", "who hung up is not known"),
}
_UNREMARKABLE: Final = frozenset({"16", "normalClearing"})
# The numbers are those of ITU-T Q.850; the words what we write ourselves.
_CAUSES: Final[dict[str, object]] = {
    "1": QT_TRANSLATE_NOOP("call_log", "no such number"),
    "17": QT_TRANSLATE_NOOP("call_log", "the line was busy"),
    "18": QT_TRANSLATE_NOOP("call_log", "no telephone replied"),
    "19": QT_TRANSLATE_NOOP("call_log", "nobody answered"),
    "20": QT_TRANSLATE_NOOP("call_log", "the telephone was not signed in"),
    "21": QT_TRANSLATE_NOOP("call_log", "the call was rejected"),
    "26": QT_TRANSLATE_NOOP("call_log", "answered elsewhere"),
    "27": QT_TRANSLATE_NOOP("call_log", "the telephone could not be reached"),
    "34": QT_TRANSLATE_NOOP("call_log", "no line was free"),
    "38": QT_TRANSLATE_NOOP("call_log", "the network is out of order"),
    "41": QT_TRANSLATE_NOOP("call_log", "the network failed for a moment"),
    "42": QT_TRANSLATE_NOOP("call_log", "the network was overloaded"),
    "ended while not connected": QT_TRANSLATE_NOOP(
        "call_log", "it ended while the phone link was down"
    ),
    "closed by time": QT_TRANSLATE_NOOP("call_log", "closed by time: its end was never told"),
}
_SPANS: Final = {
    SpanKind.TODAY: QT_TRANSLATE_NOOP("call_log", "Today"),
    SpanKind.TWO_DAYS: QT_TRANSLATE_NOOP("call_log", "Today and yesterday"),
    SpanKind.WEEK: QT_TRANSLATE_NOOP("call_log", "7 days"),
    SpanKind.MONTH: QT_TRANSLATE_NOOP("call_log", "31 days"),
    SpanKind.DAYS: QT_TRANSLATE_NOOP("call_log", "Other days …"),
}


def queue_words(queue: str) -> str:
    """Return that only the calls of a queue are shown."""
    return filled(translate("call_log", "Queue %1"), shortened(one_line(queue), LONGEST_TOLD))
