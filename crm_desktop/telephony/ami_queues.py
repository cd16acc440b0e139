"""Which telephones an Asterisk's queues ring, and keeping the queues from ringing them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Final

from crm_desktop.errors.base import CrmError
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_connection import AmiConnection
from crm_desktop.telephony.ami_frames import AmiEvent
from crm_desktop.telephony.exchange_queues import OrderFailed, QueueListing, QueuePlace

PAUSE: Final = "crm-pause-"
"""How the ids of our orders begin."""

LONGEST_REASON_BYTES: Final = 79
"""What Asterisk keeps; it would cut a Japanese letter in two."""

_TECHNOLOGIES: Final = ("PJSIP", "SIP")


class AmiQueues:
    """One exchange's queues, as `ExchangeQueues`, while `given_over` a connection."""

    def __init__(self, pattern: ExtensionPattern, *, answer_s: float = 10.0) -> None:
        """Know no queue yet; ``pattern`` tells telephones from whatever else queues ring."""
        self._pattern = pattern
        self._answer_s = answer_s
        self._connection: AmiConnection | None = None
        self._connections = 0
        self._numbers = count(1)
        self._places: dict[tuple[str, str], tuple[str, QueuePlace]] = {}
        self._is_whole = False
        self._asked: dict[str, asyncio.Future[AmiEvent | None]] = {}

    @contextmanager
    def given_over(self, connection: AmiConnection) -> Iterator[None]:
        """Give orders over ``connection`` while the block runs; what is left open then fails."""
        self._places.clear()
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
                self._places.pop((event.get("Queue"), event.get("Interface")), None)
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
        telephones: dict[str, list[QueuePlace]] = {}
        for extension, place in self._places.values():
            telephones.setdefault(extension, []).append(place)
        return QueueListing(self._connections, telephones)

    async def pause(self, place: QueuePlace, *, paused: bool, reason: str) -> None:
        """Let one queue not ring a telephone, or let it again; see `ExchangeQueues`."""
        kept = _sendable(reason)
        event = await self._answer(
            Queue=place.queue,
            Interface=place.interface,
            Paused="true" if paused else "false",
            Reason=kept,
        )
        if event is None:
            raise OrderFailed("the connection was lost", is_lasting=False)
        if event.get("Response") != "Success":
            raise OrderFailed(event.get("Message"), is_lasting=True)
        if place.key in self._places:  # known before the exchange tells of it
            extension, known = self._places[place.key]
            self._places[place.key] = extension, replace(known, paused=paused, reason=kept)

    async def _answer(self, **order: str) -> AmiEvent | None:
        if self._connection is None:
            return None
        action_id = f"{PAUSE}{next(self._numbers)}"
        answer: asyncio.Future[AmiEvent | None] = asyncio.get_running_loop().create_future()
        self._asked[action_id] = answer
        try:
            await self._connection.send("QueuePause", ActionID=action_id, **order)
            async with asyncio.timeout(self._answer_s):
                return await answer
        except (TimeoutError, CrmError) as error:
            raise OrderFailed("it was not answered", is_lasting=False) from error
        finally:
            del self._asked[action_id]

    def _put(self, event: AmiEvent, interface: str) -> None:
        extension = self._extension_of(interface, event.get("StateInterface"))
        if extension:
            key = event.get("Queue"), interface
            reason = event.get("PausedReason")
            if key in self._places and "PausedReason" not in event.fields:
                reason = self._places[key][1].reason
            self._places[key] = extension, QueuePlace(*key, event.get("Paused") == "1", reason)

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
