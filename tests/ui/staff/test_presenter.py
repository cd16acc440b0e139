from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from crm_desktop.actions.staff import AddedStaff, StaffForm
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.staff import StaffRow
from crm_desktop.domain.staff import StaffRole
from crm_desktop.errors.access import (
    BadExtension,
    BadLogin,
    ExtensionInUse,
    LastAdmin,
    LoginTaken,
    NameMissing,
    RoleMissing,
)
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import DatabaseUnreachable, RecordChanged
from crm_desktop.errors.text import BadKana
from crm_desktop.ui.staff.presenter import StaffPresenter, StaffWork
from crm_desktop.ui.staff.state import StaffDeed, StaffField, StaffNews, StaffState
from tests.ui.staff.people import ADMIN, EVERYBODY, GONE, LEFT_CUSTOMERS, OPERATOR

PASSWORD = "k7wd-m2xp-9hqt-ve4c"


class Office:
    """A presenter for the desk of Tadokoro, and what it had done."""

    def __init__(self, jobs: Jobs) -> None:
        self.rows: Sequence[StaffRow] = EVERYBODY
        self.done: list[Any] = []
        self.told: list[Any] = []
        self.refusal: Exception | None = None
        work = StaffWork(
            load=lambda: self.rows,
            add=lambda login, form: self._do(("add", login, form), AddedStaff(9, PASSWORD)),
            change=lambda *what: self._do(("change", *what), None),
            deactivate=lambda staff_id: self._do(("deactivate", staff_id), 3120),
            reactivate=lambda staff_id: self._do(("reactivate", staff_id), None),
            reset_password=lambda *whose: self._do(("reset", *whose), PASSWORD),
        )
        self.presenter = StaffPresenter(work, "tadokoro", jobs)
        self.presenter.refused.connect(self.told.append)
        self.presenter.failed.connect(self.told.append)

    def _do(self, what: Any, answer: Any) -> Any:
        self.done.append(what)
        if self.refusal is not None:
            raise self.refusal
        return answer

    @property
    def state(self) -> StaffState:
        return self.presenter.state

    def text(self, which: StaffField) -> str:
        assert self.state.entry is not None
        return self.state.entry.text(which)

    def refusals(self) -> set[StaffField]:
        assert self.state.entry is not None
        return set(self.state.entry.refusals)

    def fill(self, which: StaffField, text: str) -> None:
        self.presenter.on_typed(which, text)
        self.presenter.on_left(which)


@pytest.fixture
def office(inline_jobs: Jobs) -> Office:
    office = Office(inline_jobs)
    office.presenter.load()
    return office


def names(state: StaffState) -> list[str]:
    return [row.login for row in state.rows]


def test_who_has_left_is_shown_only_while_they_have_customers(office: Office) -> None:
    assert names(office.state) == ["tadokoro", "takahashi_m", "kondo"]
    assert office.state.left_out == 1


def test_everybody_is_shown_on_request(office: Office) -> None:
    office.presenter.show_inactive(True)

    assert names(office.state) == [row.login for row in EVERYBODY]
    assert office.state.left_out == 0


def test_an_entry_is_shown_as_it_is_stored(office: Office) -> None:
    office.presenter.choose(OPERATOR.staff_id)

    assert office.text(StaffField.NAME) == "髙橋 美智子"
    assert office.state.entry is not None
    assert office.state.entry.roles == {StaffRole.OPERATOR}
    assert not office.presenter.has_typing


@pytest.mark.parametrize(
    ("which", "typed", "shown"),
    [
        (StaffField.NAME, "髙橋　ﾐﾁｺ様", "髙橋 ミチコ"),
        (StaffField.NAME_KANA, "たかはし　ﾐﾁｺ", "タカハシ ミチコ"),
        (StaffField.LOGIN, " Ｓaeki ", "saeki"),
        (StaffField.EXTENSION, "２０９", "209"),
    ],
)
def test_a_field_is_made_even_when_it_is_left(
    office: Office, which: StaffField, typed: str, shown: str
) -> None:
    office.presenter.begin_new()
    office.fill(which, typed)

    assert office.text(which) == shown
    assert office.refusals() == set()


