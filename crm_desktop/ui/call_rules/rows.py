"""The rows of the lists of rules: a script, an unwanted caller, the settings."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.talk_scripts import TalkScriptRow
from crm_desktop.database.queries.unwanted_callers import UnwantedRow
from crm_desktop.domain.unwanted import WITHHELD, UnwantedAction
from crm_desktop.ui.call_rules.unwanted_reading import national
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.rule_rows import RuleRows

translate = QCoreApplication.translate


class ScriptRows(RuleRows):
    """Title; what it is for, and whether it is in use."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mailings: dict[int, str] = {}

    def lines_of(self, row: object) -> tuple[str, str]:
        """Return title and purpose."""
        if not isinstance(row, TalkScriptRow):
            return "", ""
        if row.mailing_id is not None:
            purpose = self.mailings.get(row.mailing_id, translate("call_rules", "a mailing"))
        else:
            purpose = row.line_name or translate("call_rules", "all other calls")
        if not row.active:
            purpose = filled(translate("call_rules", "%1 (not in use)"), purpose)
        return row.title or translate("call_rules", "(no title)"), purpose


class UnwantedRows(RuleRows):
    """Who; what is done, and why."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats

    def lines_of(self, row: object) -> tuple[str, str]:
        """Return who is meant, and what is done why."""
        if not isinstance(row, UnwantedRow):
            return "", ""
        rejected = row.action is UnwantedAction.REJECT
        done = translate("call_rules", "reject") if rejected else translate("call_rules", "warn")
        by = f" ({row.staff_name})" if row.staff_name else ""
        return self._who(row.pattern), f"{done}: {row.reason}{by}"

    def _who(self, pattern: str) -> str:
        if pattern == WITHHELD:
            return translate("call_rules", "Whoever withholds the number")
        if pattern.endswith("*"):
            return filled(translate("call_rules", "%1 …"), national(pattern.rstrip("*")))
        return self._formats.phone(pattern)
