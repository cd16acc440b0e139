from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from crm_desktop.actions.unwanted_callers import UnwantedForm
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.unwanted_callers import UnwantedRow
from crm_desktop.domain.unwanted import UnwantedAction
from crm_desktop.errors.callers import AlreadyUnwanted
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.ui.shared.rules_presenter import RulesPresenter, RuleWork
from tests.ui.call_rules.rules import SALES, SILENT, form_of

NEW = UnwantedForm("+81312345678", "無言電話", UnwantedAction.WARN)
BLANK = UnwantedForm("", "")


class Office:
    """A presenter of unwanted callers, and what it had done."""

    def __init__(self, jobs: Jobs) -> None:
        self.rows: Sequence[UnwantedRow] = (SALES, SILENT)
        self.done: list[Any] = []
        self.failures: list[Exception] = []
        self.refusal: Exception | None = None
        work = RuleWork(
            load=lambda: self.rows,
            add=lambda form: self._do("add", form),
            change=lambda *what: self._do("change", *what),
            remove=lambda *what: self._do("remove", *what),
            id_of=lambda row: row.unwanted_id,
            form_of=form_of,
            blank=BLANK,
        )
        self.presenter = RulesPresenter(work, jobs)
        self.presenter.failed.connect(self.failures.append)
        self.presenter.load()

    def _do(self, *what: Any) -> None:
        self.done.append(what)
        if self.refusal is not None:
            raise self.refusal


@pytest.fixture
def office(inline_jobs: Jobs) -> Office:
    return Office(inline_jobs)


def test_a_new_rule_is_added_and_the_form_is_empty_again(office: Office) -> None:
    office.presenter.edit(NEW)
    office.presenter.save()
    assert office.done == [("add", NEW)]
    assert (office.presenter.state.form, office.presenter.state.saved) == (BLANK, True)
    assert not office.presenter.has_typing


def test_what_is_typed_of_one_rule_stays_while_another_is_shown(office: Office) -> None:
    office.presenter.choose(SALES.unwanted_id)
    office.presenter.edit(replace(form_of(SALES), reason="営業（断り済み）"))
    office.presenter.choose(SILENT.unwanted_id)
    assert not office.presenter.state.changed
    office.presenter.choose(SALES.unwanted_id)
    assert office.presenter.state.form.reason == "営業（断り済み）"


def test_a_rule_typed_back_to_what_it_was_is_not_saved(office: Office) -> None:
    office.presenter.choose(SALES.unwanted_id)
    office.presenter.edit(replace(form_of(SALES), reason="x"))
    office.presenter.edit(form_of(SALES))
    office.presenter.save()
    assert office.done == []
    assert not office.presenter.has_typing


def test_a_change_by_somebody_else_is_not_written_over_unseen(office: Office) -> None:
    office.presenter.choose(SALES.unwanted_id)
    office.presenter.edit(replace(form_of(SALES), reason="mine"))
    office.rows = (replace(SALES, reason="theirs", revision=4),)
    office.presenter.load()
    office.presenter.save()
    assert office.done[-1][-1] == SALES.revision


def test_after_being_told_the_newer_rule_may_be_written_over(office: Office) -> None:
    office.presenter.choose(SALES.unwanted_id)
    office.presenter.edit(replace(form_of(SALES), reason="mine"))
    office.rows = (replace(SALES, reason="theirs", revision=4),)
    office.refusal = RecordChanged("unwanted_caller", SALES.unwanted_id)
    office.presenter.save()
    assert isinstance(office.presenter.state.refusal, RecordChanged)
    office.refusal = None
    office.presenter.save()
    assert office.done[-1] == (
        "change",
        SALES.unwanted_id,
        replace(form_of(SALES), reason="mine"),
        4,
    )


def test_what_was_typed_for_a_rule_that_is_gone_can_be_added(office: Office) -> None:
    office.presenter.choose(SALES.unwanted_id)
    typed = replace(form_of(SALES), reason="mine")
    office.presenter.edit(typed)
    office.rows = (SILENT,)
    office.refusal = RecordGone("unwanted_caller", SALES.unwanted_id)
    office.presenter.save()
    assert (office.presenter.state.rule_id, office.presenter.state.form) == (None, typed)


def test_a_refused_rule_stays_as_typed_with_the_reason(office: Office) -> None:
    office.refusal = AlreadyUnwanted(NEW.pattern)
    office.presenter.edit(NEW)
    office.presenter.save()
    assert office.presenter.state.refusal is office.refusal
    assert office.presenter.state.form == NEW
    assert office.failures == []


def test_a_rule_goes_only_after_it_was_asked(office: Office) -> None:
    office.presenter.choose(SALES.unwanted_id)
    office.presenter.remove()
    assert office.done == []
    office.presenter.ask_to_remove()
    office.presenter.remove()
    assert office.done == [("remove", SALES.unwanted_id, SALES.revision)]
