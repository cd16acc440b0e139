"""A clock that a test sets for one process and what that starts, by libfaketime."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_PLACES = ("/usr/lib", "/usr/lib64", "/usr/local/lib")


def libfaketime() -> Path | None:
    """Return the library for programs with threads, None where it is not installed."""
    found = (file for place in _PLACES for file in Path(place).glob("**/libfaketimeMT.so.1"))
    return next(found, None)


needs_faketime = pytest.mark.skipif(
    libfaketime() is None, reason="libfaketime is not installed (apt-get install faketime)"
)


class WrongClock:
    """Says how far its processes are off; the monotonic clock goes on as it does."""

    def __init__(self, file: Path) -> None:
        """Be right at first; ``file`` is what the processes read."""
        self._file = file
        file.touch(mode=0o644)
        self.jump("+0")

    def jump(self, offset: str) -> None:
        """Be off by ``offset`` from now on: ``+2d``, ``-2d``, ``+0``."""
        beside = self._file.with_suffix(".new")
        beside.write_text(f"{offset}\n", encoding="ascii")
        beside.chmod(0o644)
        beside.rename(self._file)

    @contextmanager
    def given(self) -> Iterator[None]:
        """Give the clock to the processes that are started meanwhile."""
        before = os.environ.copy()
        os.environ.update(
            LD_PRELOAD=str(libfaketime()),
            FAKETIME_TIMESTAMP_FILE=str(self._file),
            FAKETIME_NO_CACHE="1",
            FAKETIME_DONT_FAKE_MONOTONIC="1",
            NO_FAKE_STAT="1",
        )
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)
