"""Takes a phone number that another program copies for a call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard

from crm_desktop.domain.call import CallStage
from crm_desktop.domain.call_notice import CallNotice
from crm_desktop.domain.call_text import wholly_phone_number

LONGEST_TEXT: Final = 60


class ClipboardCalls(QObject):
    """Reports a ringing for each text that is wholly a phone number, between start and stop.

    What this program copies itself is left alone, and so is what was copied before the start.
    """

    call_reported = Signal(object)  # CallNotice
    failed = Signal(object)  # never: there is always a clipboard
    recovered = Signal(object)  # never

    def __init__(
        self,
        clipboard: QClipboard,
        *,
        is_own: Callable[[], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``is_own`` tells whether this program copied last; the clipboard knows by itself."""
        super().__init__(parent)
        self._clipboard = clipboard
        self._is_own = is_own or clipboard.ownsClipboard
        self._is_on = False
        clipboard.dataChanged.connect(self._on_copied)

    def start(self) -> None:
        """Take what is copied from now on."""
        self._is_on = True

    def stop(self) -> None:
        """Take nothing more."""
        self._is_on = False

    def _on_copied(self) -> None:
        if not self._is_on or self._is_own():
            return
        text = self._clipboard.text()
        number = wholly_phone_number(text) if len(text) <= LONGEST_TEXT else ""
        if number:
            self.call_reported.emit(CallNotice(CallStage.RINGING, caller_raw=number))
