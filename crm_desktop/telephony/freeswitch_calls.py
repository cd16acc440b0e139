"""What happens at the telephones, worked out from what FreeSWITCH's event socket tells.

Its channels, call ids and bridges are put into the words of Asterisk's manager interface; the rest
is left to `AmiCalls`. A channel that came to the exchange is ``inbound``, one that the exchange
made is ``outbound``, whoever is at its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from crm_desktop.domain.call import CallEndedBy, CallEvent
from crm_desktop.telephony.ami_call import AmiCall
from crm_desktop.telephony.ami_calls import AmiCalls
from crm_desktop.telephony.ami_frames import LONGEST_VALUE, AmiEvent
from crm_desktop.telephony.ami_listing import listing_of

DEFAULT_EXTENSIONS: Final = "sofia/[^/]+/([0-9]{2,6})(?:@.*)?"
"""A telephone of the module for SIP: ``sofia/internal/201@pbx.example``; all else is a line."""

Headers = Mapping[str, Any]


class FreeSwitchCalls:
    """Turns the events of one connection into call events."""

    def __init__(
        self,
        source: str,
        extension_pattern: str = DEFAULT_EXTENSIONS,
        *,
        now: Callable[[], datetime] | None = None,
        over: Callable[[AmiCall], None] = lambda _call: None,
    ) -> None:
        """``extension_pattern`` matches the whole name of a telephone's channel.

        Its first group is the extension, two to six digits. ``over`` hears of each closed call.

        Raises:
            re.error: it is no regular expression.
        """
        self._calls = AmiCalls(source, now=now, over=over)
        self._pattern = re.compile(extension_pattern)
        self._blocks: dict[str, dict[str, str]] = {}
        self._bridges: dict[str, str] = {}

    def take(self, headers: Headers) -> list[CallEvent]:
        """Return what an event tells of calls, in order; mostly nothing."""
        channel_id = _text(headers, "Unique-ID")
        if not channel_id:
            return []
        name = _text(headers, "Event-Name")
        if name != _CREATED and channel_id not in self._blocks:
            return []  # it was gone before the list came
        block = self._block(headers)
        match name:
            case "CHANNEL_CREATE":
                events = [AmiEvent("Newchannel", block | _presentation(headers))]
            case "CHANNEL_BRIDGE":
                events = self._bridge(headers)
            case "CHANNEL_UNBRIDGE":
                events = self._unbridge(headers)
            case "CHANNEL_HANGUP_COMPLETE":
                events = self._hang_up(channel_id, block, headers)
            case _:
                events = [AmiEvent("Newstate", block | _presentation(headers))]
        queue = _text(headers, "variable_cc_queue").partition("@")[0]
        if queue and block["ChannelStateDesc"] != "Down" and name != _ENDED:
            events.append(AmiEvent("QueueCallerJoin", block | {"Queue": queue}))
        return [told for event in events for told in self._calls.take(event)]

    def take_list(
        self, channels: Iterable[Headers], bridged: Iterable[tuple[str, str]]
    ) -> list[CallEvent]:
        """Return what goes on, given all channels and which two of them hear each other."""
        bridge_of = {one: pair[0] for pair in bridged for one in pair}
        rows = []
        for headers in channels:
            block = self._block(headers)
            channel_id = block["Uniqueid"]
            if channel_id in bridge_of:
                self._bridges[channel_id] = bridge_of[channel_id]
            row = block | _presentation(headers) | {"BridgeId": bridge_of.get(channel_id, "")}
            rows.append(row | {"Application": "" if _is_inbound(headers) else "AppDial"})
        return [told for event in listing_of(rows) for told in self._calls.take(event)]

    def close_all(self, ended_by: CallEndedBy = CallEndedBy.UNKNOWN) -> list[CallEvent]:
        """Close every call and forget all that is known; return what is to be told of it."""
        self._blocks.clear()
        self._bridges.clear()
        return self._calls.close_all(ended_by)

    @property
    def open_calls(self) -> int:
        """How many calls are going on."""
        return self._calls.open_calls

    def _block(self, headers: Headers) -> dict[str, str]:
        """Return the channel that ``headers`` describe, as it is now."""
        channel_id = _text(headers, "Unique-ID")
        caller, dialled = (
            _text(headers, f"Caller-{what}") for what in ("Caller-ID-Number", "Destination-Number")
        )
        inbound = _is_inbound(headers)
        member = _text(headers, "variable_cc_member_session_uuid")
        block = {
            "Channel": self._name(_text(headers, "Channel-Name")),
            "ChannelStateDesc": _state(headers, inbound=inbound),
            "CallerIDNum": caller if inbound else dialled,
            "CallerIDName": _text(headers, "Caller-Caller-ID-Name") if inbound else "",
            "ConnectedLineNum": "" if inbound else caller,
            "Exten": dialled if inbound else "s",
            "Uniqueid": channel_id,
            "Linkedid": member or _text(headers, "Channel-Call-UUID") or channel_id,
        }
        self._blocks[channel_id] = block
        return block

    def _name(self, name: str) -> str:
        found = self._pattern.fullmatch(name)
        if found is not None and found.re.groups and found[1]:
            return f"SIP/{found[1]}"
        if name.startswith("loopback/"):
            return f"Local/{name}"
        return f"Line/{name}"

    def _bridge(self, headers: Headers) -> list[AmiEvent]:
        events = []
        pair = [_text(headers, f"Bridge-{side}-Unique-ID") for side in ("A", "B")]
        for one in pair:
            if one in self._blocks:
                self._bridges[one] = pair[0]
                events.append(AmiEvent("BridgeEnter", self._talking(one, pair[0])))
        return events

    def _unbridge(self, headers: Headers) -> list[AmiEvent]:
        pair = [_text(headers, f"Bridge-{side}-Unique-ID") for side in ("A", "B")]
        return [
            AmiEvent("BridgeLeave", self._talking(one, self._bridges.pop(one)))
            for one in pair
            if one in self._bridges and one in self._blocks
        ]

    def _talking(self, channel_id: str, bridge: str) -> dict[str, str]:
        return self._blocks[channel_id] | {"ChannelStateDesc": "Up", "BridgeUniqueid": bridge}

    def _hang_up(self, channel_id: str, block: dict[str, str], headers: Headers) -> list[AmiEvent]:
        self._blocks.pop(channel_id, None)
        self._bridges.pop(channel_id, None)
        reason = _text(headers, "Hangup-Cause")
        cause = {"Cause": _CAUSES.get(reason, "")}
        never_answered = _text(headers, "Caller-Channel-Answered-Time") in {"", "0"}
        events = []
        if _text(headers, "variable_sip_hangup_disposition") in _BY_ITSELF:
            events.append(AmiEvent("HangupRequest", block | cause))
        if never_answered and not _is_inbound(headers):
            dialled = {f"Dest{key}": value for key, value in block.items()}
            status = {"DialStatus": _STATUSES.get(reason, "CANCEL")}
            events.append(AmiEvent("DialEnd", dialled | status))
        return [*events, AmiEvent("Hangup", block | cause)]


def _text(headers: Headers, name: str) -> str:
    value = headers.get(name)
    return value[:LONGEST_VALUE] if isinstance(value, str) else ""


def _is_inbound(headers: Headers) -> bool:
    return _text(headers, "Call-Direction") == "inbound"


def _state(headers: Headers, *, inbound: bool) -> str:
    name, call_state = _text(headers, "Event-Name"), _text(headers, "Channel-Call-State")
    if name == "CHANNEL_ANSWER" or call_state in {"ACTIVE", "HELD", "UNHELD"}:
        return "Up"
    if call_state == "HANGUP":
        return ""
    if inbound:
        return "Ring"
    rings = name in {"CHANNEL_PROGRESS", "CHANNEL_PROGRESS_MEDIA"}
    return "Ringing" if rings or call_state in {"RINGING", "EARLY"} else "Down"


def _presentation(headers: Headers) -> dict[str, str]:
    """Return the mark of a caller who does not want the number shown, whom the carrier names."""
    hides = _is_inbound(headers) and _text(headers, "Caller-Privacy-Hide-Number") == "true"
    return {"CID-CallingPres": "32"} if hides else {}


_CREATED: Final = "CHANNEL_CREATE"
_ENDED: Final = "CHANNEL_HANGUP_COMPLETE"
_BY_ITSELF: Final = {"recv_bye", "recv_cancel", "recv_refuse"}
"""How a hang-up came about that the far end of the channel began."""

_STATUSES: Final = {
    "USER_BUSY": "BUSY",
    "CALL_REJECTED": "BUSY",
    "NO_ANSWER": "NOANSWER",
    "NO_USER_RESPONSE": "NOANSWER",
    "ALLOTTED_TIMEOUT": "NOANSWER",
    "USER_NOT_REGISTERED": "CHANUNAVAIL",
    "SUBSCRIBER_ABSENT": "CHANUNAVAIL",
    "UNALLOCATED_NUMBER": "CHANUNAVAIL",
    "NO_ROUTE_DESTINATION": "CHANUNAVAIL",
    "DESTINATION_OUT_OF_ORDER": "CHANUNAVAIL",
    "NORMAL_TEMPORARY_FAILURE": "CONGESTION",
    "NORMAL_CIRCUIT_CONGESTION": "CONGESTION",
    "SWITCH_CONGESTION": "CONGESTION",
    "GATEWAY_DOWN": "CONGESTION",
}
_CAUSES: Final = {
    "UNALLOCATED_NUMBER": "1",
    "NO_ROUTE_DESTINATION": "3",
    "NORMAL_CLEARING": "16",
    "USER_BUSY": "17",
    "NO_USER_RESPONSE": "18",
    "NO_ANSWER": "19",
    "SUBSCRIBER_ABSENT": "20",
    "USER_NOT_REGISTERED": "20",
    "CALL_REJECTED": "21",
    "LOSE_RACE": "26",
    "PICKED_OFF": "26",
    "NORMAL_CIRCUIT_CONGESTION": "34",
    "NETWORK_OUT_OF_ORDER": "38",
    "NORMAL_TEMPORARY_FAILURE": "41",
    "SWITCH_CONGESTION": "42",
}
