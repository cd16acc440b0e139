"""Telephone calls that are over, and the telephones that rang."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from crm_desktop.domain.call import CallDirection, CallResult, LegOutcome
from crm_desktop.domain.demo_office.numbering import Numbering
from crm_desktop.domain.demo_office.rows import CallLegRow, CallRow, StaffRow
from crm_desktop.domain.no_number import NoNumberReason

SOURCE: Final = "demo"
ORDER_LINE: Final = "0120555315"
LINE_NAME: Final = "ご注文フリーダイヤル"
_QUEUE: Final = "受注"
_SHORTEST_TALK_S: Final = 45
_LONGEST_TALK_S: Final = 900
_RING_S: Final = 24


@dataclass(frozen=True, slots=True)
class PastCall:
    """One call with the one telephone that rang."""

    call: CallRow
    leg: CallLegRow


def answered_call(
    rng: Random,
    numbering: Numbering,
    staff: StaffRow,
    customer: tuple[int, str],
    began_at: datetime,
    *,
    outgoing: bool = False,
) -> PastCall:
    """Return a talk of ``staff`` with a customer, given by id and number in E.164."""
    customer_id, number = customer
    answered_at = began_at + timedelta(seconds=rng.randint(3, _RING_S))
    talk_s = min(_LONGEST_TALK_S, _SHORTEST_TALK_S + round(rng.expovariate(1 / 180)))
    call = _call(numbering, number, began_at, customer_id)._replace(
        direction=CallDirection.OUT if outgoing else CallDirection.IN,
        answered_at=answered_at,
        ended_at=answered_at + timedelta(seconds=talk_s),
        result=CallResult.ANSWERED,
    )
    return PastCall(call, _leg(numbering, call, staff, LegOutcome.ANSWERED))


def missed_call(
    numbering: Numbering,
    staff: StaffRow,
    number: str | None,
    began_at: datetime,
    *,
    customer_id: int | None = None,
) -> PastCall:
    """Return a call that rang at ``staff``'s telephone in vain; without ``number`` withheld."""
    call = _call(numbering, number, began_at, customer_id)
    return PastCall(call, _leg(numbering, call, staff, LegOutcome.MISSED))


def _call(
    numbering: Numbering, number: str | None, began_at: datetime, customer_id: int | None
) -> CallRow:
    call_id = next(numbering.calls)
    return CallRow(
        id=call_id,
        source=SOURCE,
        source_call_id=f"{SOURCE}-{call_id:07}",
        direction=CallDirection.IN,
        caller_raw=f"0{number[3:]}" if number else "anonymous",
        caller=number,
        no_number_reason=None if number else NoNumberReason.WITHHELD,
        called_raw=ORDER_LINE,
        line_name=LINE_NAME,
        queue=_QUEUE,
        began_at=began_at,
        answered_at=None,
        ended_at=began_at + timedelta(seconds=_RING_S),
        result=CallResult.MISSED,
        customer_id=customer_id,
    )


def _leg(numbering: Numbering, call: CallRow, staff: StaffRow, outcome: LegOutcome) -> CallLegRow:
    return CallLegRow(
        id=next(numbering.legs),
        call_id=call.id,
        source_leg_id=staff.extension or staff.login,
        extension=staff.extension or "",
        staff_id=staff.id,
        rang_at=call.began_at,
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        outcome=outcome,
    )
