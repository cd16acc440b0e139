"""Run on an X display: somebody types in another window while ours comes to the front.

Prints what was typed there, and whether our window covers the other one.
"""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit

from crm_desktop.ui.main_window import DeskOfWindow, MainWindow
from crm_desktop.ui.shared.formats import Formats

TYPED = "abc"


def main(settings_file: str) -> None:
    application = QApplication(["front"])
    settings = QSettings(settings_file, QSettings.Format.IniFormat)
    window = MainWindow(DeskOfWindow("tadokoro", "", Formats("en")), settings=settings)
    window.setGeometry(0, 0, 1100, 700)
    window.show()
    elsewhere = QLineEdit()
    elsewhere.setStyleSheet("background: #ff00ff")
    elsewhere.setGeometry(0, 0, 1100, 700)

    def type_elsewhere() -> None:
        subprocess.run(["xdotool", "type", TYPED], check=True)
        QTimer.singleShot(500, report)

    def report() -> None:
        shown = application.primaryScreen().grabWindow(0).toImage()
        covered = shown.pixelColor(900, 600) != QColor("#ff00ff")
        print(elsewhere.text(), "covered" if covered else "in front", flush=True)
        application.quit()

    def in_front() -> None:
        elsewhere.show()
        elsewhere.raise_()
        elsewhere.activateWindow()
        QTimer.singleShot(500, window.bring_to_front_without_focus)
        QTimer.singleShot(1000, type_elsewhere)

    QTimer.singleShot(300, in_front)
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1])
