from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from crm_desktop.background import drafts as drafts_module
from crm_desktop.background import outbox as outbox_module
from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.background.jobs import Jobs
from crm_desktop.background.outbox import Form, Outbox
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.drafts.place import OpenedDrafts
from crm_desktop.drafts.store import DraftStore
from crm_desktop.errors.access import (
    CertificateExpired,
    CertificateForOtherHost,
    LoginLocked,
    NotAllowedFromHere,
    PasswordDue,
    SignInRefused,
    TlsNotOffered,
    TooManyLogins,
)
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import (
    DatabaseMissing,
    DatabaseUnreachable,
    RecordChanged,
    TookTooLong,
)

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)
CONFLICT = RecordChanged("customer", 7)


@dataclass
class Kept:
    """Drafts by id as they would be on the disk, and those nobody has in hand."""

    drafts: dict[UUID, Draft] = field(default_factory=dict)
    lying: list[UUID] = field(default_factory=list)

    def keep(self, draft: Draft) -> None:
        self.drafts[draft.draft_id] = draft

    def keep_now(self, draft: Draft) -> Callable[[], object]:
        self.keep(draft)
        return lambda: None

    def forget(self, draft_id: UUID) -> None:
        self.drafts.pop(draft_id, None)

    def let_go(self, draft_id: UUID) -> None:
        self.lying.append(draft_id)


class Desk:
    """An outbox, a server that can be away, and what a form heard."""

    def __init__(self, jobs: Jobs) -> None:
        self.kept = Kept()
        self.stored: list[str] = []
        self.trouble: Exception | None = None
        self.heard: list[Any] = []
        self.told: list[Any] = []
        self.form = QObject()
        self.box = Outbox(jobs, self.kept, now=lambda: NOON, parent=self.form)
        self.box.serve(DraftKind.NOTE, self.save)
        self.box.went_in.connect(lambda draft, _answer: self.told.append(draft.fields["body"]))
        self.box.refused.connect(lambda draft, error: self.told.append((draft, error)))

    def save(self, draft: Draft) -> str:
        if self.trouble is not None:
            raise self.trouble
        self.stored.append(str(draft.fields["body"]))
        return f"stored {draft.fields['body']}"

    def send(self, body: str) -> Draft:
        draft = Draft(uuid4(), DraftKind.NOTE, 7, {"body": body}, NOON)
        waits: Callable[[], object] = lambda: self.heard.append(f"{body} waits")  # noqa: E731
        self.box.send(draft, Form(self.form, self.heard.append, self.heard.append, waits))
        return draft


@pytest.fixture
def desk(inline_jobs: Jobs) -> Desk:
    return Desk(inline_jobs)


def test_saving_that_can_be_done_is_done_at_once_and_kept_no_longer(desk: Desk) -> None:
    desk.send("髙橋様")

    assert (desk.stored, desk.heard, desk.told) == (["髙橋様"], ["stored 髙橋様"], [])
    assert not desk.kept.drafts
    assert desk.box.waiting == 0


def test_saving_waits_while_not_connected_and_its_form_is_free(desk: Desk) -> None:
    desk.box.on_linked(False)

    draft = desk.send("髙橋様")

    assert (desk.stored, desk.heard) == ([], ["髙橋様 waits"])
    assert desk.box.waiting == 1
    assert desk.kept.drafts == {draft.draft_id: replace(draft, queued_at=NOON)}


def test_what_waited_goes_in_once_and_in_order(desk: Desk) -> None:
    desk.box.on_linked(False)
    for body in "一二三":
        desk.send(body)

    desk.box.on_linked(True)
    desk.box.on_linked(True)

    assert desk.stored == desk.told == ["一", "二", "三"]
    assert (desk.box.waiting, desk.kept.drafts) == (0, {})


def test_line_found_broken_by_a_saving_keeps_all_of_them(desk: Desk) -> None:
    desk.trouble = DatabaseUnreachable()
    desk.send("一")
    desk.send("二")
    assert (desk.box.waiting, desk.heard) == (2, ["一 waits", "二 waits"])

    desk.trouble = None
    desk.box.on_linked(True)

    assert desk.stored == ["一", "二"]


def test_saving_is_tried_again_although_the_line_never_broke(
    qtbot: QtBot, inline_jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_module, "RETRY_MS", 10)
    desk = Desk(inline_jobs)
    desk.trouble = DatabaseUnreachable("the disk is full")
    desk.send("一")

    desk.trouble = None

    qtbot.waitUntil(lambda: desk.told == ["一"])


def test_refused_saving_is_its_forms_again(desk: Desk) -> None:
    desk.trouble = CONFLICT

    draft = desk.send("一")

    assert (desk.heard, desk.told) == ([CONFLICT], [])
    assert desk.kept.drafts == {draft.draft_id: draft}
    assert desk.kept.lying == []


