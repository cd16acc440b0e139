"""What an Asterisk is told to do, over the one connection on which it is listened to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Final

from crm_desktop.domain.dial_request import DialProblem
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_connection import AmiConnection
from crm_desktop.telephony.ami_frames import AmiEvent
from crm_desktop.telephony.ami_queues import AmiQueues

NOT_ALLOWED: Final = "Permission denied"

Answers = asyncio.Queue[AmiEvent | None]
"""What the exchange says to one order; None: the connection is lost."""


@dataclass(frozen=True, slots=True)
class AmiDialling:
    """How an exchange dials: ``context`` is the part of its dialplan in which telephones dial.

    Without one it does not dial. ``channel`` names a telephone by its ``{extension}``. It is let
    ring for ``ring_s``; an answer is waited for ``answer_s`` longer.
    """

    context: str = ""
    channel: str = "PJSIP/{extension}"
    ring_s: float = 30.0
    answer_s: float = 10.0


class AmiOrders:
    """An exchange, as `ExchangeActions`, while `given_over` a connection."""

    def __init__(
        self, dialling: AmiDialling | None = None, queues: AmiQueues | None = None
    ) -> None:
        """Take no orders yet; ``queues`` are given over the same connections."""
        self._dialling = dialling or AmiDialling()
        self.queues = queues or AmiQueues(ExtensionPattern())
        self._connection: AmiConnection | None = None
        self._asked: dict[str, Answers] = {}

    @property
    def takes_orders(self) -> bool:
        """Whether there is a connection now."""
        return self._connection is not None

    @contextmanager
    def given_over(self, connection: AmiConnection) -> Iterator[None]:
        """Give orders over ``connection`` while the block runs; what is left open then fails."""
        self._connection = connection
        try:
            with self.queues.given_over(connection):
                yield
        finally:
            self._connection = None
            for answers in self._asked.values():
                answers.put_nowait(None)

    def take(self, event: AmiEvent) -> None:
        """Hear what the exchange says; whatever answers no order of ours is left aside."""
        answers = self._asked.get(event.get("ActionID"))
        if answers is not None and event.name in {"", "OriginateResponse"}:
            answers.put_nowait(event)
        self.queues.take(event)

    async def originate(self, extension: str, digits: str, *, action_id: str) -> None:
        """Ring a telephone, then the number; see `ExchangeActions`.

        The caller's number is the telephone's own: with another, or none, the telephone would
        show a call that seems to come in from outside.

        Raises:
            NotDialled: the telephone did not answer, the exchange refused, or went away.
        """
        dialling = self._dialling
        order = {
            "Channel": dialling.channel.replace("{extension}", extension),
            "Context": dialling.context,
            "Exten": digits,
            "Priority": "1",
            "CallerID": extension,
            "Timeout": str(round(dialling.ring_s * 1000)),
            "Async": "true",
        }
        async with self._order("Originate", action_id, order) as answers:
            answer = await _answer(answers, dialling.answer_s)
            if answer.get("Response") != "Success":
                raise NotDialled(_problem_of_refusal(answer.get("Message")))
            outcome = await _answer(answers, dialling.ring_s + dialling.answer_s)
            if outcome.get("Response") != "Success":
                raise NotDialled(_PROBLEMS.get(outcome.get("Reason"), DialProblem.TELEPHONE_AWAY))

    @asynccontextmanager
    async def _order(
        self, action: str, action_id: str, fields: dict[str, str]
    ) -> AsyncIterator[Answers]:
        """Send ``action`` and yield where its answers arrive."""
        if self._connection is None:
            raise NotDialled(DialProblem.NOBODY_TOOK_IT)
        answers: Answers = asyncio.Queue()
        self._asked[action_id] = answers
        try:
            await self._connection.send(action, ActionID=action_id, **fields)
            yield answers
        except NotDialled:
            raise
        except CrmError as error:
            raise NotDialled(DialProblem.EXCHANGE_AWAY) from error
        finally:
            del self._asked[action_id]


async def _answer(answers: Answers, patience_s: float) -> AmiEvent:
    try:
        async with asyncio.timeout(patience_s):
            answer = await answers.get()
    except TimeoutError as error:
        raise NotDialled(DialProblem.EXCHANGE_AWAY) from error
    if answer is None:
        raise NotDialled(DialProblem.EXCHANGE_AWAY)
    return answer


def _problem_of_refusal(message: str) -> DialProblem:
    return DialProblem.NOT_ALLOWED if message == NOT_ALLOWED else DialProblem.EXCHANGE_REFUSED


# The reason is the kind of the last frame from the telephone: 3 it rang to the end, 5 busy, 8
# congestion. Asterisk 22 says 0 of one that is not there and of one that refuses, without telling
# which.
_PROBLEMS: Final = {
    "3": DialProblem.NOT_PICKED_UP,
    "5": DialProblem.BUSY,
}
