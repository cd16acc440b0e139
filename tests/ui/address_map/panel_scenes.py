"""Run in a process of its own: the whole panel on the web map; prints what was seen, as JSON."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget

from crm_desktop.background.jobs import lane
from crm_desktop.maps.map_page import page_asset
from crm_desktop.ui.address_map.home_map import HomeMap
from crm_desktop.ui.address_map.map_view import MapLanes, MapSources
from crm_desktop.ui.address_map.panel import AddressMapPanel
from crm_desktop.ui.address_map.presenter import AddressMapPresenter
from crm_desktop.ui.address_map.wiring import connect_map
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.theme import dress
from crm_desktop.ui.shared.tokens import LIGHT
from tests.ui.address_map.homes import Answers, a_home, a_place, card_of
from tests.ui.address_map.map_desk import OTHER_HOME, SQUARE, pause, until
from tests.ui.customer_card.cards import JAPAN

OSAKA_CUSTOMER = 5001
LETTERS = "kikoemasuka"


class Scene:
    """A note with the caret in it, beside the map of a card."""

    def __init__(self) -> None:
        self.lanes = [lane("map", 2), lane("page", 2), lane("tiles", 4)]
        self.answers = Answers()
        self.answers.homes[OSAKA_CUSTOMER] = (
            a_home(
                9, city="大阪市", town="中之島", building="", place=a_place(position=OTHER_HOME)
            ),
        )
        nothing = MapSources(page_asset, lambda: SQUARE, lambda _: (), lambda *_: None)
        self.window = QWidget()
        self.note = QPlainTextEdit(self.window)
        home_map = HomeMap(nothing, MapLanes(self.lanes[1], self.lanes[2]))
        self.panel = AddressMapPanel(Formats("ja", JAPAN), home_map)
        self.presenter = AddressMapPresenter(self.answers.questions(), self.lanes[0], self.panel)
        connect_map(self.presenter, self.panel)
        row = QHBoxLayout(self.window)
        row.addWidget(self.note)
        row.addWidget(self.panel)
        self.window.resize(760, 560)
        self.window.show()
        self.window.activateWindow()
        self.note.setFocus()
        until(self.note.hasFocus)

    def type_while_the_map_is_made(self) -> dict[str, Any]:
        self.presenter.show_card(card_of())
        for letter in LETTERS * 8:
            QTest.keyClicks(QApplication.focusWidget() or self.window, letter)
            pause(40)
        until(lambda: self.panel.map.is_settled)
        QTest.keyClicks(QApplication.focusWidget() or self.window, "x")
        return {"typed": self.note.toPlainText(), "has_caret": self.note.hasFocus()}

    def change_customers(self) -> dict[str, Any]:
        before = self.page_text()
        self.presenter.show_card(card_of(OSAKA_CUSTOMER))
        until(lambda: self.presenter.state.surroundings is not None)
        until(lambda: self.panel.map.is_settled)
        between = self.page_text()
        self.presenter.forget()
        pause(600)
        return {"before": before, "between": between, "after": self.page_text()}

    def page_text(self) -> str:
        """All that stands in the page, attributes and all."""
        texts: list[str] = []
        page = self.panel.map._web._web.page()  # type: ignore[union-attr]
        page.runJavaScript("document.documentElement.outerHTML", 0, texts.append)
        until(lambda: bool(texts))
        return texts[0]

    def close(self) -> None:
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, 0)
        pause(50)
        for jobs in self.lanes:
            jobs.close()


def main() -> None:
    application = QApplication(["crm-desktop"])
    dress(application, LIGHT)
    scene = Scene()
    seen = {"typing": scene.type_while_the_map_is_made(), "changing": scene.change_customers()}
    scene.close()
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
