"""Tells the operator of errors: in the window's bar, and of bugs in a report that can be copied."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable, ServerDiskFull
from crm_desktop.log import harmless
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

log = logging.getLogger(__name__)

DOUBT_MS: Final = 8_000
"""By then whoever follows the calls knows whether the line is there."""


class ErrorDisplay(QObject):
    """Shows whatever failed, from any thread; the program goes on.

    Once it is told how the line to the database is, the bar of the connection says that this is
    lost, and nothing that fails for it is said besides: ``line_doubted`` asks to look at the line.
    """

    line_doubted = Signal()

    _came = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: BugReportDialog | None = None
        self._told: CrmError | None = None
        self._linked: bool | None = None
        self._doubt: CrmError | None = None
        self._doubting = QTimer(self)
        self._doubting.setSingleShot(True)
        self._doubting.setInterval(DOUBT_MS)
        self._doubting.timeout.connect(self._tell_doubt)
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def show(self, error: Exception) -> None:
        """Say an expected error in the bar; log a bug and offer its report."""
        if threading.current_thread() is threading.main_thread():
            self._show(error)
        else:
            self._came.emit(error)

    def on_linked(self, linked: bool) -> None:  # noqa: FBT001 (a Qt signal's argument)
        """Know whether the database can be reached; what was said of that is over."""
        self._linked = linked
        self._doubting.stop()
        if isinstance(self._told, DatabaseUnreachable):
            self.take_back(self._told)

    def take_back(self, error: Exception) -> None:
        """Take the words for ``error`` off the bar, if they are the last that were said."""
        if self._told is error:
            self._told = None
            self._window.error_bar.hide()

    def watch_for_bugs(self) -> None:
        """Show, from now on, whatever nobody caught, on whichever thread."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = lambda uncaught: self._on_uncaught(
            uncaught.exc_type, uncaught.exc_value, uncaught.exc_traceback
        )

    def _on_uncaught(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, Exception):
            self.show(error)
        else:
            sys.__excepthook__(kind, error or kind(), trace)

    def _show(self, error: Exception) -> None:
        if isinstance(error, CrmError):
            if not self._is_of_the_line(error):
                self._tell(error)
            return
        log.error("bug", exc_info=error)
        if self._dialog is None:
            self._dialog = BugReportDialog(self._window)
        self._dialog.add(bug_report(error))
        self._dialog.show()

    def _tell(self, error: CrmError) -> None:
        log.warning("told the operator of %s", type(error).__name__)
        self._told = error
        self._window.tell(error_text(error))

    def _is_of_the_line(self, error: CrmError) -> bool:
        """Tell whether the bar of the connection says it, or will know in a moment."""
        away = isinstance(error, DatabaseUnreachable) and not isinstance(error, ServerDiskFull)
        if self._linked is None or not away:
            return False
        log.warning("not told beside the connection: %s", type(error).__name__)
        if self._linked:
            self._doubt = error
            self._doubting.start()
            self.line_doubted.emit()
        return True

    def _tell_doubt(self) -> None:
        if self._linked and self._doubt is not None:
            self._tell(self._doubt)


class BugReportDialog(QDialog):
    """Says that something went wrong, and holds the report for whoever looks after the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.resize(640, 400)
        words = PlainLabel(
            self.tr(
                "Something went wrong in the program. What you typed is kept; you can go on."
                " Please hand the report below to whoever looks after the program."
            )
        )
        words.setWordWrap(True)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setAccessibleName(self.tr("Report"))
        self.copy = QPushButton(self.tr("Copy the report"))
        self.copy.clicked.connect(self._copy)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(SIZES.gap)
        column.addWidget(words)
        column.addWidget(self.report, 1)
        column.addWidget(buttons)

    def add(self, report: str) -> None:
        """Hold one more report; those that were read are gone with the closing."""
        earlier = self.report.toPlainText() if self.isVisible() else ""
        self.report.setPlainText(f"{earlier}\n{report}".lstrip()[-_LONGEST:])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())


def bug_report(error: Exception) -> str:
    """Return what a programmer needs to know, without passwords, numbers and row values."""
    facts = (
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        platform.platform(),
        QGuiApplication.platformName(),
    )
    trace = "".join(traceback.format_exception(error))
    return harmless(f"CRM Desktop, {', '.join(facts)}\n{trace}")


_LONGEST = 20_000
