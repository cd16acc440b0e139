"""Asking a service where an address is; it answers well, badly, or not at all."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import unquote

import pytest

from crm_desktop.domain.position import Position, PositionLevel
from crm_desktop.errors.map import BadPosition, GeocoderFault, GeocoderProblem
from crm_desktop.maps.online_geocoder import LONGEST_NAME, OnlineAnswer, OnlineGeocoder
from crm_desktop.maps.tiles.http_client import HttpClient
from tests.maps.tiles.online_tiles import PATIENT, QUICK
from tests.maps.tiles.tile_server import TileServer, drips, sends, tile_server

HOME = ("東京都", "港区", "芝浦三丁目", "１−２")
FOUND = Position(35.6402, 139.7495)


def gsi(title: str, longitude: Any = 139.7495, latitude: Any = 35.6402) -> dict[str, Any]:
    """Return one place as 国土地理院 tells it."""
    point = {"coordinates": [longitude, latitude], "type": "Point"}
    return {"geometry": point, "type": "Feature", "properties": {"title": title}}


@pytest.fixture
def server() -> Iterator[TileServer]:
    with tile_server() as running:
        yield running


@pytest.fixture
def geocoder(server: TileServer) -> Iterator[OnlineGeocoder]:
    with closing(OnlineGeocoder(address_of(server), HttpClient(patience=PATIENT))) as asking:
        yield asking


@pytest.fixture
def hasty_geocoder(server: TileServer) -> Iterator[OnlineGeocoder]:
    with closing(OnlineGeocoder(address_of(server), HttpClient(patience=QUICK))) as asking:
        yield asking


def address_of(server: TileServer) -> str:
    return f"http://127.0.0.1:{server.port}/search?q={{address}}&n=1"


def answers(server: TileServer, answer: Any) -> None:
    server.answer = sends(json.dumps(answer).encode(), Content_Type="application/json")


def fault_of(geocoder: OnlineGeocoder) -> GeocoderFault:
    with pytest.raises(GeocoderProblem) as caught:
        geocoder.locate(*HOME)
    return caught.value.fault


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("東京都港区芝浦三丁目１番２号", PositionLevel.BLOCK),
        ("東京都港区芝浦３丁目", PositionLevel.TOWN),
        ("東京都港区芝浦", PositionLevel.OAZA),
    ],
)
def test_place_is_as_close_as_its_name(
    server: TileServer, geocoder: OnlineGeocoder, title: str, level: PositionLevel
) -> None:
    answers(server, [gsi(title)])

    answer = geocoder.locate(*HOME)

    assert answer is not None
    assert (answer.position, answer.level, answer.found_as) == (FOUND, level, title)


@pytest.mark.parametrize(
    "answer",
    [
        {"type": "FeatureCollection", "features": [gsi("東京都港区芝浦三丁目")]},
        [{"lat": "35.6402", "lon": "139.7495", "display_name": "芝浦三丁目, 港区, 東京都"}],
        {"latitude": 35.6402, "longitude": 139.7495},
        {"results": [{"geometry": {"location": {"lat": 35.6402, "lng": 139.7495}}}]},
        gsi("東京都港区芝浦三丁目"),
    ],
)
def test_services_of_the_office_may_answer_in_other_ways(
    server: TileServer, geocoder: OnlineGeocoder, answer: Any
) -> None:
    answers(server, answer)

    found = geocoder.locate(*HOME)

    assert isinstance(found, OnlineAnswer)
    assert found.position == FOUND


def test_service_learns_the_address_and_no_more(
    server: TileServer, geocoder: OnlineGeocoder
) -> None:
    answers(server, [])

    geocoder.locate("京都府", "京都市", "&n=9", "#？ </script>")

    assert [unquote(path) for path in server.paths] == [
        "/search?q=京都府京都市&n=9#？ </script>&n=1"
    ]
    assert server.paths[0].count("&") == 1
    assert "cookie" not in server.asked[0].headers


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {"features": []},
        [gsi("東京都港区")],
        [gsi("東京都")],
        [gsi("大阪府大阪市港区芝浦三丁目")],
        [gsi("山口県防府市西浦")],
    ],
)
def test_places_elsewhere_and_whole_cities_are_no_answer(
    server: TileServer, geocoder: OnlineGeocoder, answer: Any
) -> None:
    answers(server, answer)

    assert geocoder.locate(*HOME) is None


def test_right_place_is_found_behind_wrong_ones(
    server: TileServer, geocoder: OnlineGeocoder
) -> None:
    answers(server, [gsi("北海道札幌市", 141.35, 43.06), gsi("東京都港区芝浦三丁目")])

    answer = geocoder.locate(*HOME)

    assert answer is not None
    assert answer.position == FOUND


def test_nothing_is_asked_without_an_address(server: TileServer, geocoder: OnlineGeocoder) -> None:
    assert geocoder.locate("", "", "", " ") is None
    assert server.asked == []


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(35.6402, 139.7495), (0, 0), (-74.0, 40.7), ("NaN", "NaN"), (1e308, 35)],
)
def test_places_that_are_not_in_japan_are_refused(
    server: TileServer, geocoder: OnlineGeocoder, longitude: Any, latitude: Any
) -> None:
    answers(server, [gsi("東京都港区芝浦三丁目", longitude, latitude)])

    with pytest.raises(BadPosition):
        geocoder.locate(*HOME)


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Please sign in to the hotel</html>",
        b"",
        b"\xff\xfe\x00",
        b"null",
        b"35.6",
        b'"here"',
        b"[1, 2]",
        b"[null]",
        b"[{}]",
        b'[{"lat": {}, "lon": []}]',
        b'[{"lat": "north", "lon": "east"}]',
        b'[{"geometry": {"coordinates": [139]}}]',
        b'[{"lat": 1' + b"0" * 400 + b', "lon": 1}]',
        b'[{"lat": 1' + b"0" * 5_000 + b', "lon": 1}]',
        b"[" * 100_000,
    ],
)
def test_what_is_no_place_is_told(
    server: TileServer, geocoder: OnlineGeocoder, body: bytes
) -> None:
    server.answer = sends(body)

    assert fault_of(geocoder) is GeocoderFault.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (404, GeocoderFault.REFUSED),
        (403, GeocoderFault.REFUSED),
        (429, GeocoderFault.REFUSED),
        (500, GeocoderFault.FAULTY),
        (503, GeocoderFault.FAULTY),
        (204, GeocoderFault.FAULTY),
    ],
)
def test_refusals_are_told(
    server: TileServer, geocoder: OnlineGeocoder, status: int, fault: GeocoderFault
) -> None:
    server.answer = sends(b"", status)

    assert fault_of(geocoder) is fault


def test_gigabyte_is_not_read(server: TileServer, geocoder: OnlineGeocoder) -> None:
    server.answer = sends(b"[", Content_Length="1073741824")

    assert fault_of(geocoder) is GeocoderFault.TOO_LARGE


def test_answer_that_grows_for_ever_is_given_up(
    server: TileServer, geocoder: OnlineGeocoder
) -> None:
    def grows(asked: BaseHTTPRequestHandler) -> None:
        asked.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n[")
        while not server.ended.is_set():
            asked.wfile.write(b" " * 100_000)

    server.answer = grows

    assert fault_of(geocoder) is GeocoderFault.TOO_LARGE


def test_slow_answer_is_given_up(server: TileServer, hasty_geocoder: OnlineGeocoder) -> None:
    server.answer = drips(b"HTTP/1.0 200 OK\r\n\r\n[", server.ended.is_set)

    assert fault_of(hasty_geocoder) is GeocoderFault.SILENT


def test_silence_is_told(server: TileServer, hasty_geocoder: OnlineGeocoder) -> None:
    server.answer = lambda _asked: None

    assert fault_of(hasty_geocoder) is GeocoderFault.SILENT


def test_other_servers_are_not_asked(server: TileServer, geocoder: OnlineGeocoder) -> None:
    server.answer = sends(b"", 302, Location="https://example.com/")

    assert fault_of(geocoder) is GeocoderFault.REDIRECTED


def test_endless_names_are_cut(server: TileServer, geocoder: OnlineGeocoder) -> None:
    answers(server, [gsi("東京都港区芝浦\u2028\n三丁目" + "髙" * 9_999)])

    answer = geocoder.locate(*HOME)

    assert answer is not None
    assert len(answer.found_as) == LONGEST_NAME
    assert answer.found_as.isprintable()


def test_nothing_of_an_address_is_logged(
    server: TileServer, geocoder: OnlineGeocoder, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answer = sends(b"", 500)
    with pytest.raises(GeocoderProblem) as caught:
        geocoder.locate(*HOME)

    assert "芝浦" not in caplog.text + str(caught.value)
    assert "%E8" not in caplog.text


def test_who_is_told_is_known(geocoder: OnlineGeocoder) -> None:
    assert geocoder.host == "127.0.0.1"
