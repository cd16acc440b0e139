"""SIP messages (RFC 3261), as much as subscriptions need: read from the wire and written to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LONGEST_HEAD: Final = 32 * 1024
LONGEST_BODY: Final = 256 * 1024
MOST_HEADERS: Final = 200


class BrokenSip(ValueError):
    """What came is no SIP message, or larger than any that is meant honestly."""


@dataclass(frozen=True, slots=True)
class SipMessage:
    """A request (``method`` and ``uri``) or a response (``status`` and ``reason``).

    ``headers`` have their long names in the writing of RFC 3261, in the order sent. What is not
    UTF-8 in them is replaced.
    """

    method: str = ""
    uri: str = ""
    status: int = 0
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def get(self, name: str) -> str:
        """Return the first value of ``name``, "" when it is absent."""
        return next((value for key, value in self.headers if key == name), "")

    def values(self, name: str) -> list[str]:
        """Return each line's value of ``name``, in their order."""
        return [value for key, value in self.headers if key == name]

    @property
    def cseq(self) -> tuple[int, str]:
        """Number and method of its CSeq; ``(0, "")`` when there is none that could be one."""
        found = _CSEQ.fullmatch(self.get("CSeq"))
        return (int(found[1]), found[2]) if found else (0, "")

    def encoded(self) -> bytes:
        """Return it as it goes over the wire, with its Content-Length.

        Raises:
            BrokenSip: a line break in it would make two lines of one.
        """
        first = (
            f"{self.method} {self.uri} SIP/2.0"
            if self.method
            else f"SIP/2.0 {self.status} {self.reason}"
        )
        lines = [first, *(f"{name}: {value}" for name, value in self.headers)]
        if any(_ENDS_LINE.search(line) for line in lines):
            raise BrokenSip("a line break in a header")
        lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join([*lines, "", ""]).encode() + self.body


def read_message(data: bytes) -> SipMessage:
    """Return the message that ``data`` (a datagram) is; what lies beyond its length is dropped.

    Raises:
        BrokenSip: it is none, or its end is missing.
    """
    head, gap, rest = data.lstrip(b"\r\n").partition(b"\r\n\r\n")
    message, length = _read_head(head, is_whole=bool(gap))
    if length is None:
        length = len(rest)
    if length > min(LONGEST_BODY, len(rest)):
        raise BrokenSip("a body cut short, or too long")
    return _with_body(message, rest[:length])


