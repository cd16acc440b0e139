from __future__ import annotations

import json
from typing import Any

import pytest

from crm_desktop.__main__ import main
from crm_desktop.commands import rights
from tests.conftest import LoginOf

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def no_log_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "start_logging", lambda _level: None)


def test_json_names_role_table_action_rows_and_columns(database_url: str, capsys: Capture) -> None:
    assert main(["rights", "--json", "--dsn", database_url]) == 0

    told: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["rights"]
    assert {
        "kind": "table",
        "subject": "customer",
        "action": "select",
        "role": "crm_operator",
        "rows": "opened",
        "columns": "all",
    } in told


def test_json_is_the_same_each_time(database_url: str, capsys: Capture) -> None:
    answers = [
        (main(["rights", "--json", "--dsn", database_url]), capsys.readouterr().out)
        for _ in range(2)
    ]

    assert answers[0] == answers[1]


def test_table_has_a_line_for_roles_that_may_the_same(database_url: str, capsys: Capture) -> None:
    assert main(["rights", "--dsn", database_url]) == 0

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["function", "staff_list()", "execute", "admin", "all", "all"] in lines


def test_who_may_not_act_as_the_groups_is_told_so(login_of: LoginOf, capsys: Capture) -> None:
    assert main(["rights", "--dsn", login_of("crm_admin")]) == 7

    assert "lacks a right" in capsys.readouterr().err
