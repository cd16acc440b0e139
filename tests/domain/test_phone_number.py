from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.no_number import no_number_reason
from crm_desktop.domain.phone_number import (
    PhoneKind,
    PhoneWarning,
    area_name,
    national_display,
    parse_phone_number,
    partial_e164,
    propose_phone,
)
from crm_desktop.errors.text import BadPhoneNumber, PhoneProblem

VECTORS = Path(__file__).parents[3] / "shared" / "data" / "phone_vectors.tsv"
PHONE_LIKE = st.text(
    "0123456789+-()（）０１８４９#内線ext代.・/、 \u3000ー〇九\x00@<>;=:sip", max_size=40
)


def vectors() -> list[dict[str, str]]:
    if not VECTORS.exists():
        return []
    with VECTORS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def refusal_of(text: str) -> BadPhoneNumber:
    with pytest.raises(BadPhoneNumber) as caught:
        parse_phone_number(text)
    return caught.value


@pytest.mark.skipif(not VECTORS.exists(), reason="the shared phone vectors are not here")
@pytest.mark.parametrize("case", vectors(), ids=lambda case: case["input"])
def test_shared_vectors_hold(case: dict[str, str]) -> None:
    if case["kind"] in {"withheld", "payphone", "unavailable"}:
        assert no_number_reason(case["input"]) == case["kind"]
        return
    if case["kind"] == "local":
        assert refusal_of(case["input"]).reason is PhoneProblem.LOCAL
        return
    number = parse_phone_number(case["input"])

    assert number.national == case["expected_national"]
    assert number.kind == case["kind"]
    assert number.extension == case["ext"]
    assert number.prefix == case["caller_prefix"]


@pytest.mark.parametrize(
    "text",
    [
        "(03)5321-1111",
        "（０３）５３２１－１１１１",
        "+81 (0)3-5321-1111",
        "+81-03-5321-1111",
        "0081-3-5321-1111",
        "001-010-81-3-5321-1111",
        "810353211111",
        "03_5321_1111",
        "03/5321/1111",
        "【自宅】03-5321-1111",
        "TEL:03-5321-1111（代）",
        "☎03-5321-1111",
        "\u202a03-5321-1111\u202c",
        "〇三ー五三二一ー一一一一",
        "0353211111.0",
        "sip:0353211111@pbx.example;user=phone",
        '"髙橋" <sip:+81353211111@10.0.0.1:5060>;tag=a1',
        '"<unknown>" <0353211111>',
    ],
)
def test_every_way_to_write_a_number_is_one_number(text: str) -> None:
    assert parse_phone_number(text).e164 == "+81353211111"


@pytest.mark.parametrize(
    "text",
    [
        "03-5321-1111 内線12",
        "03-5321-1111(内)12",
        "03-5321-1111（内線：12番）",
        "03-5321-1111x12",
        "03-5321-1111 #12",
        "tel:+81-3-5321-1111;ext=12",
    ],
)
def test_extension_is_kept_apart(text: str) -> None:
    number = parse_phone_number(text)

    assert (number.e164, number.extension) == ("+81353211111", "12")


@pytest.mark.parametrize(
    "text", ["184-090-1234-5678", "１８４０９０１２３４５６７８", "184+819012345678"]
)
def test_prefix_of_the_caller_is_kept_apart(text: str) -> None:
    number = parse_phone_number(text)

    assert (number.e164, number.prefix) == ("+819012345678", "184")


@pytest.mark.parametrize(
    ("text", "kind", "national"),
    [
        ("06012345678", PhoneKind.MOBILE, "060-1234-5678"),
        ("08001234567", PhoneKind.TOLLFREE, "0800-123-4567"),
        ("0077781234", PhoneKind.TOLLFREE, "0077-78-1234"),
        ("0570064000", PhoneKind.NAVI, "0570-064-000"),
        ("05012345678", PhoneKind.IP, "050-1234-5678"),
        ("02041234567", PhoneKind.PAGER, "020-4123-4567"),
        ("0990512345", PhoneKind.PREMIUM, "0990-512-345"),
        ("0180993999", PhoneKind.SPECIAL, "0180-993-999"),
        ("0291712345", PhoneKind.FIXED, "0291-71-2345"),
        ("010-1-212-555-0123", PhoneKind.FOREIGN, "+1 212-555-0123"),
    ],
)
def test_kind_and_hyphens(text: str, kind: PhoneKind, national: str) -> None:
    number = parse_phone_number(text)

    assert (number.kind, number.national) == (kind, national)


@pytest.mark.parametrize(
    "text", ["110", "１１９番", "118", "171", "188", "189", "#7119", "＃９１１０"]
)
def test_emergency_and_service_numbers_have_no_e164_form(text: str) -> None:
    number = parse_phone_number(text)

    assert (number.kind, number.e164) == (PhoneKind.SPECIAL, "")


