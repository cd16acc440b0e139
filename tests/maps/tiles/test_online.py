"""Promises of pictures from a web server."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest

from crm_desktop.errors.map import TileFault
from crm_desktop.maps.tiles.http_client import user_agent
from crm_desktop.maps.tiles.online import OnlineTiles
from tests.maps.tiles.online_tiles import QUICK, SQUARE, Clock, fault_of, tiles_of
from tests.maps.tiles.tile_server import TileServer, drips, picture, sends, tile_server


@pytest.fixture
def server() -> Iterator[TileServer]:
    with tile_server() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tiles(server: TileServer, tmp_path: Path, clock: Clock) -> Iterator[OnlineTiles]:
    with tiles_of(server.url, tmp_path, clock) as source:
        yield source


@pytest.fixture
def hasty_tiles(server: TileServer, tmp_path: Path, clock: Clock) -> Iterator[OnlineTiles]:
    with tiles_of(server.url, tmp_path, clock, patience=QUICK) as source:
        yield source


def test_a_square_comes_as_the_picture_the_server_sends(
    server: TileServer, tiles: OnlineTiles
) -> None:
    answer = tiles.tile(*SQUARE)

    assert answer is not None
    assert (answer.content, answer.media_type, answer.fresh) == (picture(), "image/png", True)
    assert server.paths == ["/14/14552/6451.png"]


def test_the_server_learns_the_program_and_the_square_and_nothing_else(
    server: TileServer, tiles: OnlineTiles
) -> None:
    tiles.tile(*SQUARE)

    assert server.asked[0].headers == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": user_agent(),
        "accept": "image/png,image/jpeg,image/webp",
        "accept-encoding": "identity",
    }
    assert user_agent().startswith("CRM-Desktop/")


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_other_kinds_of_pictures_are_known_by_their_bytes(
    kind: str, server: TileServer, tiles: OnlineTiles
) -> None:
    server.answer = sends(picture(kind), Content_Type="text/html")

    answer = tiles.tile(*SQUARE)

    assert answer is not None
    assert answer.media_type == f"image/{kind.lower()}"


@pytest.mark.parametrize(
    "square", [(4, 8, 8), (19, 5, 5), (14, -1, 5), (14, 1 << 14, 5), (14, 5, 1 << 14), (-1, 0, 0)]
)
def test_a_square_that_is_not_on_the_map_is_not_asked_for(
    square: tuple[int, int, int], server: TileServer, tiles: OnlineTiles
) -> None:
    assert tiles.tile(*square) is None
    assert server.asked == []


@pytest.mark.parametrize("status", [204, 404, 410])
def test_a_square_without_a_picture_is_none_and_not_asked_for_again(
    status: int, server: TileServer, tiles: OnlineTiles
) -> None:
    server.answer = sends(b"", status)

    assert [tiles.tile(*SQUARE), tiles.tile(*SQUARE)] == [None, None]
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (
            sends(b"<html>Please sign in to the hotel</html>", Content_Type="image/png"),
            "no_picture",
        ),
        (sends(b"\x89PNG\r\n\x1a\n" + b"\x00" * 60), "no_picture"),
        (sends(b""), "no_picture"),
        (sends(b"\xff\xd8\xff" + bytes(range(256)) * 9), "no_picture"),
        (sends(b"RIFF\x10\x00\x00\x00WEBPVP8 " + b"\xff" * 40), "no_picture"),
        (sends(b"\x1f\x8b" + b"x" * 30, Content_Encoding="gzip"), "no_picture"),
        (sends(picture(size=(1025, 8))), "too_large"),
        (sends(b"x" * 1_000_001), "too_large"),
        (sends(b"", Content_Length=str(10**12)), "too_large"),
        (sends(b"", 403), "refused"),
        (sends(b"", 429), "refused"),
        (sends(b"fault", 500), "faulty"),
        (sends(b"", 304), "faulty"),
        (sends(b"", 302, Location="https://elsewhere.example/1.png"), "redirected"),
        (sends(b"", 302, Location="http://127.0.0.1/1.png"), "redirected"),
        (sends(b"", 302, Location="https://me:geheim@127.0.0.1/"), "redirected"),
        (sends(b"", 302, Location="https://[bad"), "redirected"),
        (sends(b"", 302), "redirected"),
    ],
)
def test_what_is_no_picture_says_why(
    answer: Callable[..., None], fault: str, server: TileServer, tiles: OnlineTiles
) -> None:
    server.answer = answer

    assert fault_of(tiles) == fault


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n",
    ],
)
def test_a_server_that_sends_a_byte_now_and_then_is_given_up(
    head: bytes, server: TileServer, hasty_tiles: OnlineTiles
) -> None:
    server.answer = drips(head, server.ended.is_set)

    assert fault_of(hasty_tiles) is TileFault.SILENT


def test_a_server_that_stops_in_a_picture_is_given_up(
    server: TileServer, hasty_tiles: OnlineTiles
) -> None:
    server.answer = sends(picture()[:-9], Content_Length=str(len(picture())))

    assert fault_of(hasty_tiles) is TileFault.SILENT


def test_an_endless_answer_is_cut_off(server: TileServer, tiles: OnlineTiles) -> None:
    def pour(asked: BaseHTTPRequestHandler) -> None:
        asked.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not server.ended.is_set():
            asked.wfile.write(b"x" * 65_536)

    server.answer = pour

    assert fault_of(tiles) is TileFault.TOO_LARGE


def test_what_is_no_http_is_silence(server: TileServer, tiles: OnlineTiles) -> None:
    def mumble(asked: BaseHTTPRequestHandler) -> None:
        asked.wfile.write(b"\x00\x01garbage\r\n\r\n")

    server.answer = mumble

    assert fault_of(tiles) is TileFault.SILENT


def test_nobody_listens_there(tmp_path: Path, clock: Clock) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # nobody else gets it meanwhile
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/{{z}}/{{x}}/{{y}}"

        with tiles_of(url, tmp_path, clock) as source:
            assert fault_of(source) is TileFault.SILENT


def test_connections_are_used_again(server: TileServer, tiles: OnlineTiles) -> None:
    for x in range(5):
        tiles.tile(14, x, 5)

    assert len({asked.port_of_asker for asked in server.asked}) == 1


def test_a_connection_closed_meanwhile_is_made_anew(server: TileServer, tiles: OnlineTiles) -> None:
    def close(asked: BaseHTTPRequestHandler) -> None:
        sends(picture())(asked)
        asked.close_connection = True

    server.answer = close

    assert [tiles.tile(14, x, 5) is not None for x in range(3)] == [True] * 3


def test_no_more_questions_than_a_provider_wants_are_asked_at_once(
    server: TileServer, tmp_path: Path, clock: Clock
) -> None:
    def slowly(asked: BaseHTTPRequestHandler) -> None:
        while server.most_at_once < 2 and not server.ended.is_set():
            server.ended.wait(0.01)
        server.ended.wait(0.05)
        sends(picture())(asked)

    server.answer = slowly
    with (
        tiles_of(server.url, tmp_path, clock, at_once=2) as source,
        ThreadPoolExecutor(8) as threads,
    ):
        answers = list(threads.map(lambda x: source.tile(14, x, 5), range(16)))

    assert all(answers)
    assert server.most_at_once == 2


def test_a_fresh_picture_is_not_asked_for_again(
    server: TileServer, tiles: OnlineTiles, clock: Clock
) -> None:
    server.answer = sends(picture(), Cache_Control="max-age=3600")
    first = tiles.tile(*SQUARE)

    clock.now += 3599

    assert tiles.tile(*SQUARE) == first
    assert len(server.asked) == 1


def test_a_server_that_says_nothing_is_asked_again_after_a_week(
    server: TileServer, tiles: OnlineTiles, clock: Clock
) -> None:
    for days in (0, 6, 7):
        clock.now = 1_700_000_000 + days * 86_400
        tiles.tile(*SQUARE)

    assert len(server.asked) == 2


def test_a_picture_that_did_not_change_is_not_sent_again(
    server: TileServer, tiles: OnlineTiles, clock: Clock
) -> None:
    server.answer = sends(picture(), Cache_Control="max-age=60", ETag='"a1"', Last_Modified="x")
    first = tiles.tile(*SQUARE)
    server.answer = sends(b"", 304, Cache_Control="max-age=600")
    clock.now += 61

    answers = [tiles.tile(*SQUARE), tiles.tile(*SQUARE)]

    assert answers == [first, first]
    assert [asked.headers.get("if-none-match") for asked in server.asked] == [None, '"a1"']
    assert server.asked[1].headers["if-modified-since"] == "x"


def test_what_must_not_be_kept_is_not(
    server: TileServer, tiles: OnlineTiles, tmp_path: Path
) -> None:
    server.answer = sends(picture(), Cache_Control="no-store")

    tiles.tile(*SQUARE)
    tiles.tile(*SQUARE)

    assert len(server.asked) == 2
    assert list(tmp_path.rglob("*.tile")) == []


def test_an_old_picture_is_shown_while_the_server_is_silent(
    server: TileServer, tiles: OnlineTiles, clock: Clock
) -> None:
    server.answer = sends(picture(), Cache_Control="max-age=60")
    tiles.tile(*SQUARE)
    server.answer = sends(b"", 500)
    clock.now += 61

    answer = tiles.tile(*SQUARE)

    assert answer is not None
    assert (answer.content, answer.fresh) == (picture(), False)


def test_a_dead_server_is_let_alone_for_a_while_and_then_asked_again(
    server: TileServer, tiles: OnlineTiles, clock: Clock
) -> None:
    server.answer = sends(b"", 500)

    faults = [fault_of(tiles, x) for x in range(5)]
    clock.now += 31
    server.answer = sends(picture())

    assert faults == ["faulty"] * 3 + ["resting"] * 2
    assert tiles.tile(*SQUARE) is not None
    assert len(server.asked) == 4


def test_a_server_that_wants_to_be_let_alone_is(
    server: TileServer, tiles: OnlineTiles, clock: Clock
) -> None:
    server.answer = sends(b"", 429, Retry_After="120")
    first = fault_of(tiles)

    clock.now += 119
    second = fault_of(tiles)

    assert (first, second, len(server.asked)) == ("refused", "resting", 1)


def test_closing_ends_what_is_waited_for(server: TileServer, tmp_path: Path, clock: Clock) -> None:
    came = Event()

    def wait(_asked: BaseHTTPRequestHandler) -> None:
        came.set()
        server.ended.wait(60)

    server.answer = wait
    with (
        tiles_of(server.url, tmp_path, clock) as source,
        ThreadPoolExecutor(1) as threads,
    ):
        waiting = threads.submit(lambda: fault_of(source))
        assert came.wait(60)
        source.close()

        assert waiting.result(20) is TileFault.SILENT
        assert fault_of(source) is TileFault.SILENT


def test_lines_of_the_log_and_names_on_the_disk_say_no_more_than_the_square(
    server: TileServer, tiles: OnlineTiles, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "crm_desktop")
    tiles.tile(*SQUARE)
    server.answer = sends(b"", 500)
    for x in range(4):
        fault_of(tiles, x)

    names = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")]

    assert names == ["gsi_pale/14/14552/6451.tile"]
    assert [record.getMessage() for record in caplog.records] == [
        "no map pictures for 30 s: faulty"
    ]
