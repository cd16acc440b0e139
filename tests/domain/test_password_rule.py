from __future__ import annotations

import pytest

from crm_desktop.domain.password_rule import PasswordProblem, password_problem


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", PasswordProblem.TOO_SHORT),
        ("ぱすわーど123", PasswordProblem.TOO_SHORT),
        ("ﾊﾟｽﾜｰﾄﾞ12", PasswordProblem.TOO_SHORT),
        ("takahashi_michiko", PasswordProblem.IS_LOGIN),
        ("TAKAHASHI_michiko", PasswordProblem.IS_LOGIN),
        ("ｔａｋａｈａｓｈｉ＿ｍｉｃｈｉｋｏ", PasswordProblem.IS_LOGIN),
        ("1111111111", PasswordProblem.ONE_CHARACTER),
        ("1１1１1１1１1１", PasswordProblem.ONE_CHARACTER),
        ("1111111112", None),
        ("青汁を30包ください", None),
        ("takahashi_michiko!", None),
    ],
)
def test_what_is_guessed_at_once_is_not_taken(
    password: str, problem: PasswordProblem | None
) -> None:
    assert password_problem(password, "takahashi_michiko") is problem


def test_a_password_without_a_login_is_judged_by_its_form() -> None:
    assert password_problem("", "") is PasswordProblem.TOO_SHORT
    assert password_problem("きょうは雨が降っている", "") is None
