"""Who calls, as far as a phone system tells: a number, or why there is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from crm_desktop.domain.call import CallEvent
from crm_desktop.domain.no_number import NoNumberReason, no_number_reason
from crm_desktop.domain.phone_number import parse_phone_number
from crm_desktop.errors.text import BadPhoneNumber


@dataclass(frozen=True, slots=True)
class Caller:
    """The number in E.164, or why there is none; neither when the text could not be read."""

    number: str | None = None
    no_number_reason: NoNumberReason | None = None


def read_caller(text: str) -> Caller:
    """Return what ``text``, as a phone system sent it, says of the caller. Never raises."""
    reason = no_number_reason(text)
    if reason is not None:
        return Caller(None, reason)
    try:
        return Caller(parse_phone_number(text).e164 or None)
    except BadPhoneNumber:
        return Caller()


def holds_number(text: str) -> bool:
    """Tell whether somebody's number may be read out of ``text``."""
    return len(_DIGIT.findall(text)) >= _FEWEST_DIGITS


def without_withheld_number(event: CallEvent) -> CallEvent:
    """Return ``event`` without the digits of a caller who is not to be known; others unchanged.

    A carrier may assert the number of a caller who withheld it: it is taken out of the text as
    received and out of ``raw``, in whatever field it stands there. The called number stays.
    """
    if event.no_number_reason is None:
        return event
    numbers = {text for text in (event.caller_raw, event.caller or "") if holds_number(text)}
    return replace(
        event,
        caller=None,
        caller_raw="" if holds_number(event.caller_raw) else event.caller_raw,
        raw=without_numbers(event.raw, numbers, but=event.called_raw),
    )


def without_numbers(raw: Mapping[str, Any], numbers: set[str], *, but: str) -> dict[str, Any]:
    """Return ``raw`` with each text blanked that holds a phone number other than ``but``.

    What holds one of ``numbers`` is blanked however it is written.
    """
    endings = {_subscriber(number) for number in numbers}
    known = read_caller(but).number

    def is_to_go(text: str) -> bool:
        digits = _digits(text)
        if any(ending in digits for ending in endings):
            return True
        found = _PHONE_NUMBER.findall(unicodedata.normalize("NFKC", text))
        return any(read_caller(number).number not in {None, known} for number in found)

    def cleaned(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        match value:
            case dict():
                return {key: cleaned(part) for key, part in value.items()}
            case list():
                return [cleaned(part) for part in value]
            case str() | int() if is_to_go(str(value)):
                return WITHHELD_TEXT
            case _:
                return value

    return {key: cleaned(value) for key, value in raw.items()}


WITHHELD_TEXT: Final = "(withheld)"


def _subscriber(number: str) -> str:
    """Return the digits that every way of writing a number has: without 0, +81, 184 in front."""
    return _digits(number)[-_SUBSCRIBER_DIGITS:]


def _digits(text: str) -> str:
    return "".join(_DIGIT.findall(unicodedata.normalize("NFKC", text)))


_DIGIT: Final = re.compile(r"\d")
_PHONE_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z])(?:\+|0|81)[0-9][-0-9() ]{7,}[0-9]")
_FEWEST_DIGITS: Final = 3
_SUBSCRIBER_DIGITS: Final = 8
