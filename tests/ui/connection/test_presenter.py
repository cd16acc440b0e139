from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.errors.access import LoginLocked
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable, SchemaTooNew
from crm_desktop.ui.connection.presenter import ConnectionPresenter
from crm_desktop.ui.connection.state import ConnectionState, Link

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)
Make = Callable[..., ConnectionPresenter]


@pytest.fixture
def make(inline_jobs: Jobs) -> Make:
    def make(
        problem: CrmError | None = None, patience_ms: int = 0, said_ms: int = 60_000
    ) -> ConnectionPresenter:
        return ConnectionPresenter(
            lambda: problem,
            inline_jobs,
            now=lambda: NOON,
            patience_ms=patience_ms,
            said_ms=said_ms,
        )

    return make


def lost(qtbot: QtBot, presenter: ConnectionPresenter) -> None:
    with qtbot.waitSignal(presenter.changed):
        presenter.on_linked(False)


def test_lost_line_is_told_with_the_time(qtbot: QtBot, make: Make) -> None:
    presenter = make()

    lost(qtbot, presenter)

    assert presenter.state == ConnectionState(Link.LOST, NOON)


def test_line_that_is_back_at_once_was_never_lost(qtbot: QtBot, make: Make) -> None:
    presenter = make(patience_ms=50)
    with qtbot.assertNotEmitted(presenter.changed, wait=100):
        presenter.on_linked(False)
        assert not presenter.is_linked
        presenter.on_linked(True)


def test_first_connection_is_nothing_to_tell(qtbot: QtBot, make: Make) -> None:
    presenter = make()
    with qtbot.assertNotEmitted(presenter.changed):
        presenter.on_linked(True)


def test_line_that_is_back_is_told_for_a_while(qtbot: QtBot, make: Make) -> None:
    presenter = make(said_ms=20)
    lost(qtbot, presenter)

    presenter.on_linked(True)
    presenter.on_went_in()
    presenter.on_went_in()

    assert presenter.state == ConnectionState(Link.BACK, went_in=2)
    qtbot.waitUntil(lambda: presenter.state == ConnectionState())


def test_trying_again_and_again_goes_on_with_the_first_loss(qtbot: QtBot, make: Make) -> None:
    presenter = make()
    lost(qtbot, presenter)

    with qtbot.assertNotEmitted(presenter.changed, wait=20):
        presenter.on_linked(False)
        presenter.on_trouble(DatabaseUnreachable())


def test_savings_that_wait_are_counted_with_a_line_too(make: Make) -> None:
    presenter = make()

    presenter.on_waiting(3)

    assert presenter.state == ConnectionState(waiting=3)


def test_refusal_is_told_beside_the_loss_and_gone_with_it(qtbot: QtBot, make: Make) -> None:
    presenter, refusal = make(), LoginLocked("tadokoro")
    lost(qtbot, presenter)

    presenter.on_trouble(refusal)
    assert presenter.state.problem is refusal
    presenter.on_linked(True)

    assert presenter.state == ConnectionState(Link.BACK)


def test_database_that_was_changed_meanwhile_is_told(qtbot: QtBot, make: Make) -> None:
    problem = SchemaTooNew("0042")
    presenter = make(problem, said_ms=20)
    lost(qtbot, presenter)

    presenter.on_linked(True)

    qtbot.waitUntil(lambda: presenter.state == ConnectionState(problem=problem))
