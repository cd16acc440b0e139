from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.database.queries.customers import FoundCustomer
from crm_desktop.ui.customer_search.results import FoundCustomers
from crm_desktop.ui.shared.formats import Formats

TODAY = date(2026, 11, 23)
NAMED = FoundCustomer(7, "C-000007", "髙橋 美智子", "タカハシ ミチコ", None, "", "", None, "name")
TOLD = replace(NAMED, birthday=date(1954, 3, 1), city="新宿区", phone_end="1111")


@pytest.fixture
def found(qtbot: QtBot) -> FoundCustomers:
    found = FoundCustomers(Formats("en"), lambda: TODAY)
    qtbot.addWidget(found)
    return found


def words(found: FoundCustomers, *rows: FoundCustomer) -> list[str]:
    found.show_rows(rows)
    return [found.row_model.data(found.row_model.index(number)) for number in range(len(rows))]


def test_number_is_shown_by_its_last_digits(found: FoundCustomers) -> None:
    assert words(found, TOLD) == ["髙橋 美智子 タカハシ ミチコ 72 新宿区 …1111 C-000007"]


def test_number_that_was_typed_is_shown_whole(found: FoundCustomers) -> None:
    (shown,) = words(found, replace(TOLD, phone="+81353211111"))

    assert "03-5321-1111" in shown


def test_only_a_whole_number_can_be_copied(found: FoundCustomers) -> None:
    copies = found.copies_of(TOLD)
    whole = found.copies_of(replace(TOLD, phone="+81353211111"))

    assert len(whole) > len(copies)
    assert not any("1111" in copy.text for copy in copies)


def test_restricted_customer_says_so(found: FoundCustomers) -> None:
    hidden = replace(NAMED, restricted=True)

    assert words(found, hidden, replace(TOLD, restricted=True)) == [
        "髙橋 美智子 タカハシ ミチコ Restricted C-000007",
        "髙橋 美智子 タカハシ ミチコ Restricted 72 新宿区 …1111 C-000007",
    ]


def test_letter_is_matched_by_prefecture_and_postal_code(found: FoundCustomers) -> None:
    row = replace(NAMED, postal_code="1600023", prefecture="東京都")

    assert words(found, row) == ["髙橋 美智子 タカハシ ミチコ 東京都 〒160-0023 C-000007"]


def test_rows_of_all_kinds_are_painted(found: FoundCustomers) -> None:
    rows = (TOLD, replace(NAMED, restricted=True), replace(TOLD, restricted=True), NAMED)
    words(found, *rows)
    found.resize(920, 140)
    found.show()
    QApplication.processEvents()

    assert not found.grab().isNull()
