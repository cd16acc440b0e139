"""What is typed on the page "Move customers" is kept whole, and comes back on its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.app.customer_moves_page import CustomerMovesPage
from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import SUPERVISOR
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.domain.spread import SpreadBy
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.errors.moving import FilterNameTaken, NotAmongChosen
from crm_desktop.ui.customer_moves.drafts import MoveDrafts, MoveParts
from crm_desktop.ui.customer_moves.state import (
    FilterField,
    TypedFilter,
    TypedMove,
    TypedReceiver,
)
from crm_desktop.ui.shared.clock import utc_now
from tests.actions.assignments import customers_of, somebody
from tests.app.moves_pages import a_page, code_of, mean, move, preview
from tests.conftest import LoginOf

KEPT = TypedFilter(CustomerFilter(ranks=("best",), staff_left=True)).with_text(
    FilterField.ORDERED_FROM, "2026/1"
)

Desk = tuple[CustomerMovesPage, DraftKeeper, MoveDrafts]
OpenDesk = Callable[[], Desk]


@pytest.fixture
def open_moves(qtbot: QtBot, inline_jobs: Jobs, login_of: LoginOf) -> Iterator[OpenDesk]:
    """Return what opens the page at the desk of one more supervisor, with drafts in memory."""
    with ExitStack() as closing:

        def open_moves() -> Desk:
            database = closing.enter_context(Database(login_of(SUPERVISOR, name="田所 守")))
            page = a_page(database, inline_jobs, qtbot)
            place = DraftPlace(None, utc_now)
            keeper = DraftKeeper(lambda: place.open("mamoru"))
            closing.callback(keeper.close)
            keeper.start()
            parts = MoveParts(page.find, page.spread, page.move)
            return page, keeper, MoveDrafts(parts, keeper, utc_now, page)

        yield open_moves


def in_hand(keeper: DraftKeeper) -> list[Draft]:
    return list(keeper._in_hand.values())


def test_filter_its_name_and_who_gets_customers_come_back(
    open_moves: OpenDesk, database: Database
) -> None:
    one = somebody(database)
    page, keeper, _drafts = open_moves()
    QTest.keyClicks(page.panel.find_pane.kept.name, "yuuryou")
    page.find.change(KEPT)
    page.spread.load_people()
    page.spread.give_to(one, TypedReceiver("2", "40"))
    page.spread.change(by=SpreadBy.YEARLY_SALES, households=False)
    page.move.change(TypedMove(note="耳の遠い方 ﾃﾞﾝﾜは午前"))
    (draft,) = in_hand(keeper)
    again, _keeper, drafts = open_moves()

    assert drafts.bring_back(draft)

    assert again.find.state.typed == KEPT
    assert again.panel.find_pane.kept.name.text() == "yuuryou"
    assert again.spread.state.receivers == {one: TypedReceiver("2", "40")}
    assert (again.spread.state.by, again.spread.state.households) == (SpreadBy.YEARLY_SALES, False)
    assert again.move.state.typed.note == "耳の遠い方 ﾃﾞﾝﾜは午前"


def test_brought_back_page_is_the_same_draft(open_moves: OpenDesk) -> None:
    _page, keeper, drafts = open_moves()
    fields = {"typed": {"note": "引き継ぎ"}}
    draft = Draft(uuid4(), DraftKind.MOVE, None, fields, utc_now())
    keeper.put_back(draft)

    assert drafts.bring_back(draft)

    assert [one.draft_id for one in in_hand(keeper)] == [draft.draft_id]
    assert keeper.left == ()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"typed": {}, "filter": {"ticked": {}, "texts": {"SHOE_SIZE": "24"}}},
        {"typed": {}, "spread": {"receivers": [["x", {}]]}},
        {"typed": {}, "filter": "?"},
    ],
)
def test_draft_that_does_not_fit_changes_nothing(
    open_moves: OpenDesk, fields: dict[str, object]
) -> None:
    page, _keeper, drafts = open_moves()
    page.move.change(TypedMove(note="引き継ぎ"))

    assert not drafts.bring_back(Draft(uuid4(), DraftKind.MOVE, None, fields, utc_now()))  # type: ignore[arg-type]  # of another release

    assert page.move.state.typed == TypedMove(note="引き継ぎ")


def test_saved_filter_leaves_no_draft_and_a_refused_name_stays(open_moves: OpenDesk) -> None:
    page, keeper, _drafts = open_moves()
    kept = page.panel.find_pane.kept
    for _time in range(2):
        kept.name.setText("優良のみ")
        mean(page, ranks=("best",))
        kept.save.click()
        mean(page)
    other, others, _drafts = open_moves()
    mean(other, ranks=("good",))
    other.panel.find_pane.kept.name.setText("優良のみ")
    other.panel.find_pane.kept.save.click()

    assert (kept.name.text(), in_hand(keeper)) == ("", [])
    assert isinstance(other.find.state.error, FilterNameTaken)
    assert other.panel.find_pane.kept.name.text() == "優良のみ"
    assert [one.fields["name"] for one in in_hand(others)] == ["優良のみ"]


def test_name_typed_while_another_is_saved_stays(open_moves: OpenDesk) -> None:
    page, _keeper, _drafts = open_moves()
    mean(page, ranks=("best",))
    page.find.rename("優良のみ 2026")

    page.find.save("優良のみ")

    assert page.find.state.name == "優良のみ 2026"


def test_done_move_leaves_no_draft(open_moves: OpenDesk, database: Database) -> None:
    left, one = somebody(database), somebody(database)
    customers_of(database, left, 2)
    page, keeper, _drafts = open_moves()
    preview(page, left, one)
    page.move.change(TypedMove(note="引き継ぎ"))
    assert len(in_hand(keeper)) == 1

    move(page)

    assert page.move.state.result is not None
    assert (in_hand(keeper), keeper.left) == ([], ())


def test_words_about_a_customer_stay_until_they_are_written_down(
    open_moves: OpenDesk, database: Database
) -> None:
    left, one = somebody(database), somebody(database)
    (customer_id,) = customers_of(database, left, 1)
    page, keeper, _drafts = open_moves()
    preview(page, left, one)
    page.spread.go_on()
    form = page.panel.move_pane.form
    form.code.setText("C9999999")
    form.words.setText("猫が好き")
    form.add.click()
    assert isinstance(page.move.state.error, NotAmongChosen)
    assert form.words.text() == "猫が好き"

    form.code.setText(code_of(database, customer_id))
    form.add.click()

    assert form.words.text() == ""
    (draft,) = in_hand(keeper)
    assert draft.fields["typed"]["notes"] == [[code_of(database, customer_id), "猫が好き"]]  # type: ignore[index, call-overload]  # JSON


def test_notes_about_customers_go_along_with_the_next_draft_of_the_move(
    open_moves: OpenDesk, database: Database
) -> None:
    left, one = somebody(database), somebody(database)
    (customer_id,) = customers_of(database, left, 1)
    code = code_of(database, customer_id)
    page, _keeper, drafts = open_moves()
    notes = ((code, "猫が好き"), ("C9999999", "留守がち"))
    kept = replace(TypedMove(), notes=notes)
    fields = {"typed": {"notes": [list(note) for note in kept.notes]}}
    assert drafts.bring_back(Draft(uuid4(), DraftKind.MOVE, None, fields, utc_now()))

    preview(page, left, one)
    page.spread.go_on()

    assert page.move.state.notes == ((code, "猫が好き"),)
    assert page.move.state.typed.notes[-1] == (code, "猫が好き")
    assert ("C9999999", "留守がち") in page.move.state.typed.notes
