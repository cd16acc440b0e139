from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel, plain_tool_tip


def test_markup_from_outside_is_only_text(qtbot: QtBot) -> None:
    label = PlainLabel("<img src=x>髙橋")
    qtbot.addWidget(label)

    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<img src=x>髙橋"


def test_markup_in_a_tooltip_is_only_text() -> None:
    assert "&lt;b&gt;&amp;" in plain_tool_tip("<b>&")


def test_a_line_that_is_too_long_is_cut_and_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("国産青汁30包\n定期便の お休みの 確認")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()

    assert label.text().endswith("…")
    assert "定期便" in label.toolTip()
    assert label.accessibleName() == "国産青汁30包 定期便の お休みの 確認"


def test_a_line_that_fits_has_no_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("髙橋")
    qtbot.addWidget(label)
    label.resize(300, 20)
    label.show()

    assert (label.text(), label.toolTip()) == ("髙橋", "")


@pytest.mark.parametrize(
    ("words", "values", "whole"),
    [
        ("%2 of %1", ("a", "b"), "b of a"),
        ("%1", ("100%2",), "100%2"),
        ("100 %", ("x",), "100 %"),
        ("%3", ("x",), "%3"),
    ],
)
def test_values_are_put_into_sentences(words: str, values: tuple[str, ...], whole: str) -> None:
    assert filled(words, *values) == whole
