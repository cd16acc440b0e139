"""Makes the sources that the settings name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from crm_desktop.scan_settings import ScanSettings
from crm_desktop.scanning.command import CommandSource
from crm_desktop.scanning.escl import EsclSource, EsclWays
from crm_desktop.scanning.file_name import shown_name
from crm_desktop.scanning.folder import FolderSource, FolderWays, Together
from crm_desktop.scanning.sane import SaneSource, SaneWays
from crm_desktop.scanning.source import ScanSource
from crm_desktop.scanning.taken_files import TakenFiles
from crm_desktop.scanning.wishes import ScanWishes


def scan_sources(settings: Mapping[str, ScanSettings], data: Path) -> list[ScanSource]:
    """Return the sources by ``settings`` in their order; nothing is touched yet.

    What they must remember over a restart they write below ``data``.
    """
    return [_source(name, wanted, data) for name, wanted in settings.items()]


def _source(name: str, wanted: ScanSettings, data: Path) -> ScanSource:
    match wanted.kind:
        case "folder":
            return _folder(name, wanted, data)
        case "sane":
            return SaneSource(name, _sane(wanted))
        case "escl":
            return EsclSource(name, _escl(wanted))
        case _:
            return CommandSource(name, wanted.command, timeout_s=wanted.timeout)


def _folder(name: str, wanted: ScanSettings, data: Path) -> FolderSource:
    ways = FolderWays(
        Together(wanted.together),
        done=_path(wanted.done_folder) if wanted.done_folder else None,
        steady_s=wanted.steady,
        patience_s=max(wanted.steady, wanted.patience),
    )
    taken = TakenFiles(data / "scanning" / f"{shown_name(name)}.taken")
    return FolderSource(name, _path(wanted.folder), ways, taken=taken)


def _sane(wanted: ScanSettings) -> SaneWays:
    return SaneWays(
        wanted.device,
        _wishes(wanted),
        format=wanted.format,
        options=wanted.options,
        timeout_s=wanted.timeout,
    )


def _escl(wanted: ScanSettings) -> EsclWays:
    return EsclWays(
        wanted.address, _wishes(wanted), ca_file=wanted.ca_file, timeout_s=wanted.timeout
    )


def _wishes(wanted: ScanSettings) -> ScanWishes:
    return ScanWishes(wanted.feed, wanted.mode, wanted.paper, wanted.resolution)


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()
