from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crm_desktop import __main__ as program
from crm_desktop.ui.hand_over import desk_address

RINGING = ["call", "--event", "ringing", "--from", "0312345678", "--extension", "201"]

Desk = Callable[[Path], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short_folder))
    monkeypatch.setenv("CRM_DESKTOP_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.delenv("CRM_DESKTOP_SETTINGS", raising=False)
    return tmp_path / "data"


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Stands in for a desk on a thread: takes one message; the real one is Qt's event loop."""
    listening: list[socket.socket] = []

    def start(folder: Path) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = []
        server = socket.socket(socket.AF_UNIX)
        server.bind(desk_address(folder).server)
        server.listen()
        listening.append(server)

        def serve() -> None:
            connection, _ = server.accept()
            with connection, connection.makefile("rb") as lines:
                messages.append(json.loads(lines.readline()))
                connection.sendall(b"taken\n")

        threading.Thread(target=serve, daemon=True).start()
        return messages

    yield start
    for server in listening:
        server.close()


def test_event_is_handed_to_the_running_desk(desk: Desk, data_folder: Path) -> None:
    messages = desk(data_folder)

    assert program.main([*RINGING, "--to", "0120000000", "--call-id", "X"]) == 0
    assert messages[0]["fields"] == {
        "event": "ringing",
        "direction": "in",
        "from": "0312345678",
        "to": "0120000000",
        "extension": "201",
        "id": "X",
    }


def test_link_is_handed_over_like_a_command(desk: Desk, data_folder: Path) -> None:
    messages = desk(data_folder)

    assert program.main(["crm-desktop://call?from=%2B81312345678&call-id=X"]) == 0
    assert messages[0]["fields"]["from"] == "+81312345678"


def test_demo_desk_is_found_where_no_other_runs(desk: Desk, data_folder: Path) -> None:
    messages = desk(data_folder / "demo")

    assert program.main(RINGING) == 0
    assert messages


def test_without_a_desk_a_sentence_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(RINGING) == 3
    assert "No desk runs on this computer." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["call", "--event", "exploded"], "The event must be"),
        (["call", "--extension", "20x"], "The extension must be"),
        (["call", "--from", "03\n12"], "The value of from"),
        (["crm-desktop://run?program=x"], "This is no link to a call"),
        (["crm-desktop://call?from=1&from=2"], "two different things about from"),
    ],
)
def test_what_is_no_call_is_refused_with_a_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(words) == 2
    assert sentence in capsys.readouterr().err


def test_command_starts_without_qt_and_database(data_folder: Path) -> None:
    loaded = (
        "import sys; from crm_desktop.__main__ import main; code = main(sys.argv[1:]);"
        "heavy = {'PySide6', 'sqlalchemy', 'psycopg', 'aiohttp'} & set(sys.modules);"
        "print(code, sorted(heavy))"
    )

    done = subprocess.run(
        [sys.executable, "-c", loaded, *RINGING],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "3 []\n"
