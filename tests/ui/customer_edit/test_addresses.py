"""All addresses of a customer in one form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crm_desktop.actions.address_edits import USUAL_ADDRESS, KnownAddress, address_field
from crm_desktop.actions.customers import NewAddress
from crm_desktop.database.queries.customer_card import CardAddress
from crm_desktop.ui.conflict.state import Choice
from crm_desktop.ui.customer_edit.address_lines import (
    with_label,
    with_new_line,
    with_put_away,
    with_shown_as_usual,
)
from crm_desktop.ui.customer_edit.drafts import draft_of, form_of_draft
from crm_desktop.ui.customer_edit.form_reading import seen_on
from crm_desktop.ui.customer_edit.presenter import CustomerEditPresenter
from crm_desktop.ui.customer_edit.state import Collision
from crm_desktop.ui.kept_drafts.words import content_words
from crm_desktop.ui.new_customer.state import Field
from tests.ui.customer_edit.edit_forms import (
    CARD,
    NOW,
    TWO_HOMES,
    Kept,
    form_of,
    refuse,
    typed,
    wanted,
)


def test_postal_code_of_another_town_fills_what_nobody_typed(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.POSTAL_CODE, "160-0023")
    presenter.save()

    (address,) = wanted(kept).addresses
    assert address.parts == NewAddress("1600023", "東京都", "新宿区", "西新宿", "1-2")


def test_each_address_is_typed_in_by_itself(presenter: CustomerEditPresenter, kept: Kept) -> None:
    presenter.open(TWO_HOMES)
    presenter.show_address(1)
    assert form_of(presenter).fields.of(Field.POSTAL_CODE).text == "452-0961"
    typed(presenter, Field.POSTAL_CODE, "160-0023")
    presenter.show_address(0)
    typed(presenter, Field.BUILDING, "髙橋ビル")
    presenter.save()

    first, second = wanted(kept).addresses
    assert first.parts == NewAddress("1060032", "東京都", "港区", "六本木", "1-2", "髙橋ビル")
    parts = NewAddress("1600023", "東京都", "新宿区", "西新宿", "9")
    assert second == KnownAddress("18", parts, "delivery")


def test_new_address_is_made_the_usual_one(presenter: CustomerEditPresenter, kept: Kept) -> None:
    presenter.open(CARD)
    presenter.change_addresses(with_new_line)
    typed(presenter, Field.POSTAL_CODE, "160-0023")
    presenter.change_addresses(lambda form: with_label(form, "work"))
    presenter.change_addresses(with_shown_as_usual)
    presenter.save()

    usual, before = wanted(kept).addresses
    assert (usual.key, usual.label, usual.parts.town) == ("+1", "work", "西新宿")
    assert before == seen_on(CARD).addresses[0]


def test_empty_new_address_is_no_change(presenter: CustomerEditPresenter, kept: Kept) -> None:
    presenter.open(CARD)
    presenter.change_addresses(with_new_line)
    assert not presenter.has_typing

    presenter.save()

    assert kept.sent == []


def test_usual_address_is_put_away_and_the_last_one_is_not(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(TWO_HOMES)
    presenter.change_addresses(with_put_away)
    presenter.show_address(1)
    presenter.change_addresses(with_put_away)
    presenter.save()

    home, parents = seen_on(TWO_HOMES).addresses
    assert wanted(kept).addresses == (parents, replace(home, put_away=True))


def test_refused_postal_code_of_another_address_is_shown(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    pointed: list[object] = []
    presenter.refused.connect(pointed.append)
    presenter.open(TWO_HOMES)
    typed(presenter, Field.POSTAL_CODE, "12")
    presenter.show_address(1)

    presenter.save()

    assert (pointed, kept.sent, form_of(presenter).at) == ([Field.POSTAL_CODE], [], 0)


def test_draft_brings_all_addresses_back(presenter: CustomerEditPresenter, kept: Kept) -> None:
    presenter.open(TWO_HOMES)
    presenter.change_addresses(with_put_away)
    presenter.change_addresses(with_new_line)
    typed(presenter, Field.POSTAL_CODE, "1２3")
    (draft,) = kept.drafts.values()

    form = form_of_draft(draft)

    assert draft_of(form, NOW) == draft
    assert [(line.key, line.put_away) for line in form.addresses] == [
        ("17", True),
        ("18", False),
        ("+1", False),
    ]


def test_collision_of_addresses_is_told_for_each(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    collisions: list[Collision] = []
    presenter.collided.connect(collisions.append)
    presenter.open(TWO_HOMES)
    typed(presenter, Field.BUILDING, "髙橋ビル")
    presenter.show_address(1)
    typed(presenter, Field.BUILDING, "離れ")
    presenter.save()
    home, parents = seen_on(TWO_HOMES).addresses
    theirs = replace(parents, put_away=True)

    refuse(kept, **{address_field("18"): theirs})
    (collision,) = collisions
    assert collision.before == {address_field("18"): parents}
    presenter.decide({address_field("18"): Choice.THEIRS})

    mine = replace(home, parts=replace(home.parts, building="髙橋ビル"))
    assert wanted(kept).addresses == (mine, theirs)


def test_draft_of_a_release_that_knew_one_address_is_read(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    typed(presenter, Field.BUILDING, "髙橋ビル")
    (draft,) = kept.drafts.values()
    seen: Any = dict(draft.fields["seen"])  # type: ignore[arg-type]
    (address,) = seen.pop("addresses")
    fields = {**draft.fields, "seen": {**seen, "address": address["parts"]}, "typed": {}}
    old = {name: fields[name] for name in ("code", "name", "seen", "phones", "wanted")}
    old["typed"] = {"building": "髙橋ビル"}

    presenter.close()
    presenter.take_up(replace(draft, fields=old))
    presenter.open(CARD)
    presenter.save()

    (home,) = seen_on(CARD).addresses
    (now,) = wanted(kept).addresses
    assert now == replace(home, parts=replace(home.parts, building="髙橋ビル"))


def test_address_added_and_changed_while_it_is_saved_is_the_stored_one(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(CARD)
    presenter.change_addresses(with_new_line)
    typed(presenter, Field.POSTAL_CODE, "160-0023")
    presenter.save()
    presenter.on_typed(Field.BUILDING, "髙橋ビル")
    kept.sent[-1][1].then(2)
    added = CardAddress("delivery", "1600023", "東京都", "新宿区", "西新宿", "", "", "", 19)

    presenter.on_card(replace(CARD, addresses=(*CARD.addresses, added)))

    assert presenter.state.news == {}
    presenter.save()
    parts = NewAddress("1600023", "東京都", "新宿区", "西新宿", "", "髙橋ビル")
    assert wanted(kept).addresses[1] == KnownAddress("19", parts, "delivery")


def test_list_of_kept_drafts_says_what_was_typed_into_any_address(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(TWO_HOMES)
    typed(presenter, Field.BUILDING, "髙橋ビル")
    presenter.show_address(1)
    typed(presenter, Field.BUILDING, "離れ")

    (draft,) = kept.drafts.values()

    assert content_words(draft) == "髙橋 美智子  髙橋ビル  離れ"


def test_one_address_stays_in_use_whoever_puts_the_others_away(
    presenter: CustomerEditPresenter, kept: Kept
) -> None:
    presenter.open(TWO_HOMES)
    presenter.change_addresses(with_put_away)
    presenter.save()
    theirs = replace(seen_on(TWO_HOMES).addresses[1], put_away=True)

    refuse(kept, **{address_field("18"): theirs})
    presenter.decide({USUAL_ADDRESS: Choice.THEIRS})

    assert (len(kept.sent), kept.drafts) == (1, {})
