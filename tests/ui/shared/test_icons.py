from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from crm_desktop.resources import resource
from crm_desktop.ui.shared.icons import icon_pixmap

ICONS = sorted(resource("icons").glob("*.svg"))


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_each_icon_is_drawn_with_one_stroke(file: Path) -> None:
    drawing = ET.parse(file).getroot()

    assert drawing.get("stroke") == "currentColor"
    assert drawing.get("stroke-width") == "1.5"
    assert drawing.get("viewBox") == "0 0 16 16"


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_each_icon_can_be_drawn(qapp: object, file: Path) -> None:
    drawn = icon_pixmap(file.stem, "#b3261e", ratio=2.0).toImage()

    assert (drawn.width(), drawn.height()) == (32, 32)
    inked = [drawn.pixelColor(x, y) for x in range(32) for y in range(32)]
    assert QColor("#b3261e") in inked
