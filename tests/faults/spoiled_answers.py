"""What may become of a server's answer on its way though the line itself stays alive."""

from __future__ import annotations

import random

LARGE = 8_000


class Halved:
    """Passes on what is small, the first half of the first large answer, and nothing after it."""

    def __init__(self) -> None:
        self._is_over = False

    def __call__(self, answer: bytes) -> bytes:
        """Return what is passed on."""
        if self._is_over:
            return b""
        self._is_over = len(answer) > LARGE
        return answer[: len(answer) // 2] if self._is_over else answer


class Swallowed:
    """Passes on nothing."""

    def __call__(self, _answer: bytes) -> bytes:
        """Return what is passed on."""
        return b""


class Garbled:
    """Puts garbage, which no message begins with, before an answer here and there.

    ``often`` is how likely an answer meets it. What is changed within a value looks like another
    value: only TLS finds that out.
    """

    def __init__(self, often: float = 0.3) -> None:
        self._often = often
        self._chance = random.Random()

    def __call__(self, answer: bytes) -> bytes:
        """Return what is passed on."""
        if self._chance.random() > self._often:
            return answer
        return b"\xff" + self._chance.randbytes(self._chance.randint(4, 200)) + answer
