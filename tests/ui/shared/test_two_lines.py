from __future__ import annotations

from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from crm_desktop.ui.shared.two_lines import TwoLineLabel, two_lines

LONG = "〒870-0037 大分県大分市東春日町831-19 ｸﾞﾗﾝﾄﾞﾒｿﾞﾝ東春日ﾊﾟｰｸｻｲﾄﾞﾚｼﾞﾃﾞﾝｽ弐番館 1207号室 髙橋様方"


def test_words_that_fit_stay_as_they_are(qtbot: QtBot) -> None:
    assert two_lines("桁が足りません。", QFont(), 400) == "桁が足りません。"
    assert two_lines("", QFont(), 400) == ""


def test_words_for_three_lines_end_in_the_second(qtbot: QtBot) -> None:
    first, second = two_lines(LONG, QFont(), 240).split("\n")

    assert LONG.startswith(first)
    assert second.endswith("…")


def test_what_was_cut_is_whole_for_the_mouse_and_for_a_screen_reader(qtbot: QtBot) -> None:
    label = TwoLineLabel()
    qtbot.addWidget(label)
    label.show_text(LONG)
    label.resize(240, 40)
    label.show()

    assert label.text() != LONG
    assert "1207号室" in label.toolTip()
    assert label.accessibleName() == label.whole_text == LONG


def test_more_room_shows_more(qtbot: QtBot) -> None:
    label = TwoLineLabel()
    qtbot.addWidget(label)
    label.resize(240, 40)
    label.show()
    label.show_text(LONG)

    label.resize(2000, 40)

    assert label.text() == LONG
    assert not label.toolTip()
