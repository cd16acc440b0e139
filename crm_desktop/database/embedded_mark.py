"""The mark in the folder of a cluster that says which computer has it open.

PostgreSQL's own lock knows the processes of one computer. Where the folder lies on a disk that
several share, two servers on it would destroy it, and nobody can tell from afar whether a
computer that fell silent is off or asleep. So a mark of another computer is never taken away by
itself: a person says that this computer is off (``crm-desktop db take-over``), and even then not
while it gives signs of life. A mark of this very computer from before it was started anew belongs
to processes that are gone.

Ages are told by the clock of the disk: that of one computer may be wrong.
"""

from __future__ import annotations

import getpass
import json
import logging
import os
import secrets
import socket
import sys
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psutil

from crm_desktop.errors.embedded import EmbeddedFolderTaken, StillAlive
from crm_desktop.lasting_names import sync_folder

log = logging.getLogger(__name__)

BEAT_S: Final = 10.0
SILENT_AFTER_S: Final = 45.0
_FILE: Final = "opened-by.json"
_CLOCK_TOLERANCE_S: Final = 120


@dataclass(frozen=True, slots=True)
class Opener:
    """Who has a folder open; ``since`` is the moment as ISO text, empty where it is not known.

    ``boot`` is another after each start of the computer, ``processes`` in each container.
    """

    computer: str
    machine: str = ""
    boot: str = ""
    processes: str = ""
    account: str = ""
    since: str = ""

    @property
    def began(self) -> str:
        """Since when, as people of this computer read it."""
        with suppress(ValueError):
            return f"{datetime.fromisoformat(self.since).astimezone():%Y-%m-%d %H:%M}"
        return "?"

    def is_same(self, other: Opener) -> bool:
        """Whether both are one account on one computer that was not started anew in between."""
        mine, theirs = (replace(one, since="", boot="") for one in (self, other))
        return mine == theirs and _same_boot(self.boot, other.boot)

    def is_gone_from(self, here: Opener) -> bool:
        """Whether this was the computer ``here`` before it was started anew."""
        same = (self.computer, self.machine) == (here.computer, here.machine)
        return same and bool(self.boot) and not _same_boot(self.boot, here.boot)


