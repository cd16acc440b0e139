"""Masters of mailings and enclosures, and the rules of enclosures, that cannot be kept so.

The sentences are in `crm_desktop.ui.printed_error_text`.
"""

from __future__ import annotations

from crm_desktop.errors.base import CrmError


class BadPrintedPaper(CrmError):
    """A mailing or an enclosure lacks something, or its days do not fit."""

    def __init__(self, problem: str) -> None:
        """``problem`` is a `PrintedProblem`."""
        super().__init__(f"a mailing or an enclosure cannot be kept: {problem}")
        self.problem = problem


class PrintedCodeTaken(CrmError):
    """Another mailing or enclosure has the code."""

    def __init__(self, code: str) -> None:
        """Remember the code."""
        super().__init__("the code of a mailing or an enclosure is taken")
        self.code = code


class MailingUnknown(CrmError):
    """No mailing has the code."""

    def __init__(self, code: str) -> None:
        """Remember the code as written."""
        super().__init__("no mailing has this code")
        self.code = code


class ProductUnknown(CrmError):
    """No product has the code that a rule names."""

    def __init__(self, code: str) -> None:
        """Remember the code as typed."""
        super().__init__("no product has this code")
        self.code = code


class RuleDaysReversed(CrmError):
    """A rule for enclosures ends before it begins."""


class BadOrderCount(CrmError):
    """Which order a rule is about is no whole number from 1."""

    def __init__(self, text: str) -> None:
        """Remember what was typed."""
        super().__init__("the number of an order is no whole number from 1")
        self.text = text


class PageFileOutside(CrmError):
    """A list names a file of pages outside its own folder."""

    def __init__(self, name: str) -> None:
        """Remember the name as the list has it."""
        super().__init__("a list names a file outside its folder")
        self.name = name


class PageFileUnreadable(CrmError):
    """A file of pages that a list names is not there, cannot be read, or is too large."""

    def __init__(self, name: str) -> None:
        """Remember the name as the list has it."""
        super().__init__("a file that a list names cannot be read")
        self.name = name


class PageFileRefused(CrmError):
    """A file chosen for the pages of a mailing or an enclosure is no paper that can be read."""

    def __init__(self, name: str) -> None:
        """Remember the file's name."""
        super().__init__("a file is no paper that can be read")
        self.name = name


class EnclosureMissing(CrmError):
    """A rule does not say which enclosure it is about."""
