"""Drafts of the lists of rules: talk scripts, unwanted callers, settings, printed papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject

from crm_desktop.app.office_pages import OfficePages
from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.database.roles import ADMIN, SUPERVISOR
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.ui.shared.rule_drafts import RuleDrafts, RulesList

RULE_KINDS: Final = (
    DraftKind.TALK_SCRIPT,
    DraftKind.UNWANTED,
    DraftKind.SETTING,
    DraftKind.PRINTED_PAPER,
)


class DeskRuleDrafts(QObject):
    """Follows each page of rules from its first opening on."""

    def __init__(
        self,
        office: OfficePages,
        keeper: DraftKeeper,
        now: Callable[[], datetime],
        groups: frozenset[str],
        parent: QObject | None = None,
    ) -> None:
        """``groups`` are those of the person, who has only some of the pages."""
        super().__init__(parent)
        self._keeper = keeper
        self._now = now
        self._lists: dict[tuple[str, str], tuple[RulesList, RuleDrafts]] = {}
        self._openers: dict[str, Callable[[], None]] = {}
        if groups & {ADMIN, SUPERVISOR}:
            self._openers["rules"] = office.open_rules
        if ADMIN in groups:
            self._openers["map"] = office.open_map_settings
        if SUPERVISOR in groups:
            self._openers["printed"] = office.open_printed
        office.lists_made.connect(self._on_made)

    def bring_back(self, draft: Draft) -> bool:
        """Open the page of a draft with the form filled in; tell whether there is such a form."""
        page, part = str(draft.fields.get("page")), str(draft.fields.get("part"))
        if page not in self._openers:
            return False
        self._openers[page]()
        found = self._lists.get((page, part))
        if found is None:
            return False
        rules, drafts = found
        rules.show()
        return drafts.bring_back(draft)

    def _on_made(self, lists: list[RulesList]) -> None:
        for rules in lists:
            place = rules.place
            drafts = RuleDrafts(rules.presenter, self._keeper, place, self._now, self)
            self._lists[place.page, place.part] = rules, drafts