@pytest.mark.parametrize(
    ("text", "reason", "proposals"),
    [
        ("312345678", PhoneProblem.LOST_ZERO, ("03-1234-5678",)),
        ("9012345678", PhoneProblem.LOST_ZERO, ("090-1234-5678",)),
        ("312345678.0", PhoneProblem.LOST_ZERO, ("03-1234-5678",)),
        ("3.12346E+08", PhoneProblem.ROUNDED, ()),
        ("5321-1111", PhoneProblem.LOCAL, ()),
        ("0901234567", PhoneProblem.TOO_SHORT, ()),
        ("090-1234-56789", PhoneProblem.TOO_LONG, ()),
        ("003-1234-5678", PhoneProblem.NOT_IN_PLAN, ("03-1234-5678",)),
        ("12125550123", PhoneProblem.NOT_IN_PLAN, ("+1 212-555-0123",)),
        ("03-1234-5678 田中", PhoneProblem.LETTERS, ("03-1234-5678",)),
        ("O3-1234-5678", PhoneProblem.LETTERS, ("03-1234-5678",)),
        ("0120-FLOWER", PhoneProblem.LETTERS, ()),
        ("03-1234-5678\x00", PhoneProblem.LETTERS, ("03-1234-5678",)),
        ("03-1234-5678〜9", PhoneProblem.TWO_NUMBERS, ("03-1234-5678",)),
        (
            "03-1234-5678 / 090-1234-5678",
            PhoneProblem.TWO_NUMBERS,
            ("03-1234-5678", "090-1234-5678"),
        ),
        ("　", PhoneProblem.EMPTY, ()),
        ("非通知", PhoneProblem.NO_NUMBER, ()),
        ("1" * 1_000_000, PhoneProblem.TOO_LONG, ()),
    ],
)
def test_refusal_says_why_and_what_may_be_meant(
    text: str, reason: PhoneProblem, proposals: tuple[str, ...]
) -> None:
    refusal = refusal_of(text)

    assert (refusal.reason, refusal.proposals) == (reason, proposals)
    assert propose_phone(text) == proposals


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("0114000000", PhoneWarning.NOT_IN_PLAN),
        ("0119000000", PhoneWarning.NOT_IN_PLAN),
        ("020-1234-5678", PhoneWarning.MACHINE),
        ("FAX 03-1234-5678", PhoneWarning.FAX),
        ("03-1234-5678", None),
    ],
)
def test_doubtful_numbers_are_accepted_with_a_warning(
    text: str, warning: PhoneWarning | None
) -> None:
    assert parse_phone_number(text).warning is warning


@pytest.mark.parametrize(
    ("e164", "shown"),
    [
        ("+81353211111", "03-5321-1111"),
        ("+81163422345", "01634-2-2345"),
        ("+810077781234", "0077-78-1234"),
        ("+12125550123", "+1 212-555-0123"),
        ("+99999", "+99999"),
        ("110", "110"),
        ("", ""),
    ],
)
def test_stored_number_is_shown_as_japan_writes_it(e164: str, shown: str) -> None:
    assert national_display(e164) == shown


@pytest.mark.parametrize(
    ("e164", "japanese", "english"),
    [
        ("+81353211111", "東京", "Tokyo"),
        ("+81291332111", "鉾田", "Hokota, Ibaraki"),
        ("+819012345678", "", ""),
        ("+810077781234", "", ""),
        ("+12125550123", "アメリカ合衆国", "United States"),
        ("110", "", ""),
        ("", "", ""),
    ],
)
def test_area_is_named_in_both_languages(e164: str, japanese: str, english: str) -> None:
    assert (area_name(e164, "ja"), area_name(e164, "en")) == (japanese, english)


@pytest.mark.parametrize(
    ("typed", "begins"),
    [("03-53", "+81353"), ("０９０", "+8190"), ("+8190", "+8190"), ("髙橋", ""), ("", "")],
)
def test_first_digits_become_the_beginning_of_the_stored_form(typed: str, begins: str) -> None:
    assert partial_e164(typed) == begins


@given(st.one_of(st.text(max_size=60), PHONE_LIKE))
def test_any_text_is_read_or_refused_and_reading_twice_changes_nothing(text: str) -> None:
    try:
        number = parse_phone_number(text)
    except BadPhoneNumber:
        return
    again = parse_phone_number(number.e164 or number.national)

    assert (again.e164, again.national, again.kind) == (number.e164, number.national, number.kind)
    assert parse_phone_number(number.national).e164 == number.e164


@given(st.text("0123456789+", max_size=20))
def test_displaying_never_fails(text: str) -> None:
    assert isinstance(national_display(text), str)
    assert isinstance(area_name(text, "ja"), str)
    assert isinstance(partial_e164(text), str)
