from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from crm_desktop.actions.staff import (
    StaffForm,
    add_staff,
    change_own_password,
    change_staff,
    deactivate_staff,
    reactivate_staff,
    reset_password,
    sit_at,
)
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.engine import Database
from crm_desktop.database.passwords import check_own_password
from crm_desktop.database.queries.staff import SignedInStaff, StaffRow, sign_in, staff_list
from crm_desktop.domain.staff import StaffRole
from crm_desktop.errors import access
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import RecordChanged, RecordGone
from crm_desktop.errors.text import BadKana
from tests.conftest import LoginOf
from tests.new_logins import NewLogin, new_logins

FORM = StaffForm("髙橋　ﾊﾅｺ様", "たかはし ﾊﾅｺ", "", frozenset({StaffRole.OPERATOR}))
NEVER = 999_999


@pytest.fixture
def new_login(database_url: str) -> Iterator[NewLogin]:
    with new_logins(database_url) as new_login:
        yield new_login


@pytest.fixture
def admin(login_of: LoginOf) -> Iterator[Database]:
    """The database as an administrator sees it."""
    with Database(login_of("crm_admin", name="田所 守")) as database:
        yield database


def row_of(admin: Database, login: str) -> StaffRow:
    with admin.asking() as session:
        return next(row for row in staff_list(session) if row.login == login)


def added(admin: Database, login: str, form: StaffForm = FORM) -> tuple[int, str]:
    with admin.asking() as session:
        made = add_staff(session, login, form)
    return made.staff_id, made.password


def who(dsn: str) -> SignedInStaff:
    with Database(dsn) as database, database.asking() as session:
        return sign_in(session, "test")


def test_whoever_is_added_signs_in_with_the_password_handed_over(
    admin: Database, new_login: NewLogin, server: EmbeddedServer, database_url: str
) -> None:
    login = new_login()
    staff_id, password = added(admin, login)

    name = psycopg.conninfo.conninfo_to_dict(database_url)["dbname"]
    signed_in = who(server.url_for(login, password, database=str(name)))

    assert signed_in == SignedInStaff(
        staff_id, login, "髙橋 ハナコ", "", frozenset({"crm_operator"}), True, 10
    )


def test_the_list_tells_what_an_admin_must_know(admin: Database, new_login: NewLogin) -> None:
    login = new_login()
    staff_id, _ = added(admin, login, replace(FORM, extension="431"))

    row = row_of(admin, login)

    assert (row.staff_id, row.name, row.name_kana) == (staff_id, "髙橋 ハナコ", "タカハシ ハナコ")
    assert (row.extension, row.groups) == ("431", frozenset({"crm_operator"}))
    assert (row.active, row.can_sign_in, row.password_due, row.customers) == (True, True, True, 0)
    assert row.last_signed_in_at is None


@pytest.mark.parametrize(
    ("form", "refusal"),
    [
        (replace(FORM, name="　"), access.NameMissing),
        (replace(FORM, name_kana="髙ハシ"), BadKana),
        (replace(FORM, extension="20a"), access.BadExtension),
        (replace(FORM, roles=frozenset()), access.RoleMissing),
    ],
)
def test_a_form_with_a_fault_adds_nobody(
    form: StaffForm, refusal: type[CrmError], admin: Database, new_login: NewLogin
) -> None:
    with pytest.raises(refusal):
        added(admin, new_login(), form)


@pytest.mark.parametrize("login", ["", "Saeki", "佐伯", "crm_saeki", "gateway", "s" * 64])
def test_a_text_that_is_no_login_is_refused(login: str, admin: Database) -> None:
    with pytest.raises(access.BadLogin):
        added(admin, login)


def test_a_login_is_given_once(admin: Database, new_login: NewLogin) -> None:
    login = new_login()
    added(admin, login)

    with pytest.raises(access.LoginTaken) as refused:
        added(admin, login)

    assert refused.value.login == login


def test_a_password_that_is_guessed_at_once_is_not_given(
    admin: Database, new_login: NewLogin
) -> None:
    with admin.asking() as session, pytest.raises(access.PasswordTooWeak) as refused:
        add_staff(session, new_login(), FORM, password="1111111111")

    assert "1111" not in str(refused.value)


