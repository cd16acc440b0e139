"""The log and the report of a bug: one event one line, nobody's name, nothing that moves."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from crm_desktop.database.engine import Database
from crm_desktop.database.models.customer import Customer, CustomerPhone
from crm_desktop.log import MaskingFormatter, start_logging
from crm_desktop.telephony.gateway import Listening, gateway_on
from crm_desktop.ui.error_display import BugReportDialog, bug_report
from tests.hostile.conftest import HostileDesk
from tests.hostile.hostile_texts import ENDLESS, MOVING, TEXTS, UNSTORABLE
from tests.telephony.gateways import TOKEN, push, running

ALL = {**TEXTS, **UNSTORABLE}
SOME = ("bold", "new lines", "format places", "end of a statement", "right to left override")
FORGED = "x\n2026-11-20T03:00:00.000Z INFO    crm_desktop: signed in as admin"


def line_of(message: str, *arguments: object) -> str:
    record = logging.LogRecord("crm", logging.INFO, "x.py", 1, message, arguments, None)
    return MaskingFormatter().format(record)


def logged_trace(error: Exception) -> str:
    where = (type(error), error, error.__traceback__)
    record = logging.LogRecord("crm", logging.ERROR, "x.py", 1, "bug", (), where)
    return MaskingFormatter().format(record)


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


@pytest.mark.parametrize("name", ALL)
def test_one_event_is_one_line(name: str) -> None:
    line = line_of("push of %s refused", ALL[name])

    assert not MOVING.search(line)
    assert len(line.splitlines()) == 1


def test_event_cannot_look_like_another() -> None:
    lines = line_of("push of %s refused", FORGED).split("\n")

    assert len(lines) == 1


def test_traceback_cannot_look_like_an_event() -> None:
    first, *others = logged_trace(raised(ValueError(FORGED))).split("\n")

    assert first.endswith("crm: bug")
    assert len(others) >= 4
    assert all(line.startswith("    ") for line in others)


def test_every_text_can_be_written_to_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "crm.log"
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        start_logging("info", file)
        for text in ALL.values():
            logging.getLogger("hostile").info("told %s", text)
    finally:
        for handler in root.handlers:
            handler.close()
        root.handlers[:] = before
        root.setLevel(level)

    assert len(file.read_text(encoding="utf-8").splitlines()) == len(ALL)
    assert "Logging error" not in capsys.readouterr().err


def test_nobody_is_named_from_ring_to_card(
    desk: HostileDesk, database: Database, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in SOME:
        desk.open(qtbot, name)
        desk.program.questions.find_customers(TEXTS[name])
    with running(gateway_on(database, Listening({"pbx": TOKEN}, port=0))) as port:
        for name in SOME:
            text = TEXTS[name]
            push(port, callId=text, event=text)
            push(port, callId=f"{text}!", user="201", **{"from": text, "to": text})
            push(port, callId=f"{text}!", event="hangup")

    logged = [MaskingFormatter().format(record) for record in caplog.records]
    told = [line for line in logged if any(letters in line for letters in ("山田", "<b>", "DROP"))]
    assert logged
    assert told == []
    assert [line for line in logged if MOVING.search(line)] == []


@pytest.mark.parametrize("name", ["bold", "end of a statement", "new lines", "half width"])
def test_what_the_database_refuses_is_reported_without_it(database: Database, name: str) -> None:
    text = f"{TEXTS[name]} 髙橋美智子"
    row = {"code": text, "name": text}

    with pytest.raises(Exception, match="unique") as refused, database.writing() as session:
        session.execute(insert(Customer), [row, row])
    with pytest.raises(Exception, match="check") as strange, database.writing() as session:
        session.execute(insert(CustomerPhone).values(customer_id=1, number=text))

    for error in (refused.value, strange.value):
        assert "髙橋" not in bug_report(error)
        assert "髙橋" not in logged_trace(error)


@pytest.mark.parametrize("name", [*ALL, "endless"])
def test_report_is_plain_text_that_moves_nothing(qtbot: QtBot, name: str) -> None:
    text = ENDLESS if name == "endless" else ALL[name]
    dialog = BugReportDialog()
    qtbot.addWidget(dialog)

    dialog.add(bug_report(raised(ValueError(text))))
    dialog.copy.click()

    report = dialog.report.toPlainText()
    assert not MOVING.search(report.replace("\n", ""))
    assert "ValueError" in report or name == "endless"
    assert len(report) <= 20_000


def test_what_nobody_caught_is_told_of_too(desk: HostileDesk, qtbot: QtBot) -> None:
    desk.program.errors.watch_for_bugs()
    error = raised(ValueError("<img src=file:///etc/passwd> {0} %s"))
    hook = sys.excepthook

    hook(type(error), error, error.__traceback__)

    dialogs = desk.program.window.findChildren(BugReportDialog)
    sys.excepthook = sys.__excepthook__
    assert "<img src=file:///etc/passwd> {0} %s" in dialogs[-1].report.toPlainText()
    dialogs[-1].close()
