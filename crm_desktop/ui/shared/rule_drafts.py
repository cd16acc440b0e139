"""Keeps what is typed into the forms of a list of rules, and brings it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.domain.draft import Draft, DraftKind
from crm_desktop.ui.shared.form_codec import form_as_json, form_of_json
from crm_desktop.ui.shared.rules_presenter import RulesPresenter


@dataclass(frozen=True, slots=True)
class RulesPlace:
    """Where a list of rules stands: its page, and which of its parts; words that stay the same."""

    kind: DraftKind
    page: str
    part: str


@dataclass(frozen=True, slots=True)
class RulesList:
    """A list of rules, where it stands, and what shows that part of its page."""

    place: RulesPlace
    presenter: RulesPresenter
    show: Callable[[], None]


class RuleDrafts(QObject):
    """One draft a rule, from its first key until it is saved or discarded."""

    def __init__(
        self,
        rules: RulesPresenter,
        keeper: DraftKeeper,
        place: RulesPlace,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rules = rules
        self._keeper = keeper
        self._place = place
        self._now = now
        self._kept: dict[int | None, UUID] = {}
        rules.typed.connect(self._keep)
        rules.settled.connect(self._forget)

    def bring_back(self, draft: Draft) -> bool:
        """Fill the form of the rule that ``draft`` is about; other typing of it is let go.

        False when what was typed does not fit the form any more.
        """
        typed, rule_id = draft.fields.get("typed"), _number(draft, "rule_id")
        if not isinstance(typed, Mapping):
            return False
        try:
            form = form_of_json(self._rules.blank, typed)
        except (ValueError, TypeError):
            return False
        other = self._kept.get(rule_id)
        if other is not None and other != draft.draft_id:
            self._keeper.let_go(other)
        self._kept[rule_id] = draft.draft_id
        self._rules.put_back(rule_id, form, _number(draft, "revision"))
        return True

    def _keep(self, rule_id: int | None, form: object, revision: int | None) -> None:
        draft_id = self._kept.setdefault(rule_id, uuid4())
        place = self._place
        fields = {
            "page": place.page,
            "part": place.part,
            "rule_id": rule_id,
            "revision": revision,
            "typed": form_as_json(form),
        }
        self._keeper.keep(Draft(draft_id, place.kind, None, fields, self._now()))

    def _forget(self, rule_id: int | None) -> None:
        draft_id = self._kept.pop(rule_id, None)
        if draft_id is not None:
            self._keeper.forget(draft_id)


def _number(draft: Draft, name: str) -> int | None:
    value = draft.fields.get(name)
    return value if isinstance(value, int) else None
