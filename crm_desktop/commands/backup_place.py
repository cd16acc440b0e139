"""Which database is backed up, restored or verified, by whom, and how that is told."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crm_desktop.commands.database_refusals import exit_code_of, sentences_of
from crm_desktop.database.embedded import EmbeddedServer
from crm_desktop.database.embedded_files import cluster_home
from crm_desktop.database.server_address import shown_dsn
from crm_desktop.errors import backups
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.database import SchemaMissing
from crm_desktop.errors.papers import OriginalMissing
from crm_desktop.log import start_logging
from crm_desktop.settings import load_settings

DAMAGED: Final = 20
NOT_PROVED: Final = 21
INTERRUPTED: Final = 130
_DAMAGES: Final = (
    backups.BackupNotWhole,
    backups.BackupDiffers,
    backups.DumpFailed,
    OriginalMissing,
)
_NEWS_EVERY_S: Final = 2.0
_SAME_EVERY_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """A database by the login that owns it; ``disk`` is where the embedded one lies, else None."""

    dsn: str
    words: str
    disk: Path | None


@contextmanager
def backup_place(
    dsn: str | None, data: Path | None, *, makes_server: bool = False
) -> Iterator[BackupPlace]:
    """Yield the database of ``dsn``, else the embedded one in ``data``, else the settings'.

    Raises:
        SchemaMissing: there is no embedded server, and none is to be made.
        EmbeddedServerFailed, SettingsError: see there.
    """
    settings = load_settings(os.environ)
    address = settings.database.address(dsn) if dsn or data is None else ""
    if address:
        yield BackupPlace(address, shown_dsn(address), None)
        return
    folder = data or settings.embedded_path
    server = EmbeddedServer(folder)
    if not server.exists and not makes_server:
        raise SchemaMissing
    with server:
        yield BackupPlace(server.admin_url, "on this computer", cluster_home(folder))


@contextmanager
def politely_ended() -> Iterator[None]:
    """Let the system's polite end break the block off as Ctrl+C does, so that it clears up."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def told_of(arguments: argparse.Namespace, do: Callable[[], int], *, wanted: str, left: str) -> int:
    """Return the exit code of ``do``; what it was refused is told, as JSON where that is asked for.

    ``wanted`` names what was to be known in that JSON, ``left`` says what Ctrl+C leaves.
    """
    start_logging("error")
    try:
        with politely_ended():
            return do()
    except CrmError as error:
        if arguments.json:
            facts = {wanted: None, "problem": type(error).__name__, "message": sentence_of(error)}
            print(json.dumps(facts, ensure_ascii=False))
        else:
            print(f"crm-desktop db: {sentence_of(error)}", file=sys.stderr)
        return code_of(error)
    except KeyboardInterrupt:
        print(f"crm-desktop db: Broken off; {left}.", file=sys.stderr)
        return INTERRUPTED


class Telling:
    """Prints how far work is on standard error: news every two seconds, the same every 15."""

    def __init__(self) -> None:
        self._began_s = self._last_s = time.monotonic()
        self._said = ""

    def __call__(self, words: str) -> None:
        """Say ``words``, if it is time to."""
        now_s = time.monotonic()
        if now_s - self._last_s >= (_NEWS_EVERY_S if words != self._said else _SAME_EVERY_S):
            self._last_s, self._said = now_s, words
            print(f"{words} … ({now_s - self._began_s:.0f} s)", file=sys.stderr)


def sentence_of(error: CrmError) -> str:
    """Return what happened and what to do, in English."""
    from crm_desktop.ui.backup_error_text import BACKUP_SENTENCES  # noqa: PLC0415 (Qt: 0.1 s)

    words = BACKUP_SENTENCES.get(type(error))
    return str(words).format_map(vars(error)) if words else sentences_of(error)


def code_of(error: CrmError) -> int:
    """Return the exit code for a failure."""
    return DAMAGED if isinstance(error, _DAMAGES) else exit_code_of(error)
