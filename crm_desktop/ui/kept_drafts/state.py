"""What the list of drafts shows."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.domain.draft import Draft


@dataclass(frozen=True, slots=True)
class KeptDraftsState:
    """Drafts that were left lying, the newest first; ``thrown`` of them can be put back."""

    drafts: tuple[Draft, ...] = ()
    thrown: int = 0

    @property
    def is_wanted(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.drafts or self.thrown)
