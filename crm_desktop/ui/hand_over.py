"""Hands something to the one desk that this person runs on this computer. No Qt: quick to start.

The way is a local socket (Windows: a named pipe) in a folder that only its owner may enter; who
gets through is the person whose desk it is. One JSON line goes each way.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import stat
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crm_desktop.domain.call_notice import CallNotice, fields_of_notice
from crm_desktop.errors.desk import DeskDidNotAnswer, DeskNotRunning

LONGEST_MESSAGE_BYTES: Final = 8 * 1024
TIMEOUT_S: Final = 3.0
CALL: Final = "call"
RAISE: Final = "raise"
TAKEN: Final = "taken"


@dataclass(frozen=True, slots=True)
class DeskAddress:
    """Where the desk with one data folder listens, and the file that only one desk can lock."""

    server: str
    lock: Path


def desk_address(data_folder: Path) -> DeskAddress:
    """Return the address of this person's desk with ``data_folder``; makes the folder it lies in.

    Raises:
        PermissionError: that folder belongs to somebody else.
    """
    key = hashlib.sha256(str(data_folder.resolve()).encode()).hexdigest()[:16]
    folder = _private_folder()
    if sys.platform == "win32":
        server = rf"\\.\pipe\crm-desktop-{os.getlogin()}-{key}"
    else:
        server = str(folder / f"desk-{key}.sock")
    return DeskAddress(server, folder / f"desk-{key}.lock")


def hand_over_call(address: DeskAddress, notice: CallNotice) -> None:
    """Let the desk record the call that ``notice`` reports.

    Raises:
        DeskNotRunning, DeskDidNotAnswer: it is not recorded.
    """
    _hand_over(address, {"kind": CALL, "fields": fields_of_notice(notice)})


def ask_to_come_forward(address: DeskAddress) -> None:
    """Let the desk show its window.

    Raises:
        DeskNotRunning, DeskDidNotAnswer: it does not.
    """
    _hand_over(address, {"kind": RAISE})


def _hand_over(address: DeskAddress, message: Mapping[str, object]) -> None:
    line = json.dumps(message, ensure_ascii=False).encode() + b"\n"
    try:
        answer = _exchange(address.server, line)
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise DeskNotRunning from error
    except OSError as error:
        raise DeskDidNotAnswer from error
    if answer.strip() != TAKEN.encode():
        raise DeskDidNotAnswer


def _exchange(server: str, line: bytes) -> bytes:
    if sys.platform == "win32":
        with Path(server).open("r+b", buffering=0) as pipe:
            pipe.write(line)
            return pipe.readline(LONGEST_MESSAGE_BYTES)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line_to_desk:
        line_to_desk.settimeout(TIMEOUT_S)
        line_to_desk.connect(server)
        line_to_desk.sendall(line)
        with line_to_desk.makefile("rb") as answers:
            return answers.readline(LONGEST_MESSAGE_BYTES)


def _private_folder() -> Path:
    """Return a folder that is ours alone; its path is short, as those of sockets must be."""
    if sys.platform == "win32":
        folder = Path(tempfile.gettempdir()) / "crm-desktop"
        folder.mkdir(exist_ok=True)
        return folder
    place = os.environ.get("XDG_RUNTIME_DIR", "")
    if not place or len(os.fsencode(place)) > _LONGEST_PLACE_BYTES:
        place = tempfile.gettempdir()
    folder = Path(place) / f"crm-desktop-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o077:
        raise PermissionError(f"{folder} is not a folder of ours alone")
    return folder


_LONGEST_PLACE_BYTES: Final = 50
