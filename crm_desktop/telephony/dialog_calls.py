"""Works out calls from outside from the dialogs that an exchange tells of each telephone.

Exchanges tell of telephones, not of calls: what rings with the same number at several telephones,
at once or one soon after the other, is taken for one call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from crm_desktop.domain.call import CallDirection, CallEndedBy, CallEvent, CallResult, CallStage
from crm_desktop.domain.caller import Caller, read_caller
from crm_desktop.telephony.dialog_info import Dialog, DialogInfo

DEFAULT_INSIDE: Final = "[0-9]{1,6}"
"""What colleagues call from: the whole of a number matches."""

GAP: Final = timedelta(seconds=6)
"""So long after its last telephone stopped a call may go on ringing at another: a queue's next."""

TOGETHER: Final = timedelta(seconds=2)
"""Within so long of its beginning a call without a number is the one that rings elsewhere too."""

MOST_DIALOGS: Final = 50
"""No telephone has more calls at once; what comes beyond is not followed."""


@dataclass(slots=True)
class _Leg:
    """One telephone's part in a call, by the dialog that tells of it."""

    leg_id: str
    extension: str
    is_answered: bool = False


@dataclass(slots=True)
class _Call:
    """One call; ``last_at`` is when its last telephone stopped, None while one is at it."""

    call_id: str
    caller_raw: str
    caller: Caller
    began_at: datetime
    legs: list[_Leg] = field(default_factory=list)
    count: int = 0
    last_at: datetime | None = None
    last: Dialog | None = None
    is_answered: bool = False

    @property
    def is_ringing(self) -> bool:
        """Tell whether it rings, or may ring again."""
        return not self.legs or any(not leg.is_answered for leg in self.legs)


@dataclass(slots=True)
class _Seen:
    """How far a telephone's dialog has come, and the part in a call that it is, if it is one."""

    state: str
    call: _Call | None = None
    leg: _Leg | None = None


