"""What on this PC tells of calls besides commands and links: a file, the clipboard, a box."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QClipboard

from crm_desktop.app.reception import Reception
from crm_desktop.background.polled_calls import PolledCalls
from crm_desktop.settings import DeskSettings
from crm_desktop.telephony.call_file import CallFile
from crm_desktop.telephony.caller_id_box import CallerIdBox
from crm_desktop.ui.clipboard_calls import ClipboardCalls


class DeskSource(Protocol):
    """One way in which calls at this PC are told of, between start and stop."""

    @property
    def call_reported(self) -> SignalInstance:
        """Tells of a `CallNotice`."""

    @property
    def failed(self) -> SignalInstance:
        """Tells, once, of a trouble that lasts."""

    @property
    def recovered(self) -> SignalInstance:
        """Tells of the same trouble when it is over."""

    def start(self) -> None:
        """Tell of what comes from now on."""

    def stop(self) -> None:
        """Tell nothing more."""


class DeskSources(QObject):
    """Those that are set; they work while somebody sits here."""

    def __init__(self, sources: Iterable[DeskSource], parent: QObject | None = None) -> None:
        """Start nothing yet."""
        super().__init__(parent)
        self._sources = tuple(sources)

    def report_to(self, reception: Reception) -> None:
        """Have ``reception`` record what is told, start and stop with who sits there."""
        for source in self._sources:
            source.call_reported.connect(reception.report_call)
            source.failed.connect(reception.tell)
            source.recovered.connect(reception.take_back)
        reception.occupied.connect(self.follow)

    def follow(self, occupied: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Work while the desk is ``occupied``."""
        for source in self._sources:
            if occupied:
                source.start()
            else:
                source.stop()

    def stop(self) -> None:
        """Tell nothing more."""
        self.follow(False)


def desk_sources(desk: DeskSettings, clipboard: QClipboard) -> DeskSources:
    """Return what ``desk`` names; nothing is looked at before the start."""
    sources: list[DeskSource] = []
    if desk.call_file:
        file = Path(desk.call_file).expanduser()
        sources.append(PolledCalls("call-file", partial(CallFile, file, desk.call_file_pattern)))
    if desk.caller_id_port:
        box = partial(CallerIdBox, desk.caller_id_port, desk.caller_id_speed)
        sources.append(PolledCalls("caller-id-box", box))
    if desk.call_clipboard:
        sources.append(ClipboardCalls(clipboard))
    return DeskSources(sources)
