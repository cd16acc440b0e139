"""What is known of the calls at this desk: everything the panels show of them, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.database.queries.customers import CallerMatch
from crm_desktop.domain.no_number import NoNumberReason


class CallPhase(StrEnum):
    """How far a call has come at this desk; CALLING: it goes out, nobody has answered yet."""

    CALLING = "calling"
    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"


class Lookup(StrEnum):
    """What came of looking a call's number up; ADDED: a customer was given the number since.

    DIALLED: not looked up, it was dialled from a customer's card.
    """

    SEARCHING = "searching"
    ONE = "one"
    SEVERAL = "several"
    UNKNOWN = "unknown"
    ADDED = "added"
    NO_NUMBER = "no_number"
    FAILED = "failed"
    DIALLED = "dialled"


@dataclass(frozen=True, slots=True)
class DialledHere:
    """A number in E.164 that was dialled at this desk, from a customer's card or (None) from none.

    ``at`` is aware, in UTC.
    """

    number: str
    at: datetime
    customer_id: int | None = None
    customer_name: str = ""


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
    ``number_raw`` is what came and could not be read. ``line`` is what the office calls the
    line, or its number in E.164 or as it came; ``queue`` may be empty. The caller has waited
    from ``began_at``; None: somebody talked to them before. ``customer_id`` is set once it is
    known or was chosen who calls; ``chosen_before`` is who was chosen for this very call, at
    this desk or another; ``corrects`` is whose call it was thought to be until it was asked
    anew. ``unfinished``: the card was shown for it, and its note is still to be finished.
    ``outgoing``: somebody here called ``number``; ``dialled_here`` on the screen, not at the
    telephone.
    """

    call_id: int
    phase: CallPhase
    since: datetime
    number: str = ""
    number_raw: str = ""
    no_number_reason: NoNumberReason | None = None
    line: str = ""
    queue: str = ""
    began_at: datetime | None = None
    lookup: Lookup = Lookup.SEARCHING
    answer: CallerAnswer = CallerAnswer()
    customer_id: int | None = None
    customer_name: str = ""
    chosen_before: int | None = None
    corrects: int | None = None
    corrects_name: str = ""
    unfinished: bool = False
    outgoing: bool = False
    dialled_here: bool = False

    @property
    def timed_from(self) -> datetime:
        """The moment from which is counted: while it rings, since when the caller waits."""
        rings = self.phase is CallPhase.RINGING
        return (self.began_at if rings else None) or self.since

    def identified(self, answer: CallerAnswer) -> DeskCall:
        """Return it with what the database says of its number."""
        known = {match.customer_id: match.name for match in answer.matches}
        lookup = {0: Lookup.UNKNOWN, 1: Lookup.ONE}.get(len(known), Lookup.SEVERAL)
        who = self.chosen_before if self.chosen_before in known else None
        if lookup is Lookup.ONE:
            who = answer.matches[0].customer_id
        name = "" if who is None else known[who]
        return replace(self, lookup=lookup, answer=answer, customer_id=who, customer_name=name)

    def asked_anew(self) -> DeskCall:
        """Return the call of which it is open again who calls."""
        return replace(
            self,
            customer_id=None,
            customer_name="",
            corrects=self.customer_id,
            corrects_name=self.customer_name,
        )

    def as_thought(self) -> DeskCall:
        """Return the call with whom it was thought to be before it was asked anew."""
        return replace(
            self,
            customer_id=self.corrects,
            customer_name=self.corrects_name,
            corrects=None,
            corrects_name="",
        )


@dataclass(frozen=True, slots=True)
class IncomingCallState:
    """All calls at this desk, newest first, and which of them the middle of the window is about.

    ``waiting_since`` has the beginnings of the calls that wait in this desk's queues.
    """

    calls: tuple[DeskCall, ...] = ()
    front: DeskCall | None = None
    waiting_since: tuple[datetime, ...] = ()

    @property
    def aside(self) -> DeskCall | None:
        """The call to go back to, while a card without a call is looked at; None with a front."""
        if self.front is not None:
            return None
        return next((call for call in self.calls if call.phase is not CallPhase.RINGING), None)


@dataclass(frozen=True, slots=True)
class CustomerWanted:
    """The card of a customer is to be shown; ``card`` saves asking for it, where it came along."""

    customer_id: int
    card: CustomerCard | None = None
    call: DeskCall | None = None
