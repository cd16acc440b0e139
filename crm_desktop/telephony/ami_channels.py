"""The channels of an Asterisk exchange, and which of them hear each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from crm_desktop.telephony.ami_frames import AmiEvent

DEFAULT_EXTENSIONS: Final = "[A-Za-z0-9]+/([0-9]{2,6})"
"""A technology and two to six digits: ``PJSIP/201``; everything else is a line."""


class ChannelKind(Enum):
    """What is at the far end of a channel."""

    TELEPHONE = auto()
    LINE = auto()
    INSIDE = auto()


@dataclass(slots=True)
class Channel:
    """One channel while it lives. ``home`` is the Linkedid with which it was born.

    ``number`` counts the channels in the order of their birth.
    """

    uniqueid: str
    name: str
    kind: ChannelKind
    extension: str
    home: str
    linkedid: str
    number: int = 0
    began_as: str = ""
    state: str = ""
    caller: str = ""
    caller_name: str = ""
    connected: str = ""
    exten: str = ""
    dial_status: str = ""
    was_called: bool = False
    bridge: str = ""
    other_half: str = ""
    cause: str = ""

    @property
    def is_origin(self) -> bool:
        """Tell whether it is the first channel of its call."""
        return self.uniqueid == self.home


class ExtensionPattern:
    """Tells the office's telephones from lines by the names of their channels."""

    def __init__(
        self, expression: str = DEFAULT_EXTENSIONS, *, outside_contexts: Collection[str] = ()
    ) -> None:
        """``expression`` matches all of a name without what is counted: ``PJSIP/201``.

        Its first group is the extension; without groups what follows the technology is.
        What is born in one of ``outside_contexts`` is a line, whatever its name.

        Raises:
            re.error: it is no regular expression.
        """
        self._expression = re.compile(expression)
        self._outside_contexts = frozenset(outside_contexts)

    def extension_of(self, name: str) -> str:
        """Return the extension whose channel ``name`` is, "" for any other channel."""
        technology, _, rest = name.partition("/")
        if technology in _INSIDE:
            return ""
        found = self._expression.fullmatch(f"{technology}/{_COUNTED.sub('', rest)}")
        if found is None:
            return ""
        return found[1] or "" if found.re.groups else found[0].partition("/")[2]

    def kind_of(self, name: str, born_in: str = "") -> ChannelKind:
        """Return what is at the far end of the channel ``name``; ``born_in`` is a context."""
        if name.partition("/")[0] in _INSIDE:
            return ChannelKind.INSIDE
        if born_in in self._outside_contexts:
            return ChannelKind.LINE
        return ChannelKind.TELEPHONE if self.extension_of(name) else ChannelKind.LINE


_COUNTED: Final = re.compile(r"-[0-9a-f]{8}(?:;[12])?$")
_INSIDE: Final = {
    "Local", "Message", "Surrogate", "Snoop", "CBAnn", "CBRec", "Announcer", "Recorder", "Bridge",
    "AsyncGoto", "Parked", "OutgoingSpoolFailed", "MulticastRTP", "UnicastRTP", "Console", "",
}  # fmt: skip


