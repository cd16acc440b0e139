"""Has a telephone system dial that takes orders as a web address."""

from __future__ import annotations

import http.client
import ssl
from typing import Final
from urllib.parse import quote, urlsplit

from crm_desktop.domain.dial_request import DialProblem
from crm_desktop.errors.dialling import NotDialled

PATIENCE_S: Final = 4.0


def dial_by_url(template: str, digits: str, extension: str) -> None:
    """Ask ``template`` for once, with ``{number}`` and ``{extension}`` filled in (GET).

    The answer's text is not read, nor is another address asked that it may point to.

    Raises:
        NotDialled: the address will not do, nobody answers there, or it refuses.
    """
    address = filled_template(template, digits, extension)
    parts = urlsplit(address)
    target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    try:
        connection = _connection(parts.scheme, parts.hostname or "", parts.port)
        try:
            connection.request("GET", target, headers={"User-Agent": "crm-desktop"})
            status = connection.getresponse().status
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotDialled(DialProblem.URL_UNREACHABLE) from error
    if not http.client.OK <= status < http.client.MULTIPLE_CHOICES:
        raise NotDialled(DialProblem.URL_REFUSED)


def filled_template(template: str, digits: str, extension: str) -> str:
    """Return the address for one number; what is filled in is percent-encoded.

    Raises:
        NotDialled: it is no http or https address of a host, or has no place for the number.
    """
    try:
        parts = urlsplit(template)
        is_address = parts.scheme in {"https", "http"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or not template.isprintable() or "{number}" not in template:
        raise NotDialled(DialProblem.URL_BAD)
    host, _, rest = template.partition("://")[2].partition("/")
    if "{" in host or not rest.isascii() or " " in template:
        raise NotDialled(DialProblem.URL_BAD)
    return template.replace("{number}", quote(digits, safe="")).replace(
        "{extension}", quote(extension, safe="")
    )


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, port, timeout=PATIENCE_S, context=context)
    return http.client.HTTPConnection(host, port, timeout=PATIENCE_S)
