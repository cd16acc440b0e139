"""Run on an X display: somebody types in another window while ours comes to the front.

Prints what was typed there, and whether our window covers the other one.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from crm_desktop.ui.main_window import DeskOfWindow, MainWindow
from crm_desktop.ui.shared.formats import Formats

TYPED = "abc"
THEIRS = QColor("#ff00ff")
MOST_S = 25.0


def until(is_so: Callable[[], bool]) -> None:
    """Let Qt work until it is so; what is printed says whether it never was."""
    end = time.monotonic() + MOST_S
    while not is_so() and time.monotonic() < end:
        QTest.qWait(10)


def main(settings_file: str) -> None:
    application = QApplication(["front"])
    settings = QSettings(settings_file, QSettings.Format.IniFormat)
    window = MainWindow(DeskOfWindow("tadokoro", "", Formats("en")), settings=settings)
    window.setGeometry(0, 0, 1100, 700)
    window.show()
    QTest.qWaitForWindowExposed(window, int(MOST_S * 1000))
    elsewhere = QLineEdit()
    elsewhere.setStyleSheet(f"background: {THEIRS.name()}")
    elsewhere.setGeometry(0, 0, 1100, 700)

    def is_covered() -> bool:
        shown = application.primaryScreen().grabWindow(0).toImage()
        return shown.pixelColor(900, 600) != THEIRS

    elsewhere.show()
    elsewhere.raise_()
    elsewhere.activateWindow()
    until(lambda: elsewhere.hasFocus() and not is_covered())
    window.bring_to_front_without_focus()
    until(is_covered)
    QTest.qWait(500)  # for a focus that is stolen late
    subprocess.run(["xdotool", "type", TYPED], check=True)
    until(lambda: elsewhere.text() == TYPED)
    print(elsewhere.text(), "covered" if is_covered() else "in front", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
