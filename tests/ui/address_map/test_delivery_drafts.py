from __future__ import annotations

from threading import Event
from uuid import uuid4

import pytest

from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.background.jobs import Jobs, lane
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.domain.home import Home
from crm_desktop.errors.database import DatabaseUnreachable, RecordChanged
from crm_desktop.ui.address_map.delivery_drafts import DeliveryDrafts, delivery_note_of
from crm_desktop.ui.address_map.delivery_notes import (
    DeliveryNotes,
    DeliveryNoteState,
    TypedDeliveryNote,
)
from tests.ui.address_map.homes import a_home
from tests.ui.conftest import NOW

MICHIKO = 4182


@pytest.fixture
def notes(inline_jobs: Jobs) -> DeliveryNotes:
    return DeliveryNotes(lambda _note: None, inline_jobs)


@pytest.fixture
def drafts(keeper: DraftKeeper) -> DeliveryDrafts:
    return DeliveryDrafts(keeper, lambda: MICHIKO, lambda: NOW)


def kept(keeper: DraftKeeper) -> list[Draft]:
    return list(keeper._in_hand.values())


def home(text: str = "") -> Home:
    return a_home(address_id=7, delivery_note=text)


def test_note_for_the_carrier_is_a_draft_until_it_is_stored(
    keeper: DraftKeeper, notes: DeliveryNotes, drafts: DeliveryDrafts
) -> None:
    drafts.follow(notes)
    notes.show_home(home())
    notes.edit(7, "犬がいます")
    (draft,) = kept(keeper)

    notes.save()

    assert (draft.kind, draft.customer_id) == (DraftKind.DELIVERY_NOTE, MICHIKO)
    assert draft.fields == {"address_id": 7, "text": "犬がいます", "seen": ""}
    assert kept(keeper) == []


def test_what_was_typed_before_stands_in_the_note_once_the_map_is_there(
    keeper: DraftKeeper, notes: DeliveryNotes, drafts: DeliveryDrafts
) -> None:
    fields: dict[str, Json] = {"address_id": 7, "text": "犬がいます ﾍﾞﾙは2回", "seen": "犬"}
    draft = Draft(uuid4(), DraftKind.DELIVERY_NOTE, MICHIKO, fields, NOW)
    shown: list[DeliveryNoteState] = []
    notes.changed.connect(shown.append)

    drafts.bring_back(draft)
    drafts.follow(notes)
    notes.show_home(home("犬"))

    assert (shown[-1].text, shown[-1].is_unsaved) == ("犬がいます ﾍﾞﾙは2回", True)
    assert [one.draft_id for one in kept(keeper)] == [draft.draft_id]


def test_note_that_waits_for_the_database_goes_in_after_the_next_start(
    keeper: DraftKeeper, inline_jobs: Jobs, drafts: DeliveryDrafts
) -> None:
    def away(_note: TypedDeliveryNote) -> None:
        raise DatabaseUnreachable

    notes = DeliveryNotes(away, inline_jobs)
    drafts.follow(notes)
    notes.show_home(home())
    notes.edit(7, "犬がいます ")

    notes.save()

    (draft,) = kept(keeper)
    assert draft.queued_at == NOW
    assert delivery_note_of(draft) == TypedDeliveryNote(7, "犬がいます", "")


def test_note_that_is_being_saved_when_the_desk_is_left_goes_in_at_the_next_sign_in(
    keeper: DraftKeeper, drafts: DeliveryDrafts
) -> None:
    answered, jobs = Event(), lane("silent", 1)
    notes = DeliveryNotes(lambda _note: answered.wait(), jobs)
    drafts.follow(notes)
    notes.show_home(home())
    notes.edit(7, "犬がいます")
    notes.leave()

    jobs.abandon()
    drafts.keep_left()

    answered.set()
    (draft,) = kept(keeper)
    assert (draft.queued_at, delivery_note_of(draft).text) == (NOW, "犬がいます")


def test_note_that_was_refused_is_not_sent_by_itself(
    keeper: DraftKeeper, inline_jobs: Jobs, drafts: DeliveryDrafts
) -> None:
    def refuse(_note: TypedDeliveryNote) -> None:
        raise RecordChanged("customer_address", 7, now_stored={"delivery_note": "裏口"})

    notes = DeliveryNotes(refuse, inline_jobs)
    drafts.follow(notes)
    notes.show_home(home())
    notes.edit(7, "犬がいます")
    notes.leave()

    drafts.keep_left()

    (draft,) = kept(keeper)
    assert draft.queued_at is None
