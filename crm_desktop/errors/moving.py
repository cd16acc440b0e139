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


class WorkStopped(CrmError):
    """Somebody stopped long work before it was done; nothing of it stays."""

    def __init__(self) -> None:
        super().__init__("the work was stopped")


class FilterNameTaken(CrmError):
    """Somebody else saved another choice of customers under this name."""

    def __init__(self, name: str) -> None:
        super().__init__("the name of the filter is taken")
        self.name = name


class NotAmongChosen(CrmError):
    """No customer with this code is among those who are to be moved."""

    def __init__(self, code: str) -> None:
        super().__init__("no such customer among the chosen")
        self.code = code


class BadCount(CrmError):
    """What was typed is no whole number that makes sense there."""

    def __init__(self, text: str) -> None:
        super().__init__("not a whole number in range")
        self.text = text


class BadShare(CrmError):
    """What was typed as somebody's share is no number from 0 up."""

    def __init__(self, text: str) -> None:
        super().__init__("not a share")
        self.text = text


class DayPassed(CrmError):
    """A move is planned, or a cover ends, on a later day than today."""

    def __init__(self) -> None:
        super().__init__("the day is not after today")
