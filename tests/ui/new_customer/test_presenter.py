from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crm_desktop.actions.customers import NewCustomer, NewPhone
from crm_desktop.background.jobs import Jobs
from crm_desktop.background.outbox import Form as SavingForm
from crm_desktop.domain.address import Address, AddressProblem
from crm_desktop.domain.postal_address import PostalAddress, PostalKind, TownCode
from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.errors.text import BadDate, BadKana, BadPhoneNumber
from crm_desktop.ui.new_customer.presenter import NewCustomerPresenter
from crm_desktop.ui.new_customer.state import (
    CodeElsewhere,
    Field,
    Missing,
    NewCustomerState,
    PostalWarning,
)


def place(prefecture: str, city: str, town: str) -> PostalAddress:
    return PostalAddress(prefecture, city, town, "", "", PostalKind.TOWN)


SHINJUKU = place("東京都", "新宿区", "西新宿")
PLACES = {
    "1600023": (SHINJUKU,),
    "4520961": (place("愛知県", "清須市", "春日明河原"), place("愛知県", "清須市", "春日一番割")),
}


def read_address(text: str) -> Address:
    """Say that 109-0001 is not 港区芝浦, as the post office does."""
    if not text.startswith("109-0001"):
        return Address()
    choices = (TownCode("1050023", "1丁目"), TownCode("1080023", "2〜4丁目"))
    problem = AddressProblem.POSTAL_CODE_ELSEWHERE
    return Address(
        city="港区", town="芝浦", written_code="1090001", problem=problem, choices=choices
    )


class Form:
    """A presenter with what it showed and saved."""

    def __init__(self, jobs: Jobs, save: Callable[[NewCustomer], int] | None = None) -> None:
        self.saved: list[NewCustomer] = []
        self.told: list[Any] = []
        self.states: list[NewCustomerState] = []
        self._store = save or self._save
        self.presenter = NewCustomerPresenter(
            self._send, lambda code: PLACES.get(code, ()), read_address, jobs
        )
        self.presenter.changed.connect(self.states.append)
        self.presenter.refused.connect(self.told.append)
        self.presenter.saved.connect(lambda *told: self.told.append(told))
        self.presenter.failed.connect(self.told.append)

    def _send(self, customer: NewCustomer, form: SavingForm) -> None:
        try:
            form.then(self._store(customer))
        except DatabaseUnreachable:
            form.waits()
        except OSError as error:
            form.refused(error)

    def _save(self, customer: NewCustomer) -> int:
        self.saved.append(customer)
        return 31

    def fill(self, which: Field, text: str) -> None:
        self.presenter.on_typed(which, text)
        self.presenter.on_field_left(which, text)

    def text(self, which: Field) -> str:
        return self.states[-1].of(which).text


@pytest.fixture
def form(inline_jobs: Jobs) -> Form:
    return Form(inline_jobs)


@pytest.mark.parametrize(
    ("which", "typed", "shown"),
    [
        (Field.NAME, "  髙橋　ﾐﾁｺ様", "髙橋 ミチコ"),
        (Field.NAME_KANA, "たかはし　ﾐﾁｺ", "タカハシ ミチコ"),
        (Field.PHONE, "０３（５３２１）１１１１", "03-5321-1111"),
        (Field.POSTAL_CODE, "〒１６０００２３", "160-0023"),
        (Field.BIRTHDAY, "昭和23年3月5日", "1948/3/5"),
        (Field.BUILDING, "第2\0ビル", "第2ビル"),
        (Field.EMAIL, "Ｍｉｃｈｉｋｏ＠Example.JP", "Michiko@example.jp"),
    ],
)
def test_a_field_is_made_even_when_it_is_left(
    form: Form, which: Field, typed: str, shown: str
) -> None:
    form.fill(which, typed)

    assert form.text(which) == shown
    assert form.states[-1].of(which).refusal is None


@pytest.mark.parametrize(
    ("which", "typed", "refusal"),
    [
        (Field.NAME_KANA, "髙ハシ", BadKana),
        (Field.PHONE, "312345678", BadPhoneNumber),
        (Field.PHONE, "110", BadPhoneNumber),
        (Field.BIRTHDAY, "昭和65年1月1日", BadDate),
    ],
)
def test_what_is_refused_stays_as_it_was_typed(
    form: Form, which: Field, typed: str, refusal: type[Exception]
) -> None:
    form.fill(which, typed)

    assert form.text(which) == typed
    assert isinstance(form.states[-1].of(which).refusal, refusal)


def test_nothing_is_refused_while_it_is_being_typed(form: Form) -> None:
    form.presenter.on_typed(Field.PHONE, "03-5")

    assert form.states[-1].of(Field.PHONE).refusal is None


def test_the_postal_code_fills_the_address(form: Form) -> None:
    form.fill(Field.POSTAL_CODE, "1600023")

    assert [form.text(f) for f in (Field.PREFECTURE, Field.CITY, Field.TOWN)] == [
        "東京都",
        "新宿区",
        "西新宿",
    ]


