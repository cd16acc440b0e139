from __future__ import annotations

import re
import secrets

from crm_desktop.domain.one_time_password import one_time_password
from crm_desktop.domain.password_rule import password_problem


def test_it_is_easily_read_from_paper() -> None:
    password = one_time_password(secrets.choice)

    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", password)
    assert not set(password) & set("ilo01")
    assert password_problem(password, "saeki") is None


def test_each_sign_is_chosen_anew() -> None:
    signs = iter("abcdefghjkmnpqrs")

    assert one_time_password(lambda _all: next(signs)) == "abcd-efgh-jkmn-pqrs"
