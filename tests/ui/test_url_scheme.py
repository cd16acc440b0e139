from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crm_desktop.ui.url_scheme import DesktopFile, link_handling


@pytest.fixture
def handling(tmp_path: Path) -> DesktopFile:
    return DesktopFile({"HOME": str(tmp_path), "PATH": ""})


def test_links_are_opened_only_once_registered(handling: DesktopFile, tmp_path: Path) -> None:
    assert not handling.is_registered()

    handling.register(["/opt/crm desktop/python", "-m", "crm_desktop"])

    assert handling.is_registered()
    (file,) = (tmp_path / ".local/share/applications").iterdir()
    written = file.read_text(encoding="utf-8")
    assert 'Exec="/opt/crm desktop/python" "-m" "crm_desktop" %u\n' in written
    assert "MimeType=x-scheme-handler/crm-desktop;\n" in written


def test_removing_leaves_nothing_behind(handling: DesktopFile, tmp_path: Path) -> None:
    handling.register(["crm-desktop"])

    handling.remove()
    handling.remove()

    assert not handling.is_registered()


def test_program_with_signs_in_its_path_is_quoted(handling: DesktopFile, tmp_path: Path) -> None:
    handling.register(['/home/髙橋/100%/a"b$c`d\\e'])

    (file,) = (tmp_path / ".local/share/applications").iterdir()
    assert r'Exec="/home/髙橋/100%%/a\\"b\\$c\\`d\\\\e" %u' in file.read_text(encoding="utf-8")


def test_macos_has_nothing_for_plain_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")

    assert link_handling({}) is None
