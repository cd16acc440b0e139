from __future__ import annotations

import pytest

from crm_desktop.domain.dial_request import DialProblem
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.ui.error_text import error_text


@pytest.mark.parametrize("problem", DialProblem)
def test_each_reason_not_to_dial_has_words_of_its_own(problem: DialProblem) -> None:
    others = {error_text(NotDialled(other)) for other in DialProblem if other is not problem}

    assert error_text(NotDialled(problem)) not in others


def test_reason_of_a_newer_program_is_told_in_general() -> None:
    assert error_text(NotDialled("rained")).endswith(".")
