"""One call of an Asterisk exchange, as far as its events have told, and how it came out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from crm_desktop.domain.call import CallDirection, CallEndedBy, CallResult
from crm_desktop.domain.caller import Caller, read_caller
from crm_desktop.domain.dialling import number_dialled
from crm_desktop.domain.no_number import NoNumberReason, no_number_reason


@dataclass(slots=True)
class AmiLeg:
    """One telephone's part; ``status`` is the DialStatus with which its ringing ended."""

    extension: str
    rang: bool = False
    is_answered: bool = False
    is_over: bool = False
    status: str = ""


@dataclass(slots=True)
class AmiCall:
    """A call; ``call_id`` is the Uniqueid of its first channel.

    ``caller`` is as received, also when it is withheld; ``answered`` are extensions
    in the order in which they did; ``rang`` have with them the number of the first channel by which
    they did. ``direction`` is None until it is known. ``number`` counts the
    calls in the order of their beginning. ``is_originated``: the exchange called a telephone first.
    """

    call_id: str
    number: int = 0
    direction: CallDirection | None = None
    caller: str = ""
    caller_name: str = ""
    is_withheld: bool = False
    is_presentation_open: bool = False
    dialled: str = ""
    queue: str = ""
    rang: dict[str, int] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    legs: dict[str, AmiLeg] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    hung_up_by: CallEndedBy | None = None
    gave_up: bool = False
    cause: str = ""
    is_begun: bool = False
    is_originated: bool = False
    is_joined: bool = False
    result: CallResult | None = None
    ended_by: CallEndedBy | None = None

    @property
    def rang_in_order(self) -> list[str]:
        """The extensions that rang, in the order in which the exchange called them."""
        return sorted(self.rang, key=lambda extension: self.rang[extension])

    @property
    def outside(self) -> str:
        """The number outside as received, "" for a call within the office."""
        match self.direction:
            case CallDirection.IN:
                return self.caller
            case CallDirection.OUT:
                return self.dialled
        return ""

    def reading(self) -> Caller:
        """Return the number outside in E.164, or why it is not to be known."""
        if self.direction is not CallDirection.IN:
            return Caller(number_dialled(self.outside))
        if self.is_withheld:
            return Caller(None, NoNumberReason.WITHHELD)
        read = read_caller(self.caller)
        if read.no_number_reason is None:
            return read
        # The name says more: "Coin line/payphone" comes with the number "anonymous".
        named = no_number_reason(self.caller_name) if self.caller_name else None
        return Caller(None, named or read.no_number_reason)

    def take_ringing_back(self) -> None:
        """Forget who rang: it was the telephone of the one who wanted to call out."""
        self.rang.clear()
        self.legs.clear()

    def close(self, ended_by: CallEndedBy | None = None) -> None:
        """Settle how it came out; ``ended_by`` where no hang-up of its own ended it."""
        self.result = _result(self)
        self.ended_by = ended_by or _ended_by(self)


def _result(call: AmiCall) -> CallResult:
    if call.answered:
        return CallResult.ANSWERED
    if call.gave_up:
        return CallResult.MISSED
    if call.direction is CallDirection.OUT:
        if not call.lines:
            return CallResult.FAILED
        return _RESULTS.get(list(call.lines.values())[-1]) or _result_of_cause(call.cause)
    statuses = [leg.status for leg in call.legs.values()]
    rang = [leg.status for leg in call.legs.values() if leg.rang]
    if rang:
        return CallResult.REJECTED if set(rang) == {"BUSY"} else CallResult.MISSED
    told = [result for status in statuses if (result := _RESULTS.get(status))]
    return told[-1] if told else _result_of_cause(call.cause)


def _result_of_cause(cause: str) -> CallResult:
    return _CAUSES.get(cause, CallResult.MISSED)


def _ended_by(call: AmiCall) -> CallEndedBy:
    if call.direction is CallDirection.IN and not call.answered:
        if call.gave_up:
            return CallEndedBy.CALLER
        refused = call.result in {CallResult.REJECTED, CallResult.BUSY}
        by_operator = call.hung_up_by is CallEndedBy.OPERATOR
        return CallEndedBy.OPERATOR if refused and by_operator else CallEndedBy.PBX
    return call.hung_up_by or CallEndedBy.PBX


_RESULTS: Final = {
    "BUSY": CallResult.BUSY,
    "CHANUNAVAIL": CallResult.UNREACHABLE,
    "CONGESTION": CallResult.FAILED,
    "NOANSWER": CallResult.MISSED,
    "CANCEL": CallResult.MISSED,
}
_CAUSES: Final = {
    "1": CallResult.UNREACHABLE,
    "3": CallResult.UNREACHABLE,
    "17": CallResult.BUSY,
    "20": CallResult.UNREACHABLE,
    "21": CallResult.REJECTED,
    "34": CallResult.FAILED,
    "38": CallResult.FAILED,
    "41": CallResult.FAILED,
    "42": CallResult.FAILED,
}
