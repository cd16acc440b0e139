from __future__ import annotations

from PySide6.QtGui import QFont, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from crm_desktop.ui.customer_card.copy_label import CopyLabel
from crm_desktop.ui.customer_card.painted_text import PaintedTexts


def test_shaped_texts_do_not_pile_up(qtbot: QtBot) -> None:
    texts, page, held = PaintedTexts(QFont(), kept=20), QPixmap(400, 40), list[int]()
    painter = QPainter(page)
    for thousand in (1_000, 2_000):
        for number in range(thousand, thousand + 100):
            texts.draw(painter, f"{number}件目。髙橋様、来週でよい。", 0, 0, 60)
        held.append(texts.kept)
    painter.end()

    assert held[0] == held[1] <= 80


def test_label_keeps_few_of_the_values_it_has_shown(qtbot: QtBot) -> None:
    label = CopyLabel()
    qtbot.addWidget(label)
    for number in range(200):
        label.show_value(f"﨑山 {number}")
        label.sizeHint()

    assert label._shaping().kept <= 20
