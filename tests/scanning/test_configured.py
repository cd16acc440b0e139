from __future__ import annotations

from pathlib import Path

from crm_desktop.scan_settings import ScanSettings
from crm_desktop.scanning.command import CommandSource
from crm_desktop.scanning.configured import scan_sources
from crm_desktop.scanning.escl import EsclSource
from crm_desktop.scanning.folder import FolderSource
from crm_desktop.scanning.sane import SaneSource
from crm_desktop.scanning.source import ScannedFile, ScanOrder


def test_every_kind_has_its_source(tmp_path: Path) -> None:
    settings = {
        "棚": ScanSettings("folder", str(tmp_path)),
        "窓口": ScanSettings("sane", device="test"),
        "2階": ScanSettings("escl", address="http://192.0.2.7/eSCL"),
        "写真": ScanSettings("command", command=("scan", "{folder}")),
    }

    sources = scan_sources(settings, tmp_path)

    kinds = [FolderSource, SaneSource, EsclSource, CommandSource]
    assert [type(source) for source in sources] == kinds
    assert [source.name for source in sources] == list(settings)


def test_watched_folder_remembers_below_the_data_folder_only(tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "a.jpg").write_bytes(b"\xff\xd8\xff\xd9")
    wanted = ScanSettings("folder", str(tmp_path / "scans"), steady=0, done_folder=f"{tmp_path}/d")
    [source] = scan_sources({"../../棚": wanted}, tmp_path / "data")

    [file] = source.scan(ScanOrder())
    assert isinstance(file, ScannedFile)
    source.settle([file])

    assert [path.name for path in (tmp_path / "data").rglob("*.taken")] == [".._.._棚.taken"]
    assert (tmp_path / "d" / "a.jpg").exists()
