"""Promises of pictures from a web server that must prove who it is."""

from __future__ import annotations

import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from threading import Event

import pytest

from crm_desktop.errors.map import TileFault
from crm_desktop.maps.tiles.online import OnlineTiles
from tests.maps.tiles.online_tiles import QUICK, SQUARE, Clock, fault_of, tiles_of
from tests.maps.tiles.tile_server import TileServer, picture, sends, tile_server

certificates = pytest.importorskip("tests.certificates", reason="cryptography makes certificates")


def contexts(folder: Path, host: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return what a server that is certified as ``host`` uses, and who trusts its authority."""
    authority = certificates.new_authority("髙橋商店 CA")
    (folder / "server.pem").write_bytes(b"".join(certificates.certified(authority, host)))
    of_server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    of_server.load_cert_chain(folder / "server.pem")
    trusting = ssl.create_default_context(cafile=str(authority.write_to(folder / "ca.pem")))
    return of_server, trusting


def tiles(
    server: TileServer, folder: Path, tls: ssl.SSLContext | None
) -> AbstractContextManager[OnlineTiles]:
    return tiles_of(server.url, folder / "kept", Clock(), tls=tls)


def test_a_server_whose_certificate_nobody_trusts_is_asked_nothing(tmp_path: Path) -> None:
    of_server, _trusting = contexts(tmp_path, "localhost")
    with tile_server(tls=of_server) as server, tiles(server, tmp_path, None) as source:
        assert fault_of(source) is TileFault.UNTRUSTED
        assert server.asked == []


def test_a_certificate_of_another_host_is_not_trusted(tmp_path: Path) -> None:
    of_server, trusting = contexts(tmp_path, "tiles.example.jp")
    with tile_server(tls=of_server) as server, tiles(server, tmp_path, trusting) as source:
        assert fault_of(source) is TileFault.UNTRUSTED


def test_a_server_that_speaks_no_tls_is_not_trusted(tmp_path: Path) -> None:
    with tile_server() as server:
        url = server.url.replace("http://127.0.0.1", "https://localhost")
        with tiles_of(url, tmp_path, Clock()) as source:
            assert fault_of(source) is TileFault.UNTRUSTED


def test_a_redirection_within_the_host_is_followed(tmp_path: Path) -> None:
    of_server, trusting = contexts(tmp_path, "localhost")
    with tile_server(tls=of_server) as server, tiles(server, tmp_path, trusting) as source:
        moved = sends(b"", 301, Location="/new/place.png")
        server.answer = lambda asked: (
            sends(picture())(asked) if asked.path.startswith("/new") else moved(asked)
        )
        assert source.tile(*SQUARE) is not None
        assert server.paths == ["/14/14552/6451.png", "/new/place.png"]


def test_a_redirection_in_a_circle_ends(tmp_path: Path) -> None:
    of_server, trusting = contexts(tmp_path, "localhost")
    with tile_server(tls=of_server) as server, tiles(server, tmp_path, trusting) as source:
        server.answer = sends(b"", 307, Location="/round")
        assert fault_of(source) is TileFault.REDIRECTED
        assert len(server.asked) == 3


def test_a_handshake_that_never_ends_is_given_up(tmp_path: Path) -> None:
    ended = Event()

    def drip(listening: socket.socket) -> None:
        asker, _address = listening.accept()
        with asker, suppress(OSError):
            asker.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc")  # a long hello of a server
            while not ended.wait(0.05):
                asker.sendall(b"\x00")

    with socket.create_server(("localhost", 0)) as listening, ThreadPoolExecutor(1) as threads:
        threads.submit(drip, listening)
        url = f"https://localhost:{listening.getsockname()[1]}/{{z}}/{{x}}/{{y}}"
        with tiles_of(url, tmp_path, Clock(), patience=QUICK) as source:
            assert fault_of(source) is TileFault.SILENT
        ended.set()
