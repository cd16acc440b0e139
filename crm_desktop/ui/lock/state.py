"""What a locked desk shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crm_desktop.errors.base import CrmError


class LockProblem(StrEnum):
    """Why nothing was asked of the server."""

    NO_PASSWORD = "no_password"  # noqa: S105


@dataclass(frozen=True, slots=True)
class LockState:
    """``person`` is whose desk it is. Of a call no more is known here than that it rings."""

    person: str
    locked: bool = False
    ringing: bool = False
    checking: bool = False
    refusal: LockProblem | CrmError | Exception | None = None
