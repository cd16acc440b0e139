from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.app.printed_papers_page import PrintedPapersPage
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.models.mailing import Mailing
from crm_desktop.database.roles import OPERATOR, SUPERVISOR
from crm_desktop.ui.printed_papers.page_files import PageFiles
from crm_desktop.ui.printed_papers.paper_form import PrintedPaperForm
from crm_desktop.ui.printed_papers.rows import PrintedRows
from crm_desktop.ui.printed_papers.rule_form import EnclosureRuleFields
from crm_desktop.ui.shared.rules_pane import RulesPane
from tests.app.conftest import OpenDesk
from tests.conftest import LoginOf
from tests.images.papers import a_page, encoded

MAILINGS, ENCLOSURES, RULES = range(3)


@pytest.fixture
def page(
    qtbot: QtBot, inline_jobs: Jobs, login_of: LoginOf, database_url: str
) -> Iterator[PrintedPapersPage]:
    with ExitStack() as databases:
        database = databases.enter_context(Database(login_of(SUPERVISOR, name="田所 守")))
        page = PrintedPapersPage(database, inline_jobs, today=date(2026, 11, 22))
        qtbot.addWidget(page.panel)
        page.load()
        page.panel.show()
        yield page
    with psycopg.connect(database_url) as owner:
        for table in ("enclosure_rule", "enclosure", "mailing", "product"):
            owner.execute(f"DELETE FROM {table}")


def pane(page: PrintedPapersPage, place: int) -> RulesPane:
    page.panel.show_part(place)
    shown = page.panel.parts.currentWidget()
    assert isinstance(shown, RulesPane)
    return shown


def typed(field: QLineEdit, words: str) -> None:
    field.setText(words)
    field.textEdited.emit(words)


def rows(shown: RulesPane) -> list[str]:
    model = shown.rows.row_model
    return [model.data(model.index(place)) for place in range(len(model.rows))]


def write_paper(page: PrintedPapersPage, place: int, code: str, title: str) -> RulesPane:
    shown = pane(page, place)
    form = shown.form
    assert isinstance(form, PrintedPaperForm)
    typed(form.code, code)
    typed(form.title, title)
    typed(form.valid_from, "令和8年11月5日")
    form.conditions.setPlainText("おひとり様1回")
    return shown


def a_file(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(encoded(a_page((120, 160)), "JPEG"))
    return path


def drop(pages: PageFiles, *paths: Path) -> None:
    told = QMimeData()
    told.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        told,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    pages.dropEvent(event)


@pytest.mark.parametrize("place", [MAILINGS, ENCLOSURES])
def test_a_supervisor_writes_a_master(page: PrintedPapersPage, place: int) -> None:
    shown = write_paper(page, place, "ＤＭ－１", "冬の贈りもの")
    assert page.has_typing

    shown.save.click()

    assert rows(shown) == ["冬の贈りもの DM-1  2026/11/5–  no pages yet"]
    assert not page.has_typing
    assert not shown.remove.isVisible()


def test_dropped_files_become_the_pages(page: PrintedPapersPage, tmp_path: Path) -> None:
    shown = write_paper(page, MAILINGS, "DM-1", "冬の贈りもの")
    form = shown.form
    assert isinstance(form, PrintedPaperForm)
    drop(form.pages, a_file(tmp_path, "2 裏.jpg"), a_file(tmp_path, "1 表.jpg"), tmp_path)
    assert "1 表.jpg, 2 裏.jpg" in form.pages.told.text()

    shown.save.click()
    shown.rows.choose(0)

    assert rows(shown) == ["冬の贈りもの DM-1  2026/11/5–  2 pages"]
    assert form.pages.picture.has_picture


def test_a_file_that_is_no_paper_saves_nothing(page: PrintedPapersPage, tmp_path: Path) -> None:
    shown = write_paper(page, MAILINGS, "DM-1", "冬の贈りもの")
    form = shown.form
    assert isinstance(form, PrintedPaperForm)
    fake = tmp_path / "偽.jpg"
    fake.write_bytes(b"<html>")
    drop(form.pages, fake)

    shown.save.click()

    assert "偽.jpg" in shown.told.text()
    assert rows(shown) == []
    assert page.has_typing


def test_what_cannot_be_kept_is_said_beside_the_form(page: PrintedPapersPage) -> None:
    shown = write_paper(page, MAILINGS, "", "冬の贈りもの")
    shown.save.click()
    assert shown.told.text().startswith("The code is missing")

    form = shown.form
    assert isinstance(form, PrintedPaperForm)
    typed(form.valid_until, "13月")
    shown.save.click()
    assert shown.told.text()
    assert rows(shown) == []


def test_a_rule_says_which_parcels_get_an_enclosure(
    page: PrintedPapersPage, database_url: str
) -> None:
    with psycopg.connect(database_url) as owner:
        owner.execute("INSERT INTO product (code, name) VALUES ('AO-30', '青汁30包')")
    write_paper(page, ENCLOSURES, "E-01", "青汁レシピ").save.click()
    shown = pane(page, RULES)
    form = shown.form
    assert isinstance(form, EnclosureRuleFields)
    form.enclosure.setCurrentIndex(1)
    typed(form.product, "AO-30")
    typed(form.nth_order, "１")

    shown.save.click()

    assert rows(shown) == ["青汁レシピ with 青汁30包, order 1, 2026/11/22–"]
    shown.rows.choose(0)
    assert not form.enclosure.isEnabled()
    form.active.click()
    shown.save.click()
    assert rows(shown)[0].endswith("(not in use)")


def test_a_rule_about_an_unknown_product_is_refused(page: PrintedPapersPage) -> None:
    write_paper(page, ENCLOSURES, "E-01", "青汁レシピ").save.click()
    shown = pane(page, RULES)
    form = shown.form
    assert isinstance(form, EnclosureRuleFields)
    shown.save.click()
    typed(form.product, "ZZ")
    shown.save.click()
    assert shown.told.text().startswith("Choose the enclosure")
    form.enclosure.setCurrentIndex(1)
    form.enclosure.activated.emit(1)
    shown.save.click()
    assert "“ZZ”" in shown.told.text()


def test_supervisors_open_the_page_from_their_menu(
    own_database: Database, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    with own_database.writing() as session:
        session.add(Mailing(code="DM2611", title="冬の贈りもの"))
    program = open_desk(own_database, SUPERVISOR)
    menu = program.window.top_bar.person
    assert menu.printed.isVisible()

    menu.printed.trigger()

    lists = program.window.findChildren(PrintedRows)
    qtbot.waitUntil(lambda: [len(one.row_model.rows) for one in lists if one.isVisible()] == [1])


def test_operators_are_not_offered_the_page(own_database: Database, open_desk: OpenDesk) -> None:
    program = open_desk(own_database, OPERATOR)

    assert not program.window.top_bar.person.printed.isVisible()
