"""What is known of the calls at this desk: everything the panels show of them, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.database.queries.customers import CallerMatch
from crm_desktop.domain.no_number import NoNumberReason


class CallPhase(StrEnum):
    """How far a call has come at this desk."""

    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"


class Lookup(StrEnum):
    """What came of looking a call's number up; ADDED: a customer was given the number since."""

    SEARCHING = "searching"
    ONE = "one"
    SEVERAL = "several"
    UNKNOWN = "unknown"
    ADDED = "added"
    NO_NUMBER = "no_number"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CallerAnswer:
    """What the database says of a number; ``card`` comes along when there is exactly one match.

    ``area`` is where the number is (東京), "" when its digits do not say.
    """

    matches: tuple[CallerMatch, ...] = ()
    card: CustomerCard | None = None
    area: str = ""


@dataclass(frozen=True, slots=True)
class DeskCall:
    """One call at this desk. ``since`` is when its phase began; aware, in UTC.

    ``number`` is E.164, or "" with ``no_number_reason`` saying why; where that is None too,
    ``number_raw`` is what came and could not be read. ``line`` is what the office calls the line,
    or its number in E.164 or as it came. ``customer_id`` is set once it is known or was chosen who
    calls; ``chosen_before`` is who was chosen for this very call, at this desk or another.
    """

    call_id: int
    phase: CallPhase
    since: datetime
    number: str = ""
    number_raw: str = ""
    no_number_reason: NoNumberReason | None = None
    line: str = ""
    lookup: Lookup = Lookup.SEARCHING
    answer: CallerAnswer = CallerAnswer()
    customer_id: int | None = None
    customer_name: str = ""
    chosen_before: int | None = None

    @property
    def was_chosen_by_hand(self) -> bool:
        """Whether somebody said who calls, so that it may be put right."""
        by_number = self.lookup in {Lookup.ONE, Lookup.ADDED}
        return self.customer_id is not None and not by_number


@dataclass(frozen=True, slots=True)
class IncomingCallState:
    """All calls at this desk, newest first, and which of them the middle of the window is about.

    ``waiting_since`` has the beginnings of the office's calls that nobody has answered yet.
    """

    calls: tuple[DeskCall, ...] = ()
    front: DeskCall | None = None
    waiting_since: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerWanted:
    """The card of a customer is to be shown; ``card`` saves asking for it, where it came along."""

    customer_id: int
    card: CustomerCard | None = None
    call: DeskCall | None = None
