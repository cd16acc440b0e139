from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm_desktop.errors import access, base, database, files, text
from crm_desktop.ui.error_text import error_text, has_sentence
from crm_desktop.ui.input_error_text import input_error_text


def children(kind: type[base.CrmError]) -> Iterator[type[base.CrmError]]:
    for child in kind.__subclasses__():
        yield child
        yield from children(child)


@pytest.mark.parametrize("kind", list(children(base.CrmError)))
def test_each_expected_error_has_a_sentence(kind: type[base.CrmError]) -> None:
    assert has_sentence(kind)


@pytest.mark.parametrize(
    "error",
    [
        database.DatabaseUnreachable("host 10.0.0.1"),
        access.SignInRefused("tadokoro"),
        database.DatabaseMissing("crm"),
        database.RecordChanged("customer", 4182),
        files.ImportFileUnreadable(Path("注文.csv"), files.UnreadableFile.HEADER),
        files.FileNotWritable(Path("out.csv")),
        files.BadImportProfile("eccube4", "no key"),
        files.SettingsError("settings.toml", 3, "unknown key"),
        database.ServerTooOld("14.9", "15"),
        database.ExtensionMissing("pg_trgm"),
        access.StaffUnknown("saeki"),
        text.BadAmount("{0} 100円"),
    ],
)
def test_the_facts_of_an_error_stand_in_its_sentence(error: base.CrmError) -> None:
    words = error_text(error)

    assert not re.search(r"\{[a-z]", words)
    assert words.endswith(".")


def test_the_words_for_a_bug_hold_nothing_of_the_exception() -> None:
    assert "secret" not in error_text(ValueError("secret"))


@pytest.mark.parametrize("reason", text.PhoneProblem)
def test_each_fault_of_a_number_says_what_to_do(reason: text.PhoneProblem) -> None:
    assert input_error_text(text.BadPhoneNumber("０３-…", reason))


@pytest.mark.parametrize("reason", text.PostalCodeProblem)
def test_each_fault_of_a_postal_code_says_what_to_do(reason: text.PostalCodeProblem) -> None:
    assert input_error_text(text.BadPostalCode("1", reason))


@pytest.mark.parametrize("reason", text.DateProblem)
def test_each_fault_of_a_day_says_what_to_do(reason: text.DateProblem) -> None:
    assert input_error_text(text.BadDate("昭和65年", reason, proposal=date(1990, 1, 1)))


@pytest.mark.parametrize("reason", text.EmailProblem)
def test_each_fault_of_an_email_address_says_what_to_do(reason: text.EmailProblem) -> None:
    assert input_error_text(text.BadEmailAddress("a@@b", reason))


def test_strangers_among_kana_are_named() -> None:
    assert "髙" in input_error_text(text.BadKana("髙ハシ", "髙"))
