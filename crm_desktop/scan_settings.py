"""Where scanned papers come from: the tables ``[scan.NAME]``."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Final

from crm_desktop.named_tables import read_tables
from crm_desktop.settings_file import SettingsFile

KINDS: Final = ("folder", "sane", "escl", "command")
LONGEST_WAIT_S: Final = 3_600
RESOLUTIONS: Final = (50, 1_200)


@dataclass(frozen=True, slots=True)
class ScanSettings:
    """One source of scans; ``kind`` must be set, and what that kind cannot do without.

    folder: ``folder`` is watched; ``done_folder`` is where stored files are put, empty: they are
    deleted; ``together`` says which files are one pile; a file is complete when it has not changed
    for ``steady`` seconds, one without its end after ``patience``. sane: ``device`` as ``scanimage
    -L`` names it, empty is the first; ``options`` are its own, each ``--name=value``. escl:
    ``address`` is the scanner's, ``ca_file`` what certifies it, as PEM, empty: those that the
    system trusts. command: ``command`` is a program and its arguments, ``{folder}`` in them stands
    for where it is to write. ``timeout`` is for how many seconds a scanner may say nothing.
    """

    kind: str = ""
    folder: str = ""
    done_folder: str = ""
    together: str = "none"
    steady: int = 2
    patience: int = 60
    device: str = ""
    options: tuple[str, ...] = ()
    address: str = ""
    ca_file: str = ""
    command: tuple[str, ...] = ()
    feed: str = "feeder"
    mode: str = "color"
    paper: str = "a4"
    resolution: int = 300
    format: str = "jpeg"
    timeout: int = 120


def read_scan_sources(file: SettingsFile) -> dict[str, ScanSettings]:
    """Return what the tables of ``file`` say, by the names of the sources.

    Raises:
        SettingsError: an unknown key, or a value that cannot be used.
    """
    return read_tables(file, "scan", ScanSettings, _problems)


def _problems(settings: ScanSettings) -> dict[str, str]:
    """Return what is wrong with which value; of one value the first problem."""
    least, most = RESOLUTIONS
    strangers = _strangers(settings)
    waits = [(key, getattr(settings, key)) for key in ("steady", "patience", "timeout")]
    checks = (
        *((key, getattr(settings, key) in choices, _must_be(key, choices))
          for key, choices in _CHOICES.items()),
        *((key, not _is_needed(settings, key), f"{key} is missing") for key in _NEEDED.values()),
        *((key, 0 <= wait <= LONGEST_WAIT_S, f"{key} must be 0 to 3600") for key, wait in waits),
        ("timeout", settings.timeout > 0, "timeout must be 1 to 3600"),
        ("resolution", least <= settings.resolution <= most, "resolution must be 50 to 1200"),
        ("address", _is_address(settings.address), "address must be such as http://192.0.2.7/eSCL"),
        ("ca_file", _is_certified(settings), "ca_file is only for https"),
        ("options", all(map(_is_option, settings.options)), "options are written --name=value"),
        ("command", _has_place(settings.command), "command must hold {folder}"),
        *((key, False, f"{key} is not for the kind {settings.kind!r}") for key in strangers),
    )  # fmt: skip
    return {key: problem for key, is_right, problem in reversed(checks) if not is_right}


def _must_be(key: str, choices: tuple[str, ...]) -> str:
    return f"{key} must be one of " + ", ".join(f'"{choice}"' for choice in choices)


def _is_needed(settings: ScanSettings, key: str) -> bool:
    return _NEEDED.get(settings.kind) == key and not getattr(settings, key)


def _is_address(text: str) -> bool:
    return re.fullmatch(r"(https?://[^\s/?#@\"'<>\x00-\x20]+(/[^\s?#\"'<>]*)?)?", text) is not None


def _is_certified(settings: ScanSettings) -> bool:
    return not settings.ca_file or settings.address.startswith("https://")


def _is_option(text: str) -> bool:
    """Tell whether it is one option, none of those by which ``scanimage`` writes files."""
    name = re.fullmatch(r"--([a-zA-Z][a-zA-Z0-9-]*)(?:=.*)?", text)
    return name is not None and not any(taken.startswith(name[1]) for taken in _TAKEN)


def _has_place(command: tuple[str, ...]) -> bool:
    return not command or (bool(command[0]) and any("{folder}" in word for word in command[1:]))


def _strangers(settings: ScanSettings) -> list[str]:
    """Return the keys that are set though they mean nothing for this kind."""
    return [
        item.name
        for item in fields(settings)
        if getattr(settings, item.name) != item.default
        and settings.kind in KINDS
        and settings.kind not in _FOR.get(item.name, KINDS)
    ]


_SCANNERS: Final = ("sane", "escl")
_FOLDER: Final = ("folder",)
_FOR: Final = {
    **dict.fromkeys(("folder", "done_folder", "together", "steady", "patience"), _FOLDER),
    **dict.fromkeys(("device", "options", "format"), ("sane",)),
    **dict.fromkeys(("address", "ca_file"), ("escl",)),
    "command": ("command",),
    **dict.fromkeys(("feed", "mode", "paper", "resolution"), _SCANNERS),
    "timeout": (*_SCANNERS, "command"),
}
_NEEDED: Final = {"folder": "folder", "escl": "address", "command": "command"}
_CHOICES: Final = {
    "kind": KINDS,
    "together": ("none", "subfolder", "all"),
    "feed": ("feeder", "duplex", "flatbed"),
    "mode": ("color", "gray", "lineart"),
    "paper": ("a4", "a5", "b5", "postcard"),
    "format": ("jpeg", "png", "tiff"),
}
_TAKEN: Final = ("device-name", "format", "batch", "output-file", "help", "version", "all-options")
