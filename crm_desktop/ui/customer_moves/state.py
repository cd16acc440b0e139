"""What the four parts of the page show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from crm_desktop.actions.customer_moves import MoveDone, MoveUndone
from crm_desktop.database.queries.customer_moves import (
    ChosenTotals,
    KeptFilter,
    MoveRow,
    SampledCustomer,
    StaffLoad,
)
from crm_desktop.database.queries.move_details import (
    FilterOffers,
    MoveException,
    PeopleOfMove,
)
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.domain.spread import Placed, SpreadBy, SpreadReason
from crm_desktop.domain.spread_effect import Effect, Load


class FilterField(Enum):
    """A field of the filter that is typed."""

    ORDERED_FROM = auto()
    ORDERED_UNTIL = auto()
    ORDERS_LEAST = auto()
    ORDERS_MOST = auto()
    OVERDUE_DAYS = auto()


@dataclass(frozen=True, slots=True)
class TypedFilter:
    """What stands in the form; the days and numbers of ``ticked`` are those of ``texts``."""

    ticked: CustomerFilter = field(default_factory=CustomerFilter)
    texts: Mapping[FilterField, str] = field(default_factory=dict)

    def text(self, part: FilterField) -> str:
        """Return what is typed in a field, "" for nothing."""
        return self.texts.get(part, "")

    def with_text(self, part: FilterField, text: str) -> TypedFilter:
        """Return the same with other words in a field."""
        texts = {**self.texts, part: text}
        return replace(self, texts={key: words for key, words in texts.items() if words})


@dataclass(frozen=True, slots=True)
class FindState:
    """Whom a supervisor looks for; ``totals`` are None while nobody has counted.

    ``name`` is typed to save the filter under. ``deleted`` is a saved filter that can be brought
    back; ``refused`` are fields that cannot be read (yet); with ``stopped`` the count was given up.
    """

    typed: TypedFilter = TypedFilter()
    name: str = ""
    refused: Mapping[FilterField, Exception] = field(default_factory=dict)
    staff: tuple[StaffLoad, ...] = ()
    offers: FilterOffers = field(default_factory=lambda: FilterOffers((), (), ()))
    kept: tuple[KeptFilter, ...] = ()
    kept_id: int | None = None
    deleted: KeptFilter | None = None
    totals: ChosenTotals | None = None
    counting: bool = False
    stopped: bool = False
    sample: tuple[SampledCustomer, ...] | None = None
    sampling: bool = False
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class TypedReceiver:
    """What is typed beside somebody who gets customers; ``room`` in all, "" for any number."""

    share: str = "1"
    room: str = ""


class Task(Enum):
    """What is being worked at."""

    READING = auto()
    SPREADING = auto()
    STORING = auto()
    MOVING = auto()
    UNDOING = auto()


@dataclass(frozen=True, slots=True)
class Working:
    """Long work; ``done`` of ``of`` customers, 0 of 0 where that cannot be told."""

    task: Task
    done: int = 0
    of: int = 0
    stopping: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a spread would do. Who stays with the same person is not among ``going``.

    ``going`` names the first customers of each receiver, ``place_of`` everybody's place.
    """

    placed: tuple[Placed, ...]
    effects: tuple[Effect, ...]
    going: Mapping[int, tuple[int, ...]]
    left: tuple[int, ...]
    left_load: Load
    staying: int
    moving: int
    place_of: Mapping[int, Placed]
    staff_of: Mapping[int, int | None]
    yen_of: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class GoingRow:
    """One customer of the list; ``to_id`` None: no room, they stay."""

    customer_id: int
    code: str
    from_id: int | None
    to_id: int | None
    reason: SpreadReason | None
    yearly_yen: int


LEFT = -1
"""Stands for those for whom there is no room, where a receiver is chosen."""


@dataclass(frozen=True, slots=True)
class SpreadState:
    """Who gets whom; ``chosen`` None: nobody was chosen yet.

    ``stale``: the preview is of another wish than what stands here. ``shown`` is whose customers
    are listed in ``rows``, and ``more`` how many are not.
    """

    chosen: CustomerFilter | None = None
    totals: ChosenTotals = field(default_factory=lambda: ChosenTotals(0, 0, 0, 0))
    people: tuple[StaffLoad, ...] = ()
    receivers: Mapping[int, TypedReceiver] = field(default_factory=dict)
    by: SpreadBy = SpreadBy.CUSTOMERS
    room_in: SpreadBy = SpreadBy.CUSTOMERS
    households: bool = True
    regions: bool = False
    pins: Mapping[int, int] = field(default_factory=dict)
    working: Working | None = None
    preview: Preview | None = None
    stale: bool = False
    shown: int | None = None
    rows: tuple[GoingRow, ...] = ()
    more: int = 0
    refused: int | None = None
    error: Exception | None = None

    def person(self, staff_id: int | None) -> StaffLoad | None:
        """Return what somebody looks after now, None for nobody."""
        return next((one for one in self.people if one.staff_id == staff_id), None)


class MoveStep(Enum):
    """How far a move has come."""

    NOTHING = auto()
    READY = auto()
    ASKED = auto()
    CONFLICT = auto()
    DONE = auto()
    PLANNED = auto()
    UNDONE = auto()


@dataclass(frozen=True, slots=True)
class TypedMove:
    """How the move is wished for; days as they are typed.

    ``words`` about the customer with ``code`` are not written down yet; ``notes`` were, by code,
    and are written down again with another draft of the move.
    """

    note: str = ""
    with_tasks: bool = True
    planned: bool = False
    from_day: str = ""
    covers: bool = False
    cover_until: str = ""
    code: str = ""
    words: str = ""
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MoveState:
    """The move that is prepared, or was just done.

    ``notes`` are those for single customers that are stored with it, by code.
    ``unlike_preview``: others moved customers between preview and draft, so that the sums are no
    longer those of the preview.
    """

    step: MoveStep = MoveStep.NOTHING
    customers: int = 0
    people: tuple[PeopleOfMove, ...] = ()
    unlike_preview: bool = False
    typed: TypedMove = TypedMove()
    notes: tuple[tuple[str, str], ...] = ()
    working: Working | None = None
    exceptions: tuple[MoveException, ...] = ()
    changed: int = 0
    result: MoveDone | None = None
    undone: MoveUndone | None = None
    error: Exception | None = None


class HistoryQuestion(Enum):
    """What is asked before it is done."""

    UNDO = auto()
    DROP = auto()


@dataclass(frozen=True, slots=True)
class HistoryState:
    """What was moved and what is planned, newest first."""

    moves: tuple[MoveRow, ...] = ()
    loaded: bool = False
    chosen: MoveRow | None = None
    people: tuple[PeopleOfMove, ...] = ()
    exceptions: tuple[MoveException, ...] = ()
    asked: HistoryQuestion | None = None
    working: Working | None = None
    undone: MoveUndone | None = None
    error: Exception | None = None
