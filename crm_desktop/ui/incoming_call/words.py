"""The words for a call: who calls, on which line, and why we think so."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.no_number import NoNumberReason
from crm_desktop.ui.incoming_call.state import CallPhase, DeskCall, Lookup
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line, shortened
from crm_desktop.ui.shared.person_words import phone_kind_words

translate = QCoreApplication.translate

LONGEST_TOLD = 40
"""Characters of what a telephone system sent in place of a number."""


def number_words(call: DeskCall, formats: Formats) -> str:
    """Return the number as it is written, or the reason why there is none."""
    if call.number:
        return formats.phone(call.number)
    if call.no_number_reason is None:
        told = shortened(one_line(call.number_raw), LONGEST_TOLD)
        return told or no_number_words(NoNumberReason.NONE)
    return no_number_words(call.no_number_reason)


def no_number_words(reason: NoNumberReason) -> str:
    """Return what a number display shows instead of a number."""
    match reason:
        case NoNumberReason.WITHHELD:
            return translate("calls", "Number withheld")
        case NoNumberReason.PAY_PHONE:
            return translate("calls", "Pay phone")
        case NoNumberReason.UNAVAILABLE:
            return translate("calls", "Out of area")
        case NoNumberReason.SERVICE_CONFLICT:
            return translate("calls", "Service conflict")
        case NoNumberReason.NONE:
            return translate("calls", "No number")


def no_number_explained(reason: NoNumberReason) -> str:
    """Return what the reason means and what an operator can do."""
    match reason:
        case NoNumberReason.WITHHELD:
            return translate("calls", "The caller has withheld the number.")
        case NoNumberReason.PAY_PHONE:
            return translate("calls", "The call comes from a pay phone, which has no caller.")
        case NoNumberReason.UNAVAILABLE:
            return translate(
                "calls",
                "The network cannot tell the number: a call from abroad or by an internet phone.",
            )
        case NoNumberReason.SERVICE_CONFLICT:
            return translate(
                "calls", "A service of the caller's line keeps the number from being told."
            )
        case NoNumberReason.NONE:
            return translate("calls", "The phone system has sent no number.")


def phase_words(phase: CallPhase) -> str:
    """Return the phase of a call in a word."""
    match phase:
        case CallPhase.CALLING:
            return translate("calls", "Calling")
        case CallPhase.RINGING:
            return translate("calls", "Ringing")
        case CallPhase.TALKING:
            return translate("calls", "Talking")
        case CallPhase.ENDED:
            return translate("calls", "Ended")


def caller_words(call: DeskCall, formats: Formats) -> str:
    """Return who calls in one word or two: the name, or what is known instead."""
    if call.customer_name:
        return formats.person(call.customer_name)
    match call.lookup:
        case Lookup.SEARCHING:
            return translate("calls", "Looking up …")
        case Lookup.SEVERAL:
            return filled(translate("calls", "%1 customers"), str(len(call.answer.matches)))
        case Lookup.UNKNOWN:
            unknown = translate("calls", "Unknown caller")
            return translate("calls", "Nobody's number") if call.outgoing else unknown
        case Lookup.FAILED:
            return translate("calls", "Could not be looked up")
        case _:
            return ""


def line_words(call: DeskCall, formats: Formats) -> str:
    """Return the line and the queue, of which either may be missing."""
    named = dict.fromkeys((formats.phone(call.line), call.queue))
    told = (shortened(one_line(name), LONGEST_TOLD) for name in named)
    return " · ".join(name for name in told if name)


def waiting_words(others: int) -> str:
    """Return how many other calls wait in the queues of this desk."""
    return filled(translate("calls", "+%1 waiting"), str(others))


def aside_words(call: DeskCall, formats: Formats) -> str:
    """Return what waits while another card is looked at."""
    who = caller_words(call, formats) or number_words(call, formats)
    if call.phase is CallPhase.ENDED:
        return filled(translate("calls", "The call with %1 is over; its note waits"), who)
    return filled(translate("calls", "%1 is on the line; the note waits"), who)


def reason_words(call: DeskCall, formats: Formats) -> str:
    """Return why we think it is them, from facts only."""
    if call.corrects is not None:
        return _asked_words(call, formats)
    match call.lookup:
        case Lookup.ONE if call.answer.matches:
            return _match_words(call, formats)
        case Lookup.SEVERAL:
            return _shared_words(call, formats)
        case Lookup.ADDED:
            words = translate("calls", "The number was added to %1")
            return filled(words, formats.person(call.customer_name))
        case Lookup.NO_NUMBER:
            return no_number_explained(call.no_number_reason or NoNumberReason.NONE)
        case _:
            return _no_match_words(call.lookup)


def _is_of_other(call: DeskCall) -> bool:
    return call.customer_id not in {None, call.answer.matches[0].customer_id}


def _asked_words(call: DeskCall, formats: Formats) -> str:
    words = translate("calls", "It is not %1: who is it?")
    return filled(words, formats.person(call.corrects_name))


def _no_match_words(lookup: Lookup) -> str:
    match lookup:
        case Lookup.SEARCHING:
            return translate("calls", "Looking the number up …")
        case Lookup.UNKNOWN:
            return translate("calls", "No customer has this number")
        case Lookup.FAILED:
            return translate("calls", "The number could not be looked up")
        case Lookup.DIALLED:
            return translate("calls", "Dialled from this customer's card")
        case _:
            return ""


def moved_words(call: DeskCall, formats: Formats) -> str:
    """Return what is told once a call was moved to whom it was had with."""
    words = translate("calls", "The call and what was written in it are %1’s now.")
    return filled(words, formats.person(call.customer_name))


def _match_words(call: DeskCall, formats: Formats) -> str:
    name = formats.person(call.answer.matches[0].name)
    if _is_of_other(call):
        words = translate("calls", "The number of %1; chosen: %2")
        return filled(words, name, formats.person(call.customer_name))
    words = translate("calls", "Only %1 has this number (%2)")
    return filled(words, name, phone_kind_words(_label_of(call)))


def _shared_words(call: DeskCall, formats: Formats) -> str:
    if call.customer_id is not None:
        words = translate("calls", "%1 customers share this number; chosen: %2")
        return filled(words, str(len(call.answer.matches)), formats.person(call.customer_name))
    last = next((match for match in call.answer.matches if match.last_chosen), None)
    if last is None:
        words = translate("calls", "%1 customers share this number")
        return filled(words, str(len(call.answer.matches)))
    words = translate("calls", "%1 customers share this number; last time it was %2")
    return filled(words, str(len(call.answer.matches)), formats.person(last.name))


def _label_of(call: DeskCall) -> str:
    card = call.answer.card
    phones = () if card is None else card.phones
    return next((phone.label for phone in phones if phone.number == call.number), "")
