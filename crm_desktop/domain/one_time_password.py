"""Passwords that are handed over on a slip of paper and used once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

# Nothing that is taken for something else when it is read aloud or copied by hand.
_SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS: Final = 4
_GROUP_LENGTH: Final = 4


def one_time_password(choose: Callable[[str], str]) -> str:
    """Return a password such as ``k7wd-m2xp-9hqt-ve4c``.

    ``choose`` returns one character of the text it is given; 79 bits when it is fair.
    """
    groups = ("".join(choose(_SIGNS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)