@dataclass(slots=True)
class Channels:
    """All channels that live, by Uniqueid, and the bridges they are in."""

    pattern: ExtensionPattern
    living: dict[str, Channel] = field(default_factory=dict)
    _of_call: dict[str, dict[str, Channel]] = field(default_factory=dict)
    _bridges: dict[str, dict[str, Channel]] = field(default_factory=dict)
    _dead: dict[str, None] = field(default_factory=dict)
    _count: int = 0
    _deserted: set[str] = field(default_factory=set)

    def seen(self, event: AmiEvent, prefix: str = "") -> Channel | None:
        """Return the channel that ``event`` describes, brought up to date.

        None when it describes none, or one that has hung up: a late event revives nobody.
        """
        uniqueid, name = event.get(f"{prefix}Uniqueid"), event.get(f"{prefix}Channel")
        if not uniqueid or not name or uniqueid in self._dead:
            return None
        channel = self.living.get(uniqueid) or self._born(event, prefix)
        channel.state = event.get(f"{prefix}ChannelStateDesc") or channel.state
        channel.caller = channel.caller or event.get(f"{prefix}CallerIDNum")
        channel.caller_name = channel.caller_name or event.get(f"{prefix}CallerIDName")
        if f"{prefix}ConnectedLineNum" in event.fields:
            channel.connected = event.get(f"{prefix}ConnectedLineNum")
        exten = event.get(f"{prefix}Exten")
        if channel.exten in _NOWHERE and exten not in _NOWHERE:
            channel.exten = exten
        self._link(channel, event.get(f"{prefix}Linkedid"))
        return channel

    def of_call(self, linkedid: str) -> list[Channel]:
        """Return the living channels that are or were of the call ``linkedid``."""
        return list(self._of_call.get(linkedid, {}).values())

    def deserted(self) -> list[str]:
        """Return, once, the calls whose last channel went over to another call."""
        if not self._deserted:
            return []
        deserted = [call_id for call_id in sorted(self._deserted) if not self.of_call(call_id)]
        self._deserted.clear()
        return deserted

    def hang_up(self, uniqueid: str) -> Channel | None:
        """Forget a channel for good and return it, None when it was not known."""
        self._dead[uniqueid] = None
        if len(self._dead) > _MOST_DEAD:
            del self._dead[next(iter(self._dead))]
        channel = self.living.pop(uniqueid, None)
        if channel is not None:
            self.leave(channel)
            for linkedid in {channel.home, channel.linkedid}:
                self._unlink(channel, linkedid)
        return channel

    def forget_the_dead(self) -> None:
        """Let Uniqueids come again: the exchange may have been restarted."""
        self._dead.clear()

    def enter(self, channel: Channel, bridge: str) -> None:
        """Put ``channel`` into ``bridge`` and out of the one in which it was."""
        self.leave(channel)
        channel.bridge = bridge
        self._bridges.setdefault(bridge, {})[channel.uniqueid] = channel

    def leave(self, channel: Channel) -> None:
        """Take ``channel`` out of its bridge, if it is in one."""
        members = self._bridges.get(channel.bridge, {})
        members.pop(channel.uniqueid, None)
        if not members:
            self._bridges.pop(channel.bridge, None)
        channel.bridge = ""

    def pair(self, one: str, two: str) -> None:
        """Join the halves of a Local channel."""
        for half, other in ((one, two), (two, one)):
            if half in self.living:
                self.living[half].other_half = other

    def pair_by_name(self) -> None:
        """Join the Local halves whose joining was not heard of."""
        halves = {c.name: c.uniqueid for c in self.living.values() if c.name.endswith((";1", ";2"))}
        for name, uniqueid in halves.items():
            other = halves.get(name[:-1] + ("2" if name.endswith("1") else "1"))
            if other and not self.living[uniqueid].other_half:
                self.pair(uniqueid, other)

    def hearing(self, channel: Channel) -> list[Channel]:
        """Return who talks with ``channel``, itself first: in its bridge and through Locals."""
        found = {channel.uniqueid: channel}
        todo = [channel]
        while todo:
            for other in self._next_to(todo.pop()):
                if other.uniqueid not in found:
                    found[other.uniqueid] = other
                    todo.append(other)
        return list(found.values())

    def _next_to(self, channel: Channel) -> Iterable[Channel]:
        yield from self._bridges.get(channel.bridge, {}).values()
        if channel.other_half in self.living:
            yield self.living[channel.other_half]

    def _born(self, event: AmiEvent, prefix: str) -> Channel:
        name, uniqueid = event.get(f"{prefix}Channel"), event.get(f"{prefix}Uniqueid")
        linkedid = event.get(f"{prefix}Linkedid") or uniqueid
        # Only there it is that of who registered or the trunk; later it follows the dialplan.
        born_in = event.get("Context") if event.name == "Newchannel" else ""
        kind = self.pattern.kind_of(name, born_in)
        self._count += 1
        channel = Channel(
            uniqueid,
            name,
            kind,
            self.pattern.extension_of(name) if kind is ChannelKind.TELEPHONE else "",
            home=linkedid,
            linkedid=linkedid,
            number=self._count,
            began_as=event.get(f"{prefix}ChannelStateDesc"),
        )
        self.living[uniqueid] = channel
        self._of_call.setdefault(linkedid, {})[uniqueid] = channel
        return channel

    def _link(self, channel: Channel, linkedid: str) -> None:
        if not linkedid or linkedid == channel.linkedid:
            return
        if channel.linkedid != channel.home:
            self._unlink(channel, channel.linkedid)
            if not self.of_call(channel.linkedid):
                self._deserted.add(channel.linkedid)
        channel.linkedid = linkedid
        self._of_call.setdefault(linkedid, {})[channel.uniqueid] = channel

    def _unlink(self, channel: Channel, linkedid: str) -> None:
        members = self._of_call.get(linkedid, {})
        members.pop(channel.uniqueid, None)
        if not members:
            self._of_call.pop(linkedid, None)


_NOWHERE: Final = {"", "s", "h", "i", "t"}
_MOST_DEAD: Final = 20_000
