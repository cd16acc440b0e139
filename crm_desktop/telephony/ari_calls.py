"""What happens at the telephones, worked out from what Asterisk's REST interface (ARI) tells.

ARI tells of the same channels and bridges as the manager interface, but not which channels are one
call: whoever is dialled is part of the call of the channel that dials, and so are the two halves of
a Local channel. The rest is left to `AmiCalls`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final

from crm_desktop.domain.call import CallEndedBy, CallEvent
from crm_desktop.telephony.ami_call import AmiCall
from crm_desktop.telephony.ami_calls import QUESTION, AmiCalls
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_frames import AmiEvent
from crm_desktop.telephony.ami_listing import listing_of
from crm_desktop.telephony.ari_messages import (
    Message,
    answer,
    channel_block,
    facts_of,
    name_of,
    part_of,
    text_of,
)


class AriCalls:
    """Turns the messages of one websocket into call events."""

    def __init__(
        self,
        source: str,
        pattern: ExtensionPattern | None = None,
        *,
        now: Callable[[], datetime] | None = None,
        asks_presentation: bool = False,
        over: Callable[[AmiCall], None] = lambda _call: None,
    ) -> None:
        """As `AmiCalls`, whose questions are by the id of the channel here."""
        self._calls = AmiCalls(
            source, pattern, now=now, asks_presentation=asks_presentation, over=over
        )
        self._call_of: dict[str, str] = {}
        self._held: dict[str, Message] = {}
        self._half: dict[str, str] = {}

    def take(self, message: Message) -> list[CallEvent]:
        """Return what ``message`` tells of calls, in order; mostly nothing."""
        if text_of(message, "type") == "Dial":
            events = self._dial(message)
        else:
            events = self._one_channel(message)
        return [told for event in events for told in self._calls.take(event)]

    def take_list(
        self, channels: Iterable[Message], bridges: Iterable[Message], calls: Mapping[str, str]
    ) -> list[CallEvent]:
        """Return what the lists of all channels and bridges tell, with what is no more.

        ``calls`` has the call of each channel by the channel's id; without one it is its own.
        """
        bridge_of = {
            str(member): text_of(bridge, "id")
            for bridge in bridges
            if text_of(bridge, "technology") != "holding_bridge"
            for member in _members_of(bridge)
        }
        rows = []
        for channel in channels:
            channel_id = text_of(channel, "id")
            self._held.pop(channel_id, None)
            self._call_of[channel_id] = calls.get(channel_id) or channel_id
            row = channel_block(channel, self._call_of[channel_id])
            row["Application"] = text_of(channel, "dialplan", "app_name")
            rows.append(row | {"BridgeId": bridge_of.get(channel_id, "")})
        return [told for event in listing_of(rows) for told in self._calls.take(event)]

    def questions(self) -> list[str]:
        """Return, once, the ids of the channels whose `PRESENTATION` must be known."""
        return [action.removeprefix(QUESTION) for action, _name in self._calls.questions()]

    def take_answer(self, channel_id: str, presentation: str) -> list[CallEvent]:
        """Return what follows from the answer to a question; "" where there was none."""
        return self._calls.take(answer(f"{QUESTION}{channel_id}", presentation))

    def close_all(self, ended_by: CallEndedBy = CallEndedBy.UNKNOWN) -> list[CallEvent]:
        """Close every call and forget all that is known; return what is to be told of it."""
        self._call_of.clear()
        self._held.clear()
        self._half.clear()
        return self._calls.close_all(ended_by)

    @property
    def open_calls(self) -> int:
        """How many calls are going on."""
        return self._calls.open_calls

    def _dial(self, message: Message) -> list[AmiEvent]:
        caller, peer = part_of(message, "caller"), part_of(message, "peer")
        caller_id, peer_id = text_of(caller, "id"), text_of(peer, "id")
        events = self._let_go(caller_id)
        if caller_id and (peer_id in self._held or not text_of(message, "dialstatus")):
            self._join(peer_id, self._call_of.get(caller_id, caller_id))
        events += self._let_go(peer_id)
        block = channel_block(peer, self._call_of.setdefault(peer_id, peer_id), "Dest")
        if caller_id:
            block |= channel_block(caller, self._call_of.setdefault(caller_id, caller_id))
        return [*events, AmiEvent(name_of(message), block | facts_of(message))]

    def _one_channel(self, message: Message) -> list[AmiEvent]:
        channel, name = part_of(message, "channel"), name_of(message)
        channel_id = text_of(channel, "id")
        if not channel_id or not name:
            return []
        if name == "Newchannel":
            return self._born(channel_id, channel)
        if name == "BridgeEnter":
            self._join_halves(part_of(message, "bridge"))
        events = self._let_go(channel_id) if name in _MEANS_IT_LIVES else []
        if channel_id in self._held:
            if name == "Hangup":
                self._forget(channel_id)
            return events
        block = channel_block(channel, self._call_of.setdefault(channel_id, channel_id))
        if name == "Hangup":
            self._forget(channel_id)
        return [*events, AmiEvent(name, block | facts_of(message))]

    def _born(self, channel_id: str, channel: Message) -> list[AmiEvent]:
        """Hold back a channel that is about to be dialled: the call it is part of comes then."""
        if channel_id in self._call_of:  # the list came first
            return []
        self._call_of[channel_id] = channel_id
        self._held[channel_id] = channel
        name = text_of(channel, "name")
        if name.endswith(_SECOND_HALF):
            return self._pair(channel_id, name)
        return [] if text_of(channel, "state") == "Down" else self._let_go(channel_id)

    def _pair(self, second_id: str, name: str) -> list[AmiEvent]:
        first = f"{name.removesuffix(_SECOND_HALF)}{_FIRST_HALF}"
        for first_id, channel in self._held.items():
            if text_of(channel, "name") == first:
                self._half[first_id], self._half[second_id] = second_id, first_id
                self._call_of[second_id] = self._call_of[first_id]
                return []
        return self._let_go(second_id)

    def _join_halves(self, bridge: Message) -> None:
        """Make the Local channels in ``bridge`` that nobody dialled a part of another's call."""
        members = [str(member) for member in _members_of(bridge)]
        others = [one for one in members if one in self._call_of and one not in self._half]
        for half in [one for one in members if others and one in self._half]:
            self._join(half, self._call_of[others[0]])

    def _join(self, channel_id: str, call_id: str) -> None:
        """Make the call of ``channel_id``, with all its channels, a part of another."""
        former = self._call_of.get(channel_id, channel_id)
        self._call_of |= {
            member: call_id for member, call in self._call_of.items() if call == former
        }
        self._call_of[channel_id] = call_id

    def _let_go(self, channel_id: str) -> list[AmiEvent]:
        """Return the birth of a channel that was held back, with its other half."""
        if channel_id not in self._held:
            return []
        pair = sorted({channel_id, self._half.get(channel_id, channel_id)} & self._held.keys())
        if text_of(self._held[pair[0]], "name").endswith(_SECOND_HALF):
            pair.reverse()
        channels = [self._held.pop(one) for one in pair]
        blocks = [
            channel_block(channel, self._call_of[one])
            for one, channel in zip(pair, channels, strict=True)
        ]
        events = [AmiEvent("Newchannel", block) for block in blocks]
        if len(blocks) == _HALVES:
            events.append(AmiEvent("LocalBridge", _paired(*blocks)))
        return events

    def _forget(self, channel_id: str) -> None:
        self._call_of.pop(channel_id, None)
        self._held.pop(channel_id, None)
        self._half.pop(self._half.pop(channel_id, ""), None)


def _paired(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    return {
        f"{prefix}{key}": value
        for prefix, block in (("LocalOne", first), ("LocalTwo", second))
        for key, value in block.items()
    }


def _members_of(bridge: Message) -> list[object]:
    members = bridge.get("channels")
    return members if isinstance(members, list) else []


_FIRST_HALF: Final = ";1"
_SECOND_HALF: Final = ";2"
_HALVES: Final = 2
_MEANS_IT_LIVES: Final = {"BridgeEnter", "HangupRequest"}