def test_a_telephone_in_use_names_who_has_it(admin: Database, new_login: NewLogin) -> None:
    added(admin, new_login(), replace(FORM, extension="432"))

    with pytest.raises(access.ExtensionInUse) as refused:
        added(admin, new_login(), replace(FORM, extension="432"))

    assert (refused.value.extension, refused.value.holder) == ("432", "髙橋 ハナコ")


def test_roles_are_changed_as_ticked(admin: Database, new_login: NewLogin) -> None:
    login = new_login()
    staff_id, _ = added(admin, login)
    roles = frozenset({StaffRole.SUPERVISOR, StaffRole.EXPORTER})

    with admin.asking() as session:
        change_staff(session, staff_id, replace(FORM, roles=roles), seen_revision=1)

    assert row_of(admin, login).groups == frozenset({"crm_supervisor", "crm_exporter"})


def test_who_was_slower_is_told(admin: Database, new_login: NewLogin) -> None:
    staff_id, _ = added(admin, new_login())

    with admin.asking() as session:
        change_staff(session, staff_id, FORM, seen_revision=1)
        with pytest.raises(RecordChanged):
            change_staff(session, staff_id, FORM, seen_revision=1)
        with pytest.raises(RecordGone):
            change_staff(session, NEVER, FORM, seen_revision=1)


def test_own_roles_stay_and_the_attempt_is_recorded(admin: Database, database: Database) -> None:
    with admin.asking() as session:
        me = sign_in(session, "test")
        with pytest.raises(access.OwnRights):
            change_staff(session, me.staff_id, FORM, seen_revision=1)

    with psycopg.connect(database.dsn) as owner:
        found = owner.execute(
            "SELECT count(*) FROM audit_entry WHERE login = %s AND action = 'refuse'", [me.login]
        )
        assert found.fetchone() == (1,)


def test_who_left_can_come_back(admin: Database, new_login: NewLogin) -> None:
    login = new_login()
    staff_id, _ = added(admin, login)

    with admin.asking() as session:
        assert deactivate_staff(session, staff_id) == 0
        left = row_of(admin, login)
        reactivate_staff(session, staff_id)

    assert (left.active, left.can_sign_in) == (False, False)
    assert row_of(admin, login).can_sign_in


def test_a_reset_password_differs_from_the_one_before(admin: Database, new_login: NewLogin) -> None:
    login = new_login()
    staff_id, first = added(admin, login)

    with admin.asking() as session:
        assert reset_password(session, staff_id, login) != first


def test_ones_own_password_is_changed_after_the_present_one_was_shown(login_of: LoginOf) -> None:
    with Database(login_of("crm_operator", password_due=True)) as me, me.asking() as session:
        check_own_password(session, "ひみつの言葉")
        with pytest.raises(access.PasswordWrong):
            check_own_password(session, "うその言葉")
        change_own_password(session, "きょうは雨が降っている")
        check_own_password(session, "きょうは雨が降っている")
        assert not sign_in(session, "test").password_due


def test_ones_own_login_is_no_password(login_of: LoginOf) -> None:
    with Database(login_of("crm_operator")) as me, me.asking() as session:
        login = sign_in(session, "test").login
        with pytest.raises(access.PasswordTooWeak):
            change_own_password(session, login)


def test_sitting_down_takes_the_telephone(login_of: LoginOf) -> None:
    with Database(login_of("crm_operator")) as me, me.asking() as session:
        sit_at(session, "433")

        assert sign_in(session, "test").extension == "433"


def test_a_telephone_where_somebody_sits_is_refused(login_of: LoginOf) -> None:
    sitting, mine = Database(login_of("crm_operator", extension="434")), login_of("crm_operator")
    with sitting, sitting.asking() as theirs, Database(mine) as me, me.asking() as session:
        sign_in(theirs, "test")
        with pytest.raises(access.ExtensionInUse):
            sit_at(session, "434")


def test_an_operator_manages_nobody(login_of: LoginOf) -> None:
    with Database(login_of("crm_operator")) as me:
        with pytest.raises(access.RightMissing), me.asking() as session:
            staff_list(session)
        with pytest.raises(access.RightMissing), me.asking() as session:
            deactivate_staff(session, NEVER)


def test_a_login_without_staff_is_told_so(database: Database) -> None:
    with database.asking() as session, pytest.raises(access.StaffUnknown) as refused:
        sign_in(session, "test")

    assert refused.value.login == "postgres"