@pytest.mark.parametrize(
    ("which", "typed", "refusal"),
    [
        (StaffField.NAME_KANA, "髙ハシ", BadKana),
        (StaffField.LOGIN, "髙橋", BadLogin),
        (StaffField.LOGIN, "crm_owner", BadLogin),
        (StaffField.EXTENSION, "20a", BadExtension),
    ],
)
def test_what_is_refused_stays_as_it_was_typed(
    office: Office, which: StaffField, typed: str, refusal: type[CrmError]
) -> None:
    office.presenter.begin_new()
    office.fill(which, typed)

    assert office.text(which) == typed
    assert office.state.entry is not None
    assert isinstance(office.state.entry.refusals[which], refusal)


def test_somebody_new_is_added_and_the_password_is_shown_once(office: Office) -> None:
    office.presenter.begin_new()
    office.fill(StaffField.NAME, "佐伯 さくら")
    office.fill(StaffField.LOGIN, "saeki")
    office.presenter.tick(StaffRole.SCANNER, True)
    office.rows = (*EVERYBODY, replace(OPERATOR, staff_id=9, login="saeki", name="佐伯 さくら"))
    office.presenter.save()

    roles = frozenset({StaffRole.OPERATOR, StaffRole.SCANNER})
    assert office.done == [("add", "saeki", StaffForm("佐伯 さくら", "", "", roles))]
    assert office.state.handed_over is not None
    assert office.state.handed_over.password == PASSWORD
    assert PASSWORD not in repr(office.state)
    assert office.state.entry is not None
    assert office.state.entry.staff_id == 9

    office.presenter.put_password_away()
    assert office.state.handed_over is None


def test_an_empty_form_is_not_saved(office: Office) -> None:
    office.presenter.begin_new()
    office.presenter.tick(StaffRole.OPERATOR, False)
    office.presenter.save()

    assert office.done == []
    assert office.told == [StaffField.NAME]
    assert office.refusals() == {StaffField.NAME, StaffField.LOGIN, StaffField.ROLES}


def test_a_changed_entry_is_saved_with_the_revision_that_was_seen(office: Office) -> None:
    office.presenter.choose(OPERATOR.staff_id)
    office.presenter.tick(StaffRole.SUPERVISOR, True)
    office.presenter.save()

    ((what, staff_id, form, revision),) = office.done
    assert (what, staff_id, revision) == ("change", OPERATOR.staff_id, OPERATOR.revision)
    assert form.roles == {StaffRole.OPERATOR, StaffRole.SUPERVISOR}
    assert office.state.news is StaffNews.CHANGED
    assert not office.presenter.has_typing


def test_nothing_is_saved_where_nothing_was_typed(office: Office) -> None:
    office.presenter.choose(OPERATOR.staff_id)
    office.presenter.save()

    assert office.done == []


def test_typing_is_kept_while_somebody_else_is_looked_at(office: Office) -> None:
    office.presenter.choose(OPERATOR.staff_id)
    office.presenter.on_typed(StaffField.NAME, "髙橋 道子")
    office.presenter.choose(ADMIN.staff_id)
    office.presenter.load()
    assert office.text(StaffField.NAME) == ADMIN.name

    office.presenter.choose(OPERATOR.staff_id)

    assert office.text(StaffField.NAME) == "髙橋 道子"
    assert office.presenter.has_typing


def test_typing_is_discarded_on_request(office: Office) -> None:
    office.presenter.choose(OPERATOR.staff_id)
    office.presenter.on_typed(StaffField.NAME, "x")
    office.presenter.discard()

    assert office.text(StaffField.NAME) == OPERATOR.name
    assert not office.presenter.has_typing


