"""Which telephones an Asterisk's queues ring, and keeping the queues from ringing them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from crm_desktop.errors.base import CrmError
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_connection import AmiConnection
from crm_desktop.telephony.ami_frames import AmiEvent
from crm_desktop.telephony.exchange_queues import OrderFailed, QueuedTelephone, QueueListing

PAUSE: Final = "crm-pause-"
"""How the ids of our orders begin."""

LONGEST_REASON_BYTES: Final = 79
"""What Asterisk keeps; it would cut a Japanese letter in two."""

_TECHNOLOGIES: Final = ("PJSIP", "SIP")


@dataclass(frozen=True, slots=True)
class _Member:
    extension: str
    paused: bool
    reason: str


class AmiQueues:
    """One exchange's queues, as `ExchangeQueues`, while `given_over` a connection."""

    def __init__(self, pattern: ExtensionPattern, *, answer_s: float = 10.0) -> None:
        """Know no queue yet; ``pattern`` tells telephones from whatever else queues ring."""
        self._pattern = pattern
        self._answer_s = answer_s
        self._connection: AmiConnection | None = None
        self._connections = 0
        self._numbers = count(1)
        self._members: dict[tuple[str, str], _Member] = {}
        self._is_whole = False
        self._asked: dict[str, asyncio.Future[AmiEvent | None]] = {}

    @contextmanager
    def given_over(self, connection: AmiConnection) -> Iterator[None]:
        """Give orders over ``connection`` while the block runs; what is left open then fails."""
        self._members.clear()
        self._is_whole = False
        self._connections += 1
        self._connection = connection
        try:
            yield
        finally:
            self._connection = None
            for answer in self._asked.values():
                _settle(answer, None)

    def take(self, event: AmiEvent) -> None:
        """Hear who is in which queue, and what became of our orders."""
        match event.name:
            case "QueueMember":
                self._put(event, event.get("Location"))
            case "QueueMemberAdded" | "QueueMemberPause":
                self._put(event, event.get("Interface"))
            case "QueueMemberRemoved":
                self._members.pop((event.get("Queue"), event.get("Interface")), None)
            case "QueueStatusComplete":
                self._is_whole = True
            case "":
                answer = self._asked.get(event.get("ActionID"))
                if answer is not None:
                    _settle(answer, event)

    def listing(self) -> QueueListing | None:
        """Return the telephones in queues as they are now, None while that is not known."""
        if self._connection is None or not self._is_whole:
            return None
        of_telephone: dict[str, dict[tuple[str, str], _Member]] = {}
        for place, member in self._members.items():
            of_telephone.setdefault(member.extension, {})[place] = member
        telephones = {
            extension: QueuedTelephone(
                frozenset(places),
                is_paused=all(member.paused for member in places.values()),
                reasons=frozenset(m.reason for m in places.values() if m.paused),
            )
            for extension, places in of_telephone.items()
        }
        return QueueListing(self._connections, telephones)

    async def pause(self, extension: str, *, paused: bool, reason: str) -> None:
        """Let no queue ring ``extension``, or let them again; see `ExchangeQueues`."""
        kept = _sendable(reason)
        interfaces = {
            interface: None
            for (_queue, interface), member in self._members.items()
            if member.extension == extension
        }
        for interface in interfaces:
            await self._pause(interface, paused=paused, reason=kept)

    async def _pause(self, interface: str, *, paused: bool, reason: str) -> None:
        if self._connection is None:
            raise OrderFailed("there is no connection", is_lasting=False)
        action_id = f"{PAUSE}{next(self._numbers)}"
        answer = self._asked[action_id] = asyncio.get_running_loop().create_future()
        told = {"Paused": "true" if paused else "false", "Reason": reason}
        try:
            await self._connection.send(
                "QueuePause", ActionID=action_id, Interface=interface, **told
            )
            async with asyncio.timeout(self._answer_s):
                event = await answer
        except (TimeoutError, CrmError) as error:
            raise OrderFailed("it was not answered", is_lasting=False) from error
        finally:
            del self._asked[action_id]
        if event is None:
            raise OrderFailed("the connection was lost", is_lasting=False)
        if event.get("Response") != "Success":
            raise OrderFailed(event.get("Message"), is_lasting=True)
        self._note(interface, paused=paused, reason=reason)

    def _note(self, interface: str, *, paused: bool, reason: str) -> None:
        """Know what was done before the exchange tells of it."""
        for place, member in self._members.items():
            if place[1] == interface:
                self._members[place] = replace(member, paused=paused, reason=reason)

    def _put(self, event: AmiEvent, interface: str) -> None:
        extension = self._extension_of(interface, event.get("StateInterface"))
        if extension:
            place = (event.get("Queue"), interface)
            known = self._members.get(place)
            reason = event.get("PausedReason")
            if known is not None and "PausedReason" not in event.fields:
                reason = known.reason
            self._members[place] = _Member(extension, event.get("Paused") == "1", reason)

    def _extension_of(self, interface: str, state_interface: str) -> str:
        """Return whose it is: ``PJSIP/201``, ``Local/201@from-queue/n``, an agent at a SIP one."""
        local = _LOCAL.fullmatch(interface)
        names = [state_interface, interface]
        names += [f"{technology}/{local[1]}" for technology in _TECHNOLOGIES if local]
        return next(filter(None, map(self._pattern.extension_of, names)), "")


def _settle(answer: asyncio.Future[AmiEvent | None], event: AmiEvent | None) -> None:
    if not answer.done():
        answer.set_result(event)


def _sendable(reason: str) -> str:
    plain = " ".join(_CONTROLS.sub(" ", reason).split())
    return plain.encode()[:LONGEST_REASON_BYTES].decode(errors="ignore")


_LOCAL: Final = re.compile(r"Local/([^@/]+)(?:@[^/]*)?(?:/n)?")
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