class DialogCalls:
    """Turns what is told of the telephones of one exchange into call events."""

    def __init__(self, source: str, inside: str = DEFAULT_INSIDE) -> None:
        """``inside`` matches the whole number of a colleague, whose calls are not told of.

        Raises:
            re.error: it is no regular expression.
        """
        self._source = source
        self._inside = re.compile(inside)
        self._seen: dict[str, dict[str, _Seen]] = {}
        self._calls: list[_Call] = []
        self._count = 0

    def take(self, extension: str, info: DialogInfo, at: datetime) -> list[CallEvent]:
        """Return what ``info`` about the telephone ``extension`` tells of calls from outside."""
        seen = self._seen.setdefault(extension, {})
        told = [event for each in info.dialogs for event in self._dialog(extension, each, at)]
        if info.is_full:
            present = {dialog.dialog_id for dialog in info.dialogs}
            for dialog_id in seen.keys() - present:
                told += self._end(extension, Dialog(dialog_id, "terminated"), at)
        return told

    def settle(self, at: datetime) -> list[CallEvent]:
        """Return the ends of the calls that no telephone has been at for `GAP`."""
        over = [call for call in self._calls if call.last_at and at - call.last_at >= GAP]
        return [self._closed(call) for call in over]

    def forget(self, extension: str, at: datetime) -> list[CallEvent]:
        """End what goes on at a telephone of which nothing will be told any more."""
        return self.take(extension, DialogInfo(0, is_full=True), at)

    def close_all(self, at: datetime) -> list[CallEvent]:
        """End all calls that no telephone is at; the others go on unseen."""
        return self.settle(at + GAP)

    @property
    def going_on(self) -> set[str]:
        """The ids of the calls that go on, and of their telephones' parts."""
        legs = {leg.leg_id for call in self._calls for leg in call.legs}
        return legs | {call.call_id for call in self._calls}

    def _dialog(self, extension: str, dialog: Dialog, at: datetime) -> Iterator[CallEvent]:
        if dialog.state == "terminated":
            yield from self._end(extension, dialog, at)
            return
        rank, dialogs = _RANKS.get(dialog.state), self._seen[extension]
        if rank is None or (dialog.dialog_id not in dialogs and len(dialogs) >= MOST_DIALOGS):
            return
        seen = dialogs.setdefault(dialog.dialog_id, _Seen("trying"))
        if rank < _RANKS[seen.state]:
            return
        seen.state = dialog.state
        is_open = dialog.state in {"early", "confirmed"}
        if seen.leg is None and is_open and self._is_from_outside(dialog):
            yield self._ring(seen, extension, dialog, at)
        if seen.call and seen.leg and dialog.state == "confirmed" and not seen.leg.is_answered:
            seen.leg.is_answered = seen.call.is_answered = True
            yield self._event(seen.call, seen.leg, CallStage.ANSWERED, at, dialog)

    def _is_from_outside(self, dialog: Dialog) -> bool:
        """Without a number there is no telling colleagues from others."""
        if dialog.direction != "recipient":
            return False
        if dialog.state == "confirmed" and not dialog.remote:
            return False  # it was not seen to ring: nothing says whose call it is
        return not self._inside.fullmatch(dialog.remote_user)

    def _ring(self, seen: _Seen, extension: str, dialog: Dialog, at: datetime) -> CallEvent:
        raw, caller = _caller_of(dialog)
        talks = dialog.state == "confirmed"
        call = next(
            (
                call
                for call in self._calls
                if _may_be_at(call, extension, raw, caller, at) and (talks or call.is_ringing)
            ),
            None,
        ) or self._new_call(raw, caller, at)
        call.count += 1
        call.last_at = None
        seen.call, seen.leg = call, _Leg(f"{call.count}-{extension}", extension)
        call.legs.append(seen.leg)
        return self._event(call, seen.leg, CallStage.RINGING, at, dialog)

    def _new_call(self, raw: str, caller: Caller, at: datetime) -> _Call:
        self._count += 1
        call = _Call(f"{at:%Y%m%dT%H%M%S.%f}-{self._count}", raw, caller, at)
        self._calls.append(call)
        return call

    def _end(self, extension: str, dialog: Dialog, at: datetime) -> Iterator[CallEvent]:
        seen = self._seen[extension].pop(dialog.dialog_id, None)
        if seen is None or seen.call is None or seen.leg is None:
            return
        call = seen.call
        call.legs.remove(seen.leg)
        if not call.legs:
            call.last_at, call.last = at, dialog
        yield self._event(call, seen.leg, CallStage.ENDED, at, dialog)

    def _closed(self, call: _Call) -> CallEvent:
        assert call.last_at is not None  # noqa: S101 - it is over
        self._calls.remove(call)
        ending = call.last.ending if call.last else ""
        return CallEvent(
            self._source,
            call.call_id,
            CallStage.ENDED,
            call.last_at,
            cause=ending,
            result=None if call.is_answered else _RESULTS.get(ending),
            ended_by=_ENDED_BY.get(ending),
        )

    def _event(
        self,
        call: _Call,
        leg: _Leg,
        stage: CallStage,
        at: datetime,
        dialog: Dialog,
    ) -> CallEvent:
        ending = dialog.ending if stage is CallStage.ENDED else ""
        return CallEvent(
            self._source,
            call.call_id,
            stage,
            at,
            direction=CallDirection.IN,
            leg_id=leg.leg_id,
            extension=leg.extension,
            caller_raw=call.caller_raw,
            caller=call.caller.number,
            no_number_reason=call.caller.no_number_reason,
            cause=ending,
            result=None if leg.is_answered else _RESULTS.get(ending),
            raw=_raw(dialog),
        )


def _may_be_at(call: _Call, extension: str, raw: str, caller: Caller, at: datetime) -> bool:
    """Tell whether it may be ``call`` that comes to another telephone with this number."""
    same = call.caller == caller and (caller.number is not None or call.caller_raw == raw)
    near = caller.number is not None or at - call.began_at <= TOGETHER
    return same and near and all(leg.extension != extension for leg in call.legs)


def _caller_of(dialog: Dialog) -> tuple[str, Caller]:
    """Return the caller as text, and as number or the reason why there is none."""
    user = dialog.remote_user
    whole = read_caller(f'"{dialog.remote_name}" <{dialog.remote}>' if dialog.remote else "")
    if whole.no_number_reason is not None:
        return dialog.remote_name or user, whole
    return user, read_caller(user)


def _raw(dialog: Dialog) -> dict[str, str]:
    told = {
        "dialog": dialog.dialog_id,
        "call_id": dialog.call_id,
        "state": dialog.state,
        "direction": dialog.direction,
        "event": dialog.ending,
        "remote": dialog.remote,
        "display": dialog.remote_name,
    }
    return {name: text for name, text in told.items() if text}


_RANKS: Final = {"trying": 0, "proceeding": 1, "early": 2, "confirmed": 3}
_RESULTS: Final = {"rejected": CallResult.REJECTED, "error": CallResult.FAILED}
_ENDED_BY: Final = {"local-bye": CallEndedBy.OPERATOR, "remote-bye": CallEndedBy.CALLER}