class Mark:
    """The mark of one folder. Programs of one account on one computer share it."""

    def __init__(self, home: Path, here: Opener | None = None) -> None:
        """Touch nothing yet. ``here`` is who we are."""
        self._file = home / _FILE
        self._here = here or this_opener()

    def take(self) -> None:
        """Make the mark ours; return at once when it is. Under the lock of the folder.

        Raises:
            EmbeddedFolderTaken: somebody else has the folder, or left it without closing.
        """
        while (opener := self.opener()) is not None:
            if opener.is_same(self._here):
                return
            if not opener.is_gone_from(self._here):
                raise EmbeddedFolderTaken(opener.computer, opener.began)
            if self.silent_s() < SILENT_AFTER_S:
                self._watch(opener)
            self._put_aside()
            log.warning("the folder was open when this computer was switched off")
        if not self._put_there():
            raise self._taken()

    def beat(self) -> bool:
        """Give a sign of life; return whether the mark is still ours."""
        opener = self.opener()
        if opener is None:
            return self._put_there()
        if not opener.is_same(self._here):
            return False
        with suppress(OSError):
            os.utime(self._file)
        return True

    def remove(self) -> None:
        """Say that nobody has the folder open."""
        opener = self.opener()
        if opener is not None and opener.is_same(self._here):
            self._file.unlink(missing_ok=True)

    def take_away(self) -> Opener | None:
        """Remove the mark of somebody who is gone, and return who that was.

        Raises:
            StillAlive: no, it is used.
        """
        opener = self.opener()
        if opener is None:
            return None
        if self.silent_s() < SILENT_AFTER_S:
            raise StillAlive(opener.computer, opener.began)
        self._put_aside()
        return opener

    def opener(self) -> Opener | None:
        """Return who has the folder open; None when nobody has."""
        try:
            told = json.loads(self._file.read_text(encoding="utf-8"))
            return Opener(**{item.name: str(told[item.name]) for item in fields(Opener)})
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            return Opener("?")

    def silent_s(self) -> float:
        """Return how long ago the last sign of life was; 0 when there is no mark."""
        probe = self._file.with_name(f"clock-{secrets.token_hex(4)}")
        try:
            probe.touch()
            return max(probe.stat().st_mtime - self._file.stat().st_mtime, 0.0)
        except FileNotFoundError:
            return 0.0
        finally:
            probe.unlink(missing_ok=True)

    def _watch(self, opener: Opener) -> None:
        """Return when ``opener`` was silent for long.

        Raises:
            EmbeddedFolderTaken: it was not: another computer goes by the same name.
        """
        seen = self._beaten_at()
        while self.silent_s() < SILENT_AFTER_S:
            time.sleep(1)
            if self._beaten_at() != seen:
                raise EmbeddedFolderTaken(opener.computer, opener.began)

    def _beaten_at(self) -> float:
        try:
            return self._file.stat().st_mtime
        except FileNotFoundError:
            return 0.0

    def _put_aside(self) -> None:
        """Take the mark away; of two computers that do, the second finds none."""
        aside = self._file.with_name(f"{_FILE}.{secrets.token_hex(4)}")
        with suppress(FileNotFoundError):
            self._file.rename(aside)
            aside.unlink()

    def _put_there(self) -> bool:
        """Put our mark there, whole, and return whether nobody was quicker."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        whole = self._file.with_name(f"{_FILE}.{secrets.token_hex(4)}")
        try:
            with whole.open("w", encoding="utf-8") as file:
                json.dump(asdict(replace(self._here, since=now)), file)
                file.flush()
                os.fsync(file.fileno())
            _name_unless_taken(whole, self._file)
        except FileExistsError:
            return False
        finally:
            whole.unlink(missing_ok=True)
        sync_folder(self._file.parent)
        return True

    def _taken(self) -> EmbeddedFolderTaken:
        opener = self.opener() or Opener("?")
        return EmbeddedFolderTaken(opener.computer, opener.began)


class SignsOfLife:
    """A thread that beats while the folder is open, and says when it was taken from us."""

    def __init__(self, mark: Mark, on_lost: Callable[[], None]) -> None:
        """``on_lost`` is called on that thread, at most once."""
        self._mark = mark
        self._on_lost = on_lost
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="embedded-mark", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, and return when it has."""
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._end.wait(BEAT_S):
            try:
                ours = self._mark.beat()
            except OSError as error:
                log.warning("no sign of life could be given: %s", error.strerror)
                continue
            if not ours:
                log.error("another computer has taken the folder of the database over")
                self._on_lost()
                return


def this_opener() -> Opener:
    """Return who we are: this account on this computer since it was started."""
    return Opener(
        computer=socket.gethostname(),
        machine=_first_line(Path("/etc/machine-id")) or f"{uuid.getnode():x}",
        boot=_first_line(Path("/proc/sys/kernel/random/boot_id")) or str(round(psutil.boot_time())),
        processes=_process_space(),
        account=_account(),
    )


def _account() -> str:
    """Return which account we are, which nothing in the environment changes."""
    return getpass.getuser() if sys.platform == "win32" else str(os.geteuid())


def _same_boot(one: str, other: str) -> bool:
    """Whether two words for a start mean one; as times they differ as the clock is adjusted."""
    if one.isdecimal() and other.isdecimal():
        return abs(int(one) - int(other)) < _CLOCK_TOLERANCE_S
    return one == other


def _name_unless_taken(file: Path, name: Path) -> None:
    """Give ``file`` the name ``name`` as well.

    Raises:
        FileExistsError: another file has it.
    """
    if sys.platform == "win32":
        file.rename(name)
        return
    try:
        name.hardlink_to(file)
    except FileExistsError:
        raise
    except OSError:  # a disk without such links, as those of Windows often are
        with name.open("x", encoding="utf-8") as copy:
            copy.write(file.read_text(encoding="utf-8"))


def _process_space() -> str:
    with suppress(OSError):
        return str(Path("/proc/self/ns/pid").readlink())
    return ""


def _first_line(file: Path) -> str:
    with suppress(OSError):
        return file.read_text(encoding="utf-8").strip()
    return ""