class SipFrames:
    """Takes the bytes of a stream (TCP, TLS) as they come, hands out the messages in it."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._searched = 0
        self._waits_for: tuple[SipMessage, int] | None = None

    def feed(self, data: bytes) -> list[SipMessage]:
        """Return the messages that ``data`` completes.

        Raises:
            BrokenSip: something else came; where the next message begins is not known any more.
        """
        self._held += data
        messages = []
        while (message := self._next()) is not None:
            messages.append(message)
        return messages

    def _next(self) -> SipMessage | None:
        if self._waits_for is None and not self._take_head():
            return None
        assert self._waits_for is not None  # noqa: S101 - for mypy: the head was taken
        message, length = self._waits_for
        if len(self._held) < length:
            return None
        body = bytes(self._held[:length])
        del self._held[:length]
        self._waits_for = None
        return _with_body(message, body)

    def _take_head(self) -> bool:
        if self._searched == 0:  # empty lines between messages keep a line alive
            del self._held[: len(self._held) - len(self._held.lstrip(b"\r\n"))]
        end = self._held.find(b"\r\n\r\n", max(0, self._searched - 3))
        if end < 0:
            self._searched = len(self._held)
            if self._searched > LONGEST_HEAD:
                raise BrokenSip("a head without an end")
            return False
        message, length = _read_head(bytes(self._held[:end]), is_whole=True)
        if length is None or length > LONGEST_BODY:
            raise BrokenSip("a stream needs a Content-Length that can be")
        del self._held[: end + 4]
        self._searched = 0
        self._waits_for = message, length
        return True


def parameters_of(value: str) -> dict[str, str]:
    """Return the parameters behind the first ``;`` of a header, outside of ``<…>`` and quotes.

    Names are in lower case; of a name that comes twice the first counts.
    """
    bare = _IN_BRACKETS.sub("", value)
    found: dict[str, str] = {}
    for part in bare.split(";")[1:]:
        name, _, text = part.partition("=")
        found.setdefault(name.strip().lower(), text.strip())
    return found


def address_of(value: str) -> str:
    """Return the URI of a From, To, Contact or Record-Route; "" when there is none."""
    bracketed = _BRACKETED.search(_QUOTED.sub("", value))
    return bracketed[1] if bracketed else value.partition(";")[0].strip()


def listed(values: list[str]) -> list[str]:
    """Return the single entries of header lines that may each hold several, such as routes."""
    return [entry.strip() for value in values for entry in _ENTRIES.findall(value) if entry.strip()]


def _read_head(head: bytes, *, is_whole: bool) -> tuple[SipMessage, int | None]:
    """Return a message without its body, and how long that is; None: it does not say."""
    if not is_whole or len(head) > LONGEST_HEAD:
        raise BrokenSip("a head without an end, or too long")
    text = _FOLDED.sub(" ", head.decode(errors="replace"))
    first, *lines = text.split("\r\n")
    if len(lines) > MOST_HEADERS:
        raise BrokenSip("too many headers")
    headers = tuple(_header(line) for line in lines)
    lengths = {value for name, value in headers if name == "Content-Length"}
    if len(lengths) > 1 or not all(_LENGTH.fullmatch(length) for length in lengths):
        raise BrokenSip("a Content-Length that cannot be")
    length = int(lengths.pop()) if lengths else None
    if request := _REQUEST.fullmatch(first):
        return SipMessage(method=request[1], uri=request[2], headers=headers), length
    if response := _RESPONSE.fullmatch(first):
        status, reason = int(response[1]), response[2] or ""
        return SipMessage(status=status, reason=reason, headers=headers), length
    raise BrokenSip("neither a request nor a response")


def _header(line: str) -> tuple[str, str]:
    found = _HEADER.fullmatch(line)
    if found is None:
        raise BrokenSip("a line that is no header")
    name = found[1].lower()
    return _LONG_NAMES.get(name) or "-".join(map(_capital, name.split("-"))), found[2].strip()


def _capital(word: str) -> str:
    return word.capitalize()


def _with_body(message: SipMessage, body: bytes) -> SipMessage:
    return SipMessage(
        message.method, message.uri, message.status, message.reason, message.headers, body
    )


_REQUEST: Final = re.compile(r"([A-Z]{1,20}) ([^\s\x00-\x20]{1,2000}) SIP/2\.0")
_RESPONSE: Final = re.compile(r"SIP/2\.0 ([1-6][0-9]{2})(?: ([^\r\n]*))?")
_HEADER: Final = re.compile(r"([A-Za-z0-9.!%*_+`'~-]{1,64})[ \t]*:((?:[^\r\n\0])*)")
_LENGTH: Final = re.compile(r"[0-9]{1,9}")
_CSEQ: Final = re.compile(r"([0-9]{1,10})\s+([A-Z]{1,20})")
_FOLDED: Final = re.compile(r"[ \t]*\r\n[ \t]+")
_ENDS_LINE: Final = re.compile(r"[\r\n\0]")
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_BRACKETED: Final = re.compile(r"<([^<>]*)>")
_IN_BRACKETED: Final = r"<[^<>]*>"
_IN_BRACKETS: Final = re.compile(rf'{_IN_BRACKETED}|"(?:[^"\\]|\\.)*"')
_ENTRIES: Final = re.compile(r'(?:"(?:[^"\\]|\\.)*"|<[^<>]*>|[^,"<])+')
_LONG_NAMES: Final = {
    "call-id": "Call-ID",
    "cseq": "CSeq",
    "www-authenticate": "WWW-Authenticate",
    "i": "Call-ID",
    "m": "Contact",
    "e": "Content-Encoding",
    "l": "Content-Length",
    "c": "Content-Type",
    "f": "From",
    "s": "Subject",
    "k": "Supported",
    "t": "To",
    "v": "Via",
    "o": "Event",
    "u": "Allow-Events",
}
