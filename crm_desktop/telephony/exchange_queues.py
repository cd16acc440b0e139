"""What the gateway knows of an exchange's queues, and may have done there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
class QueuePlace:
    """A telephone in one queue, by the name that the queue has for it; ``reason`` of its pause."""

    queue: str
    interface: str
    paused: bool
    reason: str

    @property
    def key(self) -> tuple[str, str]:
        """What it stays the same place by."""
        return self.queue, self.interface


@dataclass(frozen=True, slots=True)
class QueueListing:
    """The places of the telephones by extension, as one connection tells; they are counted."""

    connection: int
    telephones: Mapping[str, Sequence[QueuePlace]]


class ExchangeQueues(Protocol):
    """The queues of an exchange; all of it on the gateway's event loop."""

    def listing(self) -> QueueListing | None:
        """Return who is in the queues, None while this gateway is not signed in to the exchange."""
        ...

    async def pause(self, place: QueuePlace, *, paused: bool, reason: str) -> None:
        """Let the queue not ring there, or let it again; ``reason`` is told back later.

        Raises:
            OrderFailed: it was not done.
        """
        ...