@pytest.mark.parametrize(
    ("refusal", "which"),
    [
        (LoginTaken("saeki"), StaffField.LOGIN),
        (ExtensionInUse("202", "髙橋 美智子"), StaffField.EXTENSION),
        (NameMissing(), StaffField.NAME),
        (RoleMissing(), StaffField.ROLES),
    ],
)
def test_what_the_database_refuses_stands_beside_its_field(
    office: Office, refusal: CrmError, which: StaffField
) -> None:
    office.refusal = refusal
    office.presenter.begin_new()
    office.fill(StaffField.NAME, "佐伯")
    office.fill(StaffField.LOGIN, "saeki")
    office.presenter.save()

    assert office.told == [which]
    assert office.refusals() == {which}
    assert not office.state.busy
    assert office.text(StaffField.NAME) == "佐伯"


def test_who_was_slower_keeps_the_typing_and_may_save_over_the_newer_entry(
    office: Office,
) -> None:
    office.presenter.choose(OPERATOR.staff_id)
    office.presenter.on_typed(StaffField.NAME, "髙橋 道子")
    office.refusal = RecordChanged("staff", OPERATOR.staff_id)
    office.rows = (ADMIN, replace(OPERATOR, revision=8))
    office.presenter.save()
    assert office.told == [office.refusal]

    office.refusal = None
    office.presenter.save()

    assert office.done[-1][3] == 8
    assert office.done[-1][2].name == "髙橋 道子"


def test_deactivating_is_asked_first(office: Office) -> None:
    office.presenter.choose(OPERATOR.staff_id)
    office.presenter.ask(StaffDeed.DEACTIVATE)
    assert office.done == []
    office.presenter.answer_no()
    office.presenter.answer_yes()
    assert office.done == []

    office.presenter.ask(StaffDeed.DEACTIVATE)
    office.presenter.answer_yes()

    assert office.done == [("deactivate", OPERATOR.staff_id)]
    assert (office.state.news, office.state.news_customers) == (StaffNews.DEACTIVATED, 3120)
    assert office.state.question is None


def test_a_question_is_about_whom_the_form_showed(office: Office) -> None:
    office.presenter.choose(OPERATOR.staff_id)
    office.presenter.ask(StaffDeed.DEACTIVATE)
    office.presenter.choose(LEFT_CUSTOMERS.staff_id)
    office.presenter.answer_yes()

    assert office.done == []


def test_a_reset_password_is_shown_until_it_is_handed_over(office: Office) -> None:
    office.presenter.choose(OPERATOR.staff_id)
    office.presenter.ask(StaffDeed.RESET_PASSWORD)
    office.presenter.answer_yes()
    office.presenter.choose(ADMIN.staff_id)

    assert office.done == [("reset", OPERATOR.staff_id, "takahashi_m")]
    assert office.state.handed_over is not None
    assert office.state.handed_over.login == "takahashi_m"


def test_who_left_may_come_back(office: Office) -> None:
    office.presenter.show_inactive(True)
    office.presenter.choose(GONE.staff_id)
    office.presenter.reactivate()

    assert office.done == [("reactivate", GONE.staff_id)]
    assert office.state.news is StaffNews.REACTIVATED


def test_ones_own_roles_and_sign_in_are_left_alone(office: Office) -> None:
    office.presenter.choose(ADMIN.staff_id)
    office.presenter.tick(StaffRole.OPERATOR, True)
    for deed in StaffDeed:
        office.presenter.ask(deed)

    assert office.state.question is None
    assert not office.presenter.has_typing


def test_a_refused_deed_is_told(office: Office) -> None:
    office.refusal = LastAdmin()
    office.presenter.choose(OPERATOR.staff_id)
    office.presenter.ask(StaffDeed.DEACTIVATE)
    office.presenter.answer_yes()

    assert office.told == [office.refusal]
    assert not office.state.busy


def test_a_list_that_cannot_be_read_says_so(inline_jobs: Jobs) -> None:
    def broken() -> Sequence[StaffRow]:
        raise DatabaseUnreachable

    office = Office(inline_jobs)
    presenter = StaffPresenter(
        replace(office.presenter._work, load=broken), "tadokoro", inline_jobs
    )
    presenter.failed.connect(office.told.append)
    presenter.load()

    assert presenter.state.failed
    assert isinstance(office.told[0], DatabaseUnreachable)
