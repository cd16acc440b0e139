"""A keyring of each test's own: the one of whoever runs the tests is not touched."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest

from tests.drafts.keyrings import MemoryKeyring


@pytest.fixture(autouse=True)
def own_keyring() -> Iterator[MemoryKeyring]:
    """Let the system's keyring be one in memory."""
    before, own = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)
