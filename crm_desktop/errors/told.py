"""Errors that one program tells another: a name and plain facts, and the error again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from crm_desktop.errors import telephony
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import StrangeProblem

_LONGEST: Final = 200


def facts_to_tell(error: CrmError) -> dict[str, str | int]:
    """Return the facts of ``error`` that can be told: short texts and whole numbers."""
    return {
        name: value[:_LONGEST] if isinstance(value, str) else value
        for name, value in vars(error).items()
        if isinstance(value, str | int)
    }


def error_told(source: str, kind: str, facts: Mapping[str, Any]) -> CrmError:
    """Return the error of ``kind`` that another program told of ``source``.

    One that is not known here, or lacks facts, is a `StrangeProblem`.
    """
    known = getattr(telephony, kind, None)
    if not (isinstance(known, type) and issubclass(known, CrmError)):
        return StrangeProblem(source, kind=kind)
    try:
        return known(**facts)
    except (TypeError, ValueError):
        return StrangeProblem(source, kind=kind)
