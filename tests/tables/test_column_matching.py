from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.errors.files import ImportColumnsMissing, ImportColumnsRepeated
from crm_desktop.tables.column_matching import ColumnMatch, match_columns
from crm_desktop.tables.column_profile import TableProfile

TABLE = TableProfile(
    columns={
        "name": ("氏名", "お名前"),
        "phone": ("TEL", "電話番号(自宅)"),
        "shipping_fee": ("送料",),
    },
    needed=(("name",), ("phone", "shipping_fee")),
    repeated=("送料",),
)


def matched(*header: str) -> ColumnMatch:
    return match_columns(Path("顧客.csv"), header, TABLE)


@pytest.mark.parametrize(
    "header", ["電話番号(自宅)", " 電話番号 （自宅）", "ＴＥＬ", "tel", "T-E_L"]
)
def test_header_is_found_in_any_width_and_spacing(header: str) -> None:
    assert matched("メモ", header, "氏名").places == {"name": 2, "phone": 1}


def test_first_of_several_accepted_headers_wins() -> None:
    match = matched("お名前", "TEL", "氏名", "")

    assert match.places["name"] == 2
    assert match.unknown == ("お名前",)


def test_missing_columns_are_named_with_what_was_found() -> None:
    with pytest.raises(ImportColumnsMissing) as refusal:
        matched("なまえ", "住所")

    assert refusal.value.missing == (
        ("氏名", "お名前"),
        ("TEL", "電話番号(自宅)", "送料"),
    )
    assert refusal.value.found == ("なまえ", "住所")


def test_header_that_stands_twice_is_refused() -> None:
    with pytest.raises(ImportColumnsRepeated) as refusal:
        matched("氏名", "TEL", "メモ", "ＴＥＬ", "メモ")

    assert (refusal.value.names, refusal.value.columns) == (("TEL", "ＴＥＬ"), (2, 4))


def test_header_that_may_stand_twice_counts_once() -> None:
    assert matched("氏名", "送料", "発送日", "送料").places["shipping_fee"] == 1


def test_cells_kept_as_text_by_a_formula_are_unwrapped() -> None:
    match = matched("氏名", "TEL")

    assert match.cells(["髙橋", '="0353211111"']) == {"name": "髙橋", "phone": "0353211111"}
