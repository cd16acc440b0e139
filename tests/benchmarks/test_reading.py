"""The measure itself: it counts what it says."""

from __future__ import annotations

import pytest

from tests.benchmarks.reading import character_errors


@pytest.mark.parametrize(
    ("found", "errors"),
    [("髙橋です", 0), ("高橋です", 0.25), ("髙橋で", 0.25), ("髙橋ですす", 0.25), ("", 1)],
)
def test_each_single_change_is_one_error(found: str, errors: float) -> None:
    assert character_errors("髙橋です", found) == errors
