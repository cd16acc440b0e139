"""Whether the end of a file is there, told from its last bytes as far as its kind shows it."""

from __future__ import annotations

from typing import Final

TAIL_BYTES: Final = 2_048


def seems_whole(head: bytes, tail: bytes) -> bool:
    """Tell whether a file that begins with ``head`` may end with ``tail``.

    False for nothing at all, and for a JPEG, PNG or PDF whose end is missing. Others are thought
    to be whole: whether they are is seen when they are read.
    """
    if not head:
        return False
    ending = next((end for begin, end in _ENDINGS if head.startswith(begin)), b"")
    return ending in tail


_ENDINGS: Final = (
    (b"\xff\xd8\xff", b"\xff\xd9"),
    (b"\x89PNG\r\n\x1a\n", b"IEND"),
    (b"%PDF-", b"%%EOF"),
)
