"""The page "Move customers" on a real database: whom it finds, how it shares them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.app.customer_moves_page import CustomerMovesPage
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.roles import SUPERVISOR
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.spread import SpreadReason
from crm_desktop.errors.moving import FilterNameTaken
from crm_desktop.ui.customer_moves.state import (
    FilterField,
    TypedFilter,
    TypedReceiver,
)
from tests.actions.assignments import customers_of, somebody, whose
from tests.app.moves_pages import a_page, code_of, mean, move, preview
from tests.conftest import LoginOf

OpenPage = Callable[[], CustomerMovesPage]


@pytest.fixture
def open_page(qtbot: QtBot, inline_jobs: Jobs, login_of: LoginOf) -> Iterator[OpenPage]:
    """Return what opens the page at the desk of one more supervisor."""
    with ExitStack() as databases:

        def open_page() -> CustomerMovesPage:
            database = Database(login_of(SUPERVISOR, name="田所 守"))
            return a_page(databases.enter_context(database), inline_jobs, qtbot)

        yield open_page


@pytest.fixture
def page(open_page: OpenPage) -> CustomerMovesPage:
    return open_page()


def test_count_follows_the_filter(
    page: CustomerMovesPage, database: Database, qtbot: QtBot
) -> None:
    one = somebody(database)
    customers_of(database, one, 3)
    page.find.load()

    page.panel.find_pane.form.staff.model.choose(())
    page.panel.find_pane.form.typed.emit(TypedFilter(CustomerFilter(staff=(one,))))
    assert page.panel.find_pane.figures[0].text() == "–"
    qtbot.waitUntil(lambda: page.panel.find_pane.figures[0].text() == "3")


def test_filter_that_matches_nobody_says_so(page: CustomerMovesPage, database: Database) -> None:
    mean(page, staff=(somebody(database),))

    assert page.panel.find_pane.nobody.text().startswith("Nobody is like this")
    assert not page.panel.find_pane.go_on.isEnabled()


def test_half_typed_day_is_told_and_not_counted(page: CustomerMovesPage) -> None:
    page.find.change(TypedFilter().with_text(FilterField.ORDERED_FROM, "2026/1"))

    assert page.panel.find_pane.form.message.text().startswith("Last order from")
    assert page.find.state.totals is None
    assert page.has_typing


def test_sample_shows_names_on_a_button(page: CustomerMovesPage, database: Database) -> None:
    one = somebody(database)
    customers_of(database, one, 2)
    mean(page, staff=(one,))

    page.panel.find_pane.sample.click()

    assert [row.name for row in page.find.state.sample or ()] == ["髙橋 﨑"] * 2


def test_filter_saved_by_one_supervisor_is_seen_by_the_other(
    open_page: OpenPage, database: Database
) -> None:
    first, second = open_page(), open_page()
    one = somebody(database)
    mean(first, staff=(one,), unpaid=True)
    first.find.save(" 退職者 ")
    assert not first.has_typing

    second.find.load()
    kept = next(kept for kept in second.find.state.kept if kept.name == "退職者")
    second.find.choose_kept(kept.filter_id)
    assert second.find.state.typed.ticked == CustomerFilter(staff=(one,), unpaid=True)

    mean(second, ranks=("best",))
    second.find.save("退職者")
    assert isinstance(second.find.state.error, FilterNameTaken)


def test_deleted_filter_comes_back(page: CustomerMovesPage) -> None:
    mean(page, ranks=("best",))
    page.find.save("優良のみ")

    page.find.delete()
    assert "優良のみ" not in [kept.name for kept in page.find.state.kept]
    page.panel.find_pane.kept.bring_back.click()

    assert "優良のみ" in [kept.name for kept in page.find.state.kept]


def test_room_counts_what_somebody_has_already(page: CustomerMovesPage, database: Database) -> None:
    gone, one = somebody(database), somebody(database)
    customers_of(database, one, 2)
    customers_of(database, gone, 5)

    preview(page, gone, one, room="４")

    assert page.spread.state.preview is not None
    assert page.spread.state.preview.moving == 2
    assert len(page.spread.state.preview.left) == 3
    assert "3 stay for lack of room" in page.panel.spread_pane.told.text()


def test_pinned_customer_goes_where_they_are_sent(
    page: CustomerMovesPage, database: Database
) -> None:
    gone, one, other = (somebody(database) for _ in range(3))
    ids = customers_of(database, gone, 3)
    preview(page, gone, one)
    page.spread.give_to(other, TypedReceiver("0"))
    page.spread.find_code(code_of(database, ids[1]).lower())
    assert [row.customer_id for row in page.spread.state.rows] == [ids[1]]

    page.spread.pin(ids[1], other)
    page.spread.show_person(other)
    assert [row.reason for row in page.spread.state.rows] == [SpreadReason.PINNED]
    move(page)

    assert [whose(database, ids)[number][0] for number in ids] == [one, other, one]


def test_share_that_cannot_be_read_is_told_with_the_name(
    page: CustomerMovesPage, database: Database
) -> None:
    gone, one = somebody(database), somebody(database, "髙橋 涼")
    customers_of(database, gone, 1)

    preview(page, gone, one, share="たくさん")

    assert page.panel.spread_pane.message.text().startswith("髙橋 涼: “たくさん”")


def test_everybody_with_a_share_of_zero_is_a_sentence(
    page: CustomerMovesPage, database: Database
) -> None:
    gone, one = somebody(database), somebody(database)
    customers_of(database, gone, 1)

    preview(page, gone, one, share="0")

    assert page.panel.spread_pane.message.text().startswith("Nobody would get a customer.")
