"""Between a wish to share out as it is typed and as it is done; and what comes of it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, Final

from crm_desktop.domain.spread import (
    Movable,
    Receiver,
    SpreadBy,
    SpreadWish,
    spread,
)
from crm_desktop.domain.spread_effect import Load, effects_of, own_loads, receiver_up_to
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.moving import BadShare
from crm_desktop.ui.customer_moves.filter_reading import read_count
from crm_desktop.ui.customer_moves.state import Preview, SpreadState, TypedReceiver

LISTED: Final = 200
_GREATEST_SHARE: Final = 1_000_000.0


class ReceiverRefused(Exception):
    """What is typed beside somebody cannot be read; ``why`` says what."""

    def __init__(self, staff_id: int, why: CrmError) -> None:
        super().__init__("a receiver's share or room cannot be read")
        self.staff_id = staff_id
        self.why = why


def read_share(text: str) -> float:
    """Return a share from 0 up, in any width; "" is 1.

    Raises:
        BadShare: it is none.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
    if not plain:
        return 1.0
    digits = plain.replace(".", "", 1)
    if not (digits.isascii() and digits.isdecimal()) or len(plain) > _LONGEST_SHARE:
        raise BadShare(text)
    return min(float(plain), _GREATEST_SHARE)


def plain_code(text: str) -> str:
    """Return a customer's code as it was typed, full-width or not."""
    return unicodedata.normalize("NFKC", text).strip()


def read_wish(state: SpreadState, customers: Sequence[Movable]) -> SpreadWish:
    """Return what is wished for.

    Raises:
        ReceiverRefused: somebody's share or room cannot be read.
    """
    own = own_loads(customers)
    loads = {one.staff_id: Load(one.customers, one.yearly_yen) for one in state.people}
    receivers = tuple(
        _receiver(staff_id, typed, state, loads.get(staff_id, Load()), own.get(staff_id, Load()))
        for staff_id, typed in state.receivers.items()
    )
    return SpreadWish(receivers, state.by, state.households, state.regions, dict(state.pins))


def wish_of(state: SpreadState) -> dict[str, Any]:
    """Return how it was shared out, to be kept with the move."""
    return {
        "by": str(state.by),
        "room_in": str(state.room_in),
        "households": state.households,
        "regions": state.regions,
        "pins": len(state.pins),
        "receivers": [
            {"staff": staff_id, "share": typed.share, "room": typed.room}
            for staff_id, typed in state.receivers.items()
        ],
    }


def make_preview(
    customers: Sequence[Movable], wish: SpreadWish, progress: Callable[[int], None]
) -> Preview:
    """Share out and return what would come of it; ``progress`` as of `spread`.

    Raises:
        NobodyToMoveTo: nobody has a share above 0.
    """
    done = spread(customers, wish, progress=progress)
    by_id = {one.customer_id: one for one in customers}
    going: defaultdict[int, list[int]] = defaultdict(list)
    moving = 0
    for one in done.placed:
        if by_id[one.customer_id].staff_id != one.staff_id:
            going[one.staff_id].append(one.customer_id)
            moving += 1
    left = [by_id[number] for number in done.left]
    return Preview(
        done.placed,
        tuple(effects_of(customers, done)),
        {staff_id: tuple(islice(ids, LISTED)) for staff_id, ids in going.items()},
        done.left,
        Load(len(left), sum(one.yearly_yen for one in left)),
        len(done.placed) - moving,
        moving,
        {one.customer_id: one for one in done.placed},
        {one.customer_id: one.staff_id for one in customers},
        {one.customer_id: one.yearly_yen for one in customers},
    )


def _receiver(
    staff_id: int, typed: TypedReceiver, state: SpreadState, now: Load, own: Load
) -> Receiver:
    try:
        share, room = read_share(typed.share), read_count(typed.room)
    except CrmError as error:
        raise ReceiverRefused(staff_id, error) from error
    by_heads = state.room_in is SpreadBy.CUSTOMERS
    return receiver_up_to(
        Receiver(staff_id, share),
        now=now,
        own=own,
        customers=room if by_heads else None,
        yearly_yen=None if by_heads else room,
    )


_LONGEST_SHARE: Final = 12
