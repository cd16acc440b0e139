"""Run in a process of its own: shows homes on the web map and prints what was seen, as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QShortcut
from PySide6.QtTest import QTest

from crm_desktop.maps.tiles.source import MapCredit, TileAnswer
from crm_desktop.ui.address_map.framing import first_framing
from crm_desktop.ui.address_map.map_painting import pixel_of
from crm_desktop.ui.shared.theme import current_colours
from tests.ui.address_map.map_desk import (
    OSAKA,
    SHINJUKU,
    SHOP,
    MapDesk,
    map_desk,
    pause,
    tile_picture,
    until,
)

NASTY = (
    "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=2'>\u2028\"'髙橋"
)
TIP = ".leaflet-tooltip"


def hostile_texts(desk: MapDesk) -> dict[str, Any]:
    place = replace(SHOP, name=NASTY, detail=NASTY)
    credit = MapCredit(NASTY, 'https://credit.invalid/"><script>window.hacked=3</script>')
    desk.show(replace(SHINJUKU, subject_id=3, label=NASTY, places=(place,), credits=(credit,)))
    desk.tell_page(
        "document.querySelector('.pin').dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))"
    )
    return {
        "hacked": desk.ask_page("String(window.hacked)"),
        "tip": desk.ask_page(f"document.querySelector('{TIP}').textContent"),
        "credit": desk.ask_page("document.querySelector('.credit').textContent"),
        "spoken": desk.ask_page("document.querySelector('.place').getAttribute('aria-label')"),
        "pictures": desk.ask_page("document.querySelectorAll('img').length"),
    }


def closed_page(desk: MapDesk) -> dict[str, Any]:
    desk.tell_page(
        "window.tried = {};"
        "fetch('https://elsewhere.invalid/').catch(() => { tried.fetch = 'refused' });"
        "new Image().src = 'http://127.0.0.1:9/x.png';"
        "const s = document.createElement('script'); s.textContent = 'tried.inline = 1';"
        "document.body.append(s);"
        "try { eval('tried.eval = 1') } catch (e) { tried.evaluated = 'refused' }"
        "tried.window = String(window.open('https://elsewhere.invalid/'));"
        "location.href = 'https://elsewhere.invalid/'"
    )
    until(lambda: desk.ask_page("tried.fetch") is not None)
    pause(300)
    return {
        "tried": desk.ask_page("tried"),
        "address": desk.web._web.url().toString(),
        "kept": desk.web._profile.isOffTheRecord(),
    }


def clicks(desk: MapDesk) -> dict[str, Any]:
    chosen: list[int] = []
    links: list[str] = []
    desk.map.place_chosen.connect(chosen.append)
    desk.map.link_chosen.connect(links.append)
    desk.show(replace(SHINJUKU, subject_id=4))
    click_on(desk, ".place:nth-of-type(1)")
    until(lambda: bool(chosen))
    click_on(desk, ".credit a")
    until(lambda: bool(links))
    return {"chosen": chosen, "links": links, "address": desk.web._web.url().toString()}


def dragged_pin(desk: MapDesk) -> dict[str, Any]:
    moved: list[tuple[float, float]] = []
    desk.map.pin_moved.connect(lambda *at: moved.append(at))
    desk.show(replace(SHINJUKU, subject_id=5))
    surface, start = desk.web._web.focusProxy(), middle_of(desk, ".pin")
    QTest.mousePress(surface, Qt.MouseButton.LeftButton, pos=start)
    for right in range(0, 41, 5):
        QTest.mouseMove(surface, start + QPoint(right, 0))
        pause(10)
    QTest.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))
    until(lambda: bool(moved))
    desk.web._desk.move_pin(desk.web._serial - 1, 1.0, 2.0)
    return {"moved": moved}


def previous_home(desk: MapDesk) -> dict[str, Any]:
    desk.show(replace(SHINJUKU, subject_id=6))
    before = desk.map.grab().toImage()
    desk.tell_page("setTimeout(() => { const t = Date.now(); while (Date.now() - t < 400); }, 0)")
    desk.map.show_home(replace(OSAKA, subject_id=7, places=()))
    at_once = desk.map.grab().toImage()
    desk.web._desk.on_shown(desk.web._serial - 1)
    late = desk.map._drawn.isVisible()
    until(desk.has_web_map)
    number = middle_of_home_map(desk, 2)
    return {
        "covered": late,
        "place before": before.pixelColor(number).name(),
        "place at once": at_once.pixelColor(number).name(),
        "place later": desk.map.grab().toImage().pixelColor(number).name(),
    }


def keys(desk: MapDesk) -> dict[str, Any]:
    pressed: list[str] = []
    QShortcut(Qt.Key.Key_F7, desk.window, lambda: pressed.append("F7"))
    desk.show(replace(SHINJUKU, subject_id=8))
    desk.map.setFocus()
    has_focus = desk.web._web.hasFocus() or desk.web._web.focusProxy().hasFocus()
    desk.tell_page("map_home.getContainer().focus()")
    surface = desk.web._web.focusProxy()
    was = desk.ask_page("map_home.getCenter().lng")
    QTest.keyClick(surface, Qt.Key.Key_Right)
    until(lambda: desk.ask_page("map_home.getCenter().lng") > was)
    zoom = desk.ask_page("map_home.getZoom()")
    QTest.keyClick(surface, Qt.Key.Key_Plus)
    until(lambda: desk.ask_page("map_home.getZoom()") == zoom + 1)
    QTest.keyClick(surface, Qt.Key.Key_F7)
    until(lambda: bool(pressed))
    desk.field.setFocus()
    desk.show(replace(SHINJUKU, subject_id=8, places=()))
    return {
        "focus": has_focus,
        "stays zoomed": desk.ask_page("map_home.getZoom()") == zoom + 1,
        "caret": desk.field.hasFocus(),
    }


def tiles(desk: MapDesk) -> dict[str, Any]:
    online = replace(SHINJUKU, is_online=True, zooms=(5, 18), places=())
    desk.asked.tile = lambda: TileAnswer(tile_picture("#cfe3c8"), "image/png")
    desk.show(replace(online, subject_id=9))
    until(lambda: QColor(corner_colour(desk)) == QColor("#cfe3c8"))
    shown = desk.ask_page("document.querySelector('.note').textContent")

    def fails() -> TileAnswer | None:
        raise OSError("髙橋様のお宅")

    desk.asked.tile = fails
    desk.show(SHINJUKU)
    desk.show(replace(online, subject_id=11, home=OSAKA.home))
    until(lambda: desk.ask_page("document.querySelector('.note').textContent") != "")
    failure = desk.ask_page("document.querySelector('.note').textContent")
    desk.asked.tile = lambda: None
    desk.show(SHINJUKU)
    desk.show(replace(online, subject_id=12))
    pause(200)
    empty = desk.ask_page("document.querySelector('.note').textContent")
    return {
        "threads": sorted({name.split("_")[0] for name in desk.asked.threads}),
        "note": shown,
        "note of failure": failure,
        "note without": empty,
    }


def other_tiles(desk: MapDesk) -> dict[str, Any]:
    """The office settles on another server's pictures while a home is shown."""
    online = replace(SHINJUKU, subject_id=14, is_online=True, places=())
    for colour, whose in (("#cfe3c8", "一社"), ("#c8cfe3", "二社")):
        desk.asked.tile = partial(TileAnswer, tile_picture(colour), "image/png")
        desk.show(replace(online, credits=(MapCredit(whose),)))
        until(partial(has_corner, desk, colour))

    def fails() -> TileAnswer | None:
        raise OSError

    desk.asked.tile = fails
    desk.tell_page("map_home.setView([43.0, 141.3], 15)")
    until(lambda: desk.ask_page("document.querySelector('.note').textContent") != "")
    return {"note": desk.ask_page("document.querySelector('.note').textContent")}