def test_filling_never_overwrites_typing(form: Form) -> None:
    form.fill(Field.TOWN, "手で入れた町")
    form.fill(Field.POSTAL_CODE, "1600023")

    assert form.text(Field.TOWN) == "手で入れた町"
    assert form.text(Field.CITY) == "新宿区"


def test_what_was_filled_in_makes_way_for_another_code(form: Form) -> None:
    form.fill(Field.POSTAL_CODE, "1600023")
    form.fill(Field.POSTAL_CODE, "4520961")

    assert form.text(Field.CITY) == ""
    assert len(form.states[-1].choices) == 2


def test_one_of_several_places_is_chosen_by_hand(form: Form) -> None:
    form.fill(Field.POSTAL_CODE, "4520961")
    form.presenter.choose_address(1)

    assert form.text(Field.TOWN) == "春日一番割"
    assert form.states[-1].choices == ()


def test_an_unknown_code_is_a_warning_and_no_refusal(form: Form) -> None:
    form.fill(Field.POSTAL_CODE, "9999999")

    code = form.states[-1].of(Field.POSTAL_CODE)
    assert code.warning is PostalWarning.UNKNOWN
    assert code.refusal is None


def test_the_number_that_calls_stands_in_the_form(form: Form) -> None:
    form.presenter.open("+81312345678")

    assert form.text(Field.PHONE) == "03-1234-5678"
    assert not form.presenter.has_typing


def test_a_form_with_typing_is_gone_on_with(form: Form) -> None:
    form.fill(Field.NAME, "﨑山 さくら")
    form.presenter.open("+81312345678")

    assert form.text(Field.NAME) == "﨑山 さくら"
    assert form.text(Field.PHONE) == "03-1234-5678"
    assert form.presenter.has_typing


def test_the_customer_is_saved_in_stored_forms(form: Form) -> None:
    form.presenter.open("+81312345678")
    form.fill(Field.NAME, "髙橋 ミチコ")
    form.fill(Field.BIRTHDAY, "S23.3.5")
    form.fill(Field.POSTAL_CODE, "160-0023")
    form.fill(Field.SEX, "female")
    form.presenter.save()

    (customer,) = form.saved
    assert customer.phones == (NewPhone("+81312345678", "home"),)
    assert (customer.birthday, customer.sex) == (date(1948, 3, 5), "female")
    assert customer.address.postal_code == "1600023"
    assert form.told == [(31, "髙橋 ミチコ")]
    assert not form.presenter.has_typing


def test_without_a_name_nothing_is_saved(form: Form) -> None:
    form.presenter.open("+81312345678")
    form.presenter.save()

    assert form.saved == []
    assert form.told == [Field.NAME]
    assert form.states[-1].of(Field.NAME).refusal is Missing.NAME


def test_saving_points_at_the_first_refused_field(form: Form) -> None:
    form.presenter.on_typed(Field.NAME, "髙橋")
    form.presenter.on_typed(Field.EMAIL, "michiko")
    form.presenter.on_typed(Field.PHONE, "03-53")
    form.presenter.save()

    assert form.saved == []
    assert form.told == [Field.PHONE]


def test_what_was_typed_stays_when_saving_fails(inline_jobs: Jobs) -> None:
    def broken(_customer: NewCustomer) -> int:
        raise OSError

    form = Form(inline_jobs, broken)
    form.fill(Field.NAME, "髙橋 ミチコ")
    form.presenter.save()

    assert isinstance(form.told[-1], OSError)
    assert form.text(Field.NAME) == "髙橋 ミチコ"
    assert not form.states[-1].saving


def test_form_is_free_for_the_next_while_a_customer_waits(inline_jobs: Jobs) -> None:
    def away(_customer: NewCustomer) -> int:
        raise DatabaseUnreachable

    form = Form(inline_jobs, away)
    form.presenter.left.connect(lambda: form.told.append("left"))
    form.fill(Field.NAME, "髙橋 ミチコ")
    form.presenter.save()

    assert form.told == ["left"]
    assert not form.presenter.has_typing


def test_code_of_another_town_is_told_with_those_to_choose_from(form: Form) -> None:
    for which, text in ((Field.POSTAL_CODE, "109-0001"), (Field.CITY, "港区")):
        form.fill(which, text)
    assert not isinstance(form.states[-1].of(Field.POSTAL_CODE).warning, CodeElsewhere)

    form.fill(Field.TOWN, "芝浦")

    warning = form.states[-1].of(Field.POSTAL_CODE).warning
    assert isinstance(warning, CodeElsewhere)
    assert [entry.code for entry in warning.address.choices] == ["1050023", "1080023"]


@pytest.mark.parametrize(("which", "text"), [(Field.POSTAL_CODE, "105-0023"), (Field.TOWN, "")])
def test_code_that_was_mended_is_warned_of_no_more(form: Form, which: Field, text: str) -> None:
    for field, typed in (
        (Field.POSTAL_CODE, "109-0001"),
        (Field.CITY, "港区"),
        (Field.TOWN, "芝浦"),
    ):
        form.fill(field, typed)

    form.fill(which, text)

    assert not isinstance(form.states[-1].of(Field.POSTAL_CODE).warning, CodeElsewhere)
