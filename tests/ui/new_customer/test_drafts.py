"""What is typed of new customers is lost at no step of the way to the database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.background.jobs import Jobs
from crm_desktop.background.outbox import Outbox
from crm_desktop.domain.address import Address
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.drafts.place import OpenedDrafts
from crm_desktop.drafts.store import DraftStore
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.new_customer.drafts import NewCustomerDrafts
from crm_desktop.ui.new_customer.presenter import NewCustomerPresenter
from crm_desktop.ui.new_customer.state import Field

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
SACHIKO = Draft(
    uuid4(), DraftKind.NEW_CUSTOMER, None, {"number": "", "typed": {"name": "﨑田 サチコ"}}, NOW
)


class SlowExecutor(Executor):
    """Does nothing before it is told how that ends."""

    def __init__(self) -> None:
        self.under_way: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.under_way.append((future, lambda: fn(*args, **kwargs)))
        return future

    def end(self, error: Exception | None = None) -> None:
        future, work = self.under_way.pop(0)
        if error is None:
            future.set_result(work())
        else:
            future.set_exception(error)


class Desk:
    """The form, its drafts, and an outbox whose savings take their time."""

    def __init__(self, jobs: Jobs) -> None:
        store = DraftStore(Path(), "田所", None, lambda: NOW)
        self.executor = SlowExecutor()
        self.keeper = DraftKeeper(lambda: OpenedDrafts(store))
        self.outbox = Outbox(Jobs(self.executor, self.keeper), self.keeper, now=lambda: NOW)
        self.stored: list[Draft] = []
        self.outbox.serve(DraftKind.NEW_CUSTOMER, self._store)
        self.form = NewCustomerPresenter(
            lambda _customer, form: self.drafts.send(self.outbox, form),
            lambda _code: (),
            lambda _text: Address(),
            jobs,
        )
        self.drafts = NewCustomerDrafts(self.form, self.keeper, lambda: NOW)

    def _store(self, draft: Draft) -> int:
        self.stored.append(draft)
        return 31

    def save(self, name: str) -> None:
        self.form.on_typed(Field.NAME, name)
        self.form.save()


@pytest.fixture
def desk(qtbot: QtBot, inline_jobs: Jobs) -> Desk:
    return Desk(inline_jobs)


@pytest.mark.parametrize("error", [None, DatabaseUnreachable()])
def test_draft_brought_back_while_another_is_saved_stays(
    desk: Desk, error: Exception | None
) -> None:
    desk.keeper.put_back(SACHIKO)
    desk.save("髙橋 美智子")

    desk.drafts.put_back(SACHIKO)
    desk.executor.end(error)

    assert [draft.draft_id for draft in desk.keeper.left] == [SACHIKO.draft_id]
    assert desk.outbox.waiting == (error is not None)
