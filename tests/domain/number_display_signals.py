"""Builds what boxes on a telephone line send, by other means than the reader has."""

from __future__ import annotations

import binascii
from collections.abc import Mapping


def with_parity(data: bytes) -> bytes:
    """Return ``data`` with an even parity in the eighth bit."""
    return bytes(byte | (byte.bit_count() % 2) << 7 for byte in data)


def signal(fields: Mapping[int, str]) -> bytes:
    """Return the signal of NTT's number display with ``fields``, a doubled DLE within."""
    content = b"".join(
        bytes([kind, len(text)]) + text.encode("ascii") for kind, text in fields.items()
    )
    inner = (bytes([len(content)]) + content).replace(b"\x10", b"\x10\x10")
    checked = with_parity(b"\x07\x10\x02\x40" + inner + b"\x10\x03")
    crc = binascii.crc_hqx(bytes(map(_turned, checked)), 0).to_bytes(2, "big")
    return with_parity(b"\x10\x01") + checked + bytes(map(_turned, crc))


def aloha(caller: str) -> bytes:
    """Return the record of an Aloha USB: in the morning of a Sunday in November."""
    return with_parity(b"\x02" + f"112201030{caller}".encode("ascii") + b"\x03")


def _turned(byte: int) -> int:
    return int(f"{byte:08b}"[::-1], 2)
