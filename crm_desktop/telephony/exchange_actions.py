"""What desks may have an exchange do, whichever way it is spoken to."""

from __future__ import annotations

from typing import Protocol

from crm_desktop.domain.dial_request import NumberShown


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

    async def originate(
        self, extension: str, number: str, *, number_shown: NumberShown, action_id: str
    ) -> None:
        """Ring the telephone ``extension``, and once it is picked up the E.164 ``number``.

        Returns when somebody has picked it up. ``action_id`` is of our own making.
        """
        ...

    async def pause(self, extension: str, *, paused: bool, reason: str) -> None:
        """Let no queue ring ``extension``, or let them again; ``reason`` may be empty."""
        ...
