"""Keeps those who guess tokens slow, without making the others wait."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import time
from collections.abc import Mapping
from typing import Final

log = logging.getLogger(__name__)

DELAY_S: Final = 1.0
MOST_DELAYED: Final = 32
LOG_EVERY_S: Final = 60.0


def source_with_token(token: str, tokens: Mapping[str, str]) -> str | None:
    """Return the source that has ``token``; takes as long for a wrong token as for a right one."""
    given = _digest(token)
    found = None
    for source, known in tokens.items():
        if hmac.compare_digest(given, _digest(known)):
            found = source
    return found


class WrongTokens:
    """Counts wrong tokens, delays their answers and logs them once a minute."""

    def __init__(self) -> None:
        self._delayed = 0
        self._unlogged = 0
        self._logged_at = -LOG_EVERY_S

    async def wait(self, remote: str) -> bool:
        """Wait as long as a wrong token has to; False, at once, when too many wait already."""
        self._count(remote)
        if self._delayed >= MOST_DELAYED:
            return False
        self._delayed += 1
        try:
            await asyncio.sleep(DELAY_S)
        finally:
            self._delayed -= 1
        return True

    def _count(self, remote: str) -> None:
        self._unlogged += 1
        now = time.monotonic()
        if now - self._logged_at >= LOG_EVERY_S:
            log.warning("%d requests with a wrong token, last from %s", self._unlogged, remote)
            self._logged_at, self._unlogged = now, 0


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
