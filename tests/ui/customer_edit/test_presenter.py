"""What the form for changing a customer shows, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.actions.customer_edits import phone_field
from crm_desktop.actions.customers import NewPhone
from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.address import Address
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.ui.conflict.state import Choice
from crm_desktop.ui.customer_edit.drafts import edit_of_draft
from crm_desktop.ui.customer_edit.edit_work import EditWork
from crm_desktop.ui.customer_edit.form_reading import seen_on
from crm_desktop.ui.customer_edit.presenter import CustomerEditPresenter
from crm_desktop.ui.customer_edit.state import Collision
from crm_desktop.ui.new_customer.form_filling import FormFilling
from crm_desktop.ui.new_customer.state import Field
from tests.builders import HOME, MOBILE
from tests.ui.customer_card.held_jobs import HeldExecutor
from tests.ui.customer_edit.edit_forms import (
    CARD,
    NOW,
    SAEKI,
    Kept,
    form_of,
    refuse,
    typed,
    wanted,
)


def test_untouched_form_saves_nothing_and_keeps_no_draft(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    saved: list[int] = []
    presenter.saved.connect(saved.append)
    presenter.open(CARD)
    assert not presenter.has_typing

    presenter.save()

    assert (saved, kept.sent, kept.drafts) == ([CARD.customer_id], [], {})


def test_only_what_was_typed_is_changed(presenter: CustomerEditPresenter, kept: Kept) -> None:
    presenter.open(CARD)
    typed(presenter, Field.NAME_KANA, "たかはし みちこ")
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.on_phone_typed(0, "０３−５３２１−１１１９")
    presenter.on_phone_left(0, "０３−５３２１−１１１９")
    presenter.save()

    seen = seen_on(CARD)
    phones = (NewPhone("+81353211119", "home"), NewPhone(MOBILE, "mobile", "12"))
    assert wanted(kept) == replace(seen, attention_memo="耳が遠い", phones=phones)


def test_typing_is_kept_as_a_draft_and_taken_up_again(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.EMAIL, "だめな宛先")
    presenter.add_phone()
    presenter.on_phone_typed(2, "090-")
    (draft,) = kept.drafts.values()

    presenter.close()
    presenter.take_up(draft)
    presenter.open(CARD)

    after = form_of(presenter)
    assert (after.draft_id, after.seen) == (draft.draft_id, seen_on(CARD))
    assert after.fields.of(Field.EMAIL).text == "だめな宛先"
    assert after.fields.of(Field.EMAIL).refusal is not None
    assert [line.text.text for line in after.phones][2] == "090-"


def test_form_that_was_left_keeps_its_typing_while_another_is_open(
    presenter: CustomerEditPresenter,
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.open(replace(CARD, customer_id=7, name="﨑山"))
    assert presenter.has_typing_of(CARD.customer_id)

    presenter.open(CARD)

    assert form_of(presenter).fields.of(Field.MEMO).text == "耳が遠い"


def test_change_of_a_colleague_is_told_and_overwrites_no_typing(
    presenter: CustomerEditPresenter,
) -> None:
    presenter.open(CARD)
    presenter.on_typed(Field.EMAIL, "n@exa")

    presenter.on_card(replace(CARD, email="saeki@example.jp"))

    assert form_of(presenter).fields.of(Field.EMAIL).text == "n@exa"
    news = presenter.state.news["email"]
    assert (news.value, news.change) == ("saeki@example.jp", SAEKI)


def test_collision_is_told_field_by_field(presenter: CustomerEditPresenter, kept: Kept) -> None:
    collisions: list[Collision] = []
    presenter.collided.connect(collisions.append)
    presenter.open(CARD)
    typed(presenter, Field.EMAIL, "n@example.jp")
    presenter.remove_phone(0)
    presenter.save()

    refuse(kept, email="s@example.jp", **{phone_field(HOME): "work"}, name="渡邉")

    (collision,) = collisions
    assert collision.before == {"email": "m@example.jp", phone_field(HOME): "home"}
    assert {name: collision.theirs[name] for name in collision.fields} == {
        "email": "s@example.jp",
        phone_field(HOME): "work",
    }
    assert collision.mine == {"email": "n@example.jp", phone_field(HOME): None}
    assert form_of(presenter).fields.of(Field.EMAIL).text == "n@example.jp"


def test_what_is_chosen_is_saved_over_what_was_shown(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.EMAIL, "n@example.jp")
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.save()
    refuse(kept, email="s@example.jp", attention_memo="ゆっくり", name="渡邉")

    presenter.decide({"email": Choice.MINE, "attention_memo": Choice.THEIRS})

    edit = edit_of_draft(kept.sent[-1][0])
    theirs = replace(seen_on(CARD), name="渡邉", email="s@example.jp", attention_memo="ゆっくり")
    assert edit.seen == theirs
    assert edit.wanted == replace(theirs, email="n@example.jp")


def test_taken_numbers_follow_the_choice(presenter: CustomerEditPresenter, kept: Kept) -> None:
    presenter.open(CARD)
    presenter.on_phone_label(0, "fax")
    presenter.on_phone_label(1, "other")
    presenter.save()
    refuse(kept, **{phone_field(HOME): None, phone_field(MOBILE, "12"): "work"})

    presenter.decide({phone_field(HOME): Choice.THEIRS, phone_field(MOBILE, "12"): Choice.MINE})

    assert edit_of_draft(kept.sent[-1][0]).seen.phones == (NewPhone(MOBILE, "work", "12"),)
    assert wanted(kept).phones == (NewPhone(MOBILE, "other", "12"),)


def test_all_theirs_needs_no_saving(presenter: CustomerEditPresenter, kept: Kept) -> None:
    presenter.open(CARD)
    typed(presenter, Field.EMAIL, "n@example.jp")
    presenter.save()
    refuse(kept, email="s@example.jp")

    presenter.decide({"email": Choice.THEIRS})

    assert (len(kept.sent), presenter.state.form, kept.drafts) == (1, None, {})


def test_same_content_is_the_same_operation_and_other_content_another(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.save()
    kept.sent[-1][1].refused(DatabaseUnreachable())
    presenter.save()
    kept.sent[-1][1].refused(DatabaseUnreachable())
    typed(presenter, Field.MEMO, "ゆっくり")
    presenter.save()

    first, second, third = (draft.draft_id for draft, _form in kept.sent)
    assert first == second != third


def test_saving_that_waits_frees_the_form(presenter: CustomerEditPresenter, kept: Kept) -> None:
    queued: list[int] = []
    presenter.queued.connect(queued.append)
    presenter.open(CARD)
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.save()

    kept.sent[-1][1].waits()

    assert (queued, presenter.state.form) == ([CARD.customer_id], None)
    assert not presenter.has_typing_of(CARD.customer_id)


@pytest.mark.parametrize(("which", "text"), [(Field.EMAIL, "だめ"), (Field.NAME, " ")])
def test_refused_field_is_pointed_at_and_nothing_sent(
    which: Field, text: str, presenter: CustomerEditPresenter, kept: Kept
) -> None:
    pointed: list[object] = []
    presenter.refused.connect(pointed.append)
    presenter.open(CARD)
    typed(presenter, which, text)

    presenter.save()

    assert (pointed, kept.sent) == ([which], [])


def test_refused_number_is_pointed_at(presenter: CustomerEditPresenter, kept: Kept) -> None:
    pointed: list[object] = []
    presenter.refused.connect(pointed.append)
    presenter.open(CARD)
    presenter.on_phone_typed(1, "110")

    presenter.save()

    assert (pointed, kept.sent) == ([1], [])


def test_thrown_away_typing_leaves_what_is_stored_now(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.MEMO, "耳が遠い")
    presenter.on_card(replace(CARD, email="s@example.jp"))

    presenter.discard()

    assert form_of(presenter).fields.of(Field.EMAIL).text == "s@example.jp"
    assert (presenter.has_typing, kept.drafts) == (False, {})


def test_collision_is_asked_about_though_news_of_the_card_come_in_meanwhile(
    kept: Kept, qtbot: QtBot, inline_jobs: Jobs
) -> None:
    held = HeldExecutor()
    work = EditWork(kept.send, lambda _id: (SAEKI,), kept, lambda: NOW)
    filling = FormFilling(lambda _code: (), Address, inline_jobs)
    presenter = CustomerEditPresenter(work, filling, Jobs(held))
    presenter.open(CARD)
    typed(presenter, Field.EMAIL, "mine@example.jp")
    presenter.save()

    refuse(kept, email="theirs@example.jp")
    presenter.on_card(replace(CARD, email="theirs@example.jp"))

    with qtbot.waitSignal(presenter.collided):
        while held.held:
            held.do_next()
