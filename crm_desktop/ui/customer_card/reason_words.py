"""What is likely behind a call, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.reasons_for_call import Reason, ReasonKind
from crm_desktop.ui.customer_card.tone import Tone
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import LONGEST_PAINTED, one_line, shortened

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """One fact as it is shown, with where it leads to."""

    text: str
    icon: str
    tone: Tone
    reason: Reason


def reason_words(reason: Reason, formats: Formats, today: date) -> ReasonWords:
    """Return the words of one reason."""
    icon, tone = _LOOKS[reason.kind]
    if reason.kind is ReasonKind.TASK_DUE and reason.days:
        tone = Tone.LATE
    text = filled(
        _sentence(reason),
        str(reason.days),
        "" if reason.happens_on is None else formats.short_day(reason.happens_on, today=today),
        formats.yen(reason.amount_yen),
        reason.title,
    )
    line = shortened(" ".join(one_line(text).split()), LONGEST_PAINTED)
    return ReasonWords(line, icon, tone, reason)


def _sentence(reason: Reason) -> str:
    """Return the sentence: %1 is the days, %2 the day, %3 the money, %4 the title."""
    if reason.days == 0 and (today_only := _sentences_of_today().get(reason.kind)):
        return today_only
    if reason.happens_on is None and (undated := _sentences_without_day().get(reason.kind)):
        return undated
    return _sentences()[reason.kind]


def _sentences() -> dict[ReasonKind, str]:
    return {
        ReasonKind.PARCEL_BROUGHT_BACK: translate("reasons", "Parcel brought back (shipped %2)"),
        ReasonKind.SLIP_EXPIRED: translate("reasons", "Slip expired %1 d ago %3"),
        ReasonKind.PARCEL_LATE: translate("reasons", "Parcel %1 d late"),
        ReasonKind.MISSED_CALL: translate("reasons", "Missed call %2"),
        ReasonKind.TASK_DUE: translate("reasons", "Task %1 d late: %4"),
        ReasonKind.PAYMENT_OVERDUE: translate("reasons", "Payment %1 d late %3"),
        ReasonKind.PARCEL_ON_THE_WAY: translate("reasons", "Parcel on the way (shipped %2)"),
        ReasonKind.SUBSCRIPTION_SOON: translate("reasons", "Subscription ships in %1 d: %4"),
        ReasonKind.PAYMENT_DUE_SOON: translate("reasons", "Payment due in %1 d %3"),
        ReasonKind.MAILING_DROPPED: translate("reasons", "DM posted %1 d ago: %4"),
        ReasonKind.LETTER_NOT_THANKED: translate("reasons", "Letter of %2 not thanked yet"),
        ReasonKind.SUBSCRIPTION_PAUSED: translate("reasons", "Subscription paused until %2"),
        ReasonKind.CYCLE_OVERDUE: translate("reasons", "Buys %1 d later than usual"),
    }


def _sentences_of_today() -> dict[ReasonKind, str]:
    return {
        ReasonKind.MISSED_CALL: translate("reasons", "Missed call today"),
        ReasonKind.TASK_DUE: translate("reasons", "Task for today: %4"),
        ReasonKind.SUBSCRIPTION_SOON: translate("reasons", "Subscription ships today: %4"),
        ReasonKind.PAYMENT_DUE_SOON: translate("reasons", "Payment due today %3"),
        ReasonKind.MAILING_DROPPED: translate("reasons", "DM posted today: %4"),
        ReasonKind.LETTER_NOT_THANKED: translate("reasons", "Letter of today not thanked yet"),
    }


def _sentences_without_day() -> dict[ReasonKind, str]:
    return {
        ReasonKind.PARCEL_BROUGHT_BACK: translate("reasons", "Parcel brought back"),
        ReasonKind.PARCEL_ON_THE_WAY: translate("reasons", "Parcel on the way"),
        ReasonKind.SUBSCRIPTION_PAUSED: translate("reasons", "Subscription paused"),
    }


_LOOKS: Final = {
    ReasonKind.PARCEL_BROUGHT_BACK: ("back", Tone.LATE),
    ReasonKind.SLIP_EXPIRED: ("slip", Tone.LATE),
    ReasonKind.PARCEL_LATE: ("truck", Tone.LATE),
    ReasonKind.MISSED_CALL: ("phone-missed", Tone.SOON),
    ReasonKind.TASK_DUE: ("task", Tone.SOON),
    ReasonKind.PAYMENT_OVERDUE: ("slip", Tone.LATE),
    ReasonKind.PARCEL_ON_THE_WAY: ("truck", Tone.MOVING),
    ReasonKind.SUBSCRIPTION_SOON: ("repeat", Tone.MOVING),
    ReasonKind.PAYMENT_DUE_SOON: ("clock", Tone.SOON),
    ReasonKind.MAILING_DROPPED: ("mailing", Tone.PLAIN),
    ReasonKind.LETTER_NOT_THANKED: ("letter", Tone.SOON),
    ReasonKind.SUBSCRIPTION_PAUSED: ("repeat", Tone.PLAIN),
    ReasonKind.CYCLE_OVERDUE: ("clock", Tone.SOON),
}
