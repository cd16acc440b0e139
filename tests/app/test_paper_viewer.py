"""The papers large, on a whole desk of an operator with a real database."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crm_desktop.actions.papers import store_paper
from crm_desktop.app.program import Program
from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer
from crm_desktop.database.models.letter import Letter
from crm_desktop.database.models.mailing import Mailing, MailingRecipient
from crm_desktop.database.roles import OPERATOR
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.paper_viewer.panel import PaperViewerPanel
from crm_desktop.ui.paper_viewer.place import ViewerPlace
from crm_desktop.ui.paper_viewer.presenter import PaperViewerPresenter
from tests.app.conftest import OpenDesk
from tests.builders import a_customer
from tests.ui.paper_viewer.scans import jpeg

F4, F6, ESC = Qt.Key.Key_F4, Qt.Key.Key_F6, Qt.Key.Key_Escape


@pytest.fixture
def office(own_database: Database) -> Database:
    """Michiko, who got a DM and wrote a letter; both are scanned."""
    with own_database.writing() as session:
        michiko = a_customer(session, "髙橋 美智子")
        papers = [
            store_paper(session, jpeg((90, 120), colour), "").document_id
            for colour in ("red", "blue")
        ]
        mailing = Mailing(
            code="M-1", title="秋の感謝祭", conditions="お一人様1回", document_id=papers[0]
        )
        session.add(mailing)
        session.flush()
        session.add(
            MailingRecipient(
                mailing_id=mailing.id, customer_id=michiko.id, dropped_on=date(2026, 10, 28)
            )
        )
        session.add(
            Letter(customer_id=michiko.id, received_on=date(2026, 11, 3), document_id=papers[1])
        )
    return own_database


@pytest.fixture
def desk(qtbot: QtBot, office: Database, open_desk: OpenDesk) -> Program:
    """The desk of an operator who looks at Michiko's card."""
    program = open_desk(office, OPERATOR)
    with office.reading() as session:
        michiko = session.scalars(select(Customer.id)).one()
    program.pages.open_customer(michiko, OpeningReason.SEARCH)
    qtbot.waitUntil(lambda: len(program.card_panel.papers.model.rows) == 2)
    qtbot.waitUntil(program.card_panel.body.isVisible)
    return program


def opened(desk: Program, qtbot: QtBot) -> tuple[PaperViewerPresenter, PaperViewerPanel]:
    """Open the papers with F6 and F6, wait for the pictures."""
    QTest.keyClick(desk.window, F6)
    QTest.keyClick(desk.window, F6)
    presenter, panel = desk.papers.presenter, desk.papers.panel
    assert presenter is not None
    assert panel is not None
    qtbot.waitUntil(lambda: all(p.picture and p.picture.is_sharp for p in presenter.state.panes))
    return presenter, panel


def test_f6_twice_shows_letter_and_dm_over_the_card(desk: Program, qtbot: QtBot) -> None:
    _, panel = opened(desk, qtbot)

    assert panel.isVisible()
    assert not desk.card_panel.body.isVisible()
    colours = [pane.canvas.grab().toImage() for pane in panel.grid.panes[:2]]
    assert [_middle(image) for image in colours] == ["blue", "red"]
    qtbot.waitUntil(lambda: "Not read yet" in panel.aloud.words.toPlainText())


def test_typing_goes_on_beside_the_papers(desk: Program, qtbot: QtBot) -> None:
    note = desk.card_panel.note.body
    QTest.keyClick(desk.window, F4)
    QTest.keyClicks(note, "The blue ")

    opened(desk, qtbot)
    QTest.keyClick(desk.window, F4)
    QTest.keyClicks(note, "leaflet")

    assert note.isVisible()
    assert note.hasFocus()
    assert note.toPlainText() == "The blue leaflet"
    QTest.keyClick(desk.window, ESC)
    assert note.isVisible()
    assert note.hasFocus()
    assert note.toPlainText() == "The blue leaflet"


def test_escape_closes_the_papers_and_then_the_card(desk: Program, qtbot: QtBot) -> None:
    presenter, panel = opened(desk, qtbot)

    QTest.keyClick(desk.window, ESC)
    assert desk.card_panel.body.isVisible()
    assert not panel.isVisible()
    assert presenter.loader.store.byte_size == 0

    QTest.keyClick(desk.window, ESC)
    assert desk.window.home.isVisible()


def test_another_card_closes_the_papers(desk: Program, qtbot: QtBot, office: Database) -> None:
    presenter, panel = opened(desk, qtbot)
    with office.writing() as session:
        other = a_customer(session, "﨑山 弘").id

    desk.pages.open_customer(other, OpeningReason.SEARCH)

    name = desk.card_panel.header.name
    qtbot.waitUntil(lambda: name.whole_text == "﨑山 弘" and name.isVisible())
    assert not panel.isVisible()
    assert not presenter.state.is_open


def test_orders_and_history_are_behind_the_papers(desk: Program, qtbot: QtBot) -> None:
    _, panel = opened(desk, qtbot)

    QTest.keyClick(desk.window, Qt.Key.Key_F8)

    assert not panel.isVisible()
    assert desk.card_panel.timeline.list.hasFocus()


def test_an_operator_notes_thanks_for_a_letter(
    desk: Program, qtbot: QtBot, office: Database
) -> None:
    _, panel = opened(desk, qtbot)
    qtbot.waitUntil(panel.aloud.thanked.isVisible)

    panel.aloud.thanked.menu().actions()[0].trigger()

    qtbot.waitUntil(lambda: "By telephone" in panel.aloud.words.toPlainText())
    with office.reading() as session:
        kept = session.execute(select(Letter.state, Letter.thanked_how)).one()
    assert tuple(kept) == ("answered", "By telephone")
    papers = desk.card_panel.papers.model.rows.facts
    assert [p.letter.thanked_on is not None for p in papers if p.letter] == [True]


def test_locking_the_desk_puts_the_papers_away(desk: Program, qtbot: QtBot) -> None:
    presenter, _ = opened(desk, qtbot)

    desk.lock.presenter.lock()

    assert not presenter.state.is_open


def test_a_screen_that_is_gone_is_no_place_for_papers(desk: Program, qtbot: QtBot) -> None:
    QSettings().setValue(f"papers/{desk.place.staff.login}/screen", "DP-9")

    _, panel = opened(desk, qtbot)

    assert not panel.isWindow()
    place = panel.findChild(ViewerPlace)
    assert place is not None
    place.change_screen()
    assert not panel.isWindow()
    assert panel.isVisible()


def _middle(image: QImage) -> str:
    colour = image.pixelColor(image.rect().center())
    return "red" if colour.red() > 200 else "blue" if colour.blue() > 200 else colour.name()
