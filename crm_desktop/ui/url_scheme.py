"""Lets ``crm-desktop://`` links open calls on this desk: for this person only, and only when asked.

Linux: a ``.desktop`` file and the person's list of handlers. Windows: the person's part of the
registry. macOS gives schemes to application bundles alone, so there it cannot be done.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

from crm_desktop.domain.call_notice import SCHEME


class LinkHandling(Protocol):
    """The person's setting which program opens our links."""

    def register(self, program: Sequence[str]) -> None:
        """Let ``program`` open them; the link becomes its last argument."""

    def remove(self) -> None:
        """Let nothing of ours open them any more."""

    def is_registered(self) -> bool:
        """Tell whether `register` was called, here or by an earlier start."""


def link_handling(environment: Mapping[str, str]) -> LinkHandling | None:
    """Return what this operating system has; None where it has nothing for plain programs."""
    if sys.platform == "win32":
        return RegistryKeys()
    return None if sys.platform == "darwin" else DesktopFile(environment)


class DesktopFile:
    """The way of freedesktop.org: a file in the person's applications folder."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """``environment`` says where the person's folders are (``XDG_…``, ``HOME``)."""
        home = Path(environment.get("HOME") or Path.home())
        data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
        self._environment = environment
        self._file = data / "applications" / f"{SCHEME}-link.desktop"

    def register(self, program: Sequence[str]) -> None:
        """Write the file and name it as the handler, where the system has the tool for it."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(_DESKTOP_FILE.format(line=_exec_line(program)), encoding="utf-8")
        tool = shutil.which("xdg-mime", path=self._environment.get("PATH"))
        if tool is not None:
            line = [tool, "default", self._file.name, f"x-scheme-handler/{SCHEME}"]
            subprocess.run(line, env=dict(self._environment), check=False, capture_output=True)

    def remove(self) -> None:
        """Delete the file; lists that name it fall back by themselves."""
        self._file.unlink(missing_ok=True)

    def is_registered(self) -> bool:
        """Tell whether the file is there."""
        return self._file.exists()


class RegistryKeys:
    """The way of Windows: keys below HKEY_CURRENT_USER."""

    def register(self, program: Sequence[str]) -> None:
        """Write the keys."""
        if sys.platform != "win32":
            return
        import winreg  # noqa: PLC0415 - Windows only

        line = " ".join([*(f'"{part}"' for part in program), '"%1"'])
        values = (
            (_KEY, "", "URL:CRM Desktop"),
            (_KEY, "URL Protocol", ""),
            (_KEYS[0], "", line),
        )
        for key, name, value in values:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)

    def remove(self) -> None:
        """Delete the keys, the innermost first."""
        if sys.platform != "win32":
            return
        import winreg  # noqa: PLC0415

        for key in _KEYS:
            with suppress(FileNotFoundError):
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)

    def is_registered(self) -> bool:
        """Tell whether the command's key is there."""
        if sys.platform != "win32":
            return False
        import winreg  # noqa: PLC0415

        with suppress(FileNotFoundError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _KEYS[0]):
            return True
        return False


def _exec_line(program: Sequence[str]) -> str:
    """Return the words quoted as the Exec key of a desktop file wants them."""
    return " ".join([*(f'"{_RESERVED.sub(_escaped, part)}"' for part in program), "%u"])


def _escaped(found: re.Match[str]) -> str:
    r"""Return a sign with its backslash, which itself is escaped as in every desktop file."""
    return {"%": "%%", "\\": r"\\\\"}.get(found[0], rf"\\{found[0]}")


_RESERVED: Final = re.compile(r'["`$\\%]')
_KEY: Final = rf"Software\Classes\{SCHEME}"
_KEYS: Final = (rf"{_KEY}\shell\open\command", rf"{_KEY}\shell\open", rf"{_KEY}\shell", _KEY)
_DESKTOP_FILE: Final = f"""[Desktop Entry]
Type=Application
Name=CRM Desktop
Comment=Opens crm-desktop:// links
Exec={{line}}
NoDisplay=true
Terminal=false
MimeType=x-scheme-handler/{SCHEME};
"""
