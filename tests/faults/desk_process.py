"""The real program in a process of its own, without a screen, done with as a script says.

Arguments: the address it signs in at, and a folder for settings, drafts and their key. Standard
input: one command a line; standard output: one line of JSON each, ``{"ready": true}`` first.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
import psutil
from keyring.backend import KeyringBackend
from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QApplication

from crm_desktop.app.desk import open_application, show_desk
from crm_desktop.app.program import DeskPlace, Program
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import sign_in
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.drafts.place import DraftPlace
from crm_desktop.log import start_logging
from crm_desktop.settings import DeskSettings
from crm_desktop.ui.incoming_call.state import CallPhase
from crm_desktop.ui.new_customer.state import Field
from crm_desktop.ui.shared.clock import utc_now
from crm_desktop.ui.shared.formats import Formats


class FileKeyring(KeyringBackend):
    """Stands in for the keyring of the system, which a test must not write to."""

    priority = 1

    def __init__(self, folder: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._folder = folder

    def get_password(self, service: str, username: str) -> str | None:
        file = self._file(service, username)
        return file.read_text(encoding="utf-8") if file.exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        self._file(service, username).write_text(password, encoding="utf-8")

    def delete_password(self, service: str, username: str) -> None:
        self._file(service, username).unlink(missing_ok=True)

    def _file(self, service: str, username: str) -> Path:
        return self._folder / f"{service} {username}".replace("/", "_")


class Hands(QObject):
    """Does at the desk what each line says, on the GUI thread."""

    _line = Signal(str)

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._line.connect(self._do)
        self._commands: dict[str, Callable[[str], Any]] = {
            "open": self._open,
            "type": self._type,
            "save": lambda _nothing: program.card_panel.note.save.click(),
            "finish": lambda _nothing: program.card_panel.note.finish.click(),
            "category": program_category(program),
            "home": lambda _nothing: program.pages.go_home(),
            "next": self._next_call,
            "drafts": lambda _nothing: [dict(d.fields) for d in program.drafts.left],
            "bring": self._bring,
            "edit": lambda _nothing: program.editing.open(),
            "edited": self._edited,
            "save_edit": lambda _nothing: program.editing.panel.save.click(),
            "edit_state": self._edit_state,
            "state": self._state,
            "weigh": lambda _nothing: weight(),
        }

    def follow(self) -> None:
        """Read standard input on a thread of its own; its end is the end of the desk."""
        threading.Thread(target=self._read, name="hands", daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self._line.emit(line.rstrip("\n"))
        os._exit(0)

    def _do(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        say({"did": word, "answer": self._commands[word](rest)})

    def _open(self, customer_id: str) -> None:
        self._program.pages.open_customer(int(customer_id), OpeningReason.SEARCH)

    def _type(self, words: str) -> None:
        self._program.card_panel.note.body.insertPlainText(words)

    def _edited(self, what: str) -> None:
        """Type into a field of the form that changes a customer: its name, a blank, the text."""
        name, _, words = what.partition(" ")
        edit = self._program.editing.panel.fields[Field(name)].edit
        edit.setText(words)
        edit.textEdited.emit(words)

    def _edit_state(self, _nothing: str) -> dict[str, str]:
        """Return what the fields of that form hold; empty while it is not on the screen."""
        panel = self._program.editing.panel
        if self._program.window.pages.currentWidget() is not panel:
            return {}
        return {str(which): field.edit.text() for which, field in panel.fields.items()}

    def _bring(self, _nothing: str) -> None:
        self._program.kept.presenter.bring_back(self._program.drafts.left[0])

    def _next_call(self, _nothing: str) -> bool:
        """Turn to a call whose note is to be finished; tell whether there is one."""
        calls = self._program.calls
        if (front := calls._front_call()) is not None and front.customer_id is not None:
            return True
        over = [call for call in calls._book.calls if call.phase is CallPhase.ENDED]
        if over:
            calls.open_call(over[-1].call_id)
        return bool(over)

    def _state(self, _nothing: str) -> dict[str, Any]:
        note = self._program.card.note
        card = self._program.card_panel._state.card
        return {
            "card": None if card is None else card.customer_id,
            "body": self._program.card_panel.note.body.toPlainText(),
            "unsaved": len(note.unsaved_notes()),
            "home": self._program.window.home.isVisible(),
        }


def program_category(program: Program) -> Callable[[str], None]:
    return lambda _nothing: program.card_panel.note.category.setCurrentIndex(1)


def weight() -> dict[str, float]:
    """Return what this process weighs as it stands, in MB, and how many objects it has made.

    ``rss`` is all of its memory, ``own`` all but what of files is mapped, and never changes for
    what other programs do. Nothing is collected: the desk is to do that by itself.
    """
    memory = psutil.Process().memory_info()
    return {
        "rss": memory.rss / 1e6,
        "own": (memory.rss - memory.shared) / 1e6,
        "objects": len(gc.get_objects()),
        "qt": sum(len(one.findChildren(QObject)) for one in QApplication.topLevelWidgets()),
    }


def say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


def main(dsn: str, folder: Path) -> int:
    """Open the desk of whoever ``dsn`` signs in."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    keyring.set_keyring(FileKeyring(folder))
    start_logging("warning")
    application, _formats = open_application(DeskSettings("ja", "light"))
    database = Database(dsn)
    with database.asking() as session:
        staff = sign_in(session, "test")
    formats = Formats("ja", ZoneInfo("Asia/Tokyo"))
    drafts = DraftPlace(folder / "drafts", utc_now)
    program = Program(
        database,
        DeskPlace(staff, staff.extension, formats, drafts=drafts),
        lambda _login, _password: None,
    )
    hands = Hands(program)
    program.drafts.opened.connect(lambda: say({"ready": True}))
    program.drafts.opened.connect(hands.follow)
    show_desk(application, program)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
