"""What cannot be done about callers and their calls."""

from __future__ import annotations

from crm_desktop.errors.base import CrmError


class CannotBeUnwanted(CrmError):
    """A number or beginning cannot be put on the list of unwanted callers."""

    def __init__(self, pattern: str, problem: str) -> None:
        """``problem`` is an `UnwantedProblem`."""
        super().__init__(f"not to be listed as unwanted: {problem}")
        self.pattern = pattern
        self.problem = problem


class AlreadyUnwanted(CrmError):
    """The caller is on the list of unwanted callers already."""

    def __init__(self, pattern: str) -> None:
        """Remember which one."""
        super().__init__("the caller is listed as unwanted already")
        self.pattern = pattern
