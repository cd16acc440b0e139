"""What an Asterisk writes of one call to one telephone, in its fields and of its length."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from tests.telephony.ami_exchange import Party, carrier, telephone

_ALSO_SAID: Final = (
    "CallerIDName: <unknown>\r\nConnectedLineName: <unknown>\r\nLanguage: ja\r\n"
    "AccountCode: \r\nContext: from-carrier\r\nPriority: 3\r\nChannelState: 5\r\n"
)
_FIRST_ID: Final = 1_800_000_000


@dataclass(frozen=True, slots=True)
class ExchangeCall:
    """The ``number``-th call of an exchange: ``caller`` (national digits) rings at one desk."""

    number: int
    caller: str
    extension: str
    run: int = 0

    def rings(self) -> bytes:
        """Return the call's beginning; with the last event the telephone rings."""
        line, phone = self._parties()
        return _said(
            line.says("Newchannel"),
            phone.says("Newchannel"),
            phone.says("NewConnectedLine"),
            line.dials(phone),
            phone.state_is("Ringing"),
        )

    def answers(self) -> bytes:
        """Return what is written when the receiver is lifted."""
        line, phone = self._parties()
        bridge = f"bridge-{self.run}-{self.number}"
        return _said(
            phone.state_is("Up"),
            line.dial_end(phone, "ANSWER"),
            phone.enters(bridge),
            line.state_is("Up"),
            line.enters(bridge),
        )

    def ends(self) -> bytes:
        """Return what is written when the caller hangs up."""
        line, phone = self._parties()
        bridge = f"bridge-{self.run}-{self.number}"
        return _said(
            line.now("Up").says("HangupRequest", Cause="16"),
            line.leaves(bridge),
            phone.leaves(bridge),
            *(party.now("Up").says("Hangup", Cause="16") for party in (phone, line)),
        )

    def _parties(self) -> tuple[Party, Party]:
        first = 2 * self.number
        line = carrier(self.caller, f"{_FIRST_ID + self.run}.{first}")
        phone = telephone(self.extension, line, first + 1)
        return line, replace(phone, uniqueid=f"{_FIRST_ID + self.run}.{first + 1}")


MESSAGES: Final = 15
"""How many messages the whole of such a call is."""


def _said(*events: bytes) -> bytes:
    """Return the events with the fields that every event of a channel has and nobody reads."""
    ending = _ALSO_SAID.encode() + b"\r\n"
    return b"".join(event[:-2] + ending for event in events)
