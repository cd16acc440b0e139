"""Reading what is written on papers."""

from __future__ import annotations

from crm_desktop.errors.base import CrmError


class ReadingNotInstalled(CrmError):
    """The optional packages that read pages are not installed here; pages stay unread."""

    def __init__(self) -> None:
        super().__init__("reading is not installed here (pip install rapidocr onnxruntime)")


class ReadingTookTooLong(CrmError):
    """A page was not read within the time for one; its reader was stopped."""

    def __init__(self, limit_s: float) -> None:
        super().__init__(f"the page was not read within {limit_s:.0f} s")
        self.limit_s = limit_s


class ReaderStopped(CrmError):
    """The process that reads pages ended on its own, mostly for want of memory."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(f"the reader of pages ended by itself (exit code {exit_code})")
        self.exit_code = exit_code


class PageNotReadable(CrmError):
    """A page could not even be shown to the reader; ``problem`` is English and technical."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"the page cannot be shown: {problem}")
        self.problem = problem
