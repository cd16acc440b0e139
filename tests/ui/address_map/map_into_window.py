"""Run on an X display: a web map comes into a window in which somebody types.

Prints, as JSON, what became of the window, the caret and what was typed.
"""

from __future__ import annotations

import json
import subprocess

from PySide6.QtWidgets import QApplication

from tests.ui.address_map.map_desk import OSAKA, SHINJUKU, MapDesk, map_desk, pause, until


def type_there(text: str) -> None:
    subprocess.run(["xdotool", "type", "--delay", "15", text], check=True)


def scene(desk: MapDesk) -> dict[str, object]:
    until(lambda: desk.field.hasFocus() and desk.window.isActiveWindow())
    before = int(desk.window.winId())
    lost: list[str] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusChanged.connect(
        lambda _old, new: lost.append(type(new).__name__) if new is not desk.field else None
    )
    type_there("abc")
    desk.map.show_home(SHINJUKU)
    while not desk.has_web_map():
        type_there("d")
        pause(20)
    desk.show(OSAKA)
    type_there("xyz")
    until(lambda: desk.field.text().endswith("xyz"))
    text = desk.field.text()
    return {
        "same window": int(desk.window.winId()) == before,
        "focus lost to": lost,
        "typed": text.replace("d", ""),
        "typed on": "d" in text,
        "caret at end": desk.field.cursorPosition() == len(text),
        "faults": desk.faults,
    }


if __name__ == "__main__":
    with map_desk() as desk:
        print(json.dumps(scene(desk)))
