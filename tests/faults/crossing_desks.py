"""What desks tell each other and the exchange: help, whispers, drafts and numbers to be dialled."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from crm_desktop.actions.availability import AvailabilitySaid, set_availability
from crm_desktop.actions.dialling import (
    DialWish,
    ask_to_dial,
    fail_old_dial_requests,
    take_dial_requests,
)
from crm_desktop.actions.help_requests import (
    HelpWish,
    WhisperWish,
    ask_for_help,
    help_over,
    whisper,
    whispers_seen,
)
from crm_desktop.app.draft_sharing import SharedDraftQuestions
from crm_desktop.domain.availability import Availability
from crm_desktop.domain.dial_request import Dialler
from crm_desktop.errors.access import RightMissing
from crm_desktop.errors.database import RecordGone
from crm_desktop.errors.help import HelpEnded, HelpOver
from tests.builders import HOME
from tests.faults.crossing_work import PEOPLE, Deed, Hand, now
from tests.faults.typed_work import typed_note


def want_help(hand: Hand) -> None:
    call = hand.chance.choice([*hand.office.calls, None])
    with hand.desk.writing() as session:
        ask_for_help(session, HelpWish(uuid4(), hand.a_customer(), call, hand.some_words()))


def close_card(hand: Hand) -> None:
    with hand.desk.writing() as session:
        help_over(session, hand.a_customer())


def whisper_to_colleague(hand: Hand) -> None:
    asked = hand.one_shown(ASKED)
    with hand.desk.writing() as session:
        whisper(session, WhisperWish(uuid4(), asked.staff_id, asked.customer_id, "ゆっくりで"))


def put_whispers_away(hand: Hand) -> None:
    shown = [row.id for row in hand.all_shown("SELECT id FROM whisper_note")]
    with hand.desk.writing() as session:
        whispers_seen(session, [hand.one_of(shown) for _ in range(5)])


def type_note(hand: Hand) -> None:
    """Share a draft as it is typed, and again when there is more of it; seldom throw it away."""
    drafts = SharedDraftQuestions(hand.desk)
    half, whole = typed_note(hand.a_customer(), hand.chance)
    drafts.share(half)
    drafts.share(whole)
    if hand.chance.random() < 0.3:
        drafts.unshare(whole.draft_id)


def take_draft_over(hand: Hand) -> None:
    draft = hand.one_shown("SELECT id FROM draft")
    SharedDraftQuestions(hand.desk).take_over(draft.id)


def dial(hand: Hand) -> None:
    wish = DialWish(uuid4(), HOME, customer_id=hand.a_customer())
    with hand.desk.writing() as session:
        ask_to_dial(session, wish, Dialler.EXCHANGE)


def dial_what_is_asked(hand: Hand) -> None:
    """Take the requests and give up old ones in one go, as a gateway does."""
    with hand.office.gateway.writing() as session:
        take_dial_requests(session, "pbx", PEOPLE)
        fail_old_dial_requests(session)


def go_away_or_come_back(hand: Hand) -> None:
    state = hand.chance.choice([Availability.READY, Availability.AWAY])
    with hand.desk.writing() as session:
        set_availability(session, AvailabilitySaid(state, now()), now=now())


ASKED: Final = "SELECT staff_id, customer_id FROM help_request WHERE ended_at IS NULL"
DEEDS: Final = (
    Deed(want_help, (RecordGone, HelpEnded)),
    Deed(close_card),
    Deed(whisper_to_colleague, (HelpOver,), leads=True),
    Deed(put_whispers_away),
    Deed(type_note),
    Deed(take_draft_over),
    Deed(dial, (RightMissing,)),
    Deed(dial_what_is_asked),
    Deed(go_away_or_come_back),
)
