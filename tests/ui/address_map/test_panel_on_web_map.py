"""The whole panel on the web map: privacy in the page, and the caret while it is made."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.ui.address_map.conftest import RunScript

OF_THE_FIRST = ("新宿区", "﨑荘")


@pytest.fixture(scope="module")
def seen(run_script: RunScript) -> dict[str, Any]:
    """What one run of all the scenes saw."""
    done = run_script("panel_scenes.py")
    assert done.returncode == 0, done.stderr
    scenes: dict[str, Any] = json.loads(done.stdout)
    return scenes


def test_every_letter_typed_while_the_map_is_made_stays_in_the_note(seen: dict[str, Any]) -> None:
    assert seen["typing"] == {"typed": "kikoemasuka" * 8 + "x", "has_caret": True}


def test_the_page_has_the_home_that_is_shown(seen: dict[str, Any]) -> None:
    assert "新宿区" in seen["changing"]["before"]
    assert "中之島" in seen["changing"]["between"]


@pytest.mark.parametrize("words", OF_THE_FIRST)
def test_nothing_of_the_customer_before_is_left_in_the_page(
    seen: dict[str, Any], words: str
) -> None:
    assert words not in seen["changing"]["between"]


@pytest.mark.parametrize("words", [*OF_THE_FIRST, "中之島", "セブン-イレブン"])
def test_nothing_of_anybody_is_left_once_the_card_is_closed(
    seen: dict[str, Any], words: str
) -> None:
    assert words not in seen["changing"]["after"]
