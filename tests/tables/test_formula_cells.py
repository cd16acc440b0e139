from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.tables.formula_cells import as_meant, harmless

FORMULAS = [
    '=HYPERLINK("http://example.jp","髙橋")',
    "+81 3-5321-1111",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    " =1+1",
    "\u3000=1+1",
    "\ufeff=1+1",
    "\u200b@x",
    "\t=1",
    "\tx",
    "\rx",
    "\nx",
    "'=1",
    "''=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_formula_is_made_harmless_and_read_back(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert as_meant(harmless(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "髙橋 美智子", "03-5321-1111", "060-0001", "'昭和'", "1954-03-02", "a=b", "ー", "−1"],
)
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text
    assert as_meant(text) == text


@given(st.text(alphabet="'=＝+-@ \t\n髙a1", max_size=8))
def test_each_text_comes_back(text: str) -> None:
    assert as_meant(harmless(text)) == text
