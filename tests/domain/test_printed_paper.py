from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.domain.printed_paper import (
    PrintedPaper,
    PrintedProblem,
    printed_problem,
    tidy_paper,
)

LAST = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("paper", "problem"),
    [
        (PrintedPaper("DM2611", "冬の贈りもの", "", "", LAST, LAST), None),
        (PrintedPaper("", "冬の贈りもの"), PrintedProblem.CODE_MISSING),
        (PrintedPaper("DM2611", ""), PrintedProblem.TITLE_MISSING),
        (
            PrintedPaper("DM2611", "冬", "", "", LAST, date(2026, 11, 1)),
            PrintedProblem.DAYS_REVERSED,
        ),
        (PrintedPaper("DM2611", "冬" * 201), PrintedProblem.TOO_LONG),
        (PrintedPaper("DM2611", "冬", "", "条" * 10_001), PrintedProblem.TOO_LONG),
    ],
)
def test_what_a_master_lacks_is_told(paper: PrintedPaper, problem: PrintedProblem | None) -> None:
    assert printed_problem(paper) is problem


def test_a_code_is_kept_in_usual_width() -> None:
    tidy = tidy_paper(PrintedPaper(" ＤＭ２６１１\u3000", " 冬の　贈りもの ", "", "\n1回限り\n"))

    assert tidy == PrintedPaper("DM2611", "冬の 贈りもの", "", "1回限り")
