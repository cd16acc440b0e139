"""What is typed while the form is on its way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.customer_edit.drafts import form_of_draft
from crm_desktop.ui.customer_edit.form_reading import seen_on
from crm_desktop.ui.customer_edit.presenter import CustomerEditPresenter
from crm_desktop.ui.new_customer.state import Field
from tests.ui.customer_edit.edit_forms import (
    CARD,
    Kept,
    form_of,
    typed,
    wanted,
)


def test_typing_while_it_is_saved_is_gone_on_with(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.save()
    presenter.on_typed(Field.EMAIL, "n@example.jp")

    kept.sent[-1][1].then(2)

    assert form_of(presenter).fields.of(Field.EMAIL).text == "n@example.jp"
    assert form_of(presenter).seen.attention_memo == "耳が遠い"
    assert presenter.has_typing


def test_typing_while_it_is_sent_outlives_that_it_waits(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.save()
    presenter.on_typed(Field.EMAIL, "n@example.jp")

    kept.sent[-1][1].waits()

    assert form_of(presenter).fields.of(Field.EMAIL).text == "n@example.jp"
    assert form_of(presenter).seen.attention_memo == "耳が遠い"
    assert form_of(presenter).draft_id in kept.drafts
    assert form_of(presenter).draft_id != kept.sent[-1][0].draft_id


def test_typing_while_it_was_sent_is_kept_when_it_is_refused(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.save()
    presenter.on_typed(Field.EMAIL, "n@example.jp")

    kept.sent[-1][1].refused(DatabaseUnreachable())

    (draft,) = kept.drafts.values()
    assert form_of_draft(draft).fields.of(Field.EMAIL).text == "n@example.jp"


def test_typing_while_it_is_saved_is_a_draft_of_its_own(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.save()
    sent = kept.sent[-1][0].draft_id
    presenter.on_typed(Field.EMAIL, "n@example.jp")

    (more,) = (draft for draft in kept.drafts.values() if draft.draft_id != sent)

    form = form_of_draft(more)
    assert form.fields.of(Field.EMAIL).text == "n@example.jp"
    assert form.seen == wanted(kept)


def test_typing_taken_back_while_it_is_saved_leaves_no_draft(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.save()
    presenter.add_phone()
    presenter.remove_phone(2)
    kept.sent[-1][1].then(2)

    assert (kept.drafts, presenter.state.form) == ({}, None)


@pytest.mark.parametrize("is_opened_again", [True, False])
def test_form_left_while_it_is_saved_keeps_what_was_typed_since(
    presenter: CustomerEditPresenter, kept: Kept, *, is_opened_again: bool
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.save()
    presenter.on_typed(Field.EMAIL, "n@example.jp")
    presenter.close()
    if is_opened_again:
        presenter.open(CARD)
        assert presenter.state.saving

    kept.sent[-1][1].then(2)
    presenter.open(replace(CARD, attention_memo="耳が遠い"))

    assert form_of(presenter).fields.of(Field.EMAIL).text == "n@example.jp"
    assert presenter.state.news == {}
    assert [draft.draft_id for draft in kept.drafts.values()] == [form_of(presenter).draft_id]


def test_form_left_while_it_is_saved_is_whole_again_when_refused(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.save()
    presenter.on_typed(Field.EMAIL, "n@example.jp")
    presenter.close()

    kept.sent[-1][1].refused(DatabaseUnreachable())
    presenter.open(CARD)

    (draft,) = kept.drafts.values()
    form = form_of(presenter)
    assert (form.draft_id, form.seen) == (draft.draft_id, seen_on(CARD))
    texts = [form.fields.of(which).text for which in (Field.MEMO, Field.EMAIL)]
    assert texts == ["耳が遠い", "n@example.jp"]


def test_thrown_away_typing_while_it_is_saved_is_only_what_came_since(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.save()
    presenter.on_typed(Field.EMAIL, "n@example.jp")

    presenter.discard()

    form = form_of(presenter)
    assert (form.fields.of(Field.MEMO).text, form.fields.of(Field.EMAIL).text) == (
        "耳が遠い",
        "m@example.jp",
    )
    assert presenter.state.saving
    assert list(kept.drafts) == [kept.sent[-1][0].draft_id]


def test_half_a_number_typed_while_it_is_saved_stays(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.save()
    presenter.on_phone_typed(1, "0")

    kept.sent[-1][1].then(2)

    assert form_of(presenter).phones[1].text.text == "0"
    assert not presenter.state.saving
