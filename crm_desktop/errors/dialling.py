"""Why a number that somebody wanted dialled was not."""

from __future__ import annotations

from crm_desktop.errors.base import CrmError


class NotDialled(CrmError):
    """A number was not dialled, or its call came to nothing before anybody heard it ring."""

    def __init__(self, problem: str) -> None:
        """``problem`` is a `DialProblem`."""
        super().__init__(f"not dialled: {problem}")
        self.problem = problem
