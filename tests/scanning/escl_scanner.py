"""A scanner that speaks eSCL on 127.0.0.1, with the moods of real ones."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

JPEG = b"\xff\xd8\xff\xe0 page %d \xff\xd9"
INPUT = """
<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth>
<scan:MaxHeight>{high}</scan:MaxHeight>
<scan:SettingProfiles><scan:SettingProfile>
<scan:ColorModes><scan:ColorMode>RGB24</scan:ColorMode>
<scan:ColorMode>Grayscale8</scan:ColorMode></scan:ColorModes>
<scan:DocumentFormats><pwg:DocumentFormat>application/pdf</pwg:DocumentFormat>
<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>
<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions>
<scan:DiscreteResolution><scan:XResolution>200</scan:XResolution></scan:DiscreteResolution>
<scan:DiscreteResolution><scan:XResolution>600</scan:XResolution></scan:DiscreteResolution>
</scan:DiscreteResolutions></scan:SupportedResolutions>
</scan:SettingProfile></scan:SettingProfiles>"""
NAMES = (
    'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"'
    ' xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"'
)
CAPABILITIES = f"""<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerCapabilities {NAMES}><pwg:Version>2.63</pwg:Version>
<pwg:MakeAndModel>複合機 MX-1</pwg:MakeAndModel>
<scan:Platen><scan:PlatenInputCaps>{INPUT.format(high=3300)}</scan:PlatenInputCaps></scan:Platen>
<scan:Adf><scan:AdfSimplexInputCaps>{INPUT.format(high=4200)}</scan:AdfSimplexInputCaps></scan:Adf>
</scan:ScannerCapabilities>"""
STATUS = f"""<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerStatus {NAMES}><pwg:Version>2.63</pwg:Version><pwg:State>Idle</pwg:State>
<scan:AdfState>{{feeder}}</scan:AdfState></scan:ScannerStatus>"""


@dataclass
class Mood:
    """What the scanner does; ``feeder`` is how it is when it is not given by its pages.

    ``answers`` are given instead of its own, one after another, by method and last name.
    """

    pages: int = 3
    feeder: str = ""
    capabilities: str = CAPABILITIES
    page: bytes = JPEG
    media_type: str = "image/jpeg"
    location: str = "http://printer.example:80/eSCL/ScanJobs/7f-1"
    answers: dict[str, list[tuple[int, bytes]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    hangs: threading.Event = field(default_factory=threading.Event)
    cut: bool = False
    drips: bool = False

    @property
    def status(self) -> str:
        loaded = "ScannerAdfLoaded" if self.pages else "ScannerAdfEmpty"
        return STATUS.format(feeder=self.feeder or loaded)


@contextmanager
def escl_scanner(mood: Mood, front: Any = None) -> Iterator[str]:
    """Yield the address of a scanner in this ``mood``; ``front`` wraps its socket, for TLS."""

    class Handler(_Handler):
        pass

    Handler.mood = mood
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if front is not None:
        server.socket = front.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        scheme = "https" if front is not None else "http"
        yield f"{scheme}://127.0.0.1:{server.server_port}/eSCL"
    finally:
        mood.hangs.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    mood: Mood

    def log_message(self, *_said: object) -> None:
        """Keep it quiet."""

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def do_GET(self) -> None:
        name = self._asked_for("GET")
        if name == "ScannerCapabilities":
            self._say(200, self.mood.capabilities.encode(), "text/xml")
        elif name == "ScannerStatus":
            self._say(200, self.mood.status.encode(), "text/xml")
        elif name == "NextDocument" and self.path.startswith("/eSCL/ScanJobs/7f-1/"):
            self._give_page()
        elif name:
            self._say(404)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.mood.requests.append(self.rfile.read(length).decode())
        if self._asked_for("POST"):
            self._say(201, location=self.mood.location)

    def do_DELETE(self) -> None:
        if self._asked_for("DELETE"):
            self._say(200)

    def _asked_for(self, method: str) -> str:
        """Return the last name of the path; "" when it has been answered as set."""
        name = Path(self.path).name
        self.mood.asked.append(f"{method} {name}")
        waiting = self.mood.answers.get(name, [])
        if waiting:
            status, body = waiting.pop(0)
            if status == 0:
                self.mood.hangs.wait(30)
                return ""
            self._say(status, body, "text/xml")
            return ""
        return name

    def _give_page(self) -> None:
        if not self.mood.pages:
            self._say(404)
            return
        self.mood.pages -= 1
        page = self.mood.page % self.mood.pages if b"%d" in self.mood.page else self.mood.page
        self._say(200, page, self.mood.media_type, cut=self.mood.cut)

    def _say(
        self, status: int, body: bytes = b"", media_type: str = "", *, location: str = "",
        cut: bool = False,
    ) -> None:  # fmt: skip
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) + (100 if cut else 0)))
        if media_type:
            self.send_header("Content-Type", media_type)
        if location:
            self.send_header("Location", location)
        self.end_headers()
        drips = self.mood.drips and self.path.endswith("NextDocument")
        for at in range(0, len(body), 1 if drips else max(1, len(body))):
            self.wfile.write(body[at:] if not drips else body[at : at + 1])
            self.mood.hangs.wait(0.05 if drips else 0)
        self.close_connection = True