def offline(desk: MapDesk) -> dict[str, Any]:
    desk.show(replace(SHINJUKU, subject_id=13, places=()))
    until(lambda: desk.ask_page("document.querySelectorAll('.town').length") > 0)
    names = desk.ask_page("[...document.querySelectorAll('.town')].map(t => t.textContent)")
    note = desk.ask_page("document.querySelector('.note').textContent")
    desk.map.zoom(-8)
    until(lambda: desk.ask_page("document.querySelectorAll('.outline').length") > 0)
    desk.show(replace(SHINJUKU, subject_id=13))
    desk.show(replace(SHINJUKU, subject_id=13, places=()))
    pause(200)
    return {
        "outlines": desk.ask_page("document.querySelectorAll('.outline').length"),
        "names": names,
        "note": note,
        "scale": desk.ask_page("document.querySelector('.leaflet-control-scale-line').textContent"),
    }


def has_corner(desk: MapDesk, colour: str) -> bool:
    return corner_colour(desk) == colour


def corner_colour(desk: MapDesk) -> str:
    return str(desk.map.grab().toImage().pixelColor(desk.map.width() - 8, 8).name())


def middle_of(desk: MapDesk, selector: str) -> QPoint:
    box = desk.ask_page(
        f"(({{left, width, top, height}}) => [left + width / 2, top + height / 2])"
        f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
    )
    return QPoint(round(box[0]), round(box[1]))


def middle_of_home_map(desk: MapDesk, number: int) -> QPoint:
    """Where the rim of place ``number`` of Shinjuku is painted."""
    framing = first_framing(SHINJUKU, desk.map.width(), desk.map.height())
    at = pixel_of(framing, SHINJUKU.places[number - 1].position)
    return QPoint(round(at.x() - 10), round(at.y()))


def click_on(desk: MapDesk, selector: str) -> None:
    QTest.mouseClick(
        desk.web._web.focusProxy(), Qt.MouseButton.LeftButton, pos=middle_of(desk, selector)
    )


SCENES = (
    hostile_texts,
    closed_page,
    clicks,
    dragged_pin,
    previous_home,
    keys,
    tiles,
    other_tiles,
    offline,
)

if __name__ == "__main__":
    seen: dict[str, Any] = {"accent": current_colours().accent}
    with map_desk() as desk:
        desk.show(SHINJUKU)
        seen["caret after start"] = desk.field.hasFocus()
        for scene in SCENES:
            if len(sys.argv) < 2 or scene.__name__ in sys.argv:
                seen[scene.__name__] = scene(desk)
        seen["faults"] = desk.faults
    print(json.dumps(seen))
