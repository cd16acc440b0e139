"""The one page of the map, made by folium, and the files it loads: all from this machine."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from crm_desktop.resources import resource

ASSETS: Final = "crm-map://assets"
TILES: Final = "crm-map://tiles"
DATA: Final = "crm-map://data"
MAP_NAME: Final = "map_home"
_JAPAN: Final = (37.5, 137.5)
_CONTENT: Final = r"<{tag}>(.*?)</{tag}>"
_OURS: Final = {
    "map.js": "text/javascript",
    "map_layers.js": "text/javascript",
    "map.css": "text/css",
}
_LEAFLET: Final = {"leaflet.js": "text/javascript", "leaflet.css": "text/css"}


class Asset(NamedTuple):
    """A file of the page."""

    content: bytes
    media_type: str


def map_page() -> str:
    """Return the page: an empty map and our scripts; whom it shows comes later, by script.

    It may load from ``crm-map:`` only, and run no script but those named in it. Takes half a
    second and 40 MB the first time, for folium: let a process of its own make it.
    """
    import folium  # noqa: PLC0415
    from branca.element import Element  # noqa: PLC0415

    page = folium.Map(
        location=_JAPAN,
        zoom_start=4,
        tiles=None,
        minZoom=4,
        maxZoom=18,
        zoom_control=False,
        font_size="13px",
        attributionControl=False,
        zoomAnimation=False,
        fadeAnimation=False,
        markerZoomAnimation=False,
        inertia=False,
        boxZoom=False,
    )
    page._id = MAP_NAME.removeprefix("map_")  # noqa: SLF001 (else its name changes every time)
    page.default_js = [("leaflet", f"{ASSETS}/leaflet.js"), ("channel", f"{ASSETS}/qwebchannel.js")]
    page.default_css = [("looks", f"{ASSETS}/leaflet.css"), ("ours", f"{ASSETS}/map.css")]
    figure = page.get_root()
    header: Element = figure.header  # type: ignore[attr-defined]  # every map's root is a Figure
    for name in ("map_layers.js", "map.js"):  # after folium's own script at the end of the page
        header.add_child(Element(f'<script defer src="{ASSETS}/{name}"></script>'), name=name)
    return _guarded(figure.render())


def page_asset(name: str) -> Asset | None:
    """Return a file that the page loads by its name, None where there is no such file."""
    if name in _OURS:
        return Asset(resource("map", name).read_bytes(), _OURS[name])
    if name in _LEAFLET:
        return Asset((_leaflet_folder() / name).read_bytes(), _LEAFLET[name])
    return None


def _leaflet_folder() -> Path:
    package = find_spec("xstatic.pkg.leaflet")
    if package is None or package.origin is None:
        raise FileNotFoundError("XStatic-Leaflet")
    return Path(package.origin).with_name("data")


def _guarded(page: str) -> str:
    """Put the rule first in the head of what may be loaded and run; inline parts by their hash."""
    rules = (
        "default-src 'none'",
        f"script-src {ASSETS} {_hashes(page, 'script')}",
        f"style-src {ASSETS} {_hashes(page, 'style')}",
        f"img-src {TILES}",
        f"connect-src {DATA}",
        "base-uri 'none'",
        "form-action 'none'",
    )
    rule = f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'
    return page.replace("<head>", f"<head>{rule}", 1)


def _hashes(page: str, tag: str) -> str:
    contents = re.findall(_CONTENT.format(tag=tag), page, re.DOTALL)
    digests = (hashlib.sha256(content.encode()).digest() for content in contents)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


if __name__ == "__main__":
    sys.stdout.buffer.write(map_page().encode())
