from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from crm_desktop.__main__ import main
from crm_desktop.actions.call_sources import report_sources
from crm_desktop.actions.calls import record_call_event
from crm_desktop.commands import doctor
from crm_desktop.database.engine import Database
from crm_desktop.database.models.staff import Staff
from crm_desktop.database.roles import OPERATOR, SCANNER
from crm_desktop.domain.call import CallEvent, CallStage
from crm_desktop.domain.source_state import GATEWAY_KIND, SourceReport, SourceState
from crm_desktop.telephony.gateway import Listening, gateway_on
from tests.conftest import LoginAt
from tests.telephony.gateways import TOKEN, running

Capture = pytest.CaptureFixture[str]
SINCE = datetime(2026, 11, 22, 1, 32, tzinfo=UTC)
GATEWAY_ITSELF = SourceReport("", GATEWAY_KIND, SourceState.LISTENING, SINCE)
REFUSED = SourceReport(
    "本社",
    "ami",
    SourceState.PROBLEM,
    SINCE,
    problem="ExchangeLoginRefused",
    facts={"source": "本社", "user": "crm"},
)


@pytest.fixture(autouse=True)
def free_port(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Ask for the gateway where surely none is, and start no log."""
    monkeypatch.setenv("CRM_DESKTOP_DATA_FOLDER", str(tmp_path))
    monkeypatch.setattr(doctor, "start_logging", lambda _level: None)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # so that nobody listens there meanwhile
        monkeypatch.setenv("CRM_DESKTOP_GATEWAY_PORT", str(taken.getsockname()[1]))
        yield


def examined(capsys: Capture, *words: str) -> tuple[int, dict[str, list[dict[str, Any]]]]:
    """Return the exit code, and the findings by what they are about."""
    code = main(["doctor", "--json", *words])
    findings: dict[str, list[dict[str, Any]]] = {}
    for finding in json.loads(capsys.readouterr().out)["findings"]:
        findings.setdefault(finding["about"], []).append(finding)
    return code, findings


def tell(database: Database, *reports: SourceReport) -> None:
    with database.writing() as session:
        report_sources(session, "pc:8713", reports)


def test_office_without_a_gateway_is_told_so_and_is_not_ill(
    own_database: Database, capsys: Capture
) -> None:
    code, findings = examined(capsys, "--dsn", own_database.dsn)

    assert (code, findings["sources"][0]["level"]) == (0, "hint")
    assert findings["database"][0]["level"] == "ok"
    assert "No gateway answers" in findings["gateway"][0]["sentence"]


def test_exchange_that_refuses_is_a_problem_with_what_to_do(
    own_database: Database, capsys: Capture
) -> None:
    tell(own_database, GATEWAY_ITSELF, REFUSED)

    code, findings = examined(capsys, "--dsn", own_database.dsn)

    (finding,) = findings["本社"]
    assert (code, finding["level"]) == (1, "problem")
    assert "since 2026-11-22 01:32:00 UTC" in finding["sentence"]
    assert "manager.conf" in finding["sentence"]


def test_gateway_that_has_gone_silent_is_a_problem(own_database: Database, capsys: Capture) -> None:
    tell(own_database, GATEWAY_ITSELF)
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute("UPDATE call_source_state SET seen_at = now() - interval '31 seconds'")

    code, findings = examined(capsys, "--dsn", own_database.dsn)

    assert code == 1
    assert "pc:8713" in findings["gateway"][-1]["sentence"]


def test_running_gateway_answers(
    own_database: Database, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(gateway_on(own_database, Listening({"pbx": TOKEN}, port=0))) as port:
        monkeypatch.setenv("CRM_DESKTOP_GATEWAY_PORT", str(port))
        code, findings = examined(capsys, "--dsn", own_database.dsn)

    assert (code, findings["gateway"][0]["level"]) == (0, "ok")
    assert TOKEN not in json.dumps(findings)


def test_extension_of_nobody_that_rang_is_a_problem(
    own_database: Database, capsys: Capture
) -> None:
    with own_database.writing() as session:
        session.add(Staff(login="tadokoro", name="田所", extension="201"))
        session.add(Staff(login="saeki", name="佐伯"))
        for extension in ("201", "205"):
            event = CallEvent(
                "pbx", f"c{extension}", CallStage.RINGING, datetime.now(UTC), extension=extension
            )
            record_call_event(session, event)

    code, findings = examined(capsys, "--dsn", own_database.dsn)

    levels = [finding["level"] for finding in findings["extensions"]]
    assert (code, levels) == (1, ["ok", "hint", "problem"])
    assert "saeki" in findings["extensions"][1]["sentence"]
    assert "Extension 205 is nobody's" in findings["extensions"][2]["sentence"]


def test_shared_name_is_a_hint(own_database: Database, capsys: Capture) -> None:
    with own_database.writing() as session:
        session.add(Staff(login="sato1", name="佐藤 花子", extension="201"))
        session.add(Staff(login="sato2", name="佐藤 花子", extension="202"))

    _code, findings = examined(capsys, "--dsn", own_database.dsn)

    assert "sato1, sato2 share one name" in findings["extensions"][1]["sentence"]


def test_task_that_was_given_up_is_told_without_what_the_paper_says(
    own_database: Database, capsys: Capture
) -> None:
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute("SELECT read_page_later(17, 2)")
        owner.execute("UPDATE procrastinate.procrastinate_jobs SET status = 'failed', attempts = 4")

    _code, findings = examined(capsys, "--dsn", own_database.dsn)

    (told,) = findings["tasks"]
    assert told["level"] == "hint"
    assert "read_page (document_id 17, page_number 2) was given up" in told["sentence"]


@pytest.mark.parametrize("group", [OPERATOR, SCANNER])
def test_login_that_may_not_see_all_is_told_so(
    group: str, own_database: Database, login_at: LoginAt, capsys: Capture
) -> None:
    tell(own_database, GATEWAY_ITSELF)

    code, findings = examined(capsys, "--dsn", login_at(own_database, group, extension="7001"))

    assert code == 0
    assert ("rights" in findings) is (group == SCANNER)


def test_database_that_is_away_is_a_problem(capsys: Capture) -> None:
    code, findings = examined(capsys, "--dsn", "postgresql://nobody@127.0.0.1:1/none")

    assert (code, findings["database"][0]["level"]) == (1, "problem")


def test_settings_with_a_fault_are_the_only_finding(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[gatewya]\nport = 1\n", "utf-8")
    monkeypatch.setenv("CRM_DESKTOP_SETTINGS", str(file))

    code, findings = examined(capsys)

    assert (code, list(findings)) == (1, ["settings"])


def test_lines_for_people_say_what_is_wrong_first(capsys: Capture) -> None:
    assert main(["doctor"]) == 1

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("ok    settings: ")
    assert lines[-1].startswith("!!    database: ")


def test_age_of_the_last_backup_is_told(own_database: Database, capsys: Capture) -> None:
    with psycopg.connect(own_database.dsn) as owner:
        owner.execute(
            "INSERT INTO backup (folder_name, began_at, ended_at, verified_at)"
            " SELECT 'x', past, past, past FROM (SELECT now() - interval '9 days') w (past)"
        )

    code, findings = examined(capsys, "--dsn", own_database.dsn)

    assert (code, findings["backup"][0]["level"]) == (0, "hint")
    assert "(9 days ago)" in findings["backup"][0]["sentence"]
