"""What is handed to the desk of this PC and not taken."""

from __future__ import annotations

from crm_desktop.errors.base import CrmError


class BadCallNotice(CrmError):
    """A command or link that reports a call says something that cannot be."""

    def __init__(self, problem: str, part: str = "") -> None:
        """``problem`` is a `NoticeProblem`; ``part`` the field it is about, empty for all."""
        super().__init__(f"not a report of a call: {problem} {part}".rstrip())
        self.problem = problem
        self.part = part


class DeskNotRunning(CrmError):
    """No desk of this person runs on this computer, so there is nobody to hand a call to."""


class DeskDidNotAnswer(CrmError):
    """A desk seems to run, but did not say that it took what was handed to it."""


class CallFileUnreadable(CrmError):
    """The file into which a telephone program writes who calls cannot be read for now."""

    def __init__(self, path: str) -> None:
        """``path`` is the file as it is set."""
        super().__init__("the call file cannot be read")
        self.path = path


class CallerIdBoxAway(CrmError):
    """The box that hears the number display is not plugged in, or another program holds it."""

    def __init__(self, port: str) -> None:
        """``port`` is the serial port as it is set."""
        super().__init__(f"no box answers at the serial port {port}")
        self.port = port


class SerialPortsUnknown(CrmError):
    """A caller-ID box is set, but the package ``pyserial`` is not installed."""
