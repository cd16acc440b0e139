"""Phone numbers in the one form that is stored and compared, and as Japan writes them.

Two numbers are the same when their E.164 forms are equal, never by their last digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from crm_desktop.domain.no_number import NoNumberReason, no_number_reason
from crm_desktop.domain.phone_plan import (
    PhoneKind,
    hyphenated,
    in_numbering_plan,
    is_special,
    kind_in_plan,
)
from crm_desktop.domain.phone_text import PhoneText, numbers_among_words, pieces_of, read_phone_text
from crm_desktop.errors.text import BadPhoneNumber, PhoneProblem

__all__ = [
    "PhoneKind",
    "PhoneNumber",
    "PhoneWarning",
    "area_name",
    "national_display",
    "parse_phone_number",
    "partial_e164",
    "propose_phone",
]


class PhoneWarning(StrEnum):
    """What a person should look at in a number that is accepted all the same."""

    NOT_IN_PLAN = "not_in_plan"
    MACHINE = "machine"
    FAX = "fax"


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """One number, apart from what was written with it.

    ``e164`` is ``+`` and digits, or "" for a number that cannot be reached from elsewhere (110,
    #9110), whose only form is ``national``. ``prefix`` is "184" (withhold my number), "186" or "".
    """

    e164: str
    national: str
    kind: PhoneKind
    extension: str = ""
    prefix: str = ""
    warning: PhoneWarning | None = None


def parse_phone_number(text: str) -> PhoneNumber:
    """Read a number as people, shops and exchanges write it; nothing is ever guessed.

    Raises:
        BadPhoneNumber: with the reason and, where a person can choose, what may be meant.
    """
    reason = no_number_reason(text)
    if reason is not None:
        empty = reason is NoNumberReason.NONE and not text.strip()
        raise BadPhoneNumber(text, PhoneProblem.EMPTY if empty else PhoneProblem.NO_NUMBER)
    if len(text) > _LONGEST_TEXT:
        raise BadPhoneNumber(text, PhoneProblem.TOO_LONG)
    try:
        return _number(text, read_phone_text(text))
    except BadPhoneNumber as refusal:
        if numbers := _readable(pieces_of(text)):
            raise BadPhoneNumber(text, PhoneProblem.TWO_NUMBERS, proposals=numbers) from refusal
        if refusal.reason is PhoneProblem.LETTERS:
            numbers = _readable(numbers_among_words(text))
            raise BadPhoneNumber(text, PhoneProblem.LETTERS, proposals=numbers) from refusal
        raise


def propose_phone(text: str) -> tuple[str, ...]:
    """Return the numbers, as shown, that a refused ``text`` may mean; empty for a good one."""
    try:
        parse_phone_number(text)
    except BadPhoneNumber as refusal:
        return refusal.proposals
    return ()


def national_display(e164: str) -> str:
    """Return a stored number as it is written in Japan; what is no E.164 form comes back as it is.

    A foreign number is shown as ``+1 212-555-0123``.
    """
    if not _E164.fullmatch(e164):
        return e164
    if e164.startswith("+81"):
        return hyphenated(e164[3:])
    from phonenumbers import (  # noqa: PLC0415 - see phone_plan
        NumberParseException,
        PhoneNumberFormat,
        format_number,
        parse,
    )

    try:
        return format_number(parse(e164), PhoneNumberFormat.INTERNATIONAL)
    except NumberParseException:
        return e164


def area_name(e164: str, language: str) -> str:
    """Return where a number is, in "ja" or "en" (東京 / Tokyo); "" when its digits do not say."""
    from crm_desktop.domain.phone_area import area_of_number  # noqa: PLC0415 - a table of 30 kB

    return area_of_number(e164, language)


def partial_e164(text: str) -> str:
    """Return how the stored form of a number begins whose first digits were typed; "" for none."""
    try:
        written = read_phone_text(text)
    except BadPhoneNumber:
        return ""
    digits = written.digits
    if digits.startswith("+"):
        return digits
    return f"+81{digits[1:]}" if digits.startswith("0") else ""


def _number(text: str, written: PhoneText) -> PhoneNumber:
    if is_special(written.digits):
        return PhoneNumber("", written.digits, PhoneKind.SPECIAL, written.extension)
    number = _with_country(written.digits)
    if number.startswith("0"):
        return _japanese(text, number, written)
    if number.startswith("+"):
        return _foreign(text, number, written)
    raise _without_zero(text, number)


def _with_country(digits: str) -> str:
    """Return ``0…`` for a Japanese number, ``+…`` for a foreign one, other digits as they are."""
    if found := _FROM_JAPAN.match(digits):
        digits = "+" + digits[found.end() :]
    elif digits.startswith("0081"):
        digits = "+" + digits[2:]
    elif _JAPANESE_WITHOUT_PLUS.fullmatch(digits):
        digits = "+" + digits
    if digits.startswith("+81"):
        rest = digits[3:]
        return rest if rest.startswith("0") else f"0{rest}"
    return digits


def _japanese(text: str, dialled: str, written: PhoneText) -> PhoneNumber:
    national = dialled if dialled.startswith("00") else dialled[1:]
    if dialled.startswith("00"):
        if not in_numbering_plan(national):
            short = len(dialled) < _SHORTEST
            problem = PhoneProblem.TOO_SHORT if short else PhoneProblem.NOT_IN_PLAN
            raise BadPhoneNumber(text, problem, proposals=_behind_outside_line(dialled))
        kind = PhoneKind.TOLLFREE
    else:
        kind, length = kind_in_plan(dialled)
        if len(dialled) != length:
            problem = PhoneProblem.TOO_SHORT if len(dialled) < length else PhoneProblem.TOO_LONG
            raise BadPhoneNumber(text, problem)
    return PhoneNumber(
        f"+81{national}",
        hyphenated(national),
        kind,
        written.extension,
        written.prefix,
        PhoneWarning.FAX if written.fax else _warning(kind, national),
    )


def _warning(kind: PhoneKind, national: str) -> PhoneWarning | None:
    if kind is PhoneKind.PAGER and not national.startswith("204"):
        return PhoneWarning.MACHINE
    if kind is not PhoneKind.SPECIAL and not in_numbering_plan(national):
        return PhoneWarning.NOT_IN_PLAN
    return None


def _foreign(text: str, number: str, written: PhoneText) -> PhoneNumber:
    from phonenumbers import (  # noqa: PLC0415 - see phone_plan
        NumberParseException,
        PhoneNumberFormat,
        ValidationResult,
        format_number,
        is_possible_number_with_reason,
        is_valid_number,
        parse,
    )

    if len(number) > _LONGEST:
        raise BadPhoneNumber(text, PhoneProblem.TOO_LONG)
    try:
        parsed = parse(number)
    except NumberParseException as error:
        problem = PhoneProblem.TOO_SHORT if len(number) < _SHORTEST else PhoneProblem.NOT_IN_PLAN
        raise BadPhoneNumber(text, problem) from error
    match is_possible_number_with_reason(parsed):
        case ValidationResult.TOO_SHORT | ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
            raise BadPhoneNumber(text, PhoneProblem.TOO_SHORT)
        case ValidationResult.TOO_LONG:
            raise BadPhoneNumber(text, PhoneProblem.TOO_LONG)
        case ValidationResult.INVALID_LENGTH | ValidationResult.INVALID_COUNTRY_CODE:
            raise BadPhoneNumber(text, PhoneProblem.NOT_IN_PLAN)
    return PhoneNumber(
        format_number(parsed, PhoneNumberFormat.E164),
        format_number(parsed, PhoneNumberFormat.INTERNATIONAL),
        PhoneKind.FOREIGN,
        written.extension,
        written.prefix,
        None if is_valid_number(parsed) else PhoneWarning.NOT_IN_PLAN,
    )


def _without_zero(text: str, digits: str) -> BadPhoneNumber:
    if len(digits) >= _LONGEST:
        return BadPhoneNumber(text, PhoneProblem.TOO_LONG)
    if len(digits) < min(_LOCAL_LENGTHS):
        return BadPhoneNumber(text, PhoneProblem.TOO_SHORT)
    if len(digits) in _LOCAL_LENGTHS:
        return BadPhoneNumber(text, PhoneProblem.LOCAL)
    if proposals := _accepted(f"0{digits}"):
        return BadPhoneNumber(text, PhoneProblem.LOST_ZERO, proposals=proposals)
    proposals = _behind_outside_line(digits) or _accepted(f"+{digits}")
    return BadPhoneNumber(text, PhoneProblem.NOT_IN_PLAN, proposals=proposals)


def _behind_outside_line(digits: str) -> tuple[str, ...]:
    """Return what is left when the 0 or 9 that some exchanges dial first is taken off."""
    return _accepted(digits[1:]) if digits[:2] in {"00", "90"} else ()


def _accepted(digits: str) -> tuple[str, ...]:
    try:
        number = parse_phone_number(digits)
    except BadPhoneNumber:
        return ()
    return (number.national,) if number.e164 and number.warning is None else ()


def _readable(texts: list[str]) -> tuple[str, ...]:
    """Return, as shown, those of several ``texts`` that are numbers; a lone text is no choice."""
    numbers = []
    for text in texts if len(texts) > 1 else ():
        try:
            numbers.append(_number(text, read_phone_text(text)).national)
        except BadPhoneNumber:
            continue
    return tuple(dict.fromkeys(numbers))


_E164: Final = re.compile(r"\+[0-9]{3,15}")
# 010 is the way out of Japan; before it may stand the carrier that is to take the call.
_FROM_JAPAN: Final = re.compile(r"(?:00(?:1|33|41|46|61|66|77|88|91))?010(?=[1-9])")
_JAPANESE_WITHOUT_PLUS: Final = re.compile(r"81(?:[1-9][0-9]{8,9}|0[1-9][0-9]{8,9})")
_LOCAL_LENGTHS: Final = range(5, 9)
_SHORTEST: Final = 9
_LONGEST: Final = 16
_LONGEST_TEXT: Final = 300
