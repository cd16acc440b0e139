"""Who signed in last on this PC, and where; names only, no password."""

from __future__ import annotations

from urllib.parse import quote

from PySide6.QtCore import QSettings


class LastSignIn:
    """Remembered in the settings of Qt, for whoever uses this account of the computer."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def server_name(self) -> str:
        """The server that was used last, "" for none."""
        return str(self._settings.value("sign_in/server", ""))

    def login_at(self, server_name: str) -> str:
        """Return who came in last at the server, "" for nobody."""
        return str(self._settings.value(_key(server_name), ""))

    def remember(self, server_name: str, login: str) -> None:
        """Begin with these the next time."""
        self._settings.setValue("sign_in/server", server_name)
        self._settings.setValue(_key(server_name), login)


def _key(server_name: str) -> str:
    return f"sign_in/login/{quote(server_name, safe='')}"  # a slash would be a group
