from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.errors.files import SettingsError
from crm_desktop.scan_settings import ScanSettings
from crm_desktop.scanning.wishes import FEEDS, MODES, PAPERS
from tests.test_ami_settings import loaded


def test_sources_are_read_from_their_tables_in_their_order(tmp_path: Path) -> None:
    text = """
[scan."2階の複合機"]
kind = "folder"
folder = "//server/scan"
together = "subfolder"

[scan.mado]
kind = "sane"
feed = "duplex"
options = ["--swdeskew=yes"]
"""

    assert list(loaded(tmp_path, text).scan.items()) == [
        ("2階の複合機", ScanSettings("folder", "//server/scan", together="subfolder")),
        ("mado", ScanSettings("sane", feed="duplex", options=("--swdeskew=yes",))),
    ]


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("paper", PAPERS)
def test_every_way_to_scan_can_be_set(tmp_path: Path, feed: str, mode: str, paper: str) -> None:
    text = f'[scan.a]\nkind = "sane"\nfeed = "{feed}"\nmode = "{mode}"\npaper = "{paper}"\n'

    assert loaded(tmp_path, text).scan["a"].paper == paper


@pytest.mark.parametrize(
    ("lines", "line", "word"),
    [
        ("", 2, "kind"),
        ('kind = "wia"', 3, "kind must be one of"),
        ('kind = "folder"', 2, "folder is missing"),
        ('kind = "escl"', 2, "address is missing"),
        ('kind = "command"', 2, "command is missing"),
        ('kind = "command"\ncommand = ["scan"]', 4, "{folder}"),
        ('kind = "command"\ncommand = "scan {folder}"', 4, "a list of texts"),
        ('kind = "escl"\naddress = "ftp://a"', 4, "address must be"),
        ('kind = "escl"\naddress = "http://a"\nca_file = "a.pem"', 5, "only for https"),
        ('kind = "sane"\nresolution = 9999', 4, "resolution"),
        ('kind = "sane"\ntimeout = 0', 4, "timeout"),
        ('kind = "sane"\nfolder = "/a"', 4, "not for the kind"),
        ('kind = "sane"\noptions = ["--batch=/etc/x"]', 4, "options"),
        ('kind = "sane"\noptions = ["--out=/etc/x"]', 4, "options"),
        ('kind = "sane"\noptions = ["-o"]', 4, "options"),
        ('kind = "folder"\nfolder = "/a"\nsteady = -1', 5, "steady"),
        ('kind = "folder"\nfolder = "/a"\nsecret = "x"', 5, "no setting 'secret' in [scan.a]"),
    ],
)
def test_mistake_is_told_with_its_line(tmp_path: Path, lines: str, line: int, word: str) -> None:
    with pytest.raises(SettingsError) as caught:
        loaded(tmp_path, f"\n[scan.a]\n{lines}\n")

    assert word in caught.value.problem
    assert caught.value.line == line
