"""What the channels of an Asterisk call tell of it: which way it goes, who calls whom."""

from __future__ import annotations

from typing import Final

from crm_desktop.domain.call import CallDirection
from crm_desktop.domain.caller import read_caller
from crm_desktop.telephony.ami_call import AmiCall
from crm_desktop.telephony.ami_channels import Channel, ChannelKind, Channels, ExtensionPattern
from crm_desktop.telephony.ami_frames import AmiEvent


def learn(call: AmiCall, channel: Channel, channels: Channels) -> None:
    """Take into ``call`` what its ``channel`` tells."""
    if channel.kind is ChannelKind.LINE and _is_from_outside(channel, call):
        if call.direction is not CallDirection.IN:  # telephones may have been heard of before it
            call.caller = call.caller_name = call.dialled = ""
        call.direction = CallDirection.IN
        call.caller = call.caller or channel.caller
        call.caller_name = call.caller_name or channel.caller_name
        call.dialled = call.dialled or channel.exten
        return
    if call.direction is CallDirection.IN:
        return
    if channel.kind is ChannelKind.LINE:
        call.direction = CallDirection.OUT
        call.lines.setdefault(channel.uniqueid, "")
    origin = channels.living.get(call.call_id)
    call.is_originated = call.is_originated or (origin is not None and origin.began_as != "Ring")
    if channel.kind is ChannelKind.TELEPHONE:
        _learn_telephone(call, channel)
    _learn_dialled(call, channel, origin)


def learn_presentation(call: AmiCall, event: AmiEvent, *, is_asked: bool) -> None:
    """Take in whether the caller's number may be shown, where an event or answer tells.

    The channel's first event always says yes; only from the dialling on is it the truth.
    """
    told = [
        value.partition("=")[2]
        for value in event.values("ChanVariable")
        if value.startswith(("CALLERID(pres)=", "CALLERID(num-pres)="))
    ]
    if event.get("Variable").startswith("CALLERID("):
        told.append(event.get("Value"))
    presentation = event.get("CID-CallingPres").partition(" ")[0]
    prohibited = presentation.isdecimal() and int(presentation) & _PRESENTATION == _PROHIBITED
    if prohibited or any(value.startswith("prohib") for value in told):
        call.is_withheld = True
        call.is_presentation_open = False
    elif told and not is_asked:
        call.is_presentation_open = event.name in _TOO_EARLY and not call.rang


def settle_direction(call: AmiCall, last: Channel | None, pattern: ExtensionPattern) -> bool:
    """Decide which way a call went that is over; False when it was no call at all.

    Dialling a service of the exchange (``*8``) is none, nor are channels that met nobody.
    """
    if call.direction is not None:
        return call.direction is CallDirection.IN or bool(call.caller)
    if not call.caller or call.dialled.startswith(("*", "#")):
        return False
    if not call.dialled and last is not None:
        call.dialled = last.caller if last.caller != call.caller else last.connected
    if not call.dialled and not call.legs:
        return False
    technology = last.name.partition("/")[0] if last else "PJSIP"
    called_colleague = call.answered or (call.rang and not call.is_originated)
    inside = called_colleague or pattern.extension_of(f"{technology}/{call.dialled}")
    call.direction = CallDirection.INTERNAL if inside else CallDirection.OUT
    return True


def _is_from_outside(channel: Channel, call: AmiCall) -> bool:
    """Tell whether a line's channel began the call; one that was called says Down at first."""
    return channel.uniqueid == call.call_id and channel.began_as in {"Ring", "Up"}


def _learn_telephone(call: AmiCall, channel: Channel) -> None:
    if channel.uniqueid == call.call_id or not call.caller:
        call.caller = channel.extension


def _learn_dialled(call: AmiCall, channel: Channel, origin: Channel | None) -> None:
    """Prefer what the caller dialled; a telephone called first dials nothing itself."""
    if origin is not None and origin.kind is ChannelKind.TELEPHONE:
        call.dialled = call.dialled or origin.exten
    if channel.kind is ChannelKind.LINE and read_caller(call.dialled).number is None:
        call.dialled = channel.caller or channel.exten or call.dialled


_PRESENTATION: Final = 0x60
_PROHIBITED: Final = 0x20
_TOO_EARLY: Final = {"Newchannel", "NewCallerid", "QueueCallerJoin", "AgentCalled"}
