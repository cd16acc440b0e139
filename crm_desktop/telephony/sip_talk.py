"""Talks with a SIP exchange: asks and waits for the answers, and answers what it tells."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from crm_desktop.errors.telephony import ExchangeLinkLost
from crm_desktop.telephony.sip_account import SipAccount, SipTimes
from crm_desktop.telephony.sip_link import SipLink
from crm_desktop.telephony.sip_messages import BrokenSip, SipMessage
from crm_desktop.telephony.sip_subscription import Subscription

log = logging.getLogger(__name__)

MOST_WAITING: Final = 100
LONGEST_RESEND_S: Final = 4.0


class SipTalk:
    """All subscriptions that share one link."""

    def __init__(self, source: str, link: SipLink, times: SipTimes) -> None:
        """Nothing is read before `run`."""
        self._source = source
        self._link = link
        self._times = times
        self._asked: dict[tuple[str, int], asyncio.Future[SipMessage]] = {}
        self._followed: dict[str, tuple[Subscription, asyncio.Queue[SipMessage]]] = {}

    async def run(self) -> None:
        """Read until cancelled.

        Raises:
            ExchangeLinkLost: there is nothing to be read any more.
        """
        while True:
            message = await self._link.received()
            if message.status:
                self._take_answer(message)
            elif message.method != "ACK":
                await self._answer(message)

    def new_subscription(self, account: SipAccount, extension: str) -> Subscription:
        """Return a subscription of this link that was not asked for yet."""
        return Subscription(account, extension, self._link.here)

    @contextmanager
    def following(self, subscription: Subscription) -> Iterator[asyncio.Queue[SipMessage]]:
        """Take NOTIFYs for ``subscription`` while the block runs; yield where they come out."""
        notices: asyncio.Queue[SipMessage] = asyncio.Queue(MOST_WAITING)
        self._followed[subscription.call_id] = subscription, notices
        try:
            yield notices
        finally:
            del self._followed[subscription.call_id]

    async def subscribe(self, subscription: Subscription, *, expires_s: int | None = None) -> None:
        """Ask for a subscription, its renewal or (``expires_s`` 0) its end, until it is agreed.

        Raises:
            ExchangeLoginRefused, TelephoneNotWatched, ExchangeLinkLost: see there.
        """
        agreed = False
        while not agreed:
            answer = await self._ask(subscription.request(expires_s=expires_s))
            agreed = subscription.take_answer(answer)

    async def _ask(self, request: SipMessage) -> SipMessage:
        answer: asyncio.Future[SipMessage] = asyncio.get_running_loop().create_future()
        key = request.get("Call-ID"), request.cseq[0]
        self._asked[key] = answer
        try:
            async with asyncio.timeout(self._times.answer_s):
                return await self._sent_until_answered(request, answer)
        except TimeoutError as error:
            raise ExchangeLinkLost(self._source, "it does not answer") from error
        finally:
            del self._asked[key]

    async def _sent_until_answered(
        self, request: SipMessage, answer: asyncio.Future[SipMessage]
    ) -> SipMessage:
        again_s = self._times.resend_s
        is_datagram = self._link.here.transport == "UDP"
        while True:
            await self._link.send(request)
            done, _ = await asyncio.wait([answer], timeout=again_s if is_datagram else None)
            if done:
                return answer.result()
            again_s = min(again_s * 2, LONGEST_RESEND_S)

    def _take_answer(self, answer: SipMessage) -> None:
        number, method = answer.cseq
        asked = self._asked.get((answer.get("Call-ID"), number))
        final = answer.status >= _FINAL and method == "SUBSCRIBE"
        if asked is not None and final and not asked.done():
            asked.set_result(answer)

    async def _answer(self, request: SipMessage) -> None:
        status = _NOT_ALLOWED if request.method != "OPTIONS" else _OK
        if request.method == "NOTIFY":
            status = self._take_notify(request)
        headers = tuple(pair for pair in request.headers if pair[0] in _COPIED)
        try:
            answer = SipMessage(status=status, reason=_REASONS[status], headers=headers)
            await self._link.send(answer)
        except BrokenSip:  # such a header cannot have come; nothing is owed for it
            log.debug("%s: a request cannot be answered", self._source)

    def _take_notify(self, notify: SipMessage) -> int:
        known = self._followed.get(notify.get("Call-ID"))
        if known is None:
            return _UNKNOWN_DIALOG
        subscription, notices = known
        if notices.full():
            return _COME_AGAIN
        status, is_new = subscription.take_notify(notify)
        if is_new:
            notices.put_nowait(notify)
        return status


_OK: Final = 200
_FINAL: Final = 200
_NOT_ALLOWED: Final = 405
_UNKNOWN_DIALOG: Final = 481
_COME_AGAIN: Final = 503
_COPIED: Final = {"Via", "From", "To", "Call-ID", "CSeq", "Record-Route"}
_REASONS: Final = {
    _OK: "OK",
    _NOT_ALLOWED: "Method Not Allowed",
    _UNKNOWN_DIALOG: "Subscription Does Not Exist",
    500: "Server Internal Error",
    _COME_AGAIN: "Service Unavailable",
}
