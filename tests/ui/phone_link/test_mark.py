from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.call_sources import SourceStateRow
from crm_desktop.domain.source_state import SourceState
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.phone_link.mark import PhoneMark
from crm_desktop.ui.phone_link.presenter import PhoneLinkPresenter
from crm_desktop.ui.phone_link.state import PhoneLinkState, phone_link
from crm_desktop.ui.shared.formats import Formats
from tests.ui.source_rows import gateway, source

REFUSED = source(
    state=SourceState.PROBLEM,
    problem="ExchangeLoginRefused",
    facts={"source": "本社", "user": "crm"},
)


@pytest.fixture
def mark(qtbot: QtBot, formats: Formats) -> PhoneMark:
    mark = PhoneMark(formats)
    qtbot.addWidget(mark)
    return mark


def test_mark_says_that_all_is_well(mark: PhoneMark) -> None:
    mark.show_state(phone_link([gateway(), source()]))

    assert mark.text() == "Phone connected"


def test_operator_is_told_since_when_and_what_it_means_and_no_more(mark: PhoneMark) -> None:
    mark.show_state(phone_link([gateway(), REFUSED]))

    assert mark.text() == "Phone down since 10:32; calls are not shown"
    assert "crm" not in mark.toolTip()


def test_one_line_of_several_is_said_to_be_one(mark: PhoneMark) -> None:
    mark.show_state(phone_link([gateway(), REFUSED, source("支店")]))

    assert mark.text() == "Partly down since 10:32; some calls are not shown"


def test_who_can_act_reads_what_to_try(mark: PhoneMark) -> None:
    mark.explain()
    mark.show_state(phone_link([gateway(), REFUSED]))

    assert "manager.conf" in mark.toolTip()


def test_desk_without_the_database_knows_nothing_better(mark: PhoneMark) -> None:
    mark.show_state(phone_link([gateway(), source()]))
    mark.show_linked(False)

    assert mark.text() == "Phone disconnected"


class Rows:
    """What the database answers, or that it does not."""

    def __init__(self, *rows: SourceStateRow) -> None:
        self.rows = rows
        self.away = False

    def read(self) -> tuple[SourceStateRow, ...]:
        if self.away:
            raise DatabaseUnreachable
        return self.rows


def test_each_look_tells_how_it_is(inline_jobs: Jobs) -> None:
    rows, told = Rows(gateway(), source()), list[PhoneLinkState]()
    presenter = PhoneLinkPresenter(rows.read, inline_jobs)
    presenter.changed.connect(told.append)
    presenter.start()
    rows.rows = (gateway(), REFUSED)

    presenter.look()

    assert [state.down_since is None for state in told] == [True, False]


def test_database_that_is_away_is_not_told_twice(inline_jobs: Jobs) -> None:
    rows, told, failed = Rows(), list[PhoneLinkState](), list[Exception]()
    rows.away = True
    presenter = PhoneLinkPresenter(rows.read, inline_jobs)
    presenter.changed.connect(told.append)
    presenter.failed.connect(failed.append)

    presenter.look()

    assert (told, failed) == ([], [])
