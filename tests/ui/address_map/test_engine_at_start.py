"""A desk that shows no map pays for none."""

from __future__ import annotations

from tests.ui.address_map.conftest import run

LOOK = """
import sys
import crm_desktop.app.desk, crm_desktop.app.address_map_parts
heavy = ("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtQuick", "folium")
print([name for name in heavy if name in sys.modules])
"""


def test_nothing_of_the_engine_is_loaded_with_the_desk() -> None:
    done = run(["-c", LOOK])

    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr
