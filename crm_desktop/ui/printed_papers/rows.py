"""The lists of masters and of rules, two lines each."""

from __future__ import annotations

from crm_desktop.database.queries.enclosure_rules import EnclosureRuleRow
from crm_desktop.database.queries.printed_papers import PrintedRow
from crm_desktop.ui.printed_papers.words import paper_lines, rule_lines
from crm_desktop.ui.shared.rule_rows import RuleRows


class PrintedRows(RuleRows):
    """Title; code, period, pages."""

    def lines_of(self, row: object) -> tuple[str, str]:
        """Return the two lines of a master."""
        return paper_lines(row) if isinstance(row, PrintedRow) else ("", "")


class EnclosureRuleRows(RuleRows):
    """The enclosure; which parcels get it."""

    def lines_of(self, row: object) -> tuple[str, str]:
        """Return the two lines of a rule."""
        return rule_lines(row) if isinstance(row, EnclosureRuleRow) else ("", "")
