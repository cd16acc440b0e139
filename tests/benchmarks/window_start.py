"""Opens a desk, prints when it was ready and what it weighs, and ends: run as a process."""

from __future__ import annotations

import gc
import json
import sys
import time

gc.disable()  # as crm_desktop/__main__.py does

from PySide6.QtCore import QTimer  # noqa: E402

from crm_desktop.app.desk import open_application, open_program, show_desk  # noqa: E402
from crm_desktop.settings import DeskSettings  # noqa: E402
from crm_desktop.ui.home.state import HomeState  # noqa: E402


def main(dsn: str, began_at: float) -> None:
    """Print seconds from ``began_at`` (monotonic) to painted and to filled, then the weight."""
    application, formats = open_application(DeskSettings("ja", "light"))
    program = open_program(dsn, DeskSettings(), formats)
    figures: dict[str, float] = {}

    def on_home(state: HomeState) -> None:
        if state.loaded:
            QTimer.singleShot(0, lambda: figures.setdefault("filled_s", passed()))
            QTimer.singleShot(1500, end)

    def passed() -> float:
        return round(time.monotonic() - began_at, 3)

    def end() -> None:
        import psutil  # noqa: PLC0415 (not part of what is weighed)

        figures["idle_rss_mb"] = round(psutil.Process().memory_info().rss / 1e6, 1)
        print(json.dumps(figures), flush=True)
        application.quit()

    program.home.changed.connect(on_home)
    show_desk(application, program)
    application.processEvents()
    figures["painted_s"] = passed()
    application.exec()
    program.close()


if __name__ == "__main__":
    main(sys.stdin.readline().strip(), float(sys.argv[1]))
