"""What desks may have an exchange do, whichever way it is spoken to."""

from __future__ import annotations

from typing import Protocol


class ExchangeActions(Protocol):
    """An exchange that takes orders; all of it on the gateway's event loop.

    Whatever is asked returns when the exchange has said that it was done.

    Raises:
        CrmError: it was not done, with the reason.
    """

    @property
    def takes_orders(self) -> bool:
        """Whether this gateway is signed in to it now; with a spare one only one of them is."""
        ...

    async def originate(self, extension: str, digits: str, *, action_id: str) -> None:
        """Ring the telephone ``extension`` and, once it is picked up, what ``digits`` reach.

        They are as a telephone of the office dials them, with what comes in front. Returns when
        the telephone was picked up. ``action_id`` is of our own making, a new one each time.
        """
        ...
