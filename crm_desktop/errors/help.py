"""Refusals when somebody helps a colleague who is talking."""

from __future__ import annotations

from crm_desktop.errors.base import CrmError


class HelpOver(CrmError):
    """Who asked for help has closed the card since: nobody would read the word."""

    def __init__(self) -> None:
        super().__init__("the request for help has ended")


class HelpEnded(CrmError):
    """What was asked for has ended before its word arrived: nobody would read the word."""

    def __init__(self) -> None:
        super().__init__("the own request for help has ended")
