"""The form for changing a customer, as its tests handle it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from crm_desktop.actions.customer_edits import CustomerFields
from crm_desktop.background.outbox import Form
from crm_desktop.database.queries.card_changes import CardChange
from crm_desktop.database.queries.customer_card import CardAddress, CardPhone
from crm_desktop.domain.draft import Draft
from crm_desktop.domain.postal_address import PostalAddress, PostalKind
from crm_desktop.errors.database import RecordChanged
from crm_desktop.ui.customer_edit.drafts import edit_of_draft
from crm_desktop.ui.customer_edit.presenter import CustomerEditPresenter
from crm_desktop.ui.customer_edit.state import EditForm
from crm_desktop.ui.new_customer.state import Field
from tests.builders import HOME, MOBILE
from tests.ui.customer_card.cards import a_card

NOW = datetime(2026, 11, 23, 1, 32, tzinfo=UTC)
SAEKI = CardChange("customer", "email", "佐伯", is_me=False, changed_at=NOW)
KIYOSU = tuple(
    PostalAddress("愛知県", "清須市", town, "", "", PostalKind.TOWN) for town in ("甲", "乙")
)
SHINJUKU = PostalAddress("東京都", "新宿区", "西新宿", "", "", PostalKind.TOWN)
CARD = a_card(
    name="髙橋 美智子",
    name_kana="タカハシ ミチコ",
    birthday=date(1948, 3, 5),
    email="m@example.jp",
    phones=(CardPhone(HOME, "", "home"), CardPhone(MOBILE, "12", "mobile")),
    addresses=(CardAddress("home", "1060032", "東京都", "港区", "六本木", "1-2", "", "裏口", 17),),
)

PARENTS = CardAddress("delivery", "4520961", "愛知県", "清須市", "春日", "9", "", "", 18)
TWO_HOMES = replace(CARD, addresses=(*CARD.addresses, PARENTS))


class Kept:
    """Drafts in memory, and the savings that were sent."""

    def __init__(self) -> None:
        self.drafts: dict[UUID, Draft] = {}
        self.sent: list[tuple[Draft, Form]] = []

    def keep(self, draft: Draft) -> None:
        self.drafts[draft.draft_id] = draft

    def forget(self, draft_id: UUID) -> None:
        self.drafts.pop(draft_id, None)

    def let_go(self, draft_id: UUID) -> None:
        assert draft_id in self.drafts

    def send(self, draft: Draft, form: Form) -> None:
        self.sent.append((draft, form))


def form_of(presenter: CustomerEditPresenter) -> EditForm:
    form = presenter.state.form
    assert form is not None
    return form


def typed(presenter: CustomerEditPresenter, which: Field, text: str) -> None:
    presenter.on_typed(which, text)
    presenter.on_field_left(which, text)


def wanted(kept: Kept) -> CustomerFields:
    return edit_of_draft(kept.sent[-1][0]).wanted


def refuse(kept: Kept, **theirs: Any) -> None:
    kept.sent[-1][1].refused(RecordChanged("customer", CARD.customer_id, now_stored=theirs))
