"""A server of map pictures on this PC that behaves, or misbehaves, as it is told."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Event, Lock, Thread
from typing import Any

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (256, 256), shade: int = 200) -> bytes:
    """Return a plain picture of one colour."""
    content = BytesIO()
    Image.new("RGB", size, (shade, 220, 210)).save(content, kind)
    return content.getvalue()


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    port_of_asker: int


@dataclass
class TileServer:
    """What it is told to answer, and what it was asked."""

    port: int = 0
    scheme: str = "http"
    answer: Callable[[BaseHTTPRequestHandler], None] = field(default=lambda _asked: None)
    asked: list[Asked] = field(default_factory=list)
    most_at_once: int = 0
    ended: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        """The address of its tiles."""
        host = "localhost" if self.scheme == "https" else "127.0.0.1"
        return f"{self.scheme}://{host}:{self.port}/{{z}}/{{x}}/{{y}}.png"

    @property
    def paths(self) -> list[str]:
        """What it was asked for."""
        return [asked.path for asked in self.asked]


@contextmanager
def tile_server(
    answer: Callable[[BaseHTTPRequestHandler], None] | None = None,
    *,
    tls: ssl.SSLContext | None = None,
) -> Iterator[TileServer]:
    """Yield a running server; unless told otherwise each square has a picture."""
    server = TileServer(answer=answer or sends(picture()), scheme="https" if tls else "http")
    listening = _Listening(("127.0.0.1", 0), _handler(server))
    if tls is not None:
        listening.socket = tls.wrap_socket(listening.socket, server_side=True)
    server.port = listening.server_address[1]
    thread = Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        listening.shutdown()
        thread.join()
        listening.server_close()


def sends(body: bytes, status: int = 200, **headers: str) -> Callable[..., None]:
    """Return an answer of a status, headers (``_`` for ``-``) and a body."""

    def answer(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(status)
        for name, value in headers.items():
            asked.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        asked.wfile.write(body)

    return answer


def drips(head: bytes, ended: Callable[[], bool]) -> Callable[..., None]:
    """Return an answer that sends ``head`` and then a byte now and then, for ever."""

    def answer(asked: BaseHTTPRequestHandler) -> None:
        asked.wfile.write(head)
        while not ended():
            asked.wfile.write(b"x")
            time.sleep(0.05)

    return answer


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of askers who went away."""


def _handler(server: TileServer) -> type[BaseHTTPRequestHandler]:
    lock = Lock()
    now: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with lock:
                now.append(1)
                server.most_at_once = max(server.most_at_once, len(now))
                headers = {name.lower(): value for name, value in self.headers.items()}
                server.asked.append(Asked(self.path, headers, self.client_address[1]))
            try:
                with suppress(OSError):
                    server.answer(self)
            finally:
                with lock:
                    now.pop()

        def log_message(self, *_words: Any) -> None:
            """Keep the tests' output clean."""

    return Handler
