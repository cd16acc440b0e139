from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from crm_desktop.domain.dial_request import DialProblem
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.telephony.dial_url import dial_by_url, filled_template

BAD = [
    "",
    "ftp://pbx.example/{number}",
    "file:///etc/passwd?{number}",
    "javascript:alert({number})",
    "https://pbx.example/dial",
    "https:///dial?to={number}",
    "https://{number}.example/",
    "https://pbx.example/発信?{number}",
    "https://pbx.example/a b?{number}",
    "https://pbx.example:99999/{number}",
    "https://pbx.example/\r\nX: y?{number}",
]


@contextmanager
def telephone_system(status: int) -> Iterator[tuple[str, list[str]]]:
    """Serve one address that answers ``status``; yield it and what was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()

        def log_message(self, *_parts: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join(20)


def test_number_and_telephone_are_filled_in() -> None:
    with telephone_system(200) as (address, asked):
        dial_by_url(f"{address}/dial?to={{number}}&from={{extension}}", "*01840353211111", "2 01&x")

    assert asked == ["/dial?to=%2A01840353211111&from=2%2001%26x"]


@pytest.mark.parametrize("status", [302, 400, 401, 500])
def test_refusal_is_told_and_no_other_address_asked(status: int) -> None:
    with telephone_system(status) as (address, asked), pytest.raises(NotDialled) as refused:
        dial_by_url(f"{address}/{{number}}", "0353211111", "201")

    assert (refused.value.problem, len(asked)) == (DialProblem.URL_REFUSED, 1)


def test_system_that_does_not_answer_is_told() -> None:
    with pytest.raises(NotDialled) as refused:
        dial_by_url("http://127.0.0.1:9/{number}", "0353211111", "201")

    assert refused.value.problem == DialProblem.URL_UNREACHABLE


@pytest.mark.parametrize("template", BAD)
def test_what_is_no_web_address_for_a_number_is_refused(template: str) -> None:
    with pytest.raises(NotDialled) as refused:
        filled_template(template, "0353211111", "201")

    assert refused.value.problem == DialProblem.URL_BAD
