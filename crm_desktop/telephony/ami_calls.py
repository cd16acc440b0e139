"""What happens at the telephones, worked out from the events of an Asterisk exchange.

A telephone rings when its channel does and the call came in by a line; it has answered when it
hears that line, directly or through Local channels. No other event is trusted to say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Final

from crm_desktop.domain.call import CallDirection, CallEndedBy, CallEvent
from crm_desktop.telephony import ami_told
from crm_desktop.telephony.ami_call import AmiCall, AmiLeg
from crm_desktop.telephony.ami_call_facts import learn, learn_presentation, settle_direction
from crm_desktop.telephony.ami_channels import Channel, ChannelKind, Channels, ExtensionPattern
from crm_desktop.telephony.ami_frames import AmiEvent
from crm_desktop.telephony.ami_listing import FOLLOWS, Listing
from crm_desktop.telephony.ami_telephones import (
    note_hangup_request,
    ringing_telephones,
    telephones_of,
)

QUESTION: Final = "presentation-"
"""The ActionID of a question for a carrier channel's presentation begins so."""


class AmiCalls:
    """Turns the events of one connection into call events.

    With ``asks_presentation`` no telephone is told who calls until the answers to `questions`
    came: carriers assert withheld numbers too. ``over`` hears of each call when it is closed.
    """

    def __init__(
        self,
        source: str,
        pattern: ExtensionPattern | None = None,
        *,
        now: Callable[[], datetime] | None = None,
        asks_presentation: bool = False,
        over: Callable[[AmiCall], None] = lambda _call: None,
    ) -> None:
        self._source = source
        self._pattern = pattern or ExtensionPattern()
        self._now = now or partial(datetime.now, UTC)
        self._asks = asks_presentation
        self._over = over
        self._channels = Channels(self._pattern)
        self._calls: dict[str, AmiCall] = {}
        self._closed: dict[str, None] = {}
        self._untold: dict[str, list[CallEvent]] = {}
        self._told: list[CallEvent] = []
        self._call_of_leg: dict[str, str] = {}
        self._questions: list[tuple[str, str]] = []
        self._listing = Listing()
        self._count = 0
        self._event: AmiEvent | None = None
        self._takers: dict[str, Callable[[AmiEvent], None]] = {
            **dict.fromkeys(_DESCRIBING, self._describe),
            "": self._response,
            "Newchannel": self._newchannel,
            "QueueCallerJoin": self._join_queue,
            "DialEnd": self._dial_end,
            "BridgeEnter": self._enter,
            "BridgeLeave": self._leave,
            "LocalBridge": self._pair,
            "HangupRequest": self._hangup_request,
            "Hangup": self._hangup,
            "CoreShowChannel": self._list_channel,
            "CoreShowChannelsComplete": self._list_complete,
            "Shutdown": lambda _event: self._drop_all(CallEndedBy.PBX),
        }

    def take(self, event: AmiEvent) -> list[CallEvent]:
        """Return what ``event`` tells of calls, in order; mostly nothing."""
        taker = self._takers.get(event.name)
        if taker is None:
            return []
        self._event = event
        taker(event)
        for call_id in self._channels.deserted():
            if call_id in self._calls:
                self._close(self._calls[call_id], None, CallEndedBy.UNKNOWN)
        return self._take_told()

    def close_all(self, ended_by: CallEndedBy = CallEndedBy.UNKNOWN) -> list[CallEvent]:
        """Close every call and forget all that is known; return what is to be told of it."""
        self._event = None
        self._drop_all(ended_by)
        return self._take_told()

    def questions(self) -> list[tuple[str, str]]:
        """Return, once, the ActionID and channel of each ``Getvar CALLERID(num-pres)`` to ask."""
        questions, self._questions = self._questions, []
        return questions

    @property
    def open_calls(self) -> int:
        """How many calls are going on."""
        return len(self._calls)

    def _take_told(self) -> list[CallEvent]:
        told, self._told = self._told, []
        return told

    def _describe(self, event: AmiEvent) -> None:
        """Take in the channels that ``event`` describes, and what follows for their call."""
        for prefix in ("", "Dest"):
            channel = self._channels.seen(event, prefix)
            if channel is not None:
                self._note(channel, event)

    def _note(self, channel: Channel, event: AmiEvent) -> None:
        call = self._call_of(channel.linkedid)
        if call is None:
            return
        learn(call, channel, self._channels)
        if channel.linkedid != channel.home and call.direction is not None:
            self._join(channel, call)
        if channel.uniqueid == call.call_id and call.direction is CallDirection.IN:
            self._note_presentation(call, channel, event)
        self._begin(call)
        self._ring(call)

    def _call_of(self, linkedid: str) -> AmiCall | None:
        """Return the call with this id, a new one if need be; None when it is over."""
        if linkedid in self._closed:
            return None
        call = self._calls.get(linkedid)
        if call is None:
            self._count += 1
            call = self._calls[linkedid] = AmiCall(linkedid, self._count)
        return call

    def _note_presentation(self, call: AmiCall, channel: Channel, event: AmiEvent) -> None:
        was_withheld = call.is_withheld
        if not call.is_begun and self._asks:
            call.is_presentation_open = True
            self._questions.append((f"{QUESTION}{channel.uniqueid}", channel.name))
        learn_presentation(call, event, is_asked=self._asks)
        if call.is_withheld and not was_withheld and call.is_begun:
            self._tell(call, ami_told.withheld(call))

    def _begin(self, call: AmiCall) -> None:
        """Tell that ``call`` has begun, once it is known which way it goes."""
        if call.is_begun or call.direction is None:
            return
        if call.direction is CallDirection.OUT:
            self._begin_out(call)
            return
        call.is_begun = True
        self._tell(call, ami_told.ringing(call))

    def _begin_out(self, call: AmiCall) -> None:
        phones = telephones_of(call, self._channels)
        if not call.dialled or not phones:
            return
        call.is_begun = True
        self._untold.pop(call.call_id, None)
        call.take_ringing_back()
        call.legs[phones[0].uniqueid] = AmiLeg(phones[0].extension)
        self._tell(call, ami_told.ringing(call, phones[0].uniqueid, phones[0].extension))

    def _ring(self, call: AmiCall) -> None:
        for phone in ringing_telephones(call, self._channels):
            call.legs[phone.uniqueid] = AmiLeg(phone.extension, rang=True)
            call.rang.setdefault(phone.extension, phone.number)
            call.hung_up_by = None
            self._tell(call, ami_told.ringing(call, phone.uniqueid, phone.extension))

    def _newchannel(self, event: AmiEvent) -> None:
        known = self._channels.living.get(event.get("Uniqueid"))
        if known is not None and known.name != event.get("Channel"):
            self._drop_all(CallEndedBy.PBX)  # it counts from 0 again and nobody said so
        if known is None:
            self._listing.born(event.get("Uniqueid"))
        self._describe(event)

    def _join_queue(self, event: AmiEvent) -> None:
        channel = self._channels.seen(event)
        call = self._call_of(channel.linkedid) if channel else None
        if call is not None:
            call.queue = call.queue or event.get("Queue")
            self._describe(event)

    def _dial_end(self, event: AmiEvent) -> None:
        self._describe(event)
        called = self._channels.living.get(event.get("DestUniqueid"))
        status = event.get("DialStatus")
        if called is None or status == "ANSWER":
            return
        called.dial_status = called.dial_status or status
        call = self._calls.get(called.linkedid)
        if call is None:
            return
        if called.kind is ChannelKind.LINE and called.uniqueid != call.call_id:
            call.lines[called.uniqueid] = call.lines.get(called.uniqueid) or status
        if called.kind is ChannelKind.TELEPHONE:
            leg = call.legs.setdefault(called.uniqueid, AmiLeg(called.extension))
            leg.status = leg.status or status
            self._end_leg(call, called.uniqueid)

    def _enter(self, event: AmiEvent) -> None:
        self._describe(event)
        swapped = self._channels.living.get(event.get("SwapUniqueid"))
        if swapped is not None:
            self._channels.leave(swapped)
        channel = self._channels.living.get(event.get("Uniqueid"))
        if channel is None:
            return
        if event.get("BridgeTechnology") == "holding_bridge":  # parked callers hear only music
            self._channels.leave(channel)
            return
        self._channels.enter(channel, event.get("BridgeUniqueid"))
        self._connect(channel)

    def _leave(self, event: AmiEvent) -> None:
        self._describe(event)
        channel = self._channels.living.get(event.get("Uniqueid"))
        if channel is not None and channel.bridge == event.get("BridgeUniqueid"):
            self._channels.leave(channel)

    def _pair(self, event: AmiEvent) -> None:
        one, two = event.get("LocalOneUniqueid"), event.get("LocalTwoUniqueid")
        for prefix in ("LocalOne", "LocalTwo"):
            if channel := self._channels.seen(event, prefix):
                self._note(channel, event)
        self._channels.pair(one, two)
        for half in (one, two):
            if half in self._channels.living:
                self._connect(self._channels.living[half])

    def _connect(self, channel: Channel) -> None:
        """Take in that ``channel`` now hears whoever is in its bridge."""
        hearing = self._channels.hearing(channel)
        phones = [other for other in hearing if other.kind is ChannelKind.TELEPHONE]
        lines = {other.linkedid for other in hearing if other.kind is ChannelKind.LINE}
        calls = [self._calls[line] for line in sorted(lines) if line in self._calls]
        for call in calls:
            for phone in phones:
                self._answer(call, phone)
        if not lines and len(phones) > 1:
            self._answer_inside(phones)

    def _answer_inside(self, phones: Iterable[Channel]) -> None:
        for phone in phones:
            call = self._calls.get(phone.linkedid)
            if call is not None and call.direction is None and not phone.is_origin:
                self._answer(call, phone)

    def _answer(self, call: AmiCall, phone: Channel) -> None:
        leg = call.legs.setdefault(phone.uniqueid, AmiLeg(phone.extension))
        if leg.is_answered:
            return
        leg.is_answered, leg.is_over = True, False
        if phone.was_called:
            leg.rang = True
            call.rang.setdefault(phone.extension, phone.number)
        if phone.extension not in call.answered:
            call.answered.append(phone.extension)
        call.hung_up_by, call.is_presentation_open = None, False
        self._call_of_leg[phone.uniqueid] = call.call_id
        self._join(phone, call)
        self._tell(call, ami_told.answered(call, phone.uniqueid, phone.extension))

    def _join(self, channel: Channel, call: AmiCall) -> None:
        """Take the call within the office that led ``channel`` to ``call`` as a part of it."""
        own = self._calls.get(channel.home)
        if own is not None and own is not call and own.direction is None:
            own.is_joined = True

    def _hangup_request(self, event: AmiEvent) -> None:
        self._describe(event)
        channel = self._channels.living.get(event.get("Uniqueid"))
        if channel is None or channel.kind is ChannelKind.INSIDE:
            return
        call = self._calls.get(self._call_of_leg.get(channel.uniqueid, channel.linkedid))
        if call is not None:
            note_hangup_request(call, channel, event.get("Cause"))

    def _hangup(self, event: AmiEvent) -> None:
        if event.get("Uniqueid") in self._channels.living:
            self._describe(event)
        channel = self._channels.hang_up(event.get("Uniqueid"))
        if channel is not None:
            channel.cause = event.get("Cause")
            self._gone(channel)

    def _gone(self, channel: Channel, ended_by: CallEndedBy | None = None) -> None:
        """Take in that ``channel`` is no more: its part ends, and perhaps its call."""
        own = {channel.home, channel.linkedid, self._call_of_leg.pop(channel.uniqueid, "")}
        for call in [self._calls[call_id] for call_id in sorted(own) if call_id in self._calls]:
            if channel.uniqueid == call.call_id or channel.kind is ChannelKind.LINE:
                call.cause = channel.cause
            if channel.uniqueid in call.legs:
                self._end_leg(call, channel.uniqueid)
            is_caller = channel.uniqueid == call.call_id and call.direction is CallDirection.IN
            if is_caller or not self._channels.of_call(call.call_id):
                self._close(call, channel, ended_by)

    def _end_leg(self, call: AmiCall, leg_id: str) -> None:
        leg = call.legs[leg_id]
        if leg.is_over:
            return
        leg.is_over = True
        if leg.rang or leg.is_answered:
            self._tell(call, ami_told.leg_ended(call, leg_id))

    def _close(
        self, call: AmiCall, last: Channel | None, ended_by: CallEndedBy | None = None
    ) -> None:
        del self._calls[call.call_id]
        self._closed[call.call_id] = None
        if len(self._closed) > _MOST_CLOSED:
            del self._closed[next(iter(self._closed))]
        untold = self._untold.pop(call.call_id, [])
        call.is_presentation_open = False
        if call.is_joined or not settle_direction(call, last, self._pattern):
            return
        if call.direction is CallDirection.OUT and not call.is_begun:
            call.take_ringing_back()
        else:
            self._told += [ami_told.with_direction(event, call.direction) for event in untold]
        call.close(ended_by)
        for leg_id in call.legs:
            self._end_leg(call, leg_id)
        self._tell(call, ami_told.call_ended(call))
        self._over(call)

    def _tell(self, call: AmiCall, event: CallEvent) -> None:
        """Tell ``event``; of a call of which it is not known which way it goes, when it is."""
        untold = self._untold.setdefault(call.call_id, []) if call.direction is None else self._told
        untold.append(ami_told.as_received(event, self._source, self._event, self._now()))

    def _drop_all(self, ended_by: CallEndedBy) -> None:
        for call in list(self._calls.values()):
            self._close(call, self._channels.living.get(call.call_id), ended_by)
        self._channels = Channels(self._pattern)
        self._closed.clear()
        self._call_of_leg.clear()
        self._questions.clear()
        self._listing = Listing()

    def _response(self, event: AmiEvent) -> None:
        action = event.get("ActionID")
        if event.get("Message") == FOLLOWS:
            self._listing.begin()
            self._channels.forget_the_dead()
            self._closed.clear()
        call = self._calls.get(action.removeprefix(QUESTION))
        if action.startswith(QUESTION) and call is not None:
            self._note_answer(call, event)

    def _note_answer(self, call: AmiCall, event: AmiEvent) -> None:
        learn_presentation(call, event, is_asked=False)
        call.is_presentation_open = False
        if call.is_withheld:
            self._tell(call, ami_told.withheld(call))
        self._ring(call)

    def _list_channel(self, event: AmiEvent) -> None:
        channel = self._channels.seen(event)
        self._listing.row(event)
        if channel is None:
            return
        channel.was_called = event.get("Application") in {"AppDial", "AppQueue"}
        bridge = event.get("BridgeId") or event.get("BridgeID")
        if bridge:
            self._channels.enter(channel, bridge)

    def _list_complete(self, event: AmiEvent) -> None:
        """Close what ended while nobody listened, and take in who talks with whom."""
        for uniqueid in self._listing.gone(self._channels.living, event.get("ListItems")):
            if channel := self._channels.hang_up(uniqueid):
                self._gone(channel, CallEndedBy.UNKNOWN)
        for row in self._listing.take_rows():
            if row.get("Uniqueid") in self._channels.living:
                self._note(self._channels.living[row.get("Uniqueid")], row)
        self._channels.pair_by_name()
        for channel in list(self._channels.living.values()):
            if channel.bridge:
                self._connect(channel)


_DESCRIBING: Final = (
    "Newstate", "NewCallerid", "NewConnectedLine", "DialBegin", "DialState", "AgentCalled",
    "AgentConnect", "Rename",
)  # fmt: skip
_MOST_CLOSED: Final = 20_000
