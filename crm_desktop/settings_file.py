"""The settings file: what stands in it, and in which line a mistake is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from crm_desktop.errors.files import SettingsError

NOTHING: Final = object()
"""What a key is that is not set."""


class SettingsFile:
    """What stands in the file, and in which line."""

    def __init__(self, path: Path, *, named: bool) -> None:
        """Read it; one that does not exist sets nothing, unless it was ``named``."""
        self._path = path
        self._text = _text_of(path, named=named)
        try:
            self._tables: dict[str, Any] = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            line = int(found[1]) if found else self._text.count("\n") + 1
            raise SettingsError(str(path), line, f"this is not TOML: {error}") from error

    def value(self, section: str, key: str) -> object:
        """Return what is set, a list as a tuple; `NOTHING` when nothing is."""
        table = self._tables.get(section, {}) if section else self._tables
        value = table.get(key, NOTHING)
        return tuple(value) if isinstance(value, list) else value

    def refuse_unknown(self, known: Mapping[str, set[str]], *, outside: set[str]) -> None:
        """Complain of the first key that is no setting of ours.

        ``known`` are the keys of each section, ``outside`` those that stand in none.
        """
        for name, table in self._tables.items():
            if name in outside:
                continue
            if name not in known:
                raise self.error("", name, f"there is no setting {name!r}")
            if not isinstance(table, dict):
                raise self.error("", name, f"{name} must be a section: [{name}]")
            for key in table.keys() - known[name]:
                raise self.error(name, key, f"there is no setting {key!r} in [{name}]")

    def error_in_list(self, section: str, key: str, entry: str, problem: str) -> SettingsError:
        """Return an error that names the line of ``entry``, or of the list's ``key``."""
        whole = self.error(section, key, problem)
        quoted = re.compile(rf"[\"']{re.escape(entry)}[\"']")
        for number, line in enumerate(self._text.splitlines(), start=1):
            if number >= whole.line and quoted.search(line):
                return SettingsError(str(self._path), number, problem)
        return whole

    def error(self, section: str, key: str, problem: str) -> SettingsError:
        """Return an error that names the line of ``key``; failing that, of the table it is in.

        A ``section`` is named as in its header: ``gateway.source.pbx``. Line 1: neither is found.
        """
        here, table = "", f"{section}.{key}".strip(".")
        for number, line in enumerate(self._text.splitlines(), start=1):
            header = re.match(r"\s*\[+\s*([^\]\s]+)\s*\]", line)
            here = header[1] if header else here
            is_key = re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line)
            if (header and here == table) or (here == section and is_key):
                return SettingsError(str(self._path), number, problem)
        if section:
            outer, _, inner = section.rpartition(".")
            return self.error(outer, inner, problem)
        return SettingsError(str(self._path), 1, problem)


def _text_of(file: Path, *, named: bool) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        if named:
            raise SettingsError(str(file), 0, "there is no such file") from error
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(file), 0, f"cannot be read: {error}") from error
