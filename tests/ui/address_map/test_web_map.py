"""The map in the web engine: what it shows, what it refuses, how it ends."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.ui.address_map.conftest import RunScript

NASTY = (
    "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=2'>\u2028\"'髙橋"
)
"""The same text as in page_scenes.py."""


@pytest.fixture(scope="module")
def seen(run_script: RunScript) -> dict[str, Any]:
    """What one run of all the scenes saw."""
    done = run_script("page_scenes.py")
    assert done.returncode == 0, done.stderr
    scenes: dict[str, Any] = json.loads(done.stdout)
    return scenes


def test_hostile_texts_run_no_script(seen: dict[str, Any]) -> None:
    assert seen["hostile_texts"]["hacked"] == "undefined"
    assert seen["hostile_texts"]["pictures"] == 0


def test_hostile_texts_are_shown_as_they_were_typed(seen: dict[str, Any]) -> None:
    scene = seen["hostile_texts"]

    assert (scene["tip"], scene["credit"]) == (NASTY, NASTY)
    assert scene["spoken"] == f"1 {NASTY} {NASTY}"


def test_page_loads_runs_and_opens_nothing_else(seen: dict[str, Any]) -> None:
    scene = seen["closed_page"]

    assert scene["tried"] == {"fetch": "refused", "evaluated": "refused", "window": "null"}
    assert scene["address"] == "crm-map://page/"


def test_profile_keeps_nothing(seen: dict[str, Any]) -> None:
    assert seen["closed_page"]["kept"] is True


def test_refused_addresses_do_not_break_the_map(seen: dict[str, Any]) -> None:
    assert seen["faults"] == []


def test_clicked_place_is_chosen(seen: dict[str, Any]) -> None:
    assert seen["clicks"]["chosen"] == [7]


def test_clicked_credit_is_handed_to_the_desk_and_the_page_stays(seen: dict[str, Any]) -> None:
    assert seen["clicks"]["links"] == ["https://credit.invalid/towns"]
    assert seen["clicks"]["address"] == "crm-map://page/"


def test_dragged_pin_says_where_it_was_dropped_once(seen: dict[str, Any]) -> None:
    [[latitude, longitude]] = seen["dragged_pin"]["moved"]

    assert latitude == pytest.approx(35.6896, abs=0.0003)
    assert longitude > 139.6925


def test_previous_home_is_gone_at_once(seen: dict[str, Any]) -> None:
    scene = seen["previous_home"]

    assert scene["place before"] == seen["accent"]
    assert seen["accent"] not in (scene["place at once"], scene["place later"])


def test_late_answer_for_the_previous_home_does_not_show_it(seen: dict[str, Any]) -> None:
    assert seen["previous_home"]["covered"] is True


def test_keys_move_the_map_and_the_windows_own_keys_still_work(seen: dict[str, Any]) -> None:
    assert seen["keys"]["focus"] is True


def test_map_the_operator_has_zoomed_stays_so_when_places_come(seen: dict[str, Any]) -> None:
    assert seen["keys"]["stays zoomed"] is True


def test_map_takes_the_caret_from_no_field(seen: dict[str, Any]) -> None:
    assert seen["caret after start"] is True
    assert seen["keys"]["caret"] is True


def test_tiles_are_fetched_on_their_own_threads(seen: dict[str, Any]) -> None:
    assert seen["tiles"]["threads"] == ["map-tiles"]


def test_tiles_that_do_not_come_are_told_of(seen: dict[str, Any]) -> None:
    assert seen["tiles"]["note"] == ""
    assert seen["tiles"]["note of failure"].startswith("No map pictures")


def test_square_without_a_tile_is_no_failure(seen: dict[str, Any]) -> None:
    assert seen["tiles"]["note without"] == ""


def test_tiles_of_another_server_replace_the_first_ones(seen: dict[str, Any]) -> None:
    assert "other_tiles" in seen


def test_tiles_that_stop_coming_are_told_of(seen: dict[str, Any]) -> None:
    assert seen["other_tiles"]["note"].startswith("No map pictures")


def test_offline_map_shows_outlines_and_names_and_says_so(seen: dict[str, Any]) -> None:
    scene = seen["offline"]

    assert "西新宿一丁目" in scene["names"]
    assert scene["note"] == "Offline map"
    assert scene["outlines"] == 1
    assert scene["scale"].endswith(" km")
