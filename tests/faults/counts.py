"""How often and how long faults are injected: a little in every run, wholly when asked for.

``python3 run.py test --faults`` sets ``CRM_TEST_FAULTS=whole``; a variable of the test's own wins
over both. What has no short form carries the marker ``faults``, which other runs leave out.
"""

from __future__ import annotations

import os


def count(variable: str, *, usual: int, whole: int) -> int:
    """Return the number in the environment's ``variable``, else the one for this kind of run."""
    given = os.environ.get(variable)
    if given:
        return int(given)
    return whole if os.environ.get("CRM_TEST_FAULTS") == "whole" else usual
