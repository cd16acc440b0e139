"""Promises of asking through the proxy that this PC asks the web through."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.errors.map import TileFault
from tests.maps.tiles.online_tiles import SQUARE, Clock, fault_of, tiles_of
from tests.maps.tiles.tile_server import sends, tile_server

FAR = "http://tiles.example.jp/{z}/{x}/{y}.png"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_proxy_is_asked_for_the_whole_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tile_server() as proxy, tiles_of(FAR, tmp_path, Clock()) as tiles:
        monkeypatch.setenv("http_proxy", f"127.0.0.1:{proxy.port}")

        assert tiles.tile(*SQUARE) is not None
        assert proxy.paths == ["http://tiles.example.jp/14/14552/6451.png"]
        assert proxy.asked[0].headers["host"] == "tiles.example.jp"


def test_a_proxy_that_lets_nobody_through_is_a_silent_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = FAR.replace("http:", "https:")
    with tile_server(sends(b"", 407)) as proxy, tiles_of(url, tmp_path, Clock()) as tiles:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")

        assert fault_of(tiles) is TileFault.SILENT


def test_servers_on_this_pc_are_asked_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with tile_server() as server, tiles_of(server.url, tmp_path, Clock()) as tiles:
        assert tiles.tile(*SQUARE) is not None
