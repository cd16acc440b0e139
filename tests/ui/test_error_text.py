from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm_desktop import errors
from crm_desktop.ui.error_text import error_text, has_sentence
from crm_desktop.ui.input_error_text import input_error_text


def children(kind: type[errors.CrmError]) -> Iterator[type[errors.CrmError]]:
    for child in kind.__subclasses__():
        yield child
        yield from children(child)


@pytest.mark.parametrize("kind", list(children(errors.CrmError)))
def test_each_expected_error_has_a_sentence(kind: type[errors.CrmError]) -> None:
    assert has_sentence(kind)


@pytest.mark.parametrize(
    "error",
    [
        errors.DatabaseUnreachable("host 10.0.0.1"),
        errors.SignInRefused("tadokoro"),
        errors.DatabaseMissing("crm"),
        errors.RecordChanged("customer", 4182),
        errors.ImportFileUnreadable(Path("注文.csv"), errors.UnreadableFile.HEADER),
        errors.FileNotWritable(Path("out.csv")),
        errors.BadImportProfile("eccube4", "no key"),
        errors.SettingsError("settings.toml", 3, "unknown key"),
        errors.ServerTooOld("14.9", "15"),
        errors.ExtensionMissing("pg_trgm"),
        errors.StaffUnknown("saeki"),
        errors.BadAmount("{0} 100円"),
    ],
)
def test_the_facts_of_an_error_stand_in_its_sentence(error: errors.CrmError) -> None:
    words = error_text(error)

    assert not re.search(r"\{[a-z]", words)
    assert words.endswith(".")


def test_the_words_for_a_bug_hold_nothing_of_the_exception() -> None:
    assert "secret" not in error_text(ValueError("secret"))


@pytest.mark.parametrize("reason", errors.PhoneProblem)
def test_each_fault_of_a_number_says_what_to_do(reason: errors.PhoneProblem) -> None:
    assert input_error_text(errors.BadPhoneNumber("０３-…", reason))


@pytest.mark.parametrize("reason", errors.PostalCodeProblem)
def test_each_fault_of_a_postal_code_says_what_to_do(reason: errors.PostalCodeProblem) -> None:
    assert input_error_text(errors.BadPostalCode("1", reason))


@pytest.mark.parametrize("reason", errors.DateProblem)
def test_each_fault_of_a_day_says_what_to_do(reason: errors.DateProblem) -> None:
    assert input_error_text(errors.BadDate("昭和65年", reason, proposal=date(1990, 1, 1)))


@pytest.mark.parametrize("reason", errors.EmailProblem)
def test_each_fault_of_an_email_address_says_what_to_do(reason: errors.EmailProblem) -> None:
    assert input_error_text(errors.BadEmailAddress("a@@b", reason))


def test_strangers_among_kana_are_named() -> None:
    assert "髙" in input_error_text(errors.BadKana("髙ハシ", "髙"))
