"""What keeps drafts from lasting, or from being read again."""

from __future__ import annotations

from crm_desktop.errors.base import CrmError


class DraftsNotLasting(CrmError):
    """Drafts are kept in memory alone: this PC has no safe place for their key, or no folder."""

    def __init__(self, reason: str) -> None:
        """``reason`` says in technical words what is missing."""
        super().__init__(f"drafts are kept in memory only: {reason}")
        self.reason = reason


class DraftNotWritten(CrmError):
    """A draft could not be written to disk; it is kept in memory, what was on disk stays there."""

    def __init__(self, reason: str) -> None:
        """``reason`` are the system's words, such as that the disk is full."""
        super().__init__(f"a draft cannot be written: {reason}")
        self.reason = reason


class DraftsUnreadable(CrmError):
    """Files of drafts are damaged, or their key is gone; they were put aside."""

    def __init__(self, number: int, folder: str) -> None:
        """``number`` of files, which stay in ``folder`` for as long as drafts are kept."""
        super().__init__(f"{number} drafts in {folder} cannot be read")
        self.number = number
        self.folder = folder
