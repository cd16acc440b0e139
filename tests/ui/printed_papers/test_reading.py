from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.actions.enclosure_rules import EnclosureRuleForm
from crm_desktop.database.queries.enclosure_rules import EnclosureRuleRow
from crm_desktop.database.queries.printed_papers import PrintedRow
from crm_desktop.domain.printed_paper import PrintedPaper
from crm_desktop.errors.printed_papers import BadOrderCount
from crm_desktop.errors.text import BadDate
from crm_desktop.ui.printed_papers.reading import paper_of, rule_of, typed_paper, typed_rule
from crm_desktop.ui.printed_papers.state import TypedPaper, TypedRule
from crm_desktop.ui.printed_papers.words import period_words, rule_lines

WINTER = PrintedPaper("DM2611", "冬", "早割", "1回限り", date(2026, 11, 5), date(2026, 12, 20))
ROW = EnclosureRuleRow(
    4, 1, 1, "青汁レシピ", "AO-30", "青汁30包", 3, "冬の贈りもの", 1, date(2026, 11, 1), None, True
)


def test_a_stored_master_is_typed_as_it_is_stored() -> None:
    assert paper_of(typed_paper(PrintedRow(1, 1, WINTER, None, 0))) == WINTER


def test_a_stored_rule_is_typed_as_it_is_stored() -> None:
    assert rule_of(typed_rule(ROW)) == EnclosureRuleForm(1, "AO-30", 3, 1, date(2026, 11, 1))


@pytest.mark.parametrize("words", ["0", "二回目", "1.5", "-1", "99999999999"])
def test_what_is_no_number_of_an_order_is_refused(words: str) -> None:
    with pytest.raises(BadOrderCount):
        rule_of(TypedRule(1, nth_order=words))


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(BadDate):
        paper_of(TypedPaper("DM", "冬", valid_from="13月1日"))


def test_a_rule_is_told_in_words() -> None:
    assert rule_lines(ROW) == (
        "青汁レシピ",
        "with 青汁30包, got “冬の贈りもの”, order 1, 2026/11/1–",
    )
    assert period_words(None, date(2026, 11, 1)) == "–2026/11/1"