def test_refused_after_waiting_it_is_told_and_left_lying_and_the_next_goes_in(desk: Desk) -> None:
    desk.box.on_linked(False)
    draft = desk.send("一")
    desk.box.serve(DraftKind.TASK, lambda draft: desk.stored.append(str(draft.draft_id)))
    other = Draft(uuid4(), DraftKind.TASK, None, {"body": "二"}, NOON)
    ignored: Callable[..., None] = lambda *_: None  # noqa: E731
    desk.box.send(other, Form(desk.form, ignored, ignored, ignored))
    desk.trouble = CONFLICT

    desk.box.on_linked(True)

    assert desk.told == [(draft, CONFLICT), "二"]
    assert desk.stored == [str(other.draft_id)]
    assert desk.kept.lying == [draft.draft_id]
    assert desk.kept.drafts == {draft.draft_id: draft}


def test_lock_of_others_is_waited_for_but_not_for_ever(
    qtbot: QtBot, inline_jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_module, "RETRY_MS", 1)
    desk = Desk(inline_jobs)
    desk.trouble = TookTooLong("lock timeout")
    draft = desk.send("一")

    assert desk.heard == ["一 waits"]
    qtbot.waitUntil(lambda: desk.told == [(draft, desk.trouble)])


def test_lock_of_others_is_waited_for_although_the_line_broke_often_before(
    qtbot: QtBot, inline_jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_module, "RETRY_MS", 1)
    desk = Desk(inline_jobs)
    troubles = [*[DatabaseUnreachable()] * 7, *[TookTooLong("lock timeout")] * 4]

    def save(draft: Draft) -> str:
        desk.trouble = troubles.pop(0) if troubles else None
        return desk.save(draft)

    desk.box.serve(DraftKind.NOTE, save)
    desk.send("一")

    qtbot.waitUntil(lambda: desk.told == ["一"])


def test_saving_is_on_the_disk_as_such_before_it_is_sent(
    qtbot: QtBot, inline_jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts_module, "_LONGEST_WAIT_S", 60.0)
    store = DraftStore(Path(), "田所", None, lambda: NOON)
    keeper = DraftKeeper(lambda: OpenedDrafts(store))
    with qtbot.waitSignal(keeper.opened):
        keeper.start()
    box, desk = Outbox(inline_jobs, keeper, now=lambda: NOON), Desk(inline_jobs)
    found: list[Draft] = []
    box.serve(DraftKind.NOTE, lambda _draft: found.extend(store.drafts()))
    draft = Draft(uuid4(), DraftKind.NOTE, 7, {"body": "髙橋様"}, NOON)
    ignored: Callable[..., None] = lambda *_: None  # noqa: E731

    box.send(draft, Form(desk.form, ignored, ignored, ignored))

    keeper.close()
    assert found == [replace(draft, queued_at=NOON)]


def test_queued_saving_of_a_form_that_is_not_served_is_a_draft_again(desk: Desk) -> None:
    moved = Draft(uuid4(), DraftKind.STAFF, None, {"body": "誰"}, NOON, NOON)

    desk.box.take_up((moved,))

    assert desk.kept.drafts == {moved.draft_id: replace(moved, queued_at=None)}
    assert desk.kept.lying == [moved.draft_id]


def test_form_that_is_gone_hears_nothing(desk: Desk) -> None:
    desk.box.setParent(None)

    def save(draft: Draft) -> str:
        delete(desk.form)
        return desk.save(draft)

    desk.box.serve(DraftKind.NOTE, save)

    desk.send("一")

    assert (desk.stored, desk.heard) == (["一"], [])


def test_savings_of_an_earlier_run_go_in_before_later_ones(desk: Desk) -> None:
    desk.box.on_linked(False)
    left = tuple(
        Draft(uuid4(), kind, 7, {"body": body}, NOON, NOON)
        for kind, body in [
            (DraftKind.NOTE, "前一"),
            (DraftKind.STAFF, "誰"),
            (DraftKind.NOTE, "前二"),
        ]
    )
    desk.send("今")

    desk.box.take_up(left)
    assert desk.box.waiting == 3
    desk.box.take_up(left)
    desk.box.on_linked(True)

    assert desk.stored == ["前一", "前二", "今"]


@pytest.mark.parametrize(
    "error",
    [
        SignInRefused("tadokoro"),
        PasswordDue(),
        LoginLocked("tadokoro"),
        TooManyLogins("tadokoro"),
        NotAllowedFromHere("tadokoro"),
        DatabaseMissing("crm"),
        CertificateExpired("db.example.jp"),
        CertificateForOtherHost("db.example.jp", "old.example.jp"),
        TlsNotOffered("db.example.jp"),
    ],
)
def test_what_keeps_a_desk_out_says_nothing_of_what_was_to_be_saved(
    desk: Desk, error: CrmError
) -> None:
    desk.trouble = error
    desk.send("一")
    assert (desk.box.waiting, desk.told) == (1, [])

    desk.trouble = None
    desk.box.on_linked(True)

    assert desk.told == ["一"]
