"""Correcting what stands on a page: nothing that was typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.background.outbox import Form
from crm_desktop.database.queries.page_texts import WrittenPage
from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.errors.database import RecordChanged
from crm_desktop.ui.page_text.pane import PageTextPane
from crm_desktop.ui.page_text.presenter import PageTextPresenter, PageTextSources
from crm_desktop.ui.page_text.state import PageTextState, TypedPageText
from tests.ui.paper_viewer.scans import a_page

FIRST, SECOND = a_page(320), a_page(320, 2)


class Texts:
    """Stands in for the database: what stands on pages, by their number."""

    def __init__(self) -> None:
        self.pages = {1: "高僑です", 2: "青汁を"}
        self.away = False

    def load(self, page: PaperPage) -> WrittenPage:
        return WrittenPage(self.pages[page.page_number], (), vertical=True, corrected=False)

    def send(self, typed: TypedPageText, form: Form) -> None:
        if self.away:
            form.waits()
        elif self.pages[typed.page.page_number] != typed.seen:
            form.refused(RecordChanged("page_text", typed.page.document_id))
        else:
            self.pages[typed.page.page_number] = typed.text
            form.then(None)


@pytest.fixture
def texts() -> Texts:
    return Texts()


@pytest.fixture
def correcting(inline_jobs: Jobs, texts: Texts) -> PageTextPresenter:
    """The first page is shown, and its text corrected."""
    presenter = PageTextPresenter(PageTextSources(texts.load, texts.send), inline_jobs)
    presenter.show_page(FIRST)
    presenter.begin()
    return presenter


def test_correction_begins_with_what_stands_there(correcting: PageTextPresenter) -> None:
    assert correcting.state.draft == "高僑です"


def test_saved_text_takes_the_place(correcting: PageTextPresenter, texts: Texts) -> None:
    correcting.type("髙橋です")
    correcting.save()

    assert texts.pages[1] == "髙橋です"
    assert correcting.state.transcript == "髙橋です"
    assert (correcting.state.editing, correcting.state.draft) == (False, None)


def test_what_was_typed_is_there_after_leaving(correcting: PageTextPresenter) -> None:
    correcting.type("髙橋")
    correcting.leave()
    correcting.show_page(SECOND)
    correcting.begin()
    assert correcting.state.draft == "青汁を"

    correcting.show_page(FIRST)
    assert (correcting.state.editing, correcting.state.draft) == (False, "髙橋")
    correcting.begin()

    assert correcting.state.draft == "髙橋"


def test_what_was_typed_follows_the_page_to_another_place(correcting: PageTextPresenter) -> None:
    correcting.type("髙橋")

    correcting.show_page(replace(FIRST, document_id=321, page_number=2))

    assert correcting.state.draft == "髙橋"


def test_discarded_text_is_gone(correcting: PageTextPresenter) -> None:
    correcting.type("髙橋")
    correcting.discard()

    correcting.begin()

    assert correcting.state.draft == "高僑です"


def test_leaving_without_a_change_keeps_nothing(correcting: PageTextPresenter) -> None:
    correcting.leave()

    assert correcting.state.draft is None


def test_overtaken_correction_is_kept_beside_theirs(
    correcting: PageTextPresenter, texts: Texts
) -> None:
    failed: list[Exception] = []
    correcting.failed.connect(failed.append)
    correcting.type("髙橋です")
    texts.pages[1] = "高橋です"

    correcting.save()

    state = correcting.state
    assert (state.overtaken, state.editing, state.draft) == (True, True, "髙橋です")
    assert state.transcript == "高橋です"
    assert failed == []


def test_saving_again_puts_mine_in_place_of_theirs(
    correcting: PageTextPresenter, texts: Texts
) -> None:
    correcting.type("髙橋です")
    texts.pages[1] = "高橋です"
    correcting.save()

    correcting.save()

    assert texts.pages[1] == "髙橋です"
    assert not correcting.state.overtaken


def test_text_as_it_was_stays_the_machines(correcting: PageTextPresenter, texts: Texts) -> None:
    texts.pages[1] = "changed meanwhile"

    correcting.save()

    assert texts.pages[1] == "changed meanwhile"
    assert not correcting.state.editing


def test_field_says_that_a_person_has_corrected_before(qtbot: QtBot) -> None:
    pane = PageTextPane()
    qtbot.addWidget(pane)
    theirs = WrittenPage("髙橋", (), vertical=False, corrected=True)

    pane.show_state(PageTextState(FIRST, theirs, known=True, draft="髙橋", editing=True))

    assert "by a person" in pane.told.text()


def test_text_that_waits_leaves_the_page_as_it_is(
    correcting: PageTextPresenter, texts: Texts
) -> None:
    texts.away = True
    correcting.type("髙橋です")

    correcting.save()

    state = correcting.state
    assert (state.editing, state.draft, state.transcript) == (False, None, "高僑です")


def test_what_was_typed_before_is_gone_on_with_once_its_page_is_shown(
    correcting: PageTextPresenter,
) -> None:
    correcting.put_back(TypedPageText(SECOND, "青汁をいつも", "青汁を"))

    correcting.show_page(SECOND)

    assert (correcting.state.editing, correcting.state.draft) == (True, "青汁をいつも")
