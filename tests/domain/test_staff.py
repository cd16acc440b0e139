from __future__ import annotations

import pytest

from crm_desktop.domain.staff import StaffRole, groups_of, is_login, roles_of


def test_roles_and_groups_are_one_to_one() -> None:
    assert roles_of(groups_of(StaffRole)) == frozenset(StaffRole)
    assert roles_of(["crm_owner", "crm_gateway", "crm_scanner"]) == {StaffRole.SCANNER}
    assert groups_of([StaffRole.SCANNER, StaffRole.ADMIN]) == ["crm_admin", "crm_scanner"]


@pytest.mark.parametrize("login", ["saeki", "s", "m_takahashi2", "crmsaeki", "s" * 63])
def test_plain_letters_digits_and_underscores_are_a_login(login: str) -> None:
    assert is_login(login)


@pytest.mark.parametrize(
    "login",
    [
        *("", "2saeki", "_saeki", "Saeki", "ｓａｅｋｉ", "髙橋", "sae ki", "saeki\n", "s" * 64),
        *("postgres", "gateway", "worker", "crm_admin", "pg_monitor", "session_user", "public"),
    ],
)
def test_anything_else_is_none(login: str) -> None:
    assert not is_login(login)
