"""Whether a number is dialled, and with which digits, as the Japanese numbering plan has it.

Kinds of numbers: 総務省「電気通信番号計画」 (令和元年総務省告示第6号) and its overview
「電気通信番号の種別」, https://www.soumu.go.jp/joho_tsusin/top/tel_number. Numbers of the form 1XY
(three digits or more) are for emergencies and services of the network, 0AB0 for services that may
cost otherwise than an ordinary call, 010 is the way out of Japan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from crm_desktop.domain.dial_request import DialProblem, NumberShown
from crm_desktop.domain.phone_number import PhoneNumber, parse_phone_number
from crm_desktop.domain.phone_plan import PhoneKind
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.errors.text import BadPhoneNumber


class DialCaution(StrEnum):
    """Why a person should look twice before a number is dialled."""

    NAVI = "navi"
    PREMIUM = "premium"
    MASS_CALLING = "mass_calling"
    MACHINE = "machine"
    SATELLITE = "satellite"
    ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Dialling:
    """A number that may be dialled: ``number`` in E.164; ``number_shown`` as it was written."""

    number: str
    caution: DialCaution | None = None
    number_shown: NumberShown = NumberShown.AS_USUAL


def dialling_of(text: str) -> Dialling:
    """Return what is to be dialled for a number as stored, shown or written (184/186 in front).

    Raises:
        NotDialled: it is an emergency or service number (110, 171, #9110, 186 alone), a telephone
            of the office, or no whole number: nothing is ever guessed.
    """
    if _SERVICE.fullmatch(digits := _SEPARATORS.sub("", text)):
        raise NotDialled(DialProblem.SPECIAL)
    if _INTERNAL.fullmatch(digits):
        raise NotDialled(DialProblem.INTERNAL)
    try:
        read = parse_phone_number(text)
    except BadPhoneNumber as error:
        raise NotDialled(DialProblem.NO_NUMBER) from error
    if not read.e164 or read.kind is PhoneKind.LOCAL:
        raise NotDialled(DialProblem.SPECIAL)
    if read.e164.startswith(_LOOKS_ABROAD):
        raise NotDialled(DialProblem.NO_NUMBER)
    return Dialling(read.e164, _caution(read), _SHOWN.get(read.prefix, NumberShown.AS_USUAL))


def digits_to_dial(
    number: str, number_shown: NumberShown = NumberShown.AS_USUAL, *, outside_prefix: str = ""
) -> str:
    """Return what a telephone in Japan dials for the E.164 ``number``: 0312345678, 01012125550123.

    First comes ``outside_prefix``, which the office's exchange wants before calls to the outside
    (often 0; empty: nothing), then 184 (my number is not shown) or 186 (it is).

    Raises:
        NotDialled: the number is none that is dialled, or the prefix would make it one.
    """
    number = dialling_of(number).number
    national = f"0{number[3:]}" if number.startswith("+81") else f"010{number[1:]}"
    if number.startswith("+810"):
        national = number[3:]
    if not _OUTSIDE_PREFIX.fullmatch(outside_prefix):
        raise NotDialled(DialProblem.EXCHANGE_REFUSED)
    digits = f"{outside_prefix}{_PREFIXES[number_shown]}{national}"
    if digits.startswith(_EMERGENCY):
        raise NotDialled(DialProblem.SPECIAL)
    return digits


def number_dialled(digits: str) -> str | None:
    """Return, in E.164, the number behind what a telephone of the office dialled; None for none.

    In front may stand what the exchange wants before calls to the outside, and 184 or 186. What is
    left must be a number of the plan, whole: nothing is guessed.
    """
    for place in range(min(len(digits), _LONGEST_PREFIX + 1)):
        rest = digits[place:]
        if not rest.startswith(("0", "184", "186", "+")):
            continue
        try:
            read = parse_phone_number(rest)
        except BadPhoneNumber:
            continue
        if read.e164 and (place == 0 or read.warning is None):
            return read.e164
    return None


def _caution(read: PhoneNumber) -> DialCaution | None:
    if read.kind is PhoneKind.FOREIGN:
        satellite = read.e164.startswith(_SATELLITE)
        return DialCaution.SATELLITE if satellite else DialCaution.ABROAD
    return _CAUTIONS.get(read.kind)


# 0570: ナビダイヤル, the caller pays a rate that the called office chose. 0990: 災害募金 and what
# was ダイヤルQ2. 0180: 大量呼受付 (テレドーム). 0170 was a message box; both are SPECIAL in
# phone_plan. 020: pagers and machines, where nobody answers.
_CAUTIONS: Final = {
    PhoneKind.NAVI: DialCaution.NAVI,
    PhoneKind.PREMIUM: DialCaution.PREMIUM,
    PhoneKind.SPECIAL: DialCaution.MASS_CALLING,
    PhoneKind.PAGER: DialCaution.MACHINE,
}
# ITU-T E.164: 870 Inmarsat, 881 satellite telephones, 882 and 883 international networks.
_SATELLITE: Final = ("+870", "+881", "+882", "+883")
# No area code begins with 10: dialled as 010… it would lead out of Japan.
_LOOKS_ABROAD: Final = "+8110"
_SHOWN: Final = {"184": NumberShown.HIDDEN, "186": NumberShown.SHOWN}
_PREFIXES: Final = {
    NumberShown.AS_USUAL: "",
    NumberShown.HIDDEN: "184",
    NumberShown.SHOWN: "186",
}
_SEPARATORS: Final = re.compile(r"[-\s().ー－]")
_SERVICE: Final = re.compile(r"(?:18[46])?(?:1[0-9]{2,3}|#[0-9]{4})|18[46]")
_INTERNAL: Final = re.compile(r"[2-9][0-9]{1,4}")
_LONGEST_PREFIX: Final = 4
_OUTSIDE_PREFIX: Final = re.compile(r"[0-9*#]{0,4}")
_EMERGENCY: Final = ("110", "118", "119")
