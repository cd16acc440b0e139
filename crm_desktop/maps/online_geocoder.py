"""Asks a service on the internet where an address is: 国土地理院's search or one of the office's.

The address leaves the company with each question; nothing is asked unless the office has switched
it on. Nothing of an address or an answer is logged or kept here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from typing import Any, Final
from urllib.parse import quote, urlsplit

from crm_desktop.domain.map_settings import GeocoderChoice, MapSettings, is_map_address
from crm_desktop.domain.place_folding import place_key
from crm_desktop.domain.position import Position, PositionLevel
from crm_desktop.errors.map import GeocoderFault, GeocoderProblem, TileFault, TileProblem
from crm_desktop.maps.tiles.http_client import HttpClient

GSI_URL: Final = "https://msearch.gsi.go.jp/address-search/AddressSearch?q={address}"
LONGEST_ADDRESS: Final = 200
MOST_CANDIDATES: Final = 20
LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class OnlineAnswer:
    """Where a service says an address is; ``accuracy_m`` is our own estimate, metres.

    ``found_as`` is the name the service found, "" where it names none.
    """

    position: Position
    level: PositionLevel
    accuracy_m: int
    found_as: str


class OnlineGeocoder:
    """Asks one address at a time; for any number of threads."""

    def __init__(self, url: str, client: HttpClient) -> None:
        """``url`` holds ``{address}``. Nothing is asked yet; ``client`` is closed with it."""
        self._url = url
        self._client = client

    @property
    def host(self) -> str:
        """Who is told the address."""
        return urlsplit(self._url).hostname or ""

    def locate(self, prefecture: str, city: str, town: str, block: str) -> OnlineAnswer | None:
        """Return where an address is; None: the service does not know any closer than its city.

        No name, building or postal code is sent.

        Raises:
            GeocoderProblem: no answer came that could be understood.
            BadPosition: what it answers is not in Japan.
        """
        address = f"{prefecture}{city}{town}{block}".strip()[:LONGEST_ADDRESS]
        if not address:
            return None
        for point, name in islice(_candidates(self._asked(address)), MOST_CANDIDATES):
            level = _level(name, prefecture, city)
            if level is not None:
                return OnlineAnswer(Position(*point), level, _ACCURACY_M[level], name)
        return None

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _asked(self, address: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        try:
            reply = self._client.get(
                self._url.replace("{address}", quote(address, safe="")),
                {"Accept": "application/json"},
            )
        except TileProblem as problem:
            raise GeocoderProblem(_FAULTS[problem.fault]) from None
        if reply.status != HTTPStatus.OK:
            refused = HTTPStatus.BAD_REQUEST <= reply.status < HTTPStatus.INTERNAL_SERVER_ERROR
            raise GeocoderProblem(GeocoderFault.REFUSED if refused else GeocoderFault.FAULTY)
        try:
            return json.loads(reply.body)
        except (ValueError, RecursionError):
            raise GeocoderProblem(GeocoderFault.NOT_UNDERSTOOD) from None


def configured_geocoder(settings: MapSettings) -> OnlineGeocoder | None:
    """Return the service that the office has switched on; None: nothing may be asked."""
    match settings.geocoder:
        case GeocoderChoice.GSI:
            return OnlineGeocoder(GSI_URL, HttpClient())
        case GeocoderChoice.TEMPLATE if is_map_address(settings.geocoder_url, {"address"}):
            return OnlineGeocoder(settings.geocoder_url, HttpClient())
        case _:
            return None


Candidate = tuple[tuple[float, float], str]


def _candidates(answer: Any) -> Iterator[Candidate]:  # noqa: ANN401
    """Yield (latitude, longitude) and name of each place in an answer.

    A list of places, or an object with such a list, or one place. A place is a GeoJSON point, or
    has lat and lon, or latitude and longitude.
    """
    listed = answer
    if isinstance(answer, dict):
        lists = (answer[key] for key in ("features", "results") if key in answer)
        listed = next(lists, [answer])
    if not isinstance(listed, list):
        raise GeocoderProblem(GeocoderFault.NOT_UNDERSTOOD)
    for place in listed:
        if not isinstance(place, dict):
            raise GeocoderProblem(GeocoderFault.NOT_UNDERSTOOD)
        yield _point(place), _name(place)


def _point(place: Mapping[str, Any]) -> tuple[float, float]:
    match place:
        case {"geometry": {"coordinates": [longitude, latitude, *_]}}:
            pass
        case {"lat": latitude, "lon": longitude} | {"lat": latitude, "lng": longitude}:
            pass
        case {"latitude": latitude, "longitude": longitude}:
            pass
        case {"geometry": {"location": {"lat": latitude, "lng": longitude}}}:
            pass
        case _:
            raise GeocoderProblem(GeocoderFault.NOT_UNDERSTOOD)
    try:
        return float(latitude), float(longitude)
    except (TypeError, ValueError, OverflowError):
        raise GeocoderProblem(GeocoderFault.NOT_UNDERSTOOD) from None


def _name(place: Mapping[str, Any]) -> str:
    """Return what a place is called, in one line; "" where it is not."""
    properties = place.get("properties")
    for words in (properties if isinstance(properties, dict) else {}, place):
        for key in ("title", "display_name", "formatted_address", "name", "address"):
            if isinstance(name := words.get(key), str):
                return "".join(filter(str.isprintable, name))[:LONGEST_NAME].strip()
    return ""


def _level(name: str, prefecture: str, city: str) -> PositionLevel | None:
    """Return how close a place is by its name; None where it is elsewhere, or a city.

    Services answer with the like from anywhere in Japan.
    """
    if not name:
        return PositionLevel.TOWN
    key, parts = place_key(name), (place_key(prefecture), place_key(city))
    if not all(part in key for part in parts) or key in "".join(parts):
        return None
    if _ENDS_IN_BLOCK.search(key):
        return PositionLevel.BLOCK
    return PositionLevel.TOWN if key.endswith("丁目") else PositionLevel.OAZA


_ENDS_IN_BLOCK: Final = re.compile(r"[0-9](番|番地|号)?$")
_ACCURACY_M: Final = {
    PositionLevel.BLOCK: 100,
    PositionLevel.TOWN: 350,
    PositionLevel.OAZA: 1_500,
}
_FAULTS: Final = {
    TileFault.SILENT: GeocoderFault.SILENT,
    TileFault.UNTRUSTED: GeocoderFault.UNTRUSTED,
    TileFault.REDIRECTED: GeocoderFault.REDIRECTED,
    TileFault.TOO_LARGE: GeocoderFault.TOO_LARGE,
    TileFault.NO_PICTURE: GeocoderFault.NOT_UNDERSTOOD,
}
