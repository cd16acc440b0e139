from __future__ import annotations

import pytest

from crm_desktop.domain.floor import FloorLimits
from crm_desktop.domain.office_form import OfficeForm, settings_of
from crm_desktop.domain.openings import OutlierRule
from crm_desktop.errors.office import BadDialAddress, BadLineNumber, BadPrefix, LineTwice


def test_numbers_of_lines_are_kept_in_one_form() -> None:
    form = OfficeForm(lines=(("０３－５３２１－１１１１", "通販受付"), ("0120-000-111", " 総合 ")))
    assert settings_of(form)["line_names"] == {"+81353211111": "通販受付", "+81120000111": "総合"}


def test_a_line_may_have_the_name_that_an_exchange_sends() -> None:
    assert settings_of(OfficeForm(lines=(("queue_600", "予約"),)))["line_names"] == {
        "queue_600": "予約"
    }


def test_an_empty_line_is_left_out() -> None:
    assert settings_of(OfficeForm(lines=(("", ""), ("0120000111", "総合"))))["line_names"] == {
        "+81120000111": "総合"
    }


@pytest.mark.parametrize("line", [("0120000111", " "), ("", "総合"), ("番号", "総合")])
def test_a_line_needs_a_number_and_a_name(line: tuple[str, str]) -> None:
    with pytest.raises(BadLineNumber):
        settings_of(OfficeForm(lines=(line,)))


def test_no_number_stands_for_two_lines() -> None:
    with pytest.raises(LineTwice):
        settings_of(OfficeForm(lines=(("0120000111", "総合"), ("+81120000111", "受付"))))


def test_reasons_are_kept_once_and_in_their_order() -> None:
    form = OfficeForm(away_reasons=("休憩", " 研修 ", "", "休憩"))
    assert settings_of(form)["away_reasons"] == ["休憩", "研修"]


@pytest.mark.parametrize("prefix", ["外線", "00000", "+"])
def test_a_prefix_is_of_few_digits(prefix: str) -> None:
    with pytest.raises(BadPrefix):
        settings_of(OfficeForm(outside_prefix=prefix))


@pytest.mark.parametrize("address", ["file:///x?{number}", "https://pbx.example.jp/call"])
def test_an_address_that_dials_has_a_place_for_the_number(address: str) -> None:
    with pytest.raises(BadDialAddress):
        settings_of(OfficeForm(dial_url=address))


def test_limits_of_the_floor_are_kept_under_their_own_keys_and_within_bounds() -> None:
    kept = settings_of(OfficeForm(floor=FloorLimits(3, 45, -1, 10**9)))
    keys = ("alarm_waiting", "alarm_wait_s", "alarm_missed", "service_level_s")
    assert [kept[key] for key in keys] == [3, 45, 0, 9_999]


def test_the_rule_of_the_mark_is_kept_under_its_own_keys_and_within_bounds() -> None:
    kept = settings_of(OfficeForm(outliers=OutlierRule(40, -2, 10**9)))
    names = ("least", "per_call", "times_median")
    assert [kept[f"openings_outlier_{name}"] for name in names] == [40, 0, 9_999]
