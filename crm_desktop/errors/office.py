"""What cannot be settled for the office."""

from __future__ import annotations

from crm_desktop.errors.base import CrmError


class BadLineNumber(CrmError):
    """A line has a number that no telephone system can send, or only one of number and name."""

    def __init__(self, typed: str) -> None:
        """Remember what was typed."""
        super().__init__("a line without a number or a name")
        self.typed = typed


class LineTwice(CrmError):
    """Two lines have the same number."""

    def __init__(self, typed: str) -> None:
        """Remember the number as it was typed."""
        super().__init__("a line's number is there twice")
        self.typed = typed


class BadPrefix(CrmError):
    """What is dialled before calls to the outside is not of digits."""

    def __init__(self, typed: str) -> None:
        """Remember what was typed."""
        super().__init__("the outside prefix is not of at most four digits")
        self.typed = typed


class BadDialAddress(CrmError):
    """An address that is to dial is none, or has no place for the number."""

    def __init__(self, typed: str) -> None:
        """Remember what was typed."""
        super().__init__("the address that dials has no {number} or does not begin with http")
        self.typed = typed
