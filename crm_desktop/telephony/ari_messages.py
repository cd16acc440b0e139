"""What Asterisk's REST interface (ARI) says of channels, in the words of the manager interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from crm_desktop.telephony.ami_frames import LONGEST_VALUE, AmiEvent

Message = Mapping[str, Any]
"""One JSON object of ARI."""

LINKED: Final = "CHANNEL(linkedid)"
PRESENTATION: Final = "CALLERID(num-pres)"


def text_of(message: Message, *path: str) -> str:
    """Return the text at ``path``, "" when there is none; numbers are written out."""
    value: Any = message
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    if isinstance(value, str):
        return value[:LONGEST_VALUE]
    return str(value) if isinstance(value, int) else ""


def part_of(message: Message, key: str) -> Message:
    """Return the object at ``key``, an empty one when there is none."""
    value = message.get(key)
    return value if isinstance(value, Mapping) else {}


def channel_block(channel: Message, linkedid: str, prefix: str = "") -> dict[str, str]:
    """Return the fields that describe ``channel`` in an event of the manager interface."""
    told = {
        "Channel": text_of(channel, "name"),
        "ChannelStateDesc": text_of(channel, "state"),
        "CallerIDNum": text_of(channel, "caller", "number"),
        "CallerIDName": text_of(channel, "caller", "name"),
        "ConnectedLineNum": text_of(channel, "connected", "number"),
        "Context": text_of(channel, "dialplan", "context"),
        "Exten": text_of(channel, "dialplan", "exten"),
        "Uniqueid": text_of(channel, "id"),
        "Linkedid": linkedid,
    }
    return {f"{prefix}{key}": value for key, value in told.items()}


def answer(action_id: str, presentation: str) -> AmiEvent:
    """Return the answer to the question whether a caller's number may be shown."""
    return AmiEvent("", {"ActionID": action_id, "Variable": PRESENTATION, "Value": presentation})


def name_of(message: Message) -> str:
    """Return the name of the event that ``message`` is in the manager interface; "" for none."""
    match text_of(message, "type"):
        case "Dial":
            return _DIALS.get(text_of(message, "dialstatus"), "DialEnd")
        case "ChannelHangupRequest" if message.get("soft"):
            return ""  # it follows the request of a party, or is the exchange's own
        case "ChannelDialplan" if text_of(message, "dialplan_app") != "Queue":
            return ""
        case kind:
            return _NAMES.get(kind, "")


def facts_of(message: Message) -> dict[str, str]:
    """Return what ``message`` says besides its channels."""
    facts = {
        "BridgeUniqueid": text_of(message, "bridge", "id"),
        "BridgeTechnology": text_of(message, "bridge", "technology"),
        "Cause": text_of(message, "cause"),
        "DialStatus": text_of(message, "dialstatus"),
        "CID-CallingPres": text_of(message, "caller_presentation"),
        "Queue": text_of(message, "dialplan_app_data").partition(",")[0],
    }
    return {key: value for key, value in facts.items() if value}


_NAMES: Final = {
    "ChannelCreated": "Newchannel",
    "ChannelStateChange": "Newstate",
    "ChannelCallerId": "NewCallerid",
    "ChannelConnectedLine": "NewConnectedLine",
    "ChannelDialplan": "QueueCallerJoin",
    "ChannelEnteredBridge": "BridgeEnter",
    "ChannelLeftBridge": "BridgeLeave",
    "ChannelHangupRequest": "HangupRequest",
    "ChannelDestroyed": "Hangup",
}
_DIALS: Final = {
    "": "DialBegin",
    "RINGING": "DialState",
    "PROGRESS": "DialState",
    "PROCEEDING": "DialState",
}
