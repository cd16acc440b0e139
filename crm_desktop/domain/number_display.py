"""Reads the bytes of a box that hears NTT's number display (ナンバー・ディスプレイ) on the line.

Understood, mixed in any order, with the parity bit or without:

- the signal of the line itself: ``DLE SOH 07 DLE STX 40 length {field length text}… DLE ETX CRC``,
  fields 02 caller, 04 why there is none (P O C S), 09 called; the CRC is that of ITU-T over
  everything behind SOH (as Asterisk's ``callerid_feed_jp`` reads it);
- Aloha USB: ``STX MMDDwHHMM caller ETX``, to be answered with ACK, or NAK when the parity is wrong;
- lines of text, ended by CR, LF, DC2 or DC4: a number or reason letter, alone or behind ``DT``,
  ``NMBR =`` (modems) or ``RING ANALOG`` (terminal adapters of NTT).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from crm_desktop.domain.call import CallStage
from crm_desktop.domain.call_notice import CallNotice

ACK: Final = b"\x06"
NAK: Final = b"\x95"
LONGEST_PENDING: Final = 1_024


@dataclass(frozen=True, slots=True)
class BoxReading:
    """The calls that were heard, and the bytes the box waits for (mostly none)."""

    notices: tuple[CallNotice, ...] = ()
    answer: bytes = b""


class NumberDisplayReader:
    """Takes bytes as they come, cut anywhere; what cannot be read is passed over. Never raises."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._pending = b""

    def feed(self, data: bytes) -> BoxReading:
        """Return the calls that ``data`` completes."""
        self._pending = (self._pending + data)[-LONGEST_PENDING:]
        notices: list[CallNotice] = []
        answer = b""
        while (piece := _first_piece(self._pending)) is not None:
            self._pending = self._pending[piece.end :]
            notices += piece.reading.notices
            answer += piece.reading.answer
        return BoxReading(tuple(notices), answer)

    def fall_silent(self) -> BoxReading:
        """Return the call of a line whose end never came; half a signal is forgotten."""
        text, self._pending = _seven_bits(self._pending), b""
        return _line_reading(text.strip(b"\x00\x02\x03"))


@dataclass(frozen=True, slots=True)
class _Piece:
    end: int
    reading: BoxReading = BoxReading()


def _first_piece(raw: bytes) -> _Piece | None:
    """Return what stands first in ``raw`` and is whole; None when more must come."""
    text = _seven_bits(raw)
    found = _BEGINNING.search(text)
    if found is None:
        return None
    if found["signal"] is not None:
        return _signal(raw, text, found.start())
    if found["record"] is not None:
        return _Piece(found.end(), _record_reading(raw[found.start() : found.end()]))
    return _Piece(found.end(), _line_reading(found["line"]))


def _signal(raw: bytes, text: bytes, start: int) -> _Piece | None:
    """Read the signal at ``start``; one that another overtakes was cut off.

    Of a broken one nothing is believed, nor of what came with it.
    """
    behind = start + len(_SIGNAL)
    overtaken = text.find(_SIGNAL, behind)
    body = _body(text, behind)
    if body is None or len(raw) < body.end + _CRC_BYTES:
        return None if overtaken < 0 else _Piece(overtaken)
    end = body.end + _CRC_BYTES
    if not body.is_closed or not _crc_fits(raw[start + _BEFORE_CRC : end]):
        return _Piece(len(raw) if overtaken < 0 else overtaken)
    return _Piece(end, _reading_of_fields(body.content))


@dataclass(frozen=True, slots=True)
class _Body:
    """The fields of a signal, the place behind its ETX, and whether an ETX stood there."""

    content: bytes
    end: int
    is_closed: bool


def _body(text: bytes, at: int) -> _Body | None:
    length, at = _plain_byte(text, at)
    content = b""
    while len(content) < length and at < len(text):
        byte, at = _plain_byte(text, at)
        content += bytes([byte])
    end = at + len(_CLOSING)
    if len(content) < length or not length or len(text) < end:
        return None if len(text) < end else _Body(b"", at, is_closed=False)
    return _Body(content, end, text[at:end] == _CLOSING)


