"""What is sent to the page as script can be nothing but data."""

from __future__ import annotations

import json
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from crm_desktop.maps.tiles.source import MapCredit
from crm_desktop.ui.address_map.framing import Reframing, first_framing
from crm_desktop.ui.address_map.map_message import is_dark, seal_colour, show_script
from crm_desktop.ui.address_map.map_view import MapPlace, MapView
from crm_desktop.ui.shared.tokens import DARK, LIGHT
from tests.ui.address_map.map_desk import SHINJUKU

HOSTILE = "</script>\u2028\u2029\"'\\`${x}<!--髙橋"


def script(view: MapView) -> str:
    framing = first_framing(view, 400, 300)
    return show_script(view, framing, Reframing.ALWAYS, serial=3, colours=LIGHT)


def test_hostile_texts_are_ascii_strings_without_tags(qapp: QApplication) -> None:
    place = MapPlace(1, HOSTILE, HOSTILE, SHINJUKU.places[0].position)
    view = replace(SHINJUKU, label=HOSTILE, places=(place,), credits=(MapCredit(HOSTILE),))

    text = script(view)

    assert text.isascii()
    assert "<" not in text
    said = json.loads(text.removeprefix("crmMap.show(").removesuffix(")"))["view"]
    assert (said["label"], said["places"][0]["name"]) == (HOSTILE, HOSTILE)


def test_home_nobody_knows_is_null(qapp: QApplication) -> None:
    assert '"home": null' in script(MapView())


def test_neighbouring_homes_have_seals_of_their_own_that_nobody_sees() -> None:
    colours = [seal_colour(serial, LIGHT) for serial in range(64)]

    assert len({colour.name() for colour in colours}) == 64
    assert max(colour.red() for colour in colours) - min(colour.red() for colour in colours) <= 3


def test_dark_theme_is_told_by_its_ground() -> None:
    assert (is_dark(DARK), is_dark(LIGHT)) == (True, False)
