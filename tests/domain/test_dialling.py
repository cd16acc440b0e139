from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.dial_request import DialProblem, NumberShown
from crm_desktop.domain.dialling import (
    DialCaution,
    dialling_of,
    digits_to_dial,
    number_dialled,
)
from crm_desktop.errors.dialling import NotDialled

ORDINARY = [
    ("03-1234-5678", "+81312345678"),
    ("０９０ー１２３４ー５６７８", "+819012345678"),
    ("+81 3 1234 5678", "+81312345678"),
    ("0120-000-001", "+81120000001"),
    ("0800-123-4567", "+818001234567"),
    ("050-1234-5678", "+815012345678"),
]
CAUTIONS = [
    ("0570-000-123", DialCaution.NAVI),
    ("0990-500-123", DialCaution.PREMIUM),
    ("0180-993-123", DialCaution.MASS_CALLING),
    ("020-4123-4567", DialCaution.MACHINE),
    ("+1 212 555 0123", DialCaution.ABROAD),
    ("010-44-20-7946-0123", DialCaution.ABROAD),
    ("+870 773 111 632", DialCaution.SATELLITE),
    ("+881 6 3123 4567", DialCaution.SATELLITE),
]
SPECIAL = [
    "110",
    "118",
    "119",
    "171",
    "104",
    "115",
    "117",
    "177",
    "184",
    "186",
    "188",
    "189",
    "113",
    "116",
    "136",
    "144",
    "１１０",
    "1-1-0",
    "#9110",
    "♯7119",
    "184110",
    "184-119",
    "186118",
    "1416",
]
NO_NUMBERS = [
    "",
    "+81 10 1234567",
    "非通知",
    "anonymous",
    "公衆電話",
    "5678-1234",
    "あいうえお",
    "03-1234",
    "090-1234-567",
]


@pytest.mark.parametrize(("text", "number"), ORDINARY)
def test_ordinary_and_free_numbers_need_no_second_look(text: str, number: str) -> None:
    dialling = dialling_of(text)

    assert (dialling.number, dialling.caution) == (number, None)


@pytest.mark.parametrize(("text", "caution"), CAUTIONS)
def test_costly_number_says_why_to_look_twice(text: str, caution: DialCaution) -> None:
    assert dialling_of(text).caution is caution


@pytest.mark.parametrize("text", SPECIAL)
def test_special_number_is_never_dialled(text: str) -> None:
    with pytest.raises(NotDialled) as refused:
        dialling_of(text)

    assert refused.value.problem == DialProblem.SPECIAL


@pytest.mark.parametrize("text", ["201", "8100", "2-01", "99999"])
def test_telephone_of_the_office_is_no_number_outside(text: str) -> None:
    with pytest.raises(NotDialled) as refused:
        dialling_of(text)

    assert refused.value.problem == DialProblem.INTERNAL


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_whole_number_is_not_guessed(text: str) -> None:
    with pytest.raises(NotDialled) as refused:
        dialling_of(text)

    assert refused.value.problem == DialProblem.NO_NUMBER


@pytest.mark.parametrize(
    ("text", "shown"),
    [("184-03-1234-5678", NumberShown.HIDDEN), ("186 090-1234-5678", NumberShown.SHOWN)],
)
def test_prefix_that_is_written_is_the_choice(text: str, shown: NumberShown) -> None:
    assert dialling_of(text).number_shown is shown


@pytest.mark.parametrize(
    ("number", "shown", "prefix", "digits"),
    [
        ("+81312345678", NumberShown.AS_USUAL, "", "0312345678"),
        ("+81312345678", NumberShown.HIDDEN, "", "1840312345678"),
        ("+819012345678", NumberShown.SHOWN, "0", "018609012345678"),
        ("+819012345678", NumberShown.HIDDEN, "9", "918409012345678"),
        ("+12125550123", NumberShown.AS_USUAL, "", "01012125550123"),
        ("+81120000001", NumberShown.AS_USUAL, "0", "00120000001"),
    ],
)
def test_digits_are_those_of_a_telephone_in_japan(
    number: str, shown: NumberShown, prefix: str, digits: str
) -> None:
    assert digits_to_dial(number, shown, outside_prefix=prefix) == digits


@pytest.mark.parametrize("prefix", ["11", "119", "0\r\nExten: 110", "0,", "あ", "00000"])
def test_prefix_never_makes_another_number_of_it(prefix: str) -> None:
    with pytest.raises(NotDialled):
        digits_to_dial("+81312345678", outside_prefix=prefix)


@given(st.text(alphabet="0123456789+#*-() 　０１９１ー内線x,/;:sip@", max_size=24))
def test_whatever_is_written_no_special_number_is_dialled(text: str) -> None:
    try:
        digits = digits_to_dial(dialling_of(text).number)
    except NotDialled:
        return

    assert re.fullmatch(r"0[0-9]{8,17}", digits)


@given(
    st.from_regex(r"\+81[1-9][0-9]{7,9}", fullmatch=True),
    st.sampled_from(NumberShown),
    st.from_regex(r"[0-9*#]{0,4}", fullmatch=True),
)
def test_no_prefix_leads_to_the_police(number: str, shown: NumberShown, prefix: str) -> None:
    try:
        digits = digits_to_dial(number, shown, outside_prefix=prefix)
    except NotDialled:
        return

    assert not digits.startswith(("110", "118", "119"))


@pytest.mark.parametrize(
    "number", ["+81312345678", "+819012345678", "+81120000001", "+12125550123"]
)
@pytest.mark.parametrize("shown", NumberShown)
@pytest.mark.parametrize("prefix", ["", "0", "9", "00", "*9"])
def test_number_is_read_again_from_the_digits_dialled(
    number: str, shown: NumberShown, prefix: str
) -> None:
    assert number_dialled(digits_to_dial(number, shown, outside_prefix=prefix)) == number


@pytest.mark.parametrize("digits", ["", "110", "0110", "184110", "203", "8203", "*8", "12345678"])
def test_what_is_dialled_within_the_office_is_no_number(digits: str) -> None:
    assert number_dialled(digits) is None
