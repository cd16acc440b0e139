"""Which reader a file of places needs, told by what it begins with."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from crm_desktop.actions.places import PlaceFile
from crm_desktop.errors.files import ImportFileUnreadable, UnreadableFile
from crm_desktop.errors.map import PlaceFileBroken
from crm_desktop.maps.place_files.json_file import JsonPlaceFile
from crm_desktop.maps.place_files.osm_file import OsmPlaceFile
from crm_desktop.tables.place_rows import CsvPlaceFile
from crm_desktop.tables.text_encoding import head_of


def open_place_file(path: Path) -> PlaceFile:
    """Return what reads the file at ``path``: OpenStreetMap, Overpass, GeoJSON or CSV.

    Raises:
        ImportFileUnreadable: not there, not a plain file, empty, or the system refuses it.
        PlaceFileBroken: it is packed.
    """
    head = _head(path)
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin.startswith(b"PK\x03\x04"):
        raise PlaceFileBroken(path, "a ZIP archive; unpack it first")
    if b"OSMHeader" in head[:_PBF_HEAD] or path.suffix == ".pbf":
        return OsmPlaceFile(path, "pbf")
    for mark, form in _OSM_FORMS.items():
        if begin.startswith(mark):
            return OsmPlaceFile(path, form)
    if begin.startswith((b"{", b"[")):
        return JsonPlaceFile(path)
    return CsvPlaceFile(path)


def _head(path: Path) -> bytes:
    head = head_of(path, _HEAD_BYTES)
    if not head:
        raise ImportFileUnreadable(path, UnreadableFile.EMPTY)
    return head


_HEAD_BYTES: Final = 4_096
_PBF_HEAD: Final = 32
_OSM_FORMS: Final = {b"<": "osm", b"\x1f\x8b": "osm.gz", b"BZh": "osm.bz2"}
