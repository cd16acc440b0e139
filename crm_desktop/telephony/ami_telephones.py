"""The office's telephones in an Asterisk call: which ring for it, and who hung up."""

from __future__ import annotations

from typing import Final

from crm_desktop.domain.call import CallDirection, CallEndedBy
from crm_desktop.telephony.ami_call import AmiCall, AmiLeg
from crm_desktop.telephony.ami_channels import Channel, ChannelKind, Channels, ExtensionPattern


def telephones_of(call: AmiCall, channels: Channels) -> list[Channel]:
    """Return the channels of telephones that are part of ``call`` now."""
    return [
        channel
        for channel in channels.of_call(call.call_id)
        if channel.kind is ChannelKind.TELEPHONE and channel.linkedid == call.call_id
    ]


def ringing_telephones(call: AmiCall, channels: Channels) -> list[Channel]:
    """Return the telephones that have just begun to ring for ``call``, not for a colleague.

    Empty as long as it is not known whether the caller's number may be shown.
    """
    if call.is_presentation_open:
        return []
    return [
        phone
        for phone in telephones_of(call, channels)
        if phone.state == "Ringing"
        and phone.uniqueid not in call.legs
        and not phone.dial_status
        and not phone.is_origin
        and _rings_for(call, phone, channels.pattern)
    ]


def note_hangup_request(call: AmiCall, channel: Channel, cause: str) -> None:
    """Take in that ``channel``, a telephone or a line, asked for the end of ``call``."""
    leg = call.legs.get(channel.uniqueid)
    if leg and not leg.is_answered and cause in _REFUSALS:
        leg.status = leg.status or "BUSY"
    if channel.uniqueid == call.call_id:
        _note_end_of_first(call, channel)
        return
    if channel.kind is ChannelKind.TELEPHONE and (leg is None or _others_talk(call, leg)):
        return  # a colleague who was only asked, or who leaves a conference
    call.hung_up_by = call.hung_up_by or _role_of(channel, call)


def _note_end_of_first(call: AmiCall, channel: Channel) -> None:
    if channel.state == _REFUSED:
        return
    call.gave_up = call.gave_up or not any(call.lines.values())
    if all(leg.is_over for leg in call.legs.values()):
        call.hung_up_by = None  # who hung up before did not end it
    call.hung_up_by = call.hung_up_by or _role_of(channel, call)


def _others_talk(call: AmiCall, leaving: AmiLeg) -> bool:
    others = [leg for leg in call.legs.values() if leg is not leaving]
    return leaving.is_answered and any(leg.is_answered and not leg.is_over for leg in others)


def _role_of(channel: Channel, call: AmiCall) -> CallEndedBy:
    """Return who sits at ``channel``."""
    is_first = channel.uniqueid == call.call_id
    if channel.kind is ChannelKind.TELEPHONE:
        inside = call.direction is None
        return CallEndedBy.CALLER if inside and is_first else CallEndedBy.OPERATOR
    incoming = call.direction is CallDirection.IN
    return CallEndedBy.CALLER if incoming and is_first else CallEndedBy.OUTSIDE


def _rings_for(call: AmiCall, phone: Channel, pattern: ExtensionPattern) -> bool:
    if call.direction is None:
        return True
    handed_on = call.direction is CallDirection.IN or bool(call.answered)
    return handed_on and not _shows_colleague(call, phone, pattern)


def _shows_colleague(call: AmiCall, phone: Channel, pattern: ExtensionPattern) -> bool:
    """Tell whether ``phone`` shows somebody of the office as the one who calls."""
    if not phone.connected or phone.connected == call.outside:
        return False
    technology = phone.name.partition("/")[0]
    return bool(pattern.extension_of(f"{technology}/{phone.connected}"))


_REFUSALS: Final = {"17", "21"}
_REFUSED: Final = "Busy"
"""The state of a channel whose call the exchange itself turned away, not the one who called."""
