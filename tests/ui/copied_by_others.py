"""Copies one number by itself and one by another program; prints what counts as a call."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.call_notice import CallNotice
from crm_desktop.ui.clipboard_calls import ClipboardCalls

OTHER = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
application = QApplication([])
application.clipboard().setText("0355550182")
QTimer.singleShot(80_000, application.quit)
application.exec()
"""


def main() -> None:
    application = QApplication([])
    calls = ClipboardCalls(application.clipboard())
    calls.start()
    application.clipboard().setText("0355550101")
    others: list[subprocess.Popen[bytes]] = []

    def take(notice: CallNotice) -> None:
        print(notice.caller_raw, flush=True)
        QTimer.singleShot(200, application.quit)

    calls.call_reported.connect(take)
    QTimer.singleShot(500, lambda: others.append(subprocess.Popen([sys.executable, "-c", OTHER])))
    QTimer.singleShot(80_000, application.quit)
    application.exec()
    for other in others:
        other.terminate()
        other.wait()


main()
