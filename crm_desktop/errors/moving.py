"""Refusals when customers are moved between staff."""

from __future__ import annotations

from crm_desktop.errors.base import CrmError


class NobodyToMoveTo(CrmError):
    """Nobody was chosen to get the customers, or everybody with a weight of zero."""

    def __init__(self) -> None:
        super().__init__("nobody with a weight to move customers to")


class ReceiverLeft(CrmError):
    """Somebody who was to get customers has left since the move was drafted."""

    def __init__(self) -> None:
        super().__init__("a receiver of the move is no longer active")


class CustomersMovedMeanwhile(CrmError):
    """Others have moved ``changed`` of the customers since the move was drafted."""

    def __init__(self, changed: int) -> None:
        super().__init__(f"{changed} customers were moved by others")
        self.changed = changed


class NothingToMove(CrmError):
    """No customer is left to be moved."""

    def __init__(self) -> None:
        super().__init__("no customer is left to move")


class MoveGone(CrmError):
    """The move is not there (any more), or was done or undone already."""

    def __init__(self) -> None:
        super().__init__("no such move in this state")


class UndoTooLate(CrmError):
    """A move is taken back within 24 hours only."""

    def __init__(self) -> None:
        super().__init__("the move is older than 24 hours")
