"""What helps in a call beside the customer's card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crm_desktop.database.queries.call_notes import ColleagueInCall
from crm_desktop.database.queries.talk_scripts import TalkScriptRow
from crm_desktop.domain.unwanted import UnwantedRule


@dataclass(frozen=True, slots=True)
class CallAid:
    """Why the caller is unwanted (None: welcome), who talked before, what is to be said."""

    unwanted: UnwantedRule | None = None
    colleagues: tuple[ColleagueInCall, ...] = ()
    scripts: tuple[TalkScriptRow, ...] = ()


CallAids = Mapping[int, CallAid]
"""By the ids of the calls at this desk."""
