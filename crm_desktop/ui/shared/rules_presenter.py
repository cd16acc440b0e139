"""Decides what a list of rules with its form shows. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.ui.shared.rules_state import RulesState


@dataclass(frozen=True, slots=True)
class RuleWork:
    """What is asked of the database, on a worker, and how a row becomes a form.

    A row has a ``revision``; ``id_of`` is what tells it from the others. ``change`` takes id, form
    and the revision seen, ``remove`` id and revision. Without ``add`` one of the rows is
    always shown; without ``remove`` none goes.
    """

    load: Callable[[], Sequence[Any]]
    change: Callable[[int, Any, int], object]
    id_of: Callable[[Any], int]
    form_of: Callable[[Any], Any]
    blank: Any
    add: Callable[[Any], object] | None = None
    remove: Callable[[int, int], object] | None = None


class RulesPresenter(QObject):
    """One form at a time; what is typed in the others stays until it is saved or discarded.

    ``typed`` tells each form that is not saved with the revision it is about, ``settled`` that one
    is saved or discarded; both by id, None for a new rule.
    """

    changed = Signal(object)  # RulesState
    failed = Signal(object)  # Exception
    typed = Signal(object, object, object)  # id, form, revision or None
    settled = Signal(object)  # id

    def __init__(self, work: RuleWork, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._jobs = jobs
        self._loading = LatestOnly(jobs, self)
        self._rules: dict[int, Any] = {}
        self._drafts: dict[int | None, Any] = {}
        self._seen: dict[int, int] = {}  # the revisions that the drafts are about
        self._state = RulesState(form=work.blank, removable=work.remove is not None)

    @property
    def state(self) -> RulesState:
        """What was shown last."""
        return self._state

    @property
    def blank(self) -> Any:  # noqa: ANN401 - a form of whatever kind
        """The form of a new rule, before anything is typed."""
        return self._work.blank

    @property
    def has_typing(self) -> bool:
        """Whether something typed is not saved."""
        return bool(self._drafts)

    def load(self) -> None:
        """Read the list anew; what is typed stays."""
        self._loading.run(self._work.load, then=self._on_loaded, failed=self._on_not_loaded)

    def choose(self, rule_id: int | None) -> None:
        """Show a rule in the form; None is a new one."""
        if rule_id is None or rule_id in self._rules:
            self._show_form(
                replace(self._state, rule_id=rule_id, refusal=None, removing=False, saved=False)
            )

    def edit(self, form: object) -> None:
        """Take the form as it is typed."""
        if form == self._state.form:
            return
        rule_id = self._state.rule_id
        if form == self._stored(rule_id):
            self._forget_draft(rule_id)
        else:
            if rule_id in self._rules and rule_id is not None:
                self._seen.setdefault(rule_id, self._rules[rule_id].revision)
            self._take(rule_id, form)
        self._show_form(replace(self._state, refusal=None, saved=False))

    def put_back(self, rule_id: int | None, form: object, revision: int | None) -> None:
        """Show a form as it was typed before, about ``revision`` of its rule."""
        if rule_id is not None and revision is not None:
            self._seen[rule_id] = revision
        self._take(rule_id, form)
        self._show_form(
            replace(self._state, rule_id=rule_id, refusal=None, removing=False, saved=False)
        )

    def discard(self) -> None:
        """Forget what was typed in the form that is shown."""
        self._forget_draft(self._state.rule_id)
        self._show_form(replace(self._state, refusal=None, removing=False))

    def save(self) -> None:
        """Store the form, if there is anything to store."""
        rule_id, form = self._state.rule_id, self._state.form
        if self._state.busy or not self._state.changed:
            return
        if rule_id is not None:
            seen = self._seen[rule_id]
            self._do(lambda: self._work.change(rule_id, form, seen))
        elif (add := self._work.add) is not None:
            self._do(lambda: add(form))

    def ask_to_remove(self) -> None:
        """Ask whether the rule that is shown is to go."""
        known = self._state.rule_id is not None and self._work.remove is not None
        if known and not self._state.busy:
            self._show_form(replace(self._state, removing=True, saved=False))

    def keep(self) -> None:
        """Let the rule be."""
        self._show_form(replace(self._state, removing=False))

    def remove(self) -> None:
        """Remove the rule, after it was asked."""
        rule_id, remove = self._state.rule_id, self._work.remove
        if rule_id is None or remove is None or self._state.busy or not self._state.removing:
            return
        revision = self._rules[rule_id].revision
        self._do(lambda: remove(rule_id, revision))

    def _do(self, work: Callable[[], object]) -> None:
        rule_id = self._state.rule_id
        self._show_form(replace(self._state, busy=True, refusal=None, removing=False, saved=False))
        self._jobs.run(
            self,
            work,
            then=lambda _done: self._on_done(rule_id),
            failed=lambda error: self._on_refused(rule_id, error),
        )

    def _on_done(self, rule_id: int | None) -> None:
        self._forget_draft(rule_id)
        self._show_form(replace(self._state, busy=False, saved=True))
        self.load()

    def _on_refused(self, rule_id: int | None, error: Exception) -> None:
        refusal = error if isinstance(error, CrmError) else None
        self._show_form(replace(self._state, busy=False, refusal=refusal))
        if isinstance(error, RecordChanged | RecordGone) and rule_id is not None:
            self._seen.pop(rule_id, None)  # told: from now on it is about the newer one
            self.load()
        if refusal is None:
            self.failed.emit(error)

    def _on_loaded(self, rows: Sequence[Any]) -> None:
        self._rules = {self._work.id_of(row): row for row in rows}
        for gone in set(self._drafts) - {None, *self._rules}:
            draft = self._drafts[gone]
            self._forget_draft(gone)
            if None not in self._drafts:
                self._take(None, draft)  # what was typed can still be added anew
        for rule_id in self._drafts:
            if rule_id is not None:
                self._seen.setdefault(rule_id, self._rules[rule_id].revision)
        shown = self._state.rule_id if self._state.rule_id in self._rules else None
        if self._work.add is None and shown is None:
            shown = next(iter(self._rules), None)
        self._show_form(
            replace(self._state, rows=tuple(rows), rule_id=shown, loaded=True, failed=False)
        )

    def _on_not_loaded(self, error: Exception) -> None:
        self._show_form(replace(self._state, failed=True))
        self.failed.emit(error)

    def _take(self, rule_id: int | None, form: object) -> None:
        self._drafts[rule_id] = form
        self.typed.emit(rule_id, form, None if rule_id is None else self._seen.get(rule_id))

    def _forget_draft(self, rule_id: int | None) -> None:
        was_typed = self._drafts.pop(rule_id, None) is not None
        if rule_id is not None:
            self._seen.pop(rule_id, None)
        if was_typed:
            self.settled.emit(rule_id)

    def _stored(self, rule_id: int | None) -> Any:  # noqa: ANN401 - a form of whatever kind
        rule = None if rule_id is None else self._rules.get(rule_id)
        return self._work.blank if rule is None else self._work.form_of(rule)

    def _show_form(self, state: RulesState) -> None:
        """Show ``state`` with what is typed of its rule, or what is stored."""
        rule_id = state.rule_id
        is_draft = rule_id in self._drafts
        form = self._drafts[rule_id] if is_draft else self._stored(rule_id)
        self._state = replace(state, form=form, changed=is_draft)
        self.changed.emit(self._state)
