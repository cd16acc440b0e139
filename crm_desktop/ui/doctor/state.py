"""What the doctor's window shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from crm_desktop.database.queries.call_sources import ReceivedRow
from crm_desktop.domain.fake_call import FakeCall
from crm_desktop.ui.phone_link.state import PhoneLinkState

MOST_SHOWN: Final = 500


@dataclass(frozen=True, slots=True)
class Replayed:
    """What was made of a recording; rows as `telephony.ami_replay` has them."""

    file_name: str
    calls: tuple[Mapping[str, Any], ...] = ()
    pops: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class DoctorState:
    """``received`` is what was said last, the newest first; ``fake`` is the call made up now.

    ``replaying`` is the file that is gone through; ``replayed`` the last that was.
    """

    link: PhoneLinkState = field(default_factory=PhoneLinkState)
    received: tuple[ReceivedRow, ...] = ()
    fake: FakeCall | None = None
    replaying: str = ""
    replayed: Replayed | None = None
    copied: bool = False
