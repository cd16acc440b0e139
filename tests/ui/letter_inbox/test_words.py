from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from crm_desktop.ui.letter_inbox.words import row_words
from tests.ui.letter_inbox.letters import FORMATS, a_letter

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"code_problem": "signature"}, "The code is not one of ours: check whose"),
        ({"code_problem": "customer"}, "No customer has this code any more"),
        ({"code_problem": "several"}, "Codes of several customers on one page"),
        ({"looks_like_id": 5}, "Looks like a letter scanned before"),
    ],
)
def test_row_says_what_to_look_at(qapp: object, facts: dict[str, Any], said: str) -> None:
    assert said in row_words(a_letter(**facts), FORMATS, TODAY)


def test_row_of_an_assigned_letter_forgets_its_code(qapp: object) -> None:
    letter = a_letter(customer_id=3, customer_name="髙橋", code_problem="signature")

    assert "The code is not one of ours: check whose" not in row_words(letter, FORMATS, TODAY)
    assert "" not in row_words(letter, FORMATS, TODAY)
