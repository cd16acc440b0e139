"""What a customer search shows."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.database.queries.customers import FoundCustomer


@dataclass(frozen=True, slots=True)
class CustomerSearchState:
    """``results`` are those of ``answered``; ``words`` has what was typed since.

    While both differ an answer is awaited, unless asking ``failed``.
    """

    words: str = ""
    answered: str = ""
    results: tuple[FoundCustomer, ...] = ()
    failed: bool = False

    @property
    def searching(self) -> bool:
        """Whether the results are not yet those of the words."""
        return self.words != self.answered and not self.failed
