"""``crm-desktop://`` links and what other programs hand to the desk."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from crm_desktop.commands.notice_refusals import sentence_of
from crm_desktop.domain.call_notice import (
    LONGEST_TEXT,
    CallNotice,
    fields_of_notice,
    read_link,
    read_notice,
)
from crm_desktop.errors.desk import BadCallNotice, DeskDidNotAnswer
from crm_desktop.ui.hand_over import DeskAddress, desk_address, hand_over_call
from crm_desktop.ui.single_instance import SingleInstance
from tests.hostile.hostile_texts import ENDLESS, MOVING, TEXTS, UNSTORABLE

ALL = {**TEXTS, **UNSTORABLE, "endless": ENDLESS}
FIELDS = ("event", "from", "to", "extension", "id", "direction", "call-id")


@pytest.fixture
def address(tmp_path: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> DeskAddress:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short_folder))
    monkeypatch.setattr("crm_desktop.ui.hand_over.TIMEOUT_S", 60.0)
    return desk_address(tmp_path)


@pytest.fixture
def instance(qapp: object, address: DeskAddress) -> Iterator[SingleInstance]:
    instance = SingleInstance(address)
    assert instance.begin()
    yield instance
    instance.close()


def values_of(notice: CallNotice) -> list[str]:
    return [notice.caller_raw, notice.called_raw, notice.extension, notice.call_id]


def taken(link: str) -> CallNotice | BadCallNotice:
    try:
        return read_link(link)
    except BadCallNotice as refusal:
        return refusal


def taken_fields(fields: dict[str, str]) -> CallNotice | BadCallNotice:
    try:
        return read_notice(fields)
    except BadCallNotice as refusal:
        return refusal


@pytest.mark.parametrize("name", ALL)
def test_link_brings_one_short_line_a_field_or_is_refused(name: str) -> None:
    text = quote(ALL[name], safe="", errors="surrogatepass")
    for field in FIELDS:
        for link in (
            f"crm-desktop://call?{field}={text}",
            f"crm-desktop://call?from=0312345678&{text}={text}&{field}={text}",
            f"crm-desktop://call?{field}={ALL[name]}",
        ):
            answer = taken(link)
            if isinstance(answer, CallNotice):
                assert not any(MOVING.search(value) for value in values_of(answer))
                assert all(len(value) <= LONGEST_TEXT for value in values_of(answer))
            else:
                assert not MOVING.search(sentence_of(answer))
                assert len(sentence_of(answer)) < 100


@pytest.mark.parametrize("name", ALL)
def test_nothing_but_a_call_is_a_link(name: str) -> None:
    for link in (ALL[name], f"crm-desktop://{ALL[name]}", f"crm-desktop://call/{ALL[name]}?from=1"):
        assert isinstance(taken(link), BadCallNotice)


@pytest.mark.parametrize("name", ["bold", "quotes", "end of a statement", "format places", "up"])
def test_what_is_handed_over_arrives_as_it_is(
    instance: SingleInstance, address: DeskAddress, qtbot: QtBot, name: str
) -> None:
    notice = read_notice({"from": TEXTS[name], "to": TEXTS[name], "id": TEXTS[name]})
    thread = threading.Thread(target=hand_over_call, args=[address, notice])

    with qtbot.waitSignal(instance.call_reported) as reported:
        thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())

    assert reported.args == [notice]
    assert read_notice(fields_of_notice(notice)) == notice


@pytest.mark.parametrize("name", ALL)
def test_desk_lives_through_every_message(instance: SingleInstance, name: str) -> None:
    text = ALL[name]
    for message in (
        {"kind": text},
        {"kind": "call", "fields": dict.fromkeys(FIELDS, text)},
        {"kind": "call", "fields": {text: text, "event": [text]}},
        {"kind": "call", "fields": [text]},
        text,
    ):
        assert not instance._take(json.dumps(message).encode())
        line = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
        assert not instance._take(line)


@pytest.mark.parametrize("name", ALL)
def test_line_that_is_no_message_is_refused(instance: SingleInstance, name: str) -> None:
    octets = ALL[name].encode("utf-8", "surrogatepass")
    for line in (octets, b'{"kind": "call", "fields": ' + octets, b"[" * 100_000 + octets):
        assert not instance._take(line)


@pytest.mark.parametrize("name", ALL)
def test_command_takes_short_lines_only(name: str) -> None:
    for field in ("from", "to", "id"):
        answer = taken_fields({field: ALL[name]})
        if isinstance(answer, CallNotice):
            assert len(ALL[name].strip()) <= LONGEST_TEXT
            assert ALL[name].strip() in values_of(answer)
        else:
            assert answer.part == field


def test_answer_of_another_program_is_no_answer(address: DeskAddress, qtbot: QtBot) -> None:
    server = QLocalServer()
    server.newConnection.connect(
        lambda: server.nextPendingConnection().write(b"<b>taken</b>\x1b[2J\n")
    )
    assert server.listen(address.server)
    errors: list[Exception] = []

    def hand_over() -> None:
        try:
            hand_over_call(address, read_notice({"from": "0312345678"}))
        except DeskDidNotAnswer as error:
            errors.append(error)

    thread = threading.Thread(target=hand_over)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())

    server.close()
    assert len(errors) == 1