def _plain_byte(text: bytes, at: int) -> tuple[int, int]:
    """Return the byte at ``at`` and the place behind it; a doubled DLE is one."""
    if text[at : at + 2] == _DLE * 2:
        return _DLE[0], at + 2
    return (text[at] if at < len(text) else 0), at + 1


def _reading_of_fields(content: bytes) -> BoxReading:
    fields: dict[int, bytes] = {}
    while len(content) >= _FIELD_HEAD:
        kind, length = content[0], content[1]
        fields[kind] = content[_FIELD_HEAD : _FIELD_HEAD + length]
        content = content[_FIELD_HEAD + length :]
    caller = fields.get(_REASON) or fields.get(_CALLER, b"")
    return _ringing(caller, fields.get(_CALLED, b""))


def _record_reading(record: bytes) -> BoxReading:
    has_parity = any(byte & _PARITY_BIT for byte in record)
    if has_parity and any(byte.bit_count() % 2 for byte in record):
        return BoxReading(answer=NAK)
    text = _seven_bits(record)[1:-1].strip()
    found = _RECORD.fullmatch(text)
    if found is None:
        return _line_reading(text)
    return BoxReading(_ringing(found["caller"]).notices, ACK)


def _line_reading(line: bytes) -> BoxReading:
    found = _LINE.fullmatch(line.strip())
    if found is None:
        return BoxReading()
    return _ringing(next(caller for caller in found.groups() if caller is not None))


def _ringing(caller: bytes, called: bytes = b"") -> BoxReading:
    known = caller.strip() if _READABLE.fullmatch(caller.strip()) else b""
    dialled = called.strip() if _READABLE.fullmatch(called.strip()) else b""
    notice = CallNotice(
        CallStage.RINGING, caller_raw=known.decode("ascii"), called_raw=dialled.decode("ascii")
    )
    return BoxReading((notice,))


def _crc_fits(checked: bytes) -> bool:
    """Tell whether the last two of ``checked`` are the CRC of those before.

    Some boxes take the parity bits away, those of the CRC with them.
    """
    body, crc = checked[:-_CRC_BYTES], checked[-_CRC_BYTES:]
    wanted = _crc(bytes(map(_with_parity, _seven_bits(body))))
    if any(byte & _PARITY_BIT for byte in checked):
        return crc == wanted
    return crc == _seven_bits(wanted)


def _crc(data: bytes) -> bytes:
    """Return the CRC of x¹⁶+x¹²+x⁵+1, lowest bit first, in the order it is sent."""
    register = 0
    for byte in data:
        register ^= byte
        for _bit in range(8):
            register = register >> 1 ^ (_POLYNOMIAL if register & 1 else 0)
    return register.to_bytes(_CRC_BYTES, "little")


def _with_parity(byte: int) -> int:
    return byte | _PARITY_BIT if byte.bit_count() % 2 else byte


def _seven_bits(data: bytes) -> bytes:
    return bytes(byte & ~_PARITY_BIT for byte in data)


_DLE: Final = b"\x10"
_SIGNAL: Final = b"\x10\x01\x07\x10\x02\x40"
_BEFORE_CRC: Final = 2  # DLE SOH
_CLOSING: Final = b"\x10\x03"
_CRC_BYTES: Final = 2
_FIELD_HEAD: Final = 2
_CALLER, _REASON, _CALLED = 0x02, 0x04, 0x09
_PARITY_BIT: Final = 0x80
_POLYNOMIAL: Final = 0x8408
_BEGINNING: Final = re.compile(
    rb"(?P<signal>\x10\x01\x07\x10\x02\x40)"
    rb"|(?P<record>\x02[^\x00-\x1f]{1,80}\x03)"
    rb"|(?P<line>[\x20-\x7e]{1,80})[\r\n\x12\x14]"
)
_RECORD: Final = re.compile(rb"[0-9]{9}(?P<caller>[+0-9-]{1,32}|[POCSE])")
_LINE: Final = re.compile(
    rb"(\+?[0-9][0-9-]{8,31}|[POCS])"
    rb"|(?:DT|NMBR *=) *(\+?[0-9][0-9-]{2,31}|[POCS])"
    rb"|RING[ _]ANALOG[ _](\+?[0-9][0-9-]{2,31}|[POCS])(?:[/ _].*)?"
)
_READABLE: Final = re.compile(rb"[+0-9][0-9-]*|[POCS]")
