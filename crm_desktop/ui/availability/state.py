"""What a desk knows of whether its person can take calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crm_desktop.domain.availability import Availability


@dataclass(frozen=True, slots=True)
class AvailabilityRules:
    """What the office has settled. No ``away_reasons``: those that come with the program.

    ``after_call_s`` 0: after-call work may take as long as it takes. It ends by itself after that
    time only with ``ends_itself``.
    """

    away_reasons: tuple[str, ...] = ()
    after_call_s: int = 0
    ends_itself: bool = False
    category_required: bool = False
    starts_away: bool = False


@dataclass(frozen=True, slots=True)
class AvailabilityState:
    """How the person is since when; ``reason`` says why they are away, in the office's words."""

    state: Availability
    since: datetime
    reason: str = ""
    rules: AvailabilityRules = AvailabilityRules()


@dataclass(frozen=True, slots=True)
class CategoryOwed:
    """The contact whose note needs a category before its person can be ready."""

    customer_id: int
    call_id: int
