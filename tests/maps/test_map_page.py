"""The page of the map: everything from this machine, nothing else allowed."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys

import pytest

from crm_desktop.maps.map_page import map_page, page_asset


@pytest.fixture(scope="module")
def page() -> str:
    """The page as a process of its own makes it."""
    line = [sys.executable, "-m", "crm_desktop.maps.map_page"]
    return subprocess.run(line, capture_output=True, check=True, timeout=60).stdout.decode()


def rule_of(page: str) -> dict[str, list[str]]:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return {part.split()[0]: part.split()[1:] for part in found[1].split("; ")}


def test_page_names_no_other_machine(page: str) -> None:
    assert re.findall(r"https?://[^\s\"']+", page) == []
    assert set(re.findall(r'(?:src|href)="([a-z-]+:)', page)) == {"crm-map:"}


def test_every_file_of_the_page_is_there(page: str) -> None:
    names = re.findall(r'"crm-map://assets/([^"]+)"', page)

    assert {"leaflet.js", "leaflet.css", "map.js", "map.css", "qwebchannel.js"} < set(names)
    ours = [name for name in names if name != "qwebchannel.js"]  # Qt has it
    assert [name for name in ours if page_asset(name) is None] == []


def test_page_may_load_from_its_own_scheme_only(page: str) -> None:
    rule = rule_of(page)

    assert rule["default-src"] == ["'none'"]
    sources = {source for allowed in rule.values() for source in allowed}
    assert {one for one in sources if not one.startswith(("'none'", "'sha256-"))} == {
        "crm-map://assets",
        "crm-map://tiles",
        "crm-map://data",
    }


@pytest.mark.parametrize("tag", ["script", "style"])
def test_inline_parts_are_allowed_by_their_hash(page: str, tag: str) -> None:
    parts = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in parts]

    assert parts
    assert {f"'sha256-{one}'" for one in hashes} < set(rule_of(page)[f"{tag}-src"])


def test_rule_comes_before_anything_that_is_loaded(page: str) -> None:
    assert page.index("Content-Security-Policy") < page.index("crm-map://assets/leaflet.js")


def test_page_is_the_same_every_time(page: str) -> None:
    assert map_page() == page


@pytest.mark.parametrize("name", ["", "nothing.js", "../map.js", "..\\map.js", "/etc/passwd"])
def test_there_are_no_other_files(name: str) -> None:
    assert page_asset(name) is None
