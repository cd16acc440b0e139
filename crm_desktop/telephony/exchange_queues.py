"""What the gateway knows of an exchange's queues, and may have done there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class OrderFailed(Exception):
    """An exchange did not do what it was told to; the text is for the log.

    ``is_lasting`` False: there was nobody to tell, so it may be told again.
    """

    def __init__(self, problem: str, *, is_lasting: bool) -> None:
        super().__init__(problem)
        self.is_lasting = is_lasting


@dataclass(frozen=True, slots=True)
class QueuedTelephone:
    """A telephone that queues may ring; ``places`` are (queue, name of the telephone there).

    ``is_paused``: none of them rings it. ``reasons`` are those of the pauses there are.
    """

    places: frozenset[tuple[str, str]]
    is_paused: bool
    reasons: frozenset[str]


@dataclass(frozen=True, slots=True)
class QueueListing:
    """The telephones in queues by extension, as one connection tells; they are counted."""

    connection: int
    telephones: Mapping[str, QueuedTelephone]


class ExchangeQueues(Protocol):
    """The queues of an exchange; all of it on the gateway's event loop."""

    def listing(self) -> QueueListing | None:
        """Return who is in the queues, None while this gateway is not signed in to the exchange."""
        ...

    async def pause(self, extension: str, *, paused: bool, reason: str) -> None:
        """Let no queue ring ``extension``, or let them again; ``reason`` is told back later.

        Raises:
            OrderFailed: it was not done.
        """
        ...
